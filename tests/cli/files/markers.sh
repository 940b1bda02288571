#!/bin/sh -eu
# What taus wrote itself is left alone; other double brackets are ordinary text.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
cat >a.txt <<'E'
[[sjef 1]] og [[mars 2018]] og [[30-39 år]] og [[? person]] og SW1 kom.
[[Kari]] og [[min Kari Nordhaug]] og [[ sjef 1 ]] kom.
E
taus scrub --quiet --roster people.csv --output copy a.txt
cat copy
taus scrub --quiet --roster people.csv copy | cmp - copy
