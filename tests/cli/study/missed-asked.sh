#!/bin/sh -eu
# On a terminal the word is asked for, and what it is; what cannot be taken is said, and
# asked for again. What is typed is seen, unlike a passphrase.
command -v script >/dev/null || { echo "no script here"; exit 77; }
sh -eu "$ROOT/tests/cli/study/begin.inc" 1
cd s
echo 'SW1: Then pjusken came, and pjuskens brother, by the krattlia.' >>'private/raw/meeting Gjertrud.txt'
taus run --quiet --passphrase-file ../pass >/dev/null
(
	sleep 1
	for answer in a og pjusken 1 SW9 1 SW1 krattlia 3 ''; do
		echo "$answer"
		sleep 0.02
	done
) | script -qec "taus missed --by AB --passphrase-file ../pass" /dev/null | tr -d '\r' >said
grep -v -e '^ ' -e '^Number' said
tail -n 1 out/transcripts/M1.txt

echo -- nothing typed
{ sleep 1; echo; } | script -qec "taus missed --by AB --lang no --passphrase-file ../pass" /dev/null | tr -d '\r' | tail -n 1
