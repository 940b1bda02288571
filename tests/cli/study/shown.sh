#!/bin/sh -eu
# What one transcript of a study shows to be somebody's name is one in the others too:
# where a sentence begins, in small letters, in a transcript without capitals. Who speaks
# by a name that is a word too is covered. No word of it stands in what taus keeps.
sh -eu "$ROOT/tests/cli/study/begin.inc" 3
cd s
t() { taus "$@" --lang en --passphrase-file ../pass; }
cat >'private/raw/meeting Gjertrud.txt' <<'E2'
SW1: Der kom Kari Tjernvollmo inn, og hun heter Skogliv.
WA1: Ja, og hun heter Even, hun som var med.
Will: Det er greit.
WA1: Fint. Jeg spurte Will om det.
Will: Ja.
E2
cat >'private/raw/meeting Magnhild.txt' <<'E2'
SW2: Tjernvollmo, hva tenker du? Bilen til tjernvollmo stod der. Skogliv T. lo.
WA2: Even, hva sier du? Even om det regner, går vi. Nå er det even.
E2
cat >'private/raw/meeting Ragnfrid.txt' <<'E2'
i: vi gikk og gikk og gikk og det var fint og så gikk vi hjem og det var bra.
p: det var tjernvollmo sin bil. så lo skogliv.
E2
t run --quiet >/dev/null
tail -n 9 out/transcripts/M?.txt
echo -- why
t explain M2:1 | grep -A 2 -e ' 6-16:' -e ' 44-54'
echo -- in a transcript alone nothing would have told
t survey --json --only PER 'private/raw/meeting Magnhild.txt' | grep -c '"shown"' || :
echo -- none of it is kept
grep -r -i -l -e tjernvollmo -e skogliv audit out documents study.yaml || :
echo -- a transcript that cannot be read shows nothing, and says so once
printf 'a\0b' >'private/raw/meeting Gjertrud.txt'
t scrub --quiet || echo "$?"
