#!/bin/sh -eu
# A copy that somebody has edited is never overwritten, signed or archived unseen.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read --all --by AB --quiet
echo 'A line of mine.' >>out/transcripts/M1.txt
cp out/transcripts/M1.txt ../mine
lines=$(wc -l <audit/ledger.jsonl)
t scrub || echo $?
t run || echo $?
t read M1 --by AB || echo $?
t deposit || echo $?
t verify >/dev/null || echo $?
cmp ../mine out/transcripts/M1.txt
[ "$lines" = "$(wc -l <audit/ledger.jsonl)" ]
ls out/archive
mv out/transcripts/M1.txt ..
t scrub --quiet
t deposit --quiet
t verify --quiet >/dev/null
