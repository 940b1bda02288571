#!/bin/sh -eu
# With nothing to replace a copy is its original, byte for byte, whatever the
# encoding, the line ends and the mark at its head; from a file and piped in.
printf 'given;family;code\nZebedeus;Quisthrup;SW1\n' >people.csv
cat >utf-8.txt <<'E'
Intervjuer: Hva slags frukt liker du best?

Deltaker: Epler og bær, særlig blåbær på høsten. «Ja», sa hun – og lo…
 Ikke noe mer å si om det,	egentlig.  

E
sed 's/$/\r/' utf-8.txt >crlf.txt
tr '\n' '\r' <utf-8.txt >cr.txt
printf '%s' "$(cat utf-8.txt)" >no-last-newline.txt
{ printf '\357\273\277'; cat utf-8.txt; } >bom.txt
{ printf '\357\273\277'; cat crlf.txt; } >bom-crlf.txt
{ cat utf-8.txt; sed 's/$/\r/' utf-8.txt; tr '\n' '\r' <utf-8.txt; } >mixed.txt
iconv -f utf-8 -t cp1252 utf-8.txt >cp1252.txt
iconv -f utf-8 -t cp1252 crlf.txt >cp1252-crlf.txt
iconv -f utf-8 -t macintosh cr.txt >macroman-cr.txt
iconv -f utf-8 -t macintosh utf-8.txt >macroman.txt
{ printf '\377\376'; iconv -f utf-8 -t utf-16le crlf.txt; } >utf-16le-bom.txt
{ printf '\376\377'; iconv -f utf-8 -t utf-16be utf-8.txt; } >utf-16be-bom.txt
iconv -f utf-8 -t utf-16le utf-8.txt >utf-16le.txt
iconv -f utf-8 -t utf-16be cr.txt >utf-16be-cr.txt
printf 'Smil \360\237\230\200 og \342\200\213skjult \302\255 strek, a\314\212 og e\314\201.\n' >odd.txt
taus scrub --quiet --roster people.csv --output out ./*.txt
for f in *.txt; do
	cmp "$f" "out/$f" || echo "$f differs"
	# shellcheck disable=SC2094 # it is read alone
	taus scrub --quiet --roster people.csv - <"$f" | cmp "$f" - || echo "$f piped in differs"
done
taus survey --json --roster people.csv ./*.txt
taus survey --roster people.csv ./*.txt | sed 's/plain text (//; s/,.*//'
