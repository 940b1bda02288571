#!/bin/sh -eu
# 10 MiB without a line end, of every kind that could be dear: each is read in bounded
# time and memory, and what is in it is found from its first byte to its last. Rules of
# a kind that is tried at every mark are tried once at each word.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW1\n' >people.csv
# The common kind at 10 MiB, the dear ones at 2. A sanitizer takes time and memory of its
# own: there less, and only what comes out is looked at.
large=10485760 dear=2097152 most=65536
if grep -qa __asan_init "$(command -v taus)"; then
	large=524288 dear=131072 most=1000000000
fi
# fill TEXT: the text again and again, up to the size.
fill() { yes "$1" | tr -d '\n' | head -c $size; }
size=$large
{ printf 'Gjertrud '; fill 'det var ikke sånn i går og det er det ikke nå heller '; printf ' Gjertrud.'; } >words.txt
size=$dear
{ printf 'Gjertrud '; head -c $size /dev/zero | tr '\000' 'a'; printf ' Gjertrud.'; } >one-word.txt
{ printf 'Gjertrud '; head -c $size /dev/zero | tr '\000' ' '; printf ' Gjertrud.'; } >blanks.txt
{ printf 'Gjertrud '; head -c $size /dev/zero | tr '\000' '7'; printf ' Gjertrud.'; } >digits.txt
{ printf 'Gjertrud '; fill '1 2 '; printf ' Gjertrud.'; } >numbers.txt
for f in words one-word blanks digits numbers; do
	[ "$(wc -l <$f.txt)" = 0 ]
	# shellcheck disable=SC2016 # %M is time's
	command time -f '%e %M' -o used timeout 250 taus scrub --quiet --roster people.csv --output copy.txt $f.txt
	read -r seconds kib <used
	[ "$kib" -lt $most ] || echo "$f: $kib KiB"
	[ "${seconds%.*}" -lt 200 ] || echo "$f: $seconds seconds"
	head -c 3 copy.txt
	printf ' '
	tail -c 4 copy.txt
	echo " $f"
done
size=$((dear / 16))
for mark in 'a.' 'a@' 'a:' 'http://' 'a-' '[[' '(' "a'"; do
	{ printf 'Gjertrud '; fill "$mark"; printf ' Gjertrud.'; } >marks.txt
	timeout 60 taus scrub --quiet --roster people.csv --output copy.txt marks.txt || echo "exit $?"
	printf '%s %s %s\n' "$(head -c 3 copy.txt)" "$(tail -c 4 copy.txt)" "$mark"
done
