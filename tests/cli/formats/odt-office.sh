#!/bin/sh -eu
# What LibreOffice and pandoc write: the text of the copies, and what else than text
# differs between the content of an original and of its copy. Twice is once. With
# nothing in it that is not known.
cp "$ROOT"/tests/cli/formats/odt/*.*odt .
rm locked.odt
printf 'given;family;code\nGunvor;Tveitskog;WA1\nOttar;Brekkemo;SW1\n' >people.csv
taus scrub --strict --quiet --roster people.csv --output out ./*.*odt
(cd out && taus scrub --quiet --roster ../people.csv --output ../twice ./*.*odt)
text() { xmllint --xpath '//*[local-name()="p" or local-name()="h"]' "$1" | sed 's/<[^>]*>//g' | grep -v '^ *$'; }
for f in office pandoc; do
	cmp out/$f.odt twice/$f.odt
	echo "$f.odt"
	mkdir $f $f.out
	unzip -q -d $f $f.odt
	unzip -q -d $f.out out/$f.odt
	text $f.out/content.xml
	text $f.out/styles.xml || :
	for part in content styles; do
		xmllint --format $f/$part.xml >before
		xmllint --format $f.out/$part.xml >after
		diff before after | grep '^[<>]' | sed 's/[0-9]\{4,\}[0-9T:.-]*/N/g; s/  */ /g' | cut -c1-150
	done
done
cmp out/office.fodt twice/office.fodt
echo office.fodt
text out/office.fodt
for word in Gunvor Tveitskog Ottar Brekkemo; do
	if grep -rli $word out/office.fodt office.out; then echo "$word is left"; fi
done
