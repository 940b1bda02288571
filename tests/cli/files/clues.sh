#!/bin/sh -eu
# Turns whose clues together may point to one person are listed with line, kinds and
# rules, most clues first; nothing of them is changed, and no word of them is said.
cat >talk.txt <<'T'
A: Jeg bodde i Oslo i 2018 og gikk på AAP.
B: Ja, og legen og mamma sa at du skulle hvile. Det sto i avisa at det blir regn.

A: Jeg er den eneste kvinnelige brannsjefen i fylket,
og huset vårt brant ned i 2011.

B: Tre av dem er trillinger.
A: Eg er samisk, og eg er 34 år og bur på Straumsøya.
B: I was the only midwife on the island, and I lost my leg in 1998.
A: The mayor said it would rain, and my mum agreed.
T
taus survey talk.txt
taus survey --lang no talk.txt
echo --
taus survey --clues talk.txt
taus survey --clues talk.txt >one
taus survey --json --clues talk.txt >two
cmp one two
jq -e '.clues | type == "array"' one >/dev/null
# Without --clues, lines are of stretches that would change, and of those alone.
taus survey --json talk.txt | jq -r 'select(has("clues") or (.rule | startswith("clues/")))'
# What is only a clue stays as it is, even where a policy removes SPECIAL.
taus scrub --quiet - <<'T'
A: Jeg var brannsjef, vi fikk trillinger, og huset brant ned.
T
# Nothing to list: nothing said.
head -n 2 talk.txt | taus survey --clues -
# However many there are, those with most clues are kept, and the rest is counted.
i=0
while [ $i -lt 3000 ]; do
	printf 'A: Vi fikk trillinger.\n\n'
	i=$((i + 1))
done >many.txt
printf 'A: Jeg er samisk, var brannsjef, fikk trillinger og har narkolepsi.\n' >>many.txt
taus survey many.txt | sed -n '1,3p;$p'
taus survey --clues many.txt | wc -l
taus survey --clues many.txt 2>/dev/null | head -n 1
