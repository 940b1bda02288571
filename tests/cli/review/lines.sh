#!/bin/sh -eu
# The same questions in lines: answers, a slip that is asked again, one taken back, an
# end before the end; in Norwegian too.
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
t roster --quiet
printf '%s\n' x k u p '' 's SW9' 's ES1' 'nothing' 'røde = a person' | t review --tty --by AB 2>&1 |
	sed 's/^.*line [0-9]*$/TURN/; /^   [A-Z0-9]*: [A-ZÆØÅ]/d'
t scrub
cat out/transcripts/M1.txt
echo "== what is left, in Norwegian, and nothing answered"
t review --tty --lang no </dev/null 2>&1 | head -n 8
t status | grep doubtful
