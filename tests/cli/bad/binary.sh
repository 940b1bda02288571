#!/bin/sh -eu
# Files that are not text are told as what they are, and nothing of them comes out.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
printf 'Kari Nordhaug\000\001\002\003 var der.\n' >nul.txt
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >picture.txt
printf '%%PDF-1.4\nKari Nordhaug\n' >form.pdf
printf 'PK\003\004\024\000\000\000\010\000' >minutes.docx
printf '\320\317\021\340\241\261\032\341' >old.doc
head -c 300000 /dev/zero >zeros.txt
for f in nul.txt picture.txt form.pdf minutes.docx old.doc zeros.txt; do
	taus scrub --roster people.csv --output copy "$f" || echo "$f: $?"
	[ ! -e copy ]
done
taus survey --roster people.csv nul.txt || echo $?
taus scrub --roster people.csv - <nul.txt || echo $?
