#!/bin/sh -eu
# People who are not in the study are numbered by relation, anew in each document,
# in the document's language; the same name is the same number.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
cat >no.txt <<'E'
Jeg bor sammen med søsteren min, Turid. Sjefen min, Roar Fjellvik, sa det til Kari.
Turid sa nei. Roar sa ja. Sjefen min, Bjarte, er en annen. Turids bil.
E
cat >en.txt <<'E'
I live with my sister, Turid, and she is very kind. My manager, Roar Fjellvik, told Kari about it.
Turid said no, and then Roar said yes. That was Turid's car.
E
taus scrub --quiet --roster people.csv no.txt
taus scrub --quiet --roster people.csv en.txt
printf 'Jeg ringte Roar Fjellvik, og så gikk jeg. Sjefen min, Roar, svarte ikke.\n' |
	taus scrub --quiet --roster people.csv -
