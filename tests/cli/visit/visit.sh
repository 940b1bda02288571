#!/bin/sh -eu
# taus alone, visit by visit: three lines, what needs no question, one sentence.
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
visit() {
	echo "== $1"
	shift
	taus --passphrase-file ../pass "$@" 2>&1 | sed 's/20[0-9-]*\.tar/DATE.tar/'
}
mkdir ../aside
mv private/*.csv ../aside
visit "nothing filled in"
mv ../aside/*.csv private
visit "tables filled in"
visit "nothing done since"
book=private/review/decisions.xlsx
{
	printf 'Decisions\t*\tDecision\tas proposed\n'
	printf 'Word or name\t*\tDecision\tas proposed\n'
} | sheet fill $book ../filled.xlsx
mv ../filled.xlsx $book
visit "decided"
taus read --all --by AB --passphrase-file ../pass --quiet
visit "read"
taus key holder --label library --public "$(cat ../holder.pub)" --passphrase-file ../pass --quiet
visit "a second holder"
taus roster --remove-plain --quiet --passphrase-file ../pass
visit "the end"
cd ..
echo "== outside of a study"
taus | head -n 1
taus --lang no 2>&1 || echo "exit status $?"
