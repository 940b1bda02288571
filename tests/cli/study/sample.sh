#!/bin/sh -eu
# The sample study through every step; nothing of truth.tsv stays in the copies.
cp -R "$SAMPLES/meetings" s
printf 'a passphrase for trying\n' >pass
printf 'another passphrase\n' >other
chmod 600 pass other
cd s
find . -type f | sort | xargs -d '\n' sha256sum >../sources
t() { taus "$@" --passphrase-file ../pass; }
t init --work-factor 10 --quiet
t run --draft 2>&1 | grep -E '^--|forseglet|Forseglet'
taus key new --quiet --work-factor 10 --output ../holder.key --passphrase-file ../other >../holder.pub
t key holder --quiet --label library --public "$(cat ../holder.pub)"
sha256sum <audit/ledger.jsonl >before
t run >/dev/null 2>&1
sha256sum <audit/ledger.jsonl | cmp before -
t read --quiet --all --by demo
t deposit --quiet
t verify | sed -E 's/[0-9]+/N/g; s/, (siste|last).*//'
t status | grep -v klartekst || :
rm before
(cd .. && sed 's|  \./|  s/|' sources | sha256sum -c --quiet)

# The copies leave in the encoding of their originals.
iconv -f utf-16 -t utf-8 out/transcripts/M04-2.txt >x && mv x out/transcripts/M04-2.txt
iconv -f macintosh -t utf-8 out/transcripts/M03-2.txt >x && mv x out/transcripts/M03-2.txt
iconv -f cp1252 -t utf-8 out/transcripts/M07-1.txt >x && mv x out/transcripts/M07-1.txt
left=0 sought=0
while IFS='	' read -r meeting kind text; do
	case $meeting in M[0-9]*) ;; *) continue ;; esac
	sought=$((sought + 1))
	if grep -qwF -e "$text" "out/transcripts/$meeting.txt"; then
		echo "left: $meeting $kind $text"
		left=$((left + 1))
	fi
done <truth.tsv
[ $sought -gt 300 ]
echo "$left left"
find out/transcripts -type f | wc -l
