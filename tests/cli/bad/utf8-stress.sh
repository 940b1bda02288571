#!/bin/sh -eu
# Odd and wrong UTF-8, each sequence in a file of its own: what is wrong is refused with
# its place and leaves no copy, what is only odd comes out byte for byte, with the name
# before and behind it covered. No file is passed over.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW1\n' >people.csv
mkdir wrong odd

# bytes HEX...: these bytes.
bytes() {
	for b; do
		# shellcheck disable=SC2059 # an octal escape
		printf "\\$(printf %o "0x$b")"
	done
}
# The sequence between two names, after a letter that says the file is UTF-8.
file() {
	to=$1
	shift
	{
		printf 'Blåbær, sa Gjertrud: '
		bytes "$@"
		printf ' Gjertrud gikk.\n'
	} >"$to"
}
# put wrong|odd NAME: a line "NAME HEX..." each, from stdin.
put() {
	while read -r name sequence; do
		# shellcheck disable=SC2086 # bytes
		file "$1/$name.txt" $sequence
	done
}
put wrong <<'E'
continuation-first 80
continuation-last bf
continuation-three 80 bf 80
lead-two c2
lead-two-last df
lead-three e0
lead-three-last ef
lead-four f0
lead-four-last f4
leads-all c2 c3 d0 df e0 e1 ef f0 f4
short-three-one e2
short-three-two e2 82
short-four-two f0 9f
short-four-three f0 9f 98
short-then-whole e2 82 c3 a5
overlong-nul c0 80
overlong-slash c0 af
overlong-two c1 bf
overlong-three-nul e0 80 80
overlong-three-slash e0 80 af
overlong-three e0 9f bf
overlong-four-nul f0 80 80 80
overlong-four f0 8f bf bf
surrogate-first ed a0 80
surrogate-high-last ed af bf
surrogate-low ed b0 80
surrogate-last ed bf bf
surrogate-pair ed a0 bd ed b8 80
over-the-end f4 90 80 80
over-the-end-f5 f5 80 80 80
over-the-end-f7 f7 bf bf bf
five f8 88 80 80 80
five-overlong f8 80 80 80 af
five-last fb bf bf bf bf
five-short f8 88 80
six fc 84 80 80 80 80
six-overlong fc 80 80 80 80 af
six-last fd bf bf bf bf bf
six-short fc 84 80
fe fe
ff ff
fe-ff fe ff
ff-fe ff fe
nul 00
nuls 00 00 00 00
E
put odd <<'E'
last-of-one 7f
first-of-two c2 80
last-of-two df bf
first-of-three e0 a0 80
last-before-surrogates ed 9f bf
first-after-surrogates ee 80 80
last-of-three ef bf bd
first-of-four f0 90 80 80
last-of-all f4 8f bf bd
noncharacter-fdd0 ef b7 90
noncharacter-fdef ef b7 af
noncharacter-fffe ef bf be
noncharacter-ffff ef bf bf
noncharacter-1fffe f0 9f bf be
noncharacter-10ffff f4 8f bf bf
replacement ef bf bd
mark-inside ef bb bf
marks-inside ef bb bf ef bb bf
next-line c2 85
line-separator e2 80 a8
paragraph-separator e2 80 a9
right-to-left e2 80 ae d7 90 d7 91 e2 80 ac
isolate e2 81 a6 61 e2 81 a9
joiner f0 9f 91 a9 e2 80 8d f0 9f 92 bb
flag f0 9f 87 b3 f0 9f 87 b4
selector e2 9d a4 ef b8 8f
private ee 80 81
tag f3 a0 81 81
hangul-parts e1 84 92 e1 85 a1 e1 86 ab
ligature ef ac 83
sharp-capital e1 ba 9e
dotless c4 b1
wide ef bc a1 ef bc a2
digits-of-others d9 a1 d9 a2 d9 a3
combining-alone cc 81
combining-after-blank 20 cc 81 cc 82
combining-wrong-order 61 cc 81 cc a3 cc 81
tab 09
escape 1b 5b 33 31 6d
E
# Cut off where the file ends, at every place.
end() {
	to=$1
	shift
	{
		printf 'Blåbær, sa Gjertrud: '
		bytes "$@"
	} >"$to"
}
end wrong/end-two-one.txt c3
end wrong/end-three-one.txt e2
end wrong/end-three-two.txt e2 82
end wrong/end-four-one.txt f0
end wrong/end-four-two.txt f0 9f
end wrong/end-four-three.txt f0 9f 98
end odd/end-whole.txt f0 9f 98 80
# A run of marks over one letter, longer than what is read at once.
{
	printf 'Blåbær, sa Gjertrud: e'
	awk 'BEGIN { for (i = 0; i < 40000; i++) printf "\314\201" }'
	printf ' Gjertrud gikk.\n'
} >odd/combining-run.txt
# A character of four bytes over the ends of what is held at a time (256 KiB) and of
# what tells the encoding (1 MiB); whole, and cut.
for size in 262144 1048576; do
	for before in 1 2 3; do
		n=$((size - before - 1))
		{
			printf 'å\n'
			head -c $((n - 2)) /dev/zero | tr '\000' '\n'
			printf '\360\237\230\200 Gjertrud gikk.\n'
		} >odd/over-$size-$before.txt
		{
			printf 'å\n'
			head -c $((n - 2)) /dev/zero | tr '\000' '\n'
			printf '\360\237\230 Gjertrud gikk.\n'
		} >wrong/over-$size-$before.txt
	done
done

status=0
taus scrub --quiet --roster people.csv --output out wrong/*.txt 2>said || status=$?
echo "$(find wrong -type f | wc -l) wrong ones: exit $status, $(find out -type f | wc -l) copies"
sed 's/: The text is UTF-8, but has a wrong character at byte \([0-9]*\) .*/: byte \1/
	s/\.txt: This .*/.txt: not a text file/
	s/: Line \([0-9]*\) has a character that does not fit.*/: line \1/' said
for f in wrong/*.txt; do
	grep -q "^taus: $f:" said || echo "nothing is said of $f"
	if taus scrub --quiet --roster people.csv - <"$f" >piped 2>/dev/null; then
		echo "$f went through a pipe"
	fi
	[ ! -s piped ] || echo "something of $f came out"
done
rm -rf out
taus scrub --quiet --roster people.csv --output out odd/*.txt
for f in odd/*.txt; do
	LC_ALL=C sed 's/Gjertrud/SW1/g' "$f" | cmp - "out/$f"
done
echo "$(find out/odd -type f | wc -l) odd ones came out as they are, but for the name"

# What is not seen does not hide a name.
printf 'Blåbær, sa Gjer\302\255trud og G\342\200\213jertrud og Gj\357\273\277ertrud.\n' >hidden.txt
taus scrub --quiet --roster people.csv hidden.txt
