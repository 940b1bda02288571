#!/bin/sh -eu
# What is mistyped is said, with the nearest word; nothing is done.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari var der.' >a.txt
try() {
	taus "$@" || echo "exit $?: taus $*"
}
try scrubb a.txt
try xyzzyxyzzy
try --roster people.csv a.txt
try scrub --rooster people.csv a.txt
try scrub --xyzzyxyzzyxyzzy a.txt
try scrub -z a.txt
try scrub --roster people.csv --roster people.csv a.txt
try scrub --roster=people.csv --strict --strict a.txt
try scrub --lang en --lang en a.txt
try scrub --strict=yes a.txt
try scrub a.txt --roster
try scrub --roster people.csv --date 31.02.2018 a.txt
try scrub --roster people.csv --encoding latin-9 a.txt
try scrub --roster people.csv --to utf-16 a.txt
try survey --json --roster people.csv --only PER,NAME a.txt
if taus scrub --roster people.csv --lang xx a.txt 2>/dev/null; then
	echo "a language that is none was taken"
fi
try init a b
try init s --work-factor ten
try key new --work-factor 9999999999999 --output f
try status extra
try consent remove
try read --all
try read --all --by 'Kari Nordhaug'
try scrub
[ ! -e s ]
ls
