#!/bin/sh -eu
# The same tables are the same whoever saved them: the workbook, and CSV as Excel writes it
# in Norway: semicolons, CR LF, UTF-8 with a mark before it or Windows-1252, a comma in
# numbers, days as dd.mm.yyyy.
sh -eu "$ROOT/tests/cli/book/begin.inc" no
cd s
book=private/study.xlsx
{
	cat ../no.edits
	printf 'Personer\t3\tfornavn\tBjørg Åse\n'
	printf 'Personer\t1\t14\tår i rollen\nPersoner\t2\t14\t3,5\n'
	printf 'Navn som blir\t3\tnavn\tDet norske språkrådet på Møre\nNavn som blir\t3\tgrunn\tnasjonal virksomhet\n'
} >../more.edits
sheet fill $book ../filled.xlsx <../more.edits
cp ../filled.xlsx $book
taus roster --quiet --passphrase-file ../pass
rm $book
people() {
	cat <<-X
		deltaker;fornavn;etternavn;alias;kjønn;rolle;team;sted;fra;til;kode;skjermet;profession;år i rollen;
		p1;Gjertrud;Vasskrokmo;;;SW;1;;01.01.2018;;;;social worker;3,5;
		p2;Bjørg Åse;Quisthrup;"Sebedeus;Zebbe";;WA;1;;;;;;;;
		;;;;;;;;;;;;;;
	X
}
meetings() {
	cat <<-X
		møte;fil;team;dato;minutter;til stede
		M1;møte 1.txt;1;5.3.2018;31;p1 | p2
	X
}
consents() {
	cat <<-X
		deltaker;skjema;dato;form for samtykke;omfang
		p1;p1.pdf;15.01.2018;papir;"lyd; sitater"
		p2;p2.pdf;15.1.2018;digitalt;lyd
	X
}
stay() {
	cat <<-X
		navn;grunn
		NAV;national body
		Det norske språkrådet på Møre;nasjonal virksomhet
	X
}
crlf() { sed 's/$/\r/'; }
marked() { printf '\357\273\277' && crlf; }
old() { crlf | iconv -f utf-8 -t windows-1252; }
for as in marked old; do
	people | $as >private/people.csv
	meetings | $as >private/meetings.csv
	consents | $as >private/consents.csv
	stay | $as >private/names-that-stay.csv
	taus roster --lang en --passphrase-file ../pass
done
people | sed 's/Bjørg Åse/Bjørg Asa/' | old >private/people.csv
taus roster --lang en --passphrase-file ../pass
