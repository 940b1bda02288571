#!/bin/sh -eu
# A people table that is not well formed: file, line and what to do, and no name.
echo 'Kari Nordhaug var der.' >a.txt
try() {
	cat >people.csv
	status=0
	taus scrub --quiet --roster people.csv --output copy a.txt || status=$?
	echo "exit $status: $1"
	[ ! -e copy ] || echo "a copy was made: $(cat copy)"
	rm -f copy
}
try 'no name columns' <<'E'
role;team;from
SW;1;2018-01-01
E
try 'a person without a name' <<'E'
given;family;role;team
Kari;Nordhaug;SW;1
;;T;1
E
try 'two persons with one code at one time' <<'E'
given;family;code;from;to
Kari;Nordhaug;SW1;2018-01-01;2018-06-30
Ola;Vikse;SW1;2018-06-29;2018-12-31
E
try 'a hand-over on one day, which is in order' <<'E'
given;family;code;from;to
Kari;Nordhaug;SW1;2018-01-01;2018-06-30
Ola;Vikse;SW1;2018-06-30;2018-12-31
E
try 'two persons in one seat, open periods' <<'E'
given,family,role,team
Kari,Nordhaug,SW,1
Ola,Vikse,SW,1
E
try 'a period that ends before it begins' <<'E'
given;family;code;from;to
Kari;Nordhaug;SW1;2018-06-30;2018-01-01
E
try 'not a day' <<'E'
given;family;code;from
Kari;Nordhaug;SW1;31.02.2018
E
try 'a code with a blank' <<'E'
given;family;code
Kari;Nordhaug;S W1
E
try 'a cell too many' <<'E'
given;family;code
Kari;Nordhaug;SW1;Vikse
E
try 'an open quotation mark' <<'E'
given;family;code
Kari;"Nordhaug;SW1
E
try 'a column twice' <<'E'
given;family;fornavn
Kari;Nordhaug;Kaja
E
try 'one person with two names' <<'E'
person;given;family;code
p1;Kari;Nordhaug;SW1
p1;Ola;Nordhaug;T1
E
try 'no rows' <<'E'
given;family;code
E
try 'empty' </dev/null
printf 'given;family;code\nKari;Nordhaug;SW1\nK\345re;Lien;T1\n' | try 'saved as Windows-1252, which is in order'
