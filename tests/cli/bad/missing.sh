#!/bin/sh -eu
# A file or table that is not there; the other files are done all the same.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari var der.' >a.txt
taus scrub --roster none.csv a.txt || echo $?
taus scrub --roster people.csv none.txt || echo $?
taus scrub --roster people.csv --output out a.txt none.txt || echo $?
ls -A out
cat out/a.txt
taus survey --json --roster people.csv none.txt a.txt || echo $?
taus scrub --rules none --roster people.csv a.txt || echo $?
taus scrub --roster people.csv --output new a.txt a.txt || echo $?
[ ! -e new/none.txt ]
