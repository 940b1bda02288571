#!/bin/sh -eu
# init writes one workbook; filled in, in either language, it is read, sealed, and given
# back for a change.
for l in en no; do
	mkdir $l && cd $l
	sh -eu "$ROOT/tests/cli/book/begin.inc" $l
	cd s
	book=private/study.xlsx
	stat -c %a $book
	ls private
	if [ $l = en ]; then head='Read this first'; else head='Les dette først'; fi
	sheet show $book "$head" | head -n 12 | cut -c 1-90
	echo "== what may be chosen"
	for n in 2 3 4 5; do
		unzip -p $book xl/worksheets/sheet$n.xml | grep -o '<formula1>[^<]*' | sed 's/.*>//'
		unzip -p $book xl/worksheets/sheet$n.xml | grep -c 'state="frozen"'
	done
	sheet fill $book ../filled.xlsx <../$l.edits
	cp ../filled.xlsx $book
	taus roster --check --passphrase-file ../pass
	taus --passphrase-file ../pass 2>&1
	cat out/transcripts/M1.txt
	echo "== given back, changed, sealed again"
	taus roster edit --passphrase-file ../pass || echo "exit status $?"
	taus roster --remove-plain --quiet --passphrase-file ../pass
	taus roster edit --passphrase-file ../pass
	stat -c %a $book
	for s in People Meetings Consents "Names that stay"; do
		[ $l = en ] || s=$(echo "$s" | sed 's/People/Personer/; s/Meetings/Møter/; s/Consents/Samtykker/; s/Names.*/Navn som blir/')
		sheet show $book "$s" | sed 's/F[0-9a-f]\{20\}/FORM/'
	done
	taus roster --passphrase-file ../pass 2>&1
	sheet show $book "$head" | tail -n 3 | cut -c 1-40
	echo "== somebody new, another form; the codes stay, and so does the number of the form"
	cp $book ../given.xlsx
	sed -n '/	3	/s/	3	/	4	/p' ../$l.edits | sed 's/p2/p3/; s/Zebedeus/Tyra/; s/Quisthrup/Bakkmoen/; s/	WA$/	ES/; /aliases\|alias	/d; /Names/d' >../more.edits
	sheet fill ../given.xlsx $book <../more.edits
	printf '%%PDF-1.4\nsigned p3\n' >private/consent/p3.pdf
	taus roster --passphrase-file ../pass 2>&1
	taus roster --show --passphrase-file ../pass
	taus roster --check edit --passphrase-file ../pass || echo "exit status $?"
	cd ../..
done
