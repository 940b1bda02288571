#!/bin/sh -eu
# One text in every encoding: the same names go, the copy stays in the encoding,
# line ends and mark of its original, and the offsets that survey prints count the
# bytes of the file as it lies there.
printf 'given;family;code\nKåre;Ødegård;SW1\nAnne;Lie;T1\n' >people.csv
cat >text.txt <<'E'
Kåre: Nå er det høst igjen, sa Anne Lie på møtet med Ødegård.
Ja – det så både du og jeg. Kåres bok ligger på bordet, «Blåbær».
E
cat >want.txt <<'E'
SW1: Nå er det høst igjen, sa T1 på møtet med SW1.
Ja – det så både du og jeg. SW1s bok ligger på bordet, «Blåbær».
E
each() { # NAME BOM ICONV-ENCODING LINE-ENDS
	"$4" <text.txt | iconv -f utf-8 -t "$3" >body
	{ printf '%b' "$2"; cat body; } >"$1.txt"
	"$4" <want.txt | iconv -f utf-8 -t "$3" >body
	{ printf '%b' "$2"; cat body; } >want
	taus scrub --quiet --roster people.csv --output copy "$1.txt"
	cmp want copy || echo "$1: not the copy it should be"
	taus scrub --quiet --roster people.csv - <"$1.txt" >piped
	cmp want piped || echo "$1: differs when piped in"
	taus survey --json --roster people.csv "$1.txt" >spans
	jq -r '"\(.start) \(.end) \(.code)"' spans |
		while read -r from to code; do
			printf '%s=' "$code"
			tail -c +$((from + 1)) "$1.txt" | head -c $((to - from)) |
				iconv -f "$3" -t utf-8
			printf ' '
		done
	echo "$1"
	rm copy piped
}
lf() { cat; }
cr() { tr '\n' '\r'; }
crlf() { sed 's/$/\r/'; }
each utf-8 '' utf-8 lf
each utf-8-bom '\0357\0273\0277' utf-8 crlf
each utf-8-cr '' utf-8 cr
each utf-16le-bom '\0377\0376' utf-16le crlf
each utf-16be-bom '\0376\0377' utf-16be lf
each utf-16le '' utf-16le lf
each utf-16be '' utf-16be crlf
each windows-1252 '' cp1252 crlf
each macroman '' macintosh cr
jq -c '[.start, .end]' spans
