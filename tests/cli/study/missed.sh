#!/bin/sh -eu
# A name that reading found: known from then on, covered wherever it stands, looked for in
# the archives, and never in a log, a message or the record of the deviation.
sh -eu "$ROOT/tests/cli/study/begin.inc" 3
cd s
t() { taus "$@" --passphrase-file ../pass; }
words() { # word, who: in a private file
	printf '%b\t%s\n' "$1" "$2" >../words
	chmod 600 ../words
}
neutral() { sed -E 's/20(2[4-9]|[3-9][0-9])-[0-9]{2}-[0-9]{2}/DATE/g; s/[0-9]{2}:[0-9]{2} UTC/TIME/g; s/[0-9a-f]{64}/DIGEST/g'; }
echo 'SW1: Then pjusken came, and pjuskens brother, by the krattlia.' >>'private/raw/meeting Gjertrud.txt'
echo 'WA2: I know PJUSKEN too, from krattlia.' >>'private/raw/meeting Magnhild.txt'
echo 'WA3: And lurvepelsen ran.' >>'private/raw/meeting Ragnfrid.txt'
t run --quiet >/dev/null
sed -i 's/PJUSKEN/pjusken/' 'private/raw/meeting Magnhild.txt'
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read M1 M2 --by AB
lines=$(wc -l <audit/ledger.jsonl)
find . ../s.key -type f | sort | xargs -d '\n' sha256sum >../before

echo -- what is not taken
t missed --by CD || echo "$? no terminal"
t missed --words-file ../words || echo "$? by nobody"
refuse() { # word, who
	words "$1" "$2"
	t missed --by CD --words-file ../words || echo "$? $1"
}
refuse a 'a person'
refuse og 'a person'
refuse 'og i det' 'a place'
refuse SW1 'a person'
refuse pjusken SW9
refuse pjusken ''
refuse 'one two three four five six seven eight nine ten eleven twelve thirteen' 'a place'
refuse '\377' 'a place'
refuse ukjenten 'a person'
printf 'pjusken\n' >../words
t missed --by CD --words-file ../words || echo "$? no tab"
: >../words
t missed --by CD --words-file ../words || echo "$? empty"
chmod 644 ../words
t missed --by CD --words-file ../words || echo "$? public"
t missed --by CD --words-file .. || echo "$? a folder"
find . ../s.key -type f | sort | xargs -d '\n' sha256sum | cmp ../before -

echo -- before anything was handed on
words pjusken 'a1'
t missed --by CD --words-file ../words
tail -n 1 out/transcripts/M1.txt out/transcripts/M2.txt
find documents | sort
t status | sed -n 1,4p
[ "$lines" -lt "$(wc -l <audit/ledger.jsonl)" ]

echo -- it stays known: with the plain tables, and in a file that comes later
t run --quiet >/dev/null
tail -n 1 out/transcripts/M1.txt
echo 'SW3: Pjusken er her.' >>'private/raw/meeting Ragnfrid.txt'
t scrub --quiet
tail -n 1 out/transcripts/M3.txt
words pjusken 'a1'
t missed --by CD --words-file ../words || echo "$? it stands nowhere now"

echo -- after it was handed on
t read --all --by AB --quiet
t deposit --quiet
mv out/archive/trial-data-*.tar ../gone.tar
rm out/archive/*
t deposit --draft --quiet
words krattlia 'et sted'
t missed --by CD --words-file ../words 2>&1 | neutral
tail -n 1 out/transcripts/M1.txt out/transcripts/M2.txt
neutral <"$(echo documents/deviation-*.md)"
t status | sed -n 1,4p
t read --all --by AB --quiet
t deposit --quiet
t verify --quiet >/dev/null
sum=$(sha256sum documents/deviation-*.md | cut -c 1-64)
grep -c "$sum" audit/ledger.jsonl

echo -- a second one on that day, in the language of the study, and no archive is what it was
words lurvepelsen 'take it out'
sed -i 's/^language: en/language: "no"/' study.yaml
for f in out/archive/trial-data-*.tar; do echo >>"$f"; done
t missed --by CD --words-file ../words 2>&1 | neutral
neutral <"$(echo documents/deviation-*-2.md)"

echo -- what stands nowhere that can be looked into may stand in the others
rm out/archive/DRAFT-trial-data-*.tar
words nowherling 'take it out'
t missed --by CD --words-file ../words >../said 2>&1 || echo "$?"
neutral <../said

echo -- edited copies wait
echo 'SW1: Ja.' >>out/transcripts/M1.txt
t missed --by CD --words-file ../words || echo "$?"

# The words themselves are nowhere but in the originals and the sealed key.
grep -r -i -l -e pjusken -e krattlia audit out/[!a]* documents study.yaml || :
