#!/bin/sh -eu
# A replacement that the file's encoding cannot write is an error that names the
# way on; with it the whole copy is UTF-8.
printf 'given;family;code\nKåre;Ødegård;Jovnač1\nAnne;Lie;T1\n' >people.csv
printf 'K\345re: N\345 er det h\370st, Anne.\r\n' >a.txt
cp a.txt before
taus scrub --roster people.csv --output copy a.txt || echo $?
[ ! -e copy ]
taus scrub --roster people.csv --output out a.txt a.txt || echo $?
taus scrub --roster people.csv a.txt || echo $?
taus scrub --quiet --roster people.csv --to utf-8 --output copy a.txt
od -An -c copy
taus scrub --quiet --roster people.csv --to utf-8 - <a.txt | cmp - copy
{ printf '\377\376'; iconv -f cp1252 -t utf-16le a.txt; } >wide.txt
taus scrub --quiet --roster people.csv wide.txt | iconv -f utf-16
taus scrub --quiet --roster people.csv --to utf-8 wide.txt
cmp a.txt before
