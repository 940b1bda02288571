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
	cd ../..
done
