#!/bin/sh -eu
# A copy edited by hand can be the one that counts: searched first, unread then, left alone
# from there on, scrubbed in its own place when more is known; or made anew, and put aside.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read --all --by AB --quiet
raw=$(sha256sum private/raw/*)
sed -i 's/I like the people/I really like the people/' out/transcripts/M1.txt
cp out/transcripts/M1.txt ../edited
t scrub || echo "$? scrub"
t read M1 --by AB || echo "$? read"
t deposit || echo "$? deposit"
t deposit --draft || echo "$? draft"
t status | grep M1
cmp ../edited out/transcripts/M1.txt

echo -- what the rules find in it is to go first
echo 'SW1: Ring Gjertrud Vasskrokmo.' >>out/transcripts/M1.txt
t adopt M1 || echo "$? adopt"
cp ../edited out/transcripts/M1.txt
t adopt M9 || echo "$? M9"
t adopt || echo "$? none"
t adopt M1
t adopt M1 M2
cmp ../edited out/transcripts/M1.txt
t scrub
t status | grep -e M1 -e read
t deposit || echo "$? unread"
t read M1 --by AB --quiet
t deposit --quiet
t verify --quiet | sed 1d | head -n 1

echo -- the table has learnt a name: the adopted copy itself is scrubbed
sed -i 's/^\(a1;[^;]*;[^;]*\);;/\1;the dog;/' private/people.csv
t roster --quiet
t status | grep M1
t scrub
diff ../edited out/transcripts/M1.txt || :
t check
t status | grep draft
t scrub --quiet
jq -c '[.meeting, .replaced, .doubts]' out/report/meetings.jsonl
grep -c '"meeting":"M1"' out/report/replacements.jsonl

echo -- anew from the original
day=$(date -u +%Y-%m-%d)
t scrub --again M9 || echo "$? M9"
t scrub --again M1
grep -c really out/transcripts/M1.txt || :
grep -c really "private/aside/M1 $day.txt"
echo 'SW1: Gjertrud.' >>out/transcripts/M1.txt
echo 'SW2: Ja.' >>out/transcripts/M2.txt
t scrub --again M1 --quiet || echo "$? M2 is edited too"
t scrub --again --quiet
find private/aside -type f | sed "s/$day/DAY/" | sort
t status | grep aside
t read --all --by AB --quiet
t deposit --quiet
for tar in out/archive/trial-data-*.tar; do
	tar -tf "$tar" | grep -c aside || :
done
t verify --quiet | sed 1d | head -n 1
[ "$raw" = "$(sha256sum private/raw/*)" ]
jq -r 'select(.reason == "adopt" or .reason == "draft" or (.object | startswith("aside/"))) |
	"\(.event) \(.object) \(.outcome) \(.reason)"' audit/ledger.jsonl
