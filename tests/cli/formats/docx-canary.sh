#!/bin/sh -eu
# A Word document in which every place that can hold a name holds one: KANARI and a
# number where no name is wanted, and the people of people.csv where there is text. None
# of them is in the copy, in whatever way it is written.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW1\nTorgeir;Kvilesjø;T1\n' >people.csv
mkdir -p d/_rels d/word/_rels d/word/media d/word/embeddings d/word/charts d/word/theme \
	d/word/diagrams d/word/glossary d/docProps d/customXml/_rels d/_xmlsignatures
# One string that must not come out.
k()
{
	echo >>count
	printf 'KANARI%03d' "$(wc -l <count)"
}
head='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
rel=http://schemas.openxmlformats.org/package/2006/relationships
ns='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
 xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"
 xmlns:kanari="http://kanari.example/k" mc:Ignorable="w14 w15 kanari"'

# $1: file, then its relations, "id type target [External]" a line
relations()
{
	file=$1
	{
		echo "$head"
		echo "<Relationships xmlns=\"$rel\">"
		while read -r id type target mode; do
			printf '<Relationship Id="%s" Type="%s" Target="%s"%s/>\n' "$id" \
				"$office/$type" "$target" "${mode:+ TargetMode=\"$mode\"}"
		done
		echo '</Relationships>'
	} >"$file"
}

relations d/_rels/.rels <<EOF
rId1 officeDocument word/document.xml
rId2 core-properties docProps/core.xml
rId3 extended-properties docProps/app.xml
rId4 custom-properties docProps/custom.xml
rId5 thumbnail docProps/thumbnail.jpeg
rId6 origin _xmlsignatures/origin.sigs
EOF
relations d/word/_rels/document.xml.rels <<EOF
$(k) header header-$(k).xml
rIdF footer footer1.xml
rId3 footnotes footnotes.xml
rId4 endnotes endnotes.xml
rId5 comments comments.xml
rId6 people people.xml
rId7 styles styles.xml
rId8 settings settings.xml
rId9 numbering numbering.xml
rId10 theme theme/theme1.xml
rId11 hyperlink mailto:$(k)@example.org External
rId12 image media/$(k).png
rId13 oleObject embeddings/oleObject1.bin
rId14 package embeddings/table.xlsx
rId15 chart charts/chart1.xml
rId16 glossaryDocument glossary/document.xml
rId17 aFChunk afchunk.htm
rId18 customXml ../customXml/item1.xml
rId19 attachedTemplate file:///C:/Users/$(k)/template.dotx External
rId20 vbaProject vbaProject.bin
rId21 printerSettings printerSettings1.bin
rId22 diagramData diagrams/data1.xml
rId23 webSettings webSettings.xml
rId24 fontTable fontTable.xml
rId25 image file:///C:/Users/$(k)/picture.png External
rId26 madeUp unknown-$(k).xml
EOF
header=$(sed -n 's/.*Target="\(header-[^"]*\)".*/\1/p' d/word/_rels/document.xml.rels)
headerid=$(sed -n 's/.*Id="\([^"]*\)".*header-.*/\1/p' d/word/_rels/document.xml.rels)
unknown=$(sed -n 's/.*Target="\(unknown-[^"]*\)".*/\1/p' d/word/_rels/document.xml.rels)
picture=$(sed -n 's/.*Target="\(media[^"]*\)".*/\1/p' d/word/_rels/document.xml.rels)
relations d/word/_rels/"$header".rels <<EOF
rId1 hyperlink https://example.org/$(k) External
rId2 image media/logo.png
EOF
run() { printf '<w:r><w:t xml:space="preserve">%s</w:t></w:r>' "$1"; }
{
	echo "$head<!-- $(k) --><?kanari $(k)?>"
	echo "<w:document $ns kanari:x=\"$(k)\"><w:body>"
	# split over runs, a spelling mistake, a bookmark, a comment's anchor between
	echo "<w:p w14:paraId=\"0$(k | tr -dc 0-9)A0\" w:rsidR=\"00$(k)\"
	 w:rsidRDefault=\"00AB12\"><w:pPr><w:pStyle w:val=\"Stil-$(k)\"/>
	 <w:rPr><w:ins w:id=\"1\" w:author=\"$(k)\" w:date=\"2018-01-01T00:00:00Z\"/>
	 <w:rPrChange w:id=\"2\" w:author=\"$(k)\"><w:rPr/></w:rPrChange></w:rPr>
	 <w:pPrChange w:id=\"3\" w:author=\"$(k)\"><w:pPr/></w:pPrChange></w:pPr>"
	echo "<w:r><w:t>Gj</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r w:rsidRPr=\"00$(k)\">
	<w:rPr><w:rStyle w:val=\"Tegn-$(k)\"/><w:rFonts w:ascii=\"Font $(k)\"/></w:rPr>
	<w:t>ertr</w:t></w:r><w:bookmarkStart w:id=\"5\" w:name=\"_$(k)\"/><w:r><w:t>ud</w:t></w:r>
	<w:bookmarkEnd w:id=\"5\"/><w:commentRangeStart w:id=\"0\"/>$(run ' Vasskrokmo sa ja.')
	<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"
	# entities, CDATA, soft hyphen, zero width, NFD, a name over a line break
	echo "<w:p>$(run 'Og Gjer&#116;r&#x75;d, og Torgeir<![CDATA[ Kvile]]>sjø.')</w:p>"
	echo "<w:p><w:r><w:t>Vass</w:t><w:softHyphen/><w:t>krokmo var der.</w:t></w:r></w:p>"
	printf '<w:p>%s</w:p>\n' "$(run "$(printf 'Gjer\302\255trud, Gj\342\200\213ertrud, Kvilesjo\314\210 og Kvilesj\303\270.')")"
	echo "<w:p><w:r><w:t>Torgeir</w:t><w:br/><w:t>Kvilesjø.</w:t></w:r></w:p>"
	# tracked
	echo "<w:p><w:ins w:id=\"6\" w:author=\"$(k)\">$(run 'Gjertrud kom til.')</w:ins>
	<w:del w:id=\"7\" w:author=\"$(k)\"><w:r><w:delText>$(k)</w:delText></w:r></w:del>
	<w:moveFrom w:id=\"8\" w:author=\"$(k)\">$(run "$(k)")</w:moveFrom>
	<w:moveTo w:id=\"9\" w:author=\"$(k)\">$(run ' Flyttet Torgeir.')</w:moveTo></w:p>"
	# hidden, fields, links, content controls, smart tags
	echo "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult Gjertrud.</w:t></w:r></w:p>"
	echo "<w:p><w:fldSimple w:instr=\" AUTHOR $(k) \">$(run 'Gjertrud ')</w:fldSimple>
	<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"$(k)\"/></w:ffData></w:fldChar></w:r>
	<w:r><w:instrText>HYPERLINK \"mailto:$(k)\"</w:instrText></w:r>
	<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>$(run 'Torgeir ')
	<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>
	<w:hyperlink r:id=\"rId11\" w:tooltip=\"$(k)\" w:anchor=\"$(k)\">$(run 'Vasskrokmo')</w:hyperlink></w:p>"
	echo "<w:sdt><w:sdtPr><w:alias w:val=\"$(k)\"/><w:tag w:val=\"$(k)\"/>
	<w:dataBinding w:xpath=\"/$(k)\"/></w:sdtPr><w:sdtContent><w:p>$(run 'Gjertrud')</w:p></w:sdtContent></w:sdt>"
	echo "<w:p><w:smartTag w:uri=\"$(k)\" w:element=\"PersonName\"><w:smartTagPr><w:attr w:name=\"n\" w:val=\"$(k)\"/></w:smartTagPr>$(run 'Kvilesjø ')</w:smartTag>
	<w:customXml w:uri=\"$(k)\" w:element=\"$(k)\">$(run 'Torgeir')</w:customXml>
	<w:permStart w:id=\"9\" w:ed=\"$(k)\"/><w:permEnd w:id=\"9\"/></w:p>"
	# a text box with its copy, a picture, objects
	echo "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline>
	<wp:extent cx=\"914400\" cy=\"914400\"/><wp:docPr id=\"1\" name=\"Boks $(k)\" descr=\"Bilde av Gjertrud\" title=\"Vasskrokmo\"/>
	<a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/><wps:spPr/><wps:txbx><w:txbxContent>
	<w:p>$(run 'Boksen til Torgeir')</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
	<mc:Fallback><w:pict><v:shape id=\"$(k)\" alt=\"$(k)\"><v:textbox><w:txbxContent><w:p>$(run "$(k)")</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
	echo "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"2\" name=\"$(k)\" descr=\"$(k)\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"$(k).png\"/></pic:nvPicPr><a:blip r:embed=\"rId12\"/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>
	<w:r><w:pict><v:shape id=\"$(k)\" href=\"$(k)\" o:title=\"x\"><v:imagedata r:id=\"rId12\" o:title=\"$(k)\"/></v:shape></w:pict></w:r>
	<w:r><w:object><o:OLEObject ProgID=\"$(k)\" r:id=\"rId13\"/></w:object></w:r></w:p>"
	# tables: with a description, a deleted row, a nested one
	echo "<w:tbl><w:tblPr><w:tblStyle w:val=\"Tabell-$(k)\"/><w:tblCaption w:val=\"Gjertrud\"/><w:tblDescription w:val=\"Torgeir Kvilesjø\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"100\"/></w:tblGrid>
	<w:tr><w:tc><w:tcPr/><w:p>$(run 'Gjertrud')</w:p></w:tc></w:tr>
	<w:tr><w:trPr><w:del w:id=\"11\" w:author=\"$(k)\"/></w:trPr><w:tc><w:tcPr/><w:p>$(run "$(k)")</w:p></w:tc></w:tr></w:tbl>"
	# what nobody knows
	echo "<w:p><w:r><w:sym w:font=\"Arial\" w:char=\"0047\"/></w:r><kanari:element>$(k)</kanari:element><w:madeUp w:val=\"$(k)\"><w:r><w:t>$(k)</w:t></w:r></w:madeUp>
	<w:r><w:footnoteReference w:id=\"2\"/></w:r>stray $(k)</w:p><w:altChunk r:id=\"rId17\"/>"
	echo "<w:sectPr w:rsidR=\"$(k)\"><w:headerReference w:type=\"default\" r:id=\"$headerid\"/><w:footerReference w:type=\"default\" r:id=\"rIdF\"/><w:printerSettings r:id=\"rId21\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
} >d/word/document.xml
printf '%s' "$head<w:hdr $ns><w:p>$(run 'Intervju med Gjertrud Vasskrokmo')</w:p></w:hdr>" >d/word/"$header"
printf '%s' "$head<w:ftr $ns><w:p>$(run 'Torgeir Kvilesjø, side 1')</w:p></w:ftr>" >d/word/footer1.xml
printf '%s' "$head<w:footnotes $ns><w:footnote w:id=\"2\"><w:p>$(run 'Note: Gjertrud')</w:p></w:footnote></w:footnotes>" >d/word/footnotes.xml
printf '%s' "$head<w:endnotes $ns><w:endnote w:id=\"2\"><w:p>$(run 'Note: Torgeir')</w:p></w:endnote></w:endnotes>" >d/word/endnotes.xml
printf '%s' "$head<w:comments $ns><w:comment w:id=\"0\" w:author=\"$(k)\" w:initials=\"K\"><w:p>$(run "$(k)")</w:p></w:comment></w:comments>" >d/word/comments.xml
printf '%s' "$head<w15:people $ns><w15:person w15:author=\"$(k)\"/></w15:people>" >d/word/people.xml
cat >d/word/styles.xml <<EOF
$head<w:styles $ns><w:latentStyles><w:lsdException w:name="$(k)"/></w:latentStyles>
<w:style w:type="paragraph" w:styleId="Stil-$(k)"><w:name w:val="Stil $(k)"/><w:aliases w:val="$(k)"/><w:rsid w:val="$(k)"/><w:rPr><w:rFonts w:ascii="$(k)" w:hAnsi="Calibri"/></w:rPr></w:style></w:styles>
EOF
cat >d/word/settings.xml <<EOF
$head<w:settings $ns><w:attachedTemplate r:id="rId19"/><w:rsids><w:rsidRoot w:val="$(k)"/></w:rsids>
<w:docVars><w:docVar w:name="$(k)" w:val="$(k)"/></w:docVars><w:mailMerge><w:query w:val="$(k)"/></w:mailMerge>
<w:documentProtection w:hash="$(k)"/><w15:docId w15:val="{$(k)}"/><w:decimalSymbol w:val=","/></w:settings>
EOF
cat >d/word/numbering.xml <<EOF
$head<w:numbering $ns><w:abstractNum w:abstractNumId="0"><w:nsid w:val="$(k)"/><w:name w:val="$(k)"/><w:lvl w:ilvl="0"><w:lvlText w:val="Gjertrud %1."/></w:lvl></w:abstractNum></w:numbering>
EOF
cat >d/word/theme/theme1.xml <<EOF
$head<a:theme $ns name="$(k)"><a:themeElements><a:clrScheme name="$(k)"/><a:fontScheme name="$(k)"><a:majorFont><a:latin typeface="$(k)"/></a:majorFont></a:fontScheme></a:themeElements></a:theme>
EOF
cat >d/docProps/core.xml <<EOF
$head<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>$(k)</dc:creator><cp:lastModifiedBy>$(k)</cp:lastModifiedBy><dc:title>$(k)</dc:title></cp:coreProperties>
EOF
for f in docProps/app.xml docProps/custom.xml word/webSettings.xml word/fontTable.xml \
	word/charts/chart1.xml word/glossary/document.xml word/diagrams/data1.xml \
	customXml/item1.xml customXml/itemProps1.xml "word/$unknown" word/orphan.xml; do
	echo "$head<x>$(k)</x>" >"d/$f"
done
for f in word/vbaProject.bin word/printerSettings1.bin word/embeddings/oleObject1.bin \
	word/afchunk.htm docProps/thumbnail.jpeg _xmlsignatures/origin.sigs word/media/logo.png \
	"word/$picture" "customXml/$(k).xml"; do
	k | iconv -t UTF-16LE >"d/$f"
done
(cd d/word/embeddings && k >inner.txt && zip -q table.xlsx inner.txt && rm inner.txt)
cat >"d/[Content_Types].xml" <<EOF
$head<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="$(k)"/></Types>
EOF
(cd d && k >../comment && zip -q -r -z ../raw.docx . <../comment)
[ "$(wc -l <count)" -ge 100 ]

taus scrub --roster people.csv --output copy.docx raw.docx
mkdir c && (cd c && unzip -q ../copy.docx && find . -type f | sort)
# As it lies there, as text without markup, decoded, and in UTF-16.
cat copy.docx >all
{
	find c -type f -exec cat {} +
	find c -name '*.xml' -exec sed 's/<[^>]*>//g' {} +
	xmllint --xpath 'string(/)' c/word/document.xml
} >>all
for word in KANARI kanari Gjertrud Vasskrokmo Torgeir Kvilesj krokmo; do
	if grep -aiq "$word" all; then echo "$word is left"; grep -aio ".\{30\}$word.\{30\}" all | head -n 3; fi
	if tr -d '\000' <all | grep -aiq "$word"; then echo "$word is left in UTF-16"; fi
done
xmllint --noout c/word/*.xml
xmllint --xpath '//*[local-name()="p"]' c/word/document.xml | sed 's/<[^>]*>//g' | grep -v '^[[:space:]]*$'
# Once more changes nothing.
taus scrub --quiet --roster people.csv --output again.docx copy.docx
cmp copy.docx again.docx
