#!/bin/sh -eu
# The same tables are the same whoever saved them: the workbook saved again by
# LibreOffice, and CSV as Excel writes it in Norway.
command -v soffice >/dev/null || { echo "no soffice here"; exit 77; }
sh -eu "$ROOT/tests/cli/book/begin.inc" no
cd s
book=private/study.xlsx
{
	cat ../no.edits
	printf 'Personer\t1\t14\tår i rollen\nPersoner\t2\t14\t3,5\n'
} >../more.edits
sheet fill $book ../filled.xlsx <../more.edits
cp ../filled.xlsx $book
taus roster --quiet --passphrase-file ../pass
mkdir ../saved
soffice --headless --norestore "-env:UserInstallation=file://$HOME/office" \
	--convert-to xlsx:"Calc MS Excel 2007 XML" --outdir ../saved $book >/dev/null 2>&1
cmp -s ../saved/study.xlsx $book && echo "LibreOffice wrote the same bytes"
cp ../saved/study.xlsx $book
taus roster --passphrase-file ../pass
echo "== as CSV"
rm $book
excel() { sed 's/$/\r/' | { printf '\357\273\277'; cat; } >"private/$1.csv"; }
excel people <<-E
	deltaker;fornavn;etternavn;alias;kjønn;rolle;team;sted;fra;til;kode;skjermet;profession;år i rollen
	p1;Gjertrud;Vasskrokmo;;;SW;1;;01.01.2018;;;;social worker;3,5
	p2;Zebedeus;Quisthrup;"Sebedeus;Zebbe";;WA;1;;;;;;;
E
excel meetings <<-E
	møte;fil;team;dato;minutter;til stede
	M1;møte 1.txt;1;05.03.2018;31;p1 | p2
E
excel consents <<-E
	deltaker;skjema;dato;form for samtykke;omfang
	p1;p1.pdf;15.01.2018;papir;"lyd; sitater"
	p2;p2.pdf;15.1.2018;digitalt;lyd
E
iconv -f utf-8 -t windows-1252 >private/names-that-stay.csv <<-E
	navn;grunn
	NAV;national body
E
taus roster --lang en --passphrase-file ../pass
