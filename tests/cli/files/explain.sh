#!/bin/sh -eu
# Which rule did what on a line, and why: what is changed, what was outvoted, what was
# found and kept; the places are those of survey, and no word of the text is said.
printf 'given;family;role;team\nGjertrud;Vasskrokmo;SW;4\nZebedeus;Quisthrup;WA;4\n' >people.csv
cat >a.txt <<'T'
SW4: Jeg heter Torkjell Brattvik, Zebedeus.
WA4: Ring meg på 912 34 567 i morgen. Det står [[telefonnummer]].

SW4: Ja.
WA4: Brattvik ringte, og
torkjell var syk.
Så kom en til. Det var Gjertrud
Vasskrokmo.
T
cp a.txt 'b:3.txt'
try() {
	status=0
	taus explain --roster people.csv "$@" >said || status=$?
	sed -E 's/Of [0-9]+ rules/Of N rules/; s/(Av|av) [0-9]+ regler/\1 N regler/' said
	[ $status = 0 ] || echo "exit $status"
}
i=1
while [ $i -le 9 ]; do
	try a.txt:$i
	i=$((i + 1))
done
echo '-- the same line of another name, of standard input, as JSON, in Norwegian'
try b:3.txt:2
try -:2 <a.txt
try --json a.txt:6
try --lang no a.txt:6
try --json a.txt:4

# What is explained is what survey says, span for span.
i=1
while [ $i -le 8 ]; do
	taus explain --json --roster people.csv a.txt:$i |
		jq -c 'select(.fate == "changed") | [.action, .category, .code, .end, .file, .rule, .score, .start]'
	i=$((i + 1))
done | sort -u >explained
taus survey --json --roster people.csv a.txt |
	jq -c '[.action, .category, .code, .end, .file, .rule, .score, .start]' | sort -u >surveyed
[ "$(wc -l <surveyed)" -ge 6 ]
cmp explained surveyed

# The columns count characters from 1 in every encoding, bytes are the file's own.
echo 'Så sa æ: Gjertrud blåste.' >u8.txt
iconv -f utf-8 -t utf-16 u8.txt >u16.txt
iconv -f utf-8 -t windows-1252 u8.txt >cp.txt
for f in u8 u16 cp; do
	taus explain --json --roster people.csv $f.txt:1 |
		jq -c 'select(.fate == "changed") | [.file, .column, .column_last, .start, .end]'
done

# A line longer than what is read at once goes on counting.
{
	awk 'BEGIN { for (i = 0; i < 9000; i++) printf "blå " }'
	echo 'Gjertrud'
} >long.txt
taus explain --json --roster people.csv long.txt:1 |
	jq -c 'select(.fate == "changed") | [.column, .column_last, .start, .end]'

# Not a word of the text.
i=1
while [ $i -le 8 ]; do
	taus explain --roster people.csv a.txt:$i
	taus explain --json --roster people.csv a.txt:$i
	i=$((i + 1))
done | grep -iE 'Torkjell|Brattvik|Zebedeus|Gjertrud|Vasskrokmo|912' || echo 'no word of it'
