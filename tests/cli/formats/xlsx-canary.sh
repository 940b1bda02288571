#!/bin/sh -eu
# A workbook in which every place that can hold a name holds one: KANARI and a number
# where no name is wanted, and the people of people.csv where there is text. None of them
# is in the copy, in whatever way it is written.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW1\nTorgeir;Kvilesjø;T1\n' >people.csv
mkdir -p d/_rels d/xl/_rels d/xl/worksheets/_rels d/xl/theme d/xl/media d/xl/drawings \
	d/xl/charts d/xl/embeddings d/xl/tables d/xl/pivotCache d/xl/externalLinks \
	d/xl/threadedComments d/xl/persons d/xl/printerSettings d/docProps d/customXml
# One string that must not come out.
k()
{
	echo >>count
	printf 'KANARI%03d' "$(wc -l <count)"
}
head='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
rel=http://schemas.openxmlformats.org/package/2006/relationships
ns='xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
 xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
 xmlns:kanari="http://kanari.example/k" mc:Ignorable="x14ac xr kanari"'

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
rId1 officeDocument xl/workbook.xml
rId2 core-properties docProps/core.xml
rId3 extended-properties docProps/app.xml
rId4 custom-properties docProps/custom.xml
rId5 thumbnail docProps/thumbnail.jpeg
rId1 officeDocument xl/workbook.xml
rId2 core-properties docProps/core.xml
rId3 extended-properties docProps/app.xml
rId4 custom-properties docProps/custom.xml
rId5 thumbnail docProps/thumbnail.jpeg
EOF
sheet=sheet-$(k).xml
relations d/xl/_rels/workbook.xml.rels <<EOF
$(k) worksheet worksheets/$sheet
rId2 worksheet worksheets/sheet2.xml
rId3 styles styles.xml
rId4 sharedStrings sharedStrings.xml
rId5 theme theme/theme1.xml
rId6 calcChain calcChain.xml
rId7 externalLink externalLinks/externalLink1.xml
rId8 connections connections.xml
rId9 person persons/person.xml
rId10 pivotCacheDefinition pivotCache/pivotCacheDefinition1.xml
rId11 vbaProject vbaProject.bin
rId12 customXml ../customXml/item1.xml
rId13 hyperlink http://$(k).example External
rId14 chartsheet chartsheet1.xml
rId15 $(k) odd.xml
EOF
relations "d/xl/worksheets/_rels/$sheet.rels" <<EOF
rId1 comments ../comments1.xml
rId2 threadedComment ../threadedComments/threadedComment1.xml
rId3 vmlDrawing ../drawings/vmlDrawing1.vml
rId4 drawing ../drawings/drawing1.xml
rId5 table ../tables/table1.xml
rId6 hyperlink mailto:$(k)@x.example External
rId7 printerSettings ../printerSettings/printerSettings1.bin
rId8 oleObject ../embeddings/oleObject1.bin
EOF
first=$(sed -n 's/.*Id="\(KANARI[0-9]*\)" .*worksheet".*/\1/p' d/xl/_rels/workbook.xml.rels)
cat >d/xl/workbook.xml <<EOF
$head<workbook $ns><fileVersion appName="$(k)"/><fileSharing userName="$(k)"/>
<workbookPr codeName="$(k)"/><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\$(k)\\"/></mc:Choice></mc:AlternateContent>
<sheets><sheet name="$(k)" sheetId="1" r:id="$first"/><sheet name="Ark2" sheetId="2" state="veryHidden" r:id="rId2"/><sheet name="$(k)" sheetId="3" r:id="rId14"/></sheets>
<externalReferences><externalReference r:id="rId7"/></externalReferences>
<definedNames><definedName name="$(k)" comment="$(k)">Sheet1!\$A\$1</definedName></definedNames>
<extLst><ext uri="$(k)"><kanari:x>$(k)</kanari:x></ext></extLst></workbook>
EOF
cat >d/xl/sharedStrings.xml <<EOF
$head<!-- $(k) --><?kanari $(k)?><sst $ns count="9" uniqueCount="9" xr:uid="{$(k)}"><si><t>\$created</t></si><si><t>Navn</t></si><si><t>Svar</t></si>
<si><t>$(k)</t></si><si><t>Sigmund Kanarivik</t></si>
<si><r><rPr><b/><rFont val="$(k)"/></rPr><t>Gjert</t></r><r><t>rud Vass</t></r><r><t>krokmo sa det.</t></r><rPh sb="0" eb="1"><t>$(k)</t></rPh><phoneticPr fontId="1"/></si>
<si><t>Torgeir_x000D_
Kvilesj&#248; &amp; sønn</t></si><si><t>Gjertrud_x0020_Vasskrokmo.png</t></si>
<si kanari="$(k)"><t kanari:k="$(k)">Ja</t><kanari:t>$(k)</kanari:t></si></sst>
EOF
cat >"d/xl/worksheets/$sheet" <<EOF
$head<worksheet $ns xr:uid="{$(k)}"><sheetPr codeName="$(k)"><tabColor rgb="FF00FF00"/></sheetPr><dimension ref="A1:E9"/>
<sheetViews><sheetView workbookViewId="0"><selection activeCell="$(k)" sqref="A1"/></sheetView></sheetViews>
<cols><col min="1" max="1" width="11.5" hidden="1" customWidth="1"/></cols>
<sheetData><row r="1" spans="1:5" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
<row r="2" hidden="1"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" t="s"><v>5</v></c><c r="D2"><v>91234567</v></c><c r="E2" s="1" t="n"><v>22430</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>$(k)</t></is></c><c r="B3" t="inlineStr"><is><t>Kanarine Kanarivik</t></is></c><c r="C3" t="s"><v>6</v></c><c r="D3" kanari="$(k)"><f>VLOOKUP("$(k)",A:A,1)</f><v>4.25</v></c><c r="E3" t="str"><f>"$(k)"</f><v>Torgeir</v></c></row>
<row r="4"><c r="A4"><v>45418.5</v></c><c r="C4" t="s"><v>7</v></c><c r="D4"><v>1829912333</v></c><c r="E4" t="b"><v>1</v></c></row>
<row r="5"><c r="C5" t="s"><v>8</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="E5" t="e"><v>Gjertrud</v></c></row>
<row r="6"><c r="D6"><v>-0.10000000000000001</v></c><c r="E6" t="d"><v>1961-05-29</v></c></row>$(k)</sheetData>
<sheetProtection password="CAFE" algorithmName="$(k)"/><protectedRanges><protectedRange name="$(k)" sqref="A1"/></protectedRanges><scenarios><scenario name="$(k)" user="$(k)"/></scenarios>
<autoFilter ref="A1:E9"><filterColumn colId="0"><filters><filter val="$(k)"/></filters></filterColumn></autoFilter>
<mergeCells count="1"><mergeCell ref="$(k)"/></mergeCells>
<conditionalFormatting sqref="A1"><cfRule type="containsText" text="$(k)"><formula>"$(k)"</formula></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation sqref="A1" type="list" prompt="$(k)"><formula1>"$(k)"</formula1></dataValidation></dataValidations>
<hyperlinks><hyperlink ref="A1" r:id="rId6" display="$(k)" location="$(k)" tooltip="$(k)"/></hyperlinks>
<pageSetup paperSize="9" r:id="rId7"/><headerFooter><oddHeader>&amp;LOm Gjertrud Vasskrokmo&amp;P</oddHeader></headerFooter>
<customProperties><customPr name="$(k)"/></customProperties><drawing r:id="rId4"/><legacyDrawing r:id="rId3"/><tableParts count="1"><tablePart r:id="rId5"/></tableParts>
<kanari:x>$(k)</kanari:x><extLst><ext uri="$(k)"><kanari:f>$(k)</kanari:f></ext></extLst></worksheet>
EOF
cat >d/xl/worksheets/sheet2.xml <<EOF
$head<worksheet $ns><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>Skjult: Tor</t></r><r><t>geir</t></r></is></c></row></sheetData></worksheet>
EOF
cat >d/xl/styles.xml <<EOF
$head<styleSheet $ns><numFmts count="2"><numFmt numFmtId="164" formatCode="d/m/yyyy"/><numFmt numFmtId="165" formatCode="0&quot; $(k)&quot;"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="$(k)"/><family val="2"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="$(k)" xfId="0"/></cellStyles><tableStyles count="1" defaultTableStyle="$(k)"/></styleSheet>
EOF
cat >d/xl/theme/theme1.xml <<EOF
$head<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="$(k)"><a:themeElements><a:clrScheme name="$(k)"/></a:themeElements></a:theme>
EOF
for f in docProps/core.xml docProps/app.xml docProps/custom.xml xl/calcChain.xml xl/comments1.xml \
	xl/threadedComments/threadedComment1.xml xl/persons/person.xml xl/connections.xml \
	xl/externalLinks/externalLink1.xml xl/pivotCache/pivotCacheDefinition1.xml \
	xl/drawings/drawing1.xml xl/drawings/vmlDrawing1.vml xl/tables/table1.xml xl/charts/chart1.xml \
	xl/chartsheet1.xml xl/odd.xml xl/orphan.xml customXml/item1.xml; do
	echo "$head<x>$(k)</x>" >"d/$f"
done
for f in xl/vbaProject.bin xl/printerSettings/printerSettings1.bin xl/embeddings/oleObject1.bin \
	docProps/thumbnail.jpeg xl/media/image1.png "customXml/$(k).xml"; do
	k | iconv -t UTF-16LE >"d/$f"
done
cat >"d/[Content_Types].xml" <<EOF
$head<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="$(k)"/></Types>
EOF
(cd d && k >../comment && zip -q -r -z ../raw.xlsx . <../comment)
[ "$(wc -l <count)" -ge 80 ]

taus scrub --roster people.csv --output copy.xlsx raw.xlsx
mkdir c && (cd c && unzip -q ../copy.xlsx && find . -type f | sort)
# As it lies there, as text without markup, decoded, and in UTF-16.
cat copy.xlsx >all
find c -type f -exec cat {} + >>all
find c -name '*.xml' -exec sed 's/<[^>]*>//g' {} + >>all
xmllint --xpath 'string(/)' c/xl/sharedStrings.xml >>all
for word in KANARI kanari Gjertrud Vasskrokmo Torgeir Kvilesj krokmo 91234567 22430 1961-05 \
	1829912333; do
	if grep -aiq "$word" all; then echo "$word is left"; grep -aio ".\{0,30\}$word.\{0,30\}" all | head -n 3; fi
	if tr -d '\000' <all | grep -aiq "$word"; then echo "$word is left in UTF-16"; fi
done
find c -name '*.xml' -exec xmllint --noout {} +
cat c/xl/sharedStrings.xml c/xl/worksheets/sheet1.xml c/xl/worksheets/sheet2.xml c/xl/workbook.xml
echo
# Once more changes nothing; what taus does not know is refused, if that is asked for.
taus scrub --quiet --roster people.csv --output again.xlsx copy.xlsx
cmp copy.xlsx again.xlsx
if taus scrub --quiet --strict --output strict.xlsx raw.xlsx; then echo taken; else echo "status $?"; fi
[ ! -e strict.xlsx ]
