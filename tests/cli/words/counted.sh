#!/bin/sh -eu
# A number and its noun agree, in both languages: of one and of several.
printf 'SW1: Jeg heter Kari Nordli.\n' >one.txt
printf 'SW1: Kari Nordli.\nSW1: Jeg spurte Ola Haugmo, og Kari Nordli.\n' >two.txt
for lang in en no; do
	taus scrub --lang $lang one.txt 2>&1 >/dev/null | head -n 1
	taus scrub --lang $lang --output out one.txt two.txt 2>&1 | head -n 1
	taus survey --lang $lang one.txt two.txt
done
# Where a word goes with a number, there are two forms of it.
grep -h '{[1-9]:' "$ROOT"/cmd/messages/*.def | grep -v '|' || :
