#!/bin/sh -eu
# LibreOffice opens a copy and makes pages of it: the text, header and footer stand there, and
# no name. Where there is no LibreOffice, this is not tested.
command -v soffice >/dev/null || { echo 'no LibreOffice'; exit 77; }
command -v pdftotext >/dev/null || { echo 'no pdftotext'; exit 77; }
cp "$ROOT"/tests/cli/formats/odt/office.odt .
printf 'given;family;code\nGunvor;Tveitskog;WA1\nOttar;Brekkemo;SW1\n' >people.csv
taus scrub --quiet --roster people.csv --output copy.odt office.odt
soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to pdf copy.odt >log 2>&1
pdftotext -layout copy.pdf - | tr -d '\f' | sed 's/  */ /g; s/\.\.\.\.*/.../' | grep -v '^ *$'
pdftotext copy.pdf - | grep -ciE 'gunvor|tveitskog|ottar|brekkemo' || :
# The look of it: headings are larger, a name in runs of three looks has the first.
pdffonts copy.pdf | awk 'NR > 2 { print $1 }' | sed 's/.*+//' | sort -u
