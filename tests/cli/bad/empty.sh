#!/bin/sh -eu
# An empty file, and one of blanks alone, come out as they are.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
: >empty.txt
printf ' \n\t\n\n' >blanks.txt
printf '\357\273\277' >bom.txt
for f in empty.txt blanks.txt bom.txt; do
	taus scrub --roster people.csv --quiet --output copy $f
	cmp $f copy
	taus scrub --roster people.csv --quiet - <$f >piped
	cmp $f piped
	taus survey --json --roster people.csv $f
done
