#!/bin/sh -eu
# A transcript in Word is treated as the same transcript in plain text: each line is a
# paragraph there, and a sentence that goes on in the next goes on here.
office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
main=http://schemas.openxmlformats.org/wordprocessingml/2006/main
mkdir -p d/_rels d/word
echo "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='$office/officeDocument' Target='word/document.xml'/></Relationships>" >d/_rels/.rels
echo "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>" >'d/[Content_Types].xml'
for f in "$SAMPLES"/meetings/private/raw/*.txt; do
	iconv -f UTF-8 -t UTF-8 "$f" >text 2>/dev/null || continue # some are in other encodings
	grep -q "$(printf '\r')" text && continue
	{
		echo "<w:document xmlns:w='$main'><w:body>"
		sed -e 's/^\xEF\xBB\xBF//' -e 's/&/\&amp;/g' -e 's/</\&lt;/g' \
			-e 's|.*|<w:p><w:r><w:t xml:space="preserve">&</w:t></w:r></w:p>|' text
		echo '</w:body></w:document>'
	} >d/word/document.xml
	rm -f text.docx
	(cd d && zip -q -X -r ../text.docx .)
	people=$SAMPLES/meetings/private/people.csv
	for kind in text text.docx; do
		taus survey --json --roster "$people" $kind |
			jq -r '[.category, .code, .rule] | @tsv' >$kind.found
	done
	cmp text.found text.docx.found || diff text.found text.docx.found
	echo "$(($(wc -l <text.found) > 10)) $(grep -c . text.found)"
done
