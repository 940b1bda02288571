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
