#!/bin/sh -eu
# A copy is of the kind of its raw file and called by the meeting. A file whose name
# says another kind than it is is refused, in a study only.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
rm 'private/raw/meeting Gjertrud.txt'
cp "$ROOT/tests/cli/study/interview.docx" 'private/raw/meeting Gjertrud.DOCX'
sed -i 's/meeting Gjertrud.txt/meeting Gjertrud.DOCX/' private/meetings.csv
t run
ls out/transcripts
t key holder --label library --public "$(cat ../holder.pub)" --quiet
t read M1 --by AB
t status || :
t deposit --draft --quiet
tar -tf out/archive/DRAFT-*-data-*.tar | sed -n 's/20[0-9-]*/DATE/; /transcripts\//p'
tar -xOf out/archive/DRAFT-*-data-*.tar --wildcards '*/ro-crate-metadata.json' |
	jq -r '."@graph"[] | select(."@id" | startswith("transcripts/")) | .encodingFormat'
t verify | sed -n 2p
jq -r .object audit/ledger.jsonl | grep -E 'transcripts|read/' | sort -u
jq -c '[.meeting, .format, .hidden]' out/report/meetings.jsonl
echo changed >>out/transcripts/M1.docx
t scrub || echo $?
rm out/transcripts/M1.docx

echo -- called otherwise
mv 'private/raw/meeting Gjertrud.DOCX' 'private/raw/meeting Gjertrud.txt'
mv 'private/raw/meeting Magnhild.txt' 'private/raw/meeting Magnhild.docx'
sed -i 's/Gjertrud.DOCX/Gjertrud.txt/; s/Magnhild.txt/Magnhild.docx/' private/meetings.csv
t roster --quiet
t scrub || echo $?
t scrub --lang no 2>&1 | head -n 1
ls out/transcripts
cp 'private/raw/meeting Gjertrud.txt' ../x.txt
taus scrub --quiet --output ../copy.txt ../x.txt
echo -- the copy of RTF is plain text
rm 'private/raw/meeting Gjertrud.txt' 'private/raw/meeting Magnhild.docx'
printf '{\\rtf1{\\info{\\author X}} SW1: Zebedeus?\\par WA1: Ja, Gjertrud.\\par}' >'private/raw/meeting Gjertrud.rtf'
printf '{\\rtf1 SW2: Odd Flaumdalsli?}' >'private/raw/meeting Magnhild.txt'
sed -i 's/Gjertrud.txt/Gjertrud.rtf/; s/Magnhild.docx/Magnhild.txt/' private/meetings.csv
t roster --quiet
t scrub || echo $?
mv 'private/raw/meeting Magnhild.txt' 'private/raw/meeting Magnhild.RTF'
sed -i 's/Magnhild.txt/Magnhild.RTF/' private/meetings.csv
t roster --quiet
t scrub
ls out/transcripts
cat out/transcripts/M1.txt
t check
jq -c '[.meeting, .format, .encoding, .hidden]' out/report/meetings.jsonl
echo -- any suffix that is none is of plain text
rm private/raw/*
cp "$ROOT/tests/cli/study/interview.docx" 'private/raw/meeting.docx'
cp "$SAMPLES/meetings/documents/information-letter-v1.txt" 'private/raw/notes by.Magnhild'
sed -i 's/meeting Gjertrud.rtf/meeting.docx/; s/meeting Magnhild.RTF/notes by.Magnhild/' private/meetings.csv
t roster --quiet
t scrub --quiet
ls out/transcripts
