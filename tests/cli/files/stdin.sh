#!/bin/sh -eu
# What is piped in gives the same bytes as the file, and nothing comes out before
# the whole was accepted; a clear original is in no temporary file.
printf 'given;family;code\nKari;Nordhaug;SW1\nOla;Vikse;T1\n' >people.csv
f="$SAMPLES/meetings/private/raw/Opptak 2017-03-28 team 1.txt"
{ echo 'Kari: Hei, Ola Vikse.'; cat "$f"; } >a.txt
taus scrub --quiet --roster people.csv --output copy a.txt
# shellcheck disable=SC2002 # a pipe is what is tried
cat a.txt | taus scrub --quiet --roster people.csv - >piped
cmp copy piped
taus scrub --quiet --roster people.csv - <a.txt | cmp copy -
taus scrub --quiet --roster people.csv --output file - <a.txt
cmp copy file
taus scrub --quiet --roster people.csv a.txt | cmp copy -
taus survey --json --roster people.csv a.txt | sed 's/"file":"a.txt"/"file":"-"/' >spans
taus survey --json --roster people.csv - <a.txt | cmp spans -
{ cat a.txt; printf 'feil \377\n'; } | taus scrub --roster people.csv - >out || echo $?
wc -c <out
# shellcheck disable=SC2094 # it is read alone
taus scrub --roster people.csv --output folder - a.txt <a.txt || echo $?
ls -A "$TMPDIR"
