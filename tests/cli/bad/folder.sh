#!/bin/sh -eu
# A folder where a file should be, and the other way round.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari var der.' >a.txt
mkdir d
taus scrub --roster people.csv d || echo $?
taus scrub --roster d a.txt || echo $?
taus survey --json --roster people.csv a.txt d || echo $?
taus scrub --roster people.csv --output a.txt/out a.txt || echo $?
echo keep >file
taus scrub --roster people.csv --output file a.txt people.csv || echo $?
cat file
taus scrub --rules a.txt --roster people.csv a.txt || echo $?
taus scrub --rules d --roster people.csv a.txt || echo $?
mkfifo pipe
printf 'Kari var der.\n' >pipe &
taus scrub --roster people.csv pipe
wait
taus scrub --roster people.csv /dev/null/a || echo $?
