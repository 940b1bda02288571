#!/bin/sh -eu
# A copy never takes the place of an original, however the place is named.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari Nordhaug var der.' >a.txt
cp a.txt before
ln a.txt hard.txt
ln -s a.txt soft.txt
mkdir d
ln -s . d/self
for out in a.txt ./a.txt d/../a.txt hard.txt soft.txt . d/self/../a.txt "$HOME/a.txt"; do
	taus scrub --roster people.csv --output "$out" a.txt || echo "$? $out" | sed "s|$HOME|HOME|"
	cmp before a.txt
done
cp a.txt b.txt
taus scrub --roster people.csv --output . a.txt b.txt || echo $?
taus scrub --roster people.csv --output b.txt a.txt b.txt || echo $?
taus scrub --roster people.csv --output people.csv a.txt || echo "$? the roster"
cmp before a.txt
cmp before b.txt
head -n 1 people.csv
