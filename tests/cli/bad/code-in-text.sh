#!/bin/sh -eu
# A seat's code in the running text of an original may be the seat or a blood test:
# it is listed and left; with --strict the file is refused.
printf 'given;family;role;team\nKari;Nordhaug;SW;4\nOla;Vikse;T;4\n' >people.csv
printf 'SW4: Hun skal ta T4 og TSH i morgen.\nT4: Ja, Kari. F20 sto det.\n' >a.txt
taus scrub --roster people.csv --output copy a.txt
cat copy
taus survey --lang en --roster people.csv a.txt
taus survey --json --roster people.csv a.txt
taus scrub --strict --roster people.csv --output strict a.txt || echo $?
[ ! -e strict ]
taus survey --strict --json --roster people.csv a.txt || echo $?
