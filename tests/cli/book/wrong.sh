#!/bin/sh -eu
# Everything that is wrong in the workbook is said at once, with sheet, row and column,
# and nothing is sealed.
sh -eu "$ROOT/tests/cli/book/begin.inc" en
cd s
book=private/study.xlsx
sheet fill $book ../good.xlsx <../en.edits
state() { find audit ../s.key -type f | sort | xargs -d '\n' sha256sum | sha256sum; }
before=$(state)
tries() {
	echo "== $1"
	sheet fill ../good.xlsx $book
	taus roster --lang "${2-en}" --passphrase-file ../pass 2>&1 || echo "exit status $?"
	[ "$(state)" = "$before" ] || echo "SOMETHING WAS RECORDED"
}
tab=$(printf '\t')
e() { echo "$1$tab$2$tab$3$tab$4"; }
many() {
	e People 2 from "3. mai 2017"
	e People 2 role ""
	e People 3 person p1
	e People 4 person p3
	e Meetings 2 date "i fjor"
	e Meetings 2 minutes "en time"
	e Meetings 2 present "p1|p7"
	e Meetings 3 meeting M1
	e Meetings 3 file "møte 1.txt"
	e Meetings 3 date 2018-03-05
	e Consents 2 medium fax
	e Consents 3 scope everything
	e Consents 4 person p9
	e "Names that stay" 2 reason ""
}
many | tries "many things"
many | tries "the same in Norwegian" no
{
	e People 3 role SW
} | tries "two persons in one seat at a time"
e People 1 aliases alliases | tries "a column that is misspelt"
e Meetings 1 date when | tries "a column that is missing"
e Consents 1 9 date | tries "a column twice"
sheet fill ../good.xlsx $book <<-E
	$(e People 1 14 "favourite colour")
	$(e People 1 1 team)
	$(e People 2 1 1)
	$(e People 3 1 1)
	$(e People 1 7 person)
	$(e People 2 7 p1)
	$(e People 3 7 p2)
E
echo "== columns of one's own, in another order: read"
taus roster --passphrase-file ../pass
echo "== not a workbook"
printf 'PK\3\4 and no more' >$book
taus roster --passphrase-file ../pass || echo "exit status $?"
