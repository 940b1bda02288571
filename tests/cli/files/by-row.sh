#!/bin/sh -eu
# People without role, team or code are P1, P2 by row, and it is said.
printf 'given;family\nKari;Nordhaug\nOla;Vikse\n' >people.csv
echo 'Kari så Ola Vikse.' | taus scrub --roster people.csv -
printf 'fornavn\tetternavn\trolle\tgruppe\nKari\tNordhaug\tSW\t3\n' >people.csv
echo 'Kari så Ola Vikse.' | taus scrub --roster people.csv -
printf '\357\273\277Etternavn,Fornavn,KODE\r\nNordhaug,Kari,A1\r\n' >people.csv
echo 'Kari så Nordhaug.' | taus scrub --lang no --roster people.csv -
