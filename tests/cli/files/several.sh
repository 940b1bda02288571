#!/bin/sh -eu
# Several inputs keep their relative path and name below --output; one that fails
# leaves no copy, the others stand, and the highest status counts.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
mkdir -p in/deep
echo 'Kari kom.' >in/a.txt
echo 'Nordhaug gikk.' >in/deep/b.txt
printf 'feil \377 her, b\303\246r\n' >in/c.txt
echo 'Karis bil.' >d.txt
taus scrub --roster people.csv --output out in/a.txt in/deep/b.txt ./d.txt "$HOME/in/../d.txt" || echo $?
taus scrub --roster people.csv --output out in/a.txt in/c.txt in/deep/b.txt ./d.txt || echo $?
find out -type f | sort
cat out/in/a.txt out/in/deep/b.txt out/d.txt
mkdir one
taus scrub --quiet --roster people.csv --output one d.txt
cat one/d.txt
taus scrub --quiet --roster people.csv --output new d.txt
cat new
taus scrub --roster people.csv in/a.txt d.txt || echo $?
(cd in && taus scrub --quiet --roster ../people.csv --output ../up ../d.txt a.txt)
find up -type f | sort
