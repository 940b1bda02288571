#!/bin/sh -eu
# What somebody decided to keep at its place stays in the copy, and check knows it there,
# whatever was taken out or exchanged before it: in text, in Word, in what is rewritten.
# The same name elsewhere is still found. Comments and changes are kept if the study says so.
sh -eu "$ROOT/tests/cli/study/begin.inc" 3
cd s
t() { taus "$@" --passphrase-file ../pass; }
rm private/raw/*
cp "$SAMPLES/files/Intervju Solfrid.docx" private/raw/a.docx
printf '{\\rtf1{\\info{\\author X}} SW2: Odd? Ja, Odd.\\par WA2: Magnhild Seljegrend og Odd.\\par}' >private/raw/b.rtf
printf 'SW3: Torgils, hei.\nWA3: Hei, Ragnfrid. Torgils er glad.\nSW3: Torgils?\n' >private/raw/c.txt
sed -i 's/meeting Gjertrud.txt/a.docx/; s/meeting Magnhild.txt/b.rtf/; s/meeting Ragnfrid.txt/c.txt/' private/meetings.csv
printf 'v: 1\ncomments: keep\nchanges: keep\n' >policy.yaml
t roster --quiet
t survey --json >all
# keep one mention in each: the second of what is found under this rule
keep() # meeting, word folded, line of "all" for it
{
	jq -r --arg m "$1" --arg w "$2" 'select(.meeting == $m and .category == "PER") |
		"place;PER;\($w);\($m);\(.start);\(.end);keep;;;\(.part // "")"' all | sed -n "$3p"
}
{
	echo 'scope;category;folded;meeting;start;end;verdict;treat;same_as;part'
	keep M1 solfrid 1
	keep M2 odd 2
	keep M3 torgils 3
} >private/decisions.csv
t roster --quiet
t scrub --quiet
t check || echo $?
jq -c '[.meeting, .part, .start != .copy_start]' out/report/kept.jsonl
for f in out/transcripts/*; do
	taus scrub --quiet --to txt "$f" 2>/dev/null >/dev/null
	case $f in *.docx) unzip -p "$f" word/document.xml | sed 's/<[^>]*>/ /g' ;; *) cat "$f" ;; esac |
		grep -o -w -e Solfrid -e Odd -e Torgils | sort | uniq -c
done
unzip -p out/transcripts/M1.docx word/comments.xml | sed 's/<[^>]*>/ /g' | tr -s ' \n' ' '
echo
unzip -p out/transcripts/M1.docx word/document.xml | grep -o '<w:del [^>]*>'
echo -- without the decisions it is found
head -n 1 private/decisions.csv >none && mv none private/decisions.csv
t roster --quiet
t check || echo $?
