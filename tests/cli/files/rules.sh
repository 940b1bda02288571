#!/bin/sh -eu
# The rules that need no people: numbers, addresses, places, dates. What fails its
# check digit is covered all the same.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
mkdir in
while read -r line; do
	printf '%s\n' "$line" >"in/$(find in -name '*.txt' | wc -l).txt"
done <<'E'
Ring meg på 99999999 eller 999 99 999 i morgen.
Nummeret er +47 22 22 22 22 på kontoret.
Fødselsnummeret er 01915512307, tror jeg.
Fødselsnummeret er 01915512399, tror jeg.
Skriv til navn.navnesen@example.org om det.
Jeg har bodd i Tromsø siden jeg var liten.
Vi møttes 14. mars 2018 på kontoret.
Se på www.example.no/meg for mer.
Klokka er halv ni, og vi er 12 stykker.
E
taus scrub --quiet --roster people.csv --output out in/*.txt
cat out/in/*.txt
