#!/bin/sh -eu
# A Word document that was edited and saved elsewhere: what the program left in it (who, and
# when) goes when it is adopted, as from any document. So does a copy saved in UTF-8 whose
# original is not: its letters are read as what they are.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
rm private/raw/*
cp "$ROOT/tests/cli/study/interview.docx" private/raw/a.docx
printf 'SW2: Hei, \345ssen g\345r det?\nWA2: Bra, Zebedeus.\n' >private/raw/b.txt
sed -i 's/meeting Gjertrud.txt/a.docx/; s/meeting Magnhild.txt/b.txt/' private/meetings.csv
sed -i 's/Odd;Flaumdalsli/\xc3\x98ystein;Flaumdalsli/' private/people.csv
t run --quiet >/dev/null
mkdir ../x
cd ../x
unzip -q ../s/out/transcripts/M1.docx
sed -i 's|</w:body>|<w:p><w:r><w:t>SW1: Fint.</w:t></w:r></w:p></w:body>|' word/document.xml
mkdir -p docProps
echo '<coreProperties><lastModifiedBy>Torgunn Kvernberget</lastModifiedBy></coreProperties>' >docProps/core.xml
rm ../s/out/transcripts/M1.docx
zip -q -r ../s/out/transcripts/M1.docx .
cd ../s
unzip -p out/transcripts/M1.docx | grep -c Kvernberget
t adopt M1 --quiet
unzip -p out/transcripts/M1.docx | grep -c Kvernberget || :
unzip -p out/transcripts/M1.docx word/document.xml | grep -o 'SW1: Fint.'
printf 'SW2: Hei, \303\245ssen g\303\245r det, \303\230ystein?\n' >out/transcripts/M2.txt
t check --quiet || echo "$? check"
t adopt M2 || echo "$? a name in another encoding"
printf 'SW2: Hei, \303\245ssen g\303\245r det?\n' >out/transcripts/M2.txt
t adopt M2
t scrub
jq -c '[.meeting, .encoding]' out/report/meetings.jsonl
printf 'SW2: Hei, \345ssen g\345r det?\n' >out/transcripts/M2.txt
t adopt M2 || echo "$? neither"
t scrub --again --quiet
od -c out/transcripts/M2.txt | head -n 2
