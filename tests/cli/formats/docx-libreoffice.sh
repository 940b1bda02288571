#!/bin/sh -eu
# LibreOffice opens the copy of a Word document and makes pages of it: text and header stand
# there, what was left out does not, and no name. Where there is no LibreOffice, this is
# not tested.
command -v soffice >/dev/null || { echo 'no LibreOffice'; exit 77; }
command -v pdftotext >/dev/null || { echo 'no pdftotext'; exit 77; }
taus scrub --quiet --roster "$SAMPLES/files/people.csv" --output copy.docx \
	"$SAMPLES/files/Intervju Solfrid.docx"
soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to pdf copy.docx >log 2>&1
pdftotext -layout copy.pdf - | tr -d '\f' | tr -s ' ' | grep -v '^ *$'
pdftotext copy.pdf - | grep -ciE 'solfrid|kvitnes|torbein|oddbj|lauvsnes|eskild' || :
