#!/bin/sh -eu
# What is no CHAT after all is refused, and leaves nothing.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
n=0
while IFS= read -r text; do
	n=$((n + 1))
	printf %b "$text" >bad.cha
	s=0
	taus scrub --quiet --lang en --roster people.csv --output copy bad.cha || s=$?
	[ ! -e copy ] || echo "$n: a copy"
	echo "$n: $s"
done <<'L'
@UTF8\n
@UTF8\n@Begin\n*GJE:\tja\n
@UTF8\n@End\n
@UTF8\n*GJE:\tja\n@Begin\n@End\n
@UTF8\n%com:\tja\n@Begin\n@End\n
@UTF8\n@Begin\n@Begin\n@End\n
@UTF8\n@Begin\n@End\n@End\n
@UTF8\n@Begin\n@End\nGjertrud\n
@UTF8\n@Begin\nGjertrud\n@End\n
@UTF8\n@Begin\n*GJE:\tja\n\nGjertrud\n@End\n
@UTF8\n@Begin\n%com Gjertrud\n@End\n
@UTF8\n@Begin\n%com\n@End\n
@UTF8\n@Begin\n*GJE ja\n@End\n
@UTF8\n@Begin\n*:\tja\n@End\n
@UTF8\n@Begin\n*Gjertrud V:\tja\n@End\n
@UTF8\n@Begin\n@ID:\tGjertrud\n@End\n
@UTF8\n@Begin\n*GJE:\tæøå æøå æøå \0377 Gjertrud\n@End\n
@UTF8\n@Begin\n*GJE:\tja\0\n@End\n
L
