#!/bin/sh -eu
# Scrubbing a scrubbed file changes nothing, with the same people.
roster="$SAMPLES/meetings/private/people.csv"
mkdir in
n=0
for f in "$SAMPLES"/meetings/private/raw/*; do
	n=$((n + 1))
	cp "$f" in/$n.txt
done
taus scrub --quiet --roster "$roster" --output once in/*.txt
(cd once && taus scrub --quiet --roster "$roster" --output ../twice in/*.txt)
for f in in/*.txt; do
	cmp "once/$f" "twice/$f" || diff -a "once/$f" "twice/$f" | head -n 4
done
(cd once && taus survey --json --roster "$roster" in/*.txt)
