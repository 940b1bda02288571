#!/bin/sh -eu
# Two of one name: the one of the team that was recorded; without a team a neutral
# marker, listed. Who holds a seat is decided by the day.
cat >people.csv <<'E'
person;given;family;role;team;from;to
p1;Kari;Nordhaug;SW;4;;
p2;Kari;Vikse;ES;7;;
p3;Ola;Grimstad;T;4;2018-01-01;2018-05-31
p4;Ingrid;Lien;T;4;2018-06-01;2018-12-31
p5;Solveig;Aas;WA;4;;2018-12-31
p5;Solveig;Aas;SW;9;;2018-12-31
E
echo 'Der kom Kari. Der kom Kari Nordhaug og Kari Vikse. Karis bok, sa T4.' >a.txt
echo 'Vi snakket med Ola Grimstad og Ingrid Lien.' >b.txt
printf 'T4: Ja.\nSW9: Nei. Solveig Aas sa det.\n' >c.txt
for team in 4 7; do
	taus scrub --quiet --roster people.csv --team $team a.txt
done
taus scrub --roster people.csv a.txt
taus survey --json --roster people.csv a.txt | jq -c '[.action, .code]'
taus scrub --quiet --roster people.csv --team 4 --date 2018-03-05 b.txt
taus scrub --quiet --roster people.csv --team 4 --date 05.09.2018 b.txt
taus scrub --quiet --roster people.csv --team 4 c.txt
taus scrub --quiet --roster people.csv --team 9 c.txt
taus scrub --quiet --roster people.csv c.txt
