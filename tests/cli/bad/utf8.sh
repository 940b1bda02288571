#!/bin/sh -eu
# A wrong character in the middle of a UTF-8 text: its place is said, in bytes and
# from 0, near the start and far into the file, and no copy is made.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
printf 'Kari sa blåbær.\nSå kom \303( feil.\nKari gikk.\n' >early.txt
i=0
while [ $i -lt 4000 ]; do
	echo 'Kari Nordhaug sa at blåbær er best på høsten.'
	i=$((i + 1))
done >good.txt
{
	cat good.txt
	printf 'her er \377 feil\n'
	cat good.txt
} >late.txt
for f in early.txt late.txt; do
	cp $f before
	taus scrub --roster people.csv --output copy $f || echo "$f: $?"
	[ ! -e copy ]
	taus survey --json --roster people.csv $f || echo "$f: $?"
	cmp before $f
done
wc -c <good.txt
taus scrub --roster people.csv - <late.txt || echo $?
