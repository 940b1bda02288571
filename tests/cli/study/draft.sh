#!/bin/sh -eu
# What a copy is made from changes: it is a draft at once, before scrub has run again. What
# has nothing to do with it changes: it stays read.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
how() { # who stands how, in a line
	t status 2>/dev/null | sed -n 's/.* \([0-9]* read to the end\).*/\1/p; s/^open: .* cop[a-z]* w[a-z]* made .*: /stale: /p; s/^open: .* draft .*: /unread: /p' | tr '\n' ';'
	echo " $1"
}
sed -i '1s/$/;age/; 2,$s/$/;40/' private/people.csv
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
how begun
t read --all --by AB
how 'read'
touch -d 2020-01-01 private/raw/*
how 'a file is older, and says the same'
sed -i 's/;40$/;41/' private/people.csv
t roster --quiet
how 'an age'
printf '%%PDF-1.4\nanother\n' >private/consent/new.pdf
echo 'a1;new.pdf;v2;2018-01-20;paper;audio|quotes|archive;;' >>private/consents.csv
t run --quiet >/dev/null
how 'a form'
t table --quiet
how 'a table'

cp 'private/raw/meeting Gjertrud.txt' ../kept
echo >>'private/raw/meeting Gjertrud.txt'
how 'a file'
t read M1 --by AB || echo $?
t deposit || echo "$? deposit"
t deposit --draft --quiet
cp ../kept 'private/raw/meeting Gjertrud.txt'
how 'a file as it was'
printf 'scope;category;folded;meeting;start;end;verdict;treat;same_as\nname;LOC;bergen;;;;keep;;\n' >private/decisions.csv
t roster --quiet
how 'a decision'
t scrub --quiet
how 'a decision that changes no copy'
sed -i 's/Quisthrup/Quisthrop/' private/people.csv
t roster --quiet
how 'a name'
t scrub --quiet
how 'that stood in one copy'
t read --all --by AB --quiet
sed -i 's/;31;a1|b1/;32;a1|b1/' private/meetings.csv
t roster --quiet
how 'the row of a meeting'
t scrub --quiet
printf 'v: 1\ntreat:\n  - {name: mine, category: PER, do: remove, to: person}\n' >policy.yaml
how 'the policy'
rm policy.yaml
how 'the policy as it was'
mv private/raw ../raw
mkdir private/raw
how 'the originals are gone'
mv ../raw/* private/raw
jq -c '[.event, .meeting, .replaced]' out/report/reading.jsonl
rm out/report/*
how 'nothing is known of it'
t scrub --quiet
how 'made anew, the same'

# Nothing that a plain digest of an original could be compared with lies outside the key.
sha256sum private/raw/* | cut -c 1-64 | while read -r sum; do
	grep -r -l "$sum" . ../s.key || :
done
tar -xOf out/archive/DRAFT-trial-data-*.tar --wildcards '*/README.txt' | head -n 3 | grep DRAFT
tar -tf out/archive/DRAFT-trial-data-*.tar | sed -n 's/.*\/\(DRAFT-.*\)/\1/p' | sort
