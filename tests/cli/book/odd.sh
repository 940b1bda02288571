#!/bin/sh -eu
# What people do to a workbook: cells merged, formulas that were never reckoned, sheets
# renamed or taken out, notes beside the table, whole columns of the wrong kind.
sh -eu "$ROOT/tests/cli/book/begin.inc" no
cd s
book=private/study.xlsx
sheet fill $book ../good.xlsx <../no.edits
state() { find audit ../s.key -type f | sort | xargs -d '\n' sha256sum | sha256sum; }
before=$(state)
says() {
	echo "== $1"
	taus roster --lang "${2-no}" --passphrase-file ../pass 2>&1 || echo "exit status $?"
	[ "$(state)" = "$before" ] || echo "SOMETHING WAS RECORDED"
}
tab=$(printf '\t')
e() { echo "$1$tab$2$tab$3$tab$4"; }
# One part of the workbook, edited by sed: $1 which, $2 how.
part() {
	mkdir -p xl/worksheets
	unzip -qo ../good.xlsx "$1"
	sed -i "$2" "$1"
	zip -q $book "$1"
	rm -r xl
}
cp ../good.xlsx $book
part xl/worksheets/sheet2.xml 's|</sheetData>|&<mergeCells count="2"><mergeCell ref="F2:F3"/><mergeCell ref="A90:C90"/></mergeCells>|'
says "cells merged"
cp ../good.xlsx $book
part xl/worksheets/sheet2.xml 's|<c r="I2"[^>]*><v>[^<]*</v></c>|<c r="I2"><f>TODAY()</f></c><c r="J2"><f>I2+1</f></c>|'
says "formulas without a result"
cp ../good.xlsx $book
part xl/workbook.xml 's|name="Personer"|name="Deltakere"|; s|name="Samtykker"|name="Ark4"|'
says "sheets renamed"
says "the same in English" en
sheet fill ../good.xlsx $book <<-X
	$(e Personer 1 fornavn fornamn)
	$(e Personer 1 etternavn etternamn)
	$(e Personer 1 team lag)
	$(e Møter 2 dato "3. mai 2017")
	$(e Samtykker 2 "form for samtykke" telefon)
X
says "headers misspelt, and what is wrong in the other sheets"
sheet fill ../good.xlsx $book <<-X
	$(e Møter 2 14 "husk å ringe Gjertrud")
	$(e Personer 9 16 "husk å ringe Gjertrud")
X
says "notes beside the table"
sheet fill ../good.xlsx $book <<-X
	$(e Personer 2 kode "Gjertrud Vasskrokmo")
	$(e Personer 3 kode "Gjertrud Vasskrokmo")
	$(e Møter 2 møte "Gjertrud Vasskrokmo")
	$(e Møter 3 møte "Gjertrud Vasskrokmo")
	$(e Møter 3 fil "møte 1.txt")
	$(e Møter 3 dato 2018-03-05)
X
says "names where they do not belong: none is said" >said 2>&1
grep -c Gjertrud said || cat said
seq 4 40 | while read -r n; do
	e Personer "$n" fornavn "P$n"
	e Personer "$n" fra "mai"
done | sheet fill ../good.xlsx $book
says "more than anybody reads at once" >said
head -n 2 said
tail -n 3 said
wc -l <said
rm $book
printf 'person;given;role;team\np1;Siv;SW;1\n' >private/people.csv
printf 'meeting;file\n' >private/meetings.csv
sheet fill ../good.xlsx $book <<-X
	$(e Personer 2 fra mai)
X
says "a workbook and files of the same tables"
