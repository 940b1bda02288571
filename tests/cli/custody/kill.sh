#!/bin/sh -eu
# Killed at any moment a step leaves the old or the new, never half, and the next run
# works and ends with the same bytes. Killed by the clock here, in ever later moments,
# and by the system call where strace can do it.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
t() { taus "$@" --passphrase-file ../pass; }
mkdir whole
cp -R s s.key pass whole
(cd whole/s && t run --quiet >/dev/null)
look() { # whatever stands there is whole
	for f in "$1"/s/out/transcripts/M*.txt; do
		[ ! -e "$f" ] || cmp "$f" "whole/s/out/transcripts/${f##*/}"
	done
	for f in "$1"/s/out/tables/*.csv; do
		[ ! -e "$f" ] || cmp "$f" "whole/s/out/tables/${f##*/}"
	done
	for f in "$1"/s/private/*.csv "$1"/s/private/raw/* "$1"/s/private/consent/*.pdf; do
		cmp "$f" "s/${f#"$1"/s/}"
	done
}
after() { # the next run ends where an undisturbed one ends
	status=0
	(cd "$1/s" && t run --quiet >/dev/null) || status=$?
	[ $status = 0 ] || echo "the next run: $status"
	look "$1"
	for f in transcripts/M1.txt transcripts/M2.txt tables/table1.csv report/replacements.jsonl; do
		cmp "$1/s/out/$f" "whole/s/out/$f"
	done
	(cd "$1/s" && t verify --quiet >/dev/null) || echo "verify: $?"
	find "$1" -name '.taus-*' -o -name '*.new'
}
killed=0 whole=0
for ms in 005 020 050 080 110 150 200 260 330 400; do
	rm -rf try
	mkdir try
	cp -R s s.key pass try
	status=0
	{ (cd try/s && exec timeout -s KILL 0.$ms taus run --quiet --passphrase-file ../pass >/dev/null) || status=$?; } 2>/dev/null
	if [ $status = 0 ]; then whole=$((whole + 1)); else killed=$((killed + 1)); fi
	look try
	after try
done
[ $((killed + whole)) = 10 ]
[ $killed -gt 0 ] || echo "too quick to be killed: $killed"
