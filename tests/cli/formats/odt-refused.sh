#!/bin/sh -eu
# OpenDocument that is not read: locked, damaged, of another kind. No output.
at=$ROOT/tests/cli/formats/odt
printf 'given;family;code\nGunvor;Tveitskog;WA1\n' >people.csv
cp "$at/locked.odt" .
head -c 9000 "$at/office.odt" >cut.odt
mkdir d && (cd d && unzip -q "$at/pandoc.odt")
pack() { (cd d && rm -f ../"$1" && zip -q -0 ../"$1" mimetype && zip -q -r ../"$1" . -x mimetype); }
printf application/vnd.oasis.opendocument.spreadsheet >d/mimetype
pack sheet.ods
printf application/vnd.oasis.opendocument.presentation >d/mimetype
pack slides.odp
printf application/vnd.oasis.opendocument.text >d/mimetype
cp d/content.xml content.xml
head -c 5000 content.xml >d/content.xml
pack half.odt
sed 's/<office:body>/<office:body>\&navn;/' content.xml >d/content.xml
pack entity.odt
sed '1a<!DOCTYPE a [<!ENTITY navn "x">]>' content.xml >d/content.xml
pack doctype.odt
sed 's/office:document-content/html/g' content.xml >d/content.xml
pack html.odt
iconv -f utf-8 -t utf-16 content.xml >d/content.xml
pack wide.odt
{ printf '<a>%.0s' $(seq 300); printf '</a>%.0s' $(seq 300); } >deep
sed "s|<office:text>|<office:text>$(sed 's/a>/text:section>/g' deep)|" content.xml >d/content.xml
pack deep.odt
rm d/content.xml
pack nothing.odt
cp content.xml d/content.xml
echo '<a>' >d/META-INF/manifest.xml
pack manifest.odt
rm d/META-INF/manifest.xml
pack bare.odt
sed 's/\(office:mimetype="[^"]*\)text"/\1spreadsheet"/' "$at/office.fodt" >sheet.fods
head -c 20000 "$at/office.fodt" >half.fodt
for f in *.od? *.fod?; do
	status=0
	taus scrub --quiet --roster people.csv --output out "$f" || status=$?
	echo "$f: $status"
done
ls out 2>/dev/null || echo no output
