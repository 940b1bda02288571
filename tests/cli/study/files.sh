#!/bin/sh -eu
# A transcript without a row, a row without a file, a meeting twice: said, nothing
# made. An originals's copy of another time stays.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
echo 'Nobody knows this one.' >'private/raw/Zebedeus again.txt'
t run || echo $?
ls out/transcripts
rm 'private/raw/Zebedeus again.txt'
mv 'private/raw/meeting Magnhild.txt' ../elsewhere.txt
t scrub || echo $?
ls out/transcripts
mv ../elsewhere.txt 'private/raw/meeting Magnhild.txt'
cp private/meetings.csv ../meetings.csv
sed 's/^M2;/M1;/' ../meetings.csv >private/meetings.csv
t roster || echo $?
sed 's/a2|b2/a2|nobody/' ../meetings.csv >private/meetings.csv
t roster || echo $?
sed 's/meeting Magnhild/..\/..\/pass/' ../meetings.csv >private/meetings.csv
t roster || echo $?
sed 's/^date/day/; s/;date;/;day;/' ../meetings.csv >private/meetings.csv
t roster || echo $?
sed 's/^M2;/Magnhild S;/' ../meetings.csv >private/meetings.csv
t roster || echo $?
cp ../meetings.csv private/meetings.csv
sed -i 's/^b2;form-b2.pdf/b2;gone.pdf/' private/consents.csv
t run || echo $?
sed -i 's/^b2;gone.pdf/b9;form-b2.pdf/' private/consents.csv
t roster || echo $?
