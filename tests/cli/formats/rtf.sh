#!/bin/sh -eu
# An RTF document is read as text and its copy is plain text: a paragraph a line. What
# f4 writes, with its stamps; what hides in RTF is not in the copy, and said.
cat >people.csv <<'P'
given;family;code
Gjertrud;Vasskrokmo;SW1
Zebedeus;Quisthrup;WA1
P
here=$ROOT/tests/cli/formats/rtf
cp "$here/f4.rtf" f4.rtf
taus survey --roster people.csv f4.rtf
taus scrub --quiet --roster people.csv -o copy.txt f4.rtf
cat copy.txt
taus scrub --quiet --roster people.csv copy.txt | cmp - copy.txt
taus scrub --quiet --roster people.csv - <f4.rtf | cmp - copy.txt
taus scrub --quiet --roster people.csv --to utf-8 f4.rtf | cmp - copy.txt

echo -- places count bytes of the file
taus survey --json --roster people.csv f4.rtf | jq -r '[.code, (.pieces // [[.start, .end]])[] | tostring] | @tsv' |
	while IFS="$(printf '\t')" read -r code pieces; do
		printf '%s' "$code:"
		for p in $pieces; do
			from=${p#[} to=${p%]}
			from=${from%,*} to=${to#*,}
			printf ' %s' "$(tail -c +$((from + 1)) f4.rtf | head -c $((to - from)))"
		done
		echo
	done

echo -- in a folder
mkdir out
taus scrub --quiet --roster people.csv -o out f4.rtf people.csv
ls out
cp f4.rtf f4.txt
taus scrub --quiet --roster people.csv -o out2 f4.rtf f4.txt || echo $?

echo -- everything that may hide
sed 's/CANARY/Kanarifugl/g' "$here/canary.rtf" >canary.rtf
taus survey canary.rtf
taus survey --lang no canary.rtf | sed 1d
taus scrub canary.rtf >canary.txt
cat canary.txt
grep -c Kanarifugl canary.rtf
grep Kanarifugl canary.txt || echo none
taus scrub --strict canary.rtf || echo $?

echo -- no layout
taus scrub --quiet --to txt --roster people.csv "$ROOT/tests/cli/study/interview.docx"
taus scrub --quiet --to txt --roster people.csv -o out "$ROOT/tests/cli/study/interview.docx"
ls out
printf '\377\376K\000a\000r\000i\000:\000\r\000\n\000J\000a\000' >wide
taus scrub --quiet --to txt wide | od -c
taus scrub --to pdf wide || echo $?
