#!/bin/sh -eu
# The same at the system calls that change something: killed at the n-th rename, sync,
# open, write or removal, before it happens.
command -v strace >/dev/null || { echo "no strace"; exit 77; }
strace -f -o /dev/null true 2>/dev/null || { echo "strace may not trace here"; exit 77; }
sh -eu "$ROOT/tests/cli/study/begin.inc"
t() { taus "$@" --passphrase-file ../pass; }
mkdir whole
cp -R s s.key pass whole
(cd whole/s && t run --quiet >/dev/null)
died=0 tried=0
point() { # CALL N
	tried=$((tried + 1))
	rm -rf try
	mkdir try
	cp -R s s.key pass try
	status=0
	{
		(cd try/s && exec strace -f -qq -o /dev/null -e trace="$1" -e "inject=$1:signal=KILL:when=$2" \
			taus run --quiet --passphrase-file ../pass >/dev/null) || status=$?
	} 2>/dev/null
	[ $status = 0 ] || died=$((died + 1))
	for f in try/s/out/transcripts/M*.txt; do
		[ ! -e "$f" ] || cmp "$f" "whole/s/out/transcripts/${f##*/}"
	done
	status=0
	(cd try/s && t run --quiet >/dev/null) || status=$?
	[ $status = 0 ] || echo "$1 $2: the next run ends with $status"
	for f in transcripts/M1.txt tables/table1.csv report/replacements.jsonl; do
		cmp "try/s/out/$f" "whole/s/out/$f" || echo "$1 $2"
	done
	(cd try/s && t verify --quiet >/dev/null) || echo "$1 $2: verify $?"
	find try -name '.taus-*' -o -name '*.new'
}
for n in 1 2 3 4 6 9; do point rename $n; done
for n in 1 4 9 16 25; do point fsync $n; done
for n in 1 3 8 13 21 34; do point write $n; done
for n in 1 2; do point unlink $n; done
[ $died -gt 10 ] || echo "killed only $died of $tried times"
