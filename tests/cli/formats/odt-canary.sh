#!/bin/sh -eu
# An OpenDocument text in which every place that can hold a name holds one: KANARI and a
# number where no name is wanted, and the people of people.csv where there is text. None
# of them is in the copy, in whatever way it is written.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW1\nTorgeir;Kvilesjø;T1\n' >people.csv
mkdir -p d/META-INF d/Pictures d/Thumbnails d/media d/Configurations2/accelerator d/Basic/Standard \
	d/Scripts d/Versions d/Fonts 'd/Object 1' d/ObjectReplacements
# One string that must not come out.
k()
{
	echo >>count
	printf 'KANARI%03d' "$(wc -l <count)"
}
head='<?xml version="1.0" encoding="UTF-8"?>'
o=urn:oasis:names:tc:opendocument:xmlns
ns="xmlns:office=\"$o:office:1.0\" xmlns:style=\"$o:style:1.0\" xmlns:text=\"$o:text:1.0\"
 xmlns:table=\"$o:table:1.0\" xmlns:draw=\"$o:drawing:1.0\" xmlns:fo=\"$o:xsl-fo-compatible:1.0\"
 xmlns:svg=\"$o:svg-compatible:1.0\" xmlns:form=\"$o:form:1.0\" xmlns:script=\"$o:script:1.0\"
 xmlns:number=\"$o:datastyle:1.0\" xmlns:presentation=\"$o:presentation:1.0\" xmlns:meta=\"$o:meta:1.0\"
 xmlns:config=\"$o:config:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"
 xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"
 xmlns:ooow=\"http://openoffice.org/2004/writer\" xmlns:officeooo=\"http://openoffice.org/2009/office\"
 xmlns:field=\"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0\"
 xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\"
 xmlns:kanari=\"http://kanari.example/k\""
who() { printf '<dc:creator>%s</dc:creator><dc:date>2018-01-01T00:00:00</dc:date>' "$(k)"; }
# $1: a field, $2: its text, $3: attributes
field() { printf '<text:%s %s>%s</text:%s>' "$1" "${3-}" "$2" "$1"; }
style="Samtale_20_$(k)"
{
	echo "$head<!-- $(k) --><?kanari $(k)?>"
	echo "<office:document-content $ns office:version=\"1.3\" kanari:x=\"$(k)\">"
	echo "<office:scripts><office:script script:language=\"$(k)\">$(k)</office:script></office:scripts>"
	echo "<office:font-face-decls><style:font-face style:name=\"Skrift $(k)\" svg:font-family=\"'Skrift $(k)'\" style:font-adornments=\"$(k)\">
	<svg:font-face-src><svg:font-face-uri xlink:href=\"Fonts/$(k).ttf\"/></svg:font-face-src></style:font-face></office:font-face-decls>"
	echo "<office:automatic-styles><style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"$style\"
	 style:master-page-name=\"Side_20_$(k)\"><style:text-properties style:font-name=\"Skrift $(k)\" officeooo:rsid=\"00$(k)\"
	 fo:font-family=\"$(k)\" fo:language=\"nb\" fo:country=\"NO\"/></style:style>
	<style:style style:name=\"T9\" style:family=\"text\"><style:text-properties text:display=\"none\" style:text-line-through-text=\"Gjertrud\"/></style:style>
	<style:style style:name=\"Tabell-$(k).A\" style:family=\"table-column\"/>
	<style:style style:name=\"$(k)\" style:family=\"graphic\"><style:graphic-properties draw:fill-image-name=\"$(k)\">
	<style:background-image xlink:href=\"Pictures/$(k).png\"/></style:graphic-properties></style:style>
	<text:list-style style:name=\"Liste $(k)\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-prefix=\"Gjertrud \" style:num-suffix=\" Kvilesjø\" loext:num-list-format=\"Vasskrokmo %1%.\"/>
	<text:list-level-style-image text:level=\"2\" xlink:href=\"Pictures/$(k).png\"/></text:list-style>
	<number:date-style style:name=\"N$(k)\"><number:text>$(k)</number:text></number:date-style>
	</office:automatic-styles><office:body><office:text text:global=\"false\">"
	echo "<office:forms><form:form form:name=\"$(k)\"><form:text form:name=\"n\" form:value=\"$(k)\"/></form:form></office:forms>"
	echo "<text:tracked-changes text:track-changes=\"true\">
	<text:changed-region xml:id=\"ct$(k)\" text:id=\"ct1\"><text:deletion><office:change-info>$(who)</office:change-info><text:p>$(k)</text:p></text:deletion></text:changed-region>
	<text:changed-region text:id=\"ct4\"><text:deletion><office:change-info>$(who)</office:change-info></text:deletion></text:changed-region>
	<text:changed-region text:id=\"ct2\"><text:insertion><office:change-info>$(who)</office:change-info></text:insertion></text:changed-region>
	<text:changed-region text:id=\"ct3\"><text:format-change><office:change-info>$(who)</office:change-info></text:format-change></text:changed-region></text:tracked-changes>"
	echo "<text:variable-decls><text:variable-decl text:name=\"$(k)\"/></text:variable-decls>
	<text:user-field-decls><text:user-field-decl text:name=\"$(k)\" office:string-value=\"$(k)\"/></text:user-field-decls>
	<text:sequence-decls><text:sequence-decl text:name=\"$(k)\"/></text:sequence-decls>
	<text:dde-connection-decls><text:dde-connection-decl office:name=\"$(k)\" office:dde-topic=\"$(k)\"/></text:dde-connection-decls>
	<text:alphabetical-index-auto-mark-file xlink:href=\"file:///home/$(k)/index.sdi\"/>"
	# split over runs, a bookmark, a comment, a break of pages and a change between
	printf '%s' "<text:p text:style-name=\"P1\" xml:id=\"$(k)\" xhtml:about=\"$(k)\" xhtml:content=\"$(k)\" officeooo:paragraph-rsid=\"00$(k)\">Gj<text:span text:style-name=\"T $(k)\">ertr</text:span><text:soft-page-break/><text:bookmark-start text:name=\"$(k)\"/>ud<text:bookmark-end text:name=\"$(k)\"/>"
	echo "<office:annotation office:name=\"$(k)\">$(who)<text:p>$(k)</text:p></office:annotation> Vass<text:change-start text:change-id=\"ct2\"/>krokmo<text:change-end text:change-id=\"ct2\"/><office:annotation-end office:name=\"$(k)\"/><text:change text:change-id=\"ct1\"/> sa ja.</text:p>"
	# what was deleted stands where it stood, over two paragraphs
	echo "<text:p>Torgeir <text:change-start text:change-id=\"ct4\"/>$(k)<text:span>$(k)</text:span><text:tab/><text:s/></text:p><text:p>$(k)<draw:frame><draw:text-box><text:p>$(k)</text:p></draw:text-box></draw:frame><text:toc-mark text:string-value=\"$(k)\"/><text:change-end text:change-id=\"ct4\"/>blir.</text:p>"
	# entities, CDATA, blanks, tabs, breaks, soft hyphen, zero width, NFD
	echo "<text:p>Og Gjer&#116;r&#x75;d,<text:s text:c=\"3\"/>og Torgeir<![CDATA[ Kvile]]>sjø.</text:p>"
	echo "<text:p>Torgeir<text:line-break/>Kvilesjø<text:tab/>kom.</text:p>"
	printf '<text:p>Gjer\302\255trud, Gj\342\200\213ertrud, Kvilesjo\314\210 og Kvilesj\303\270.</text:p>\n'
	echo "<text:h text:outline-level=\"1\" text:class-names=\"$(k)\" text:cond-style-name=\"$(k)\"><text:number>Gjertrud 1</text:number>Samtale med Torgeir<text:reference-mark text:name=\"$(k)\"/></text:h>"
	# fields
	printf '<text:p>'
	for f in author-name author-initials date time file-name template-name sender-firstname \
		sender-lastname sender-email sender-company sender-phone-work sender-street \
		initial-creator creator printed-by title subject keywords description \
		modification-date creation-date print-date database-name database-display user-field-get \
		variable-get variable-set user-defined expression text-input placeholder sequence \
		bookmark-ref reference-ref note-ref sequence-ref bibliography-mark execute-macro \
		dde-connection conditional-text sheet-name table-formula measure drop-down meta meta-field; do
		field $f 'Gjertrud ' "text:name=\"$(k)\" text:ref-name=\"$(k)\" text:formula=\"ooow:$(k)\" office:string-value=\"$(k)\"
		 text:date-value=\"$(k)\" text:author=\"$(k)\" text:description=\"$(k)\" text:string-value-if-true=\"$(k)\"
		 text:string-value-if-false=\"$(k)\" text:condition=\"ooow:$(k)\" text:database-name=\"$(k)\" xhtml:property=\"$(k)\""
	done
	echo "<text:chapter text:display=\"name\" text:outline-level=\"1\">Torgeir</text:chapter> <text:page-number text:select-page=\"current\">3</text:page-number></text:p>"
	echo "<text:p>A<text:hidden-text text:condition=\"ooow:$(k)\" text:string-value=\"Skjult Gjertrud\" text:is-hidden=\"true\"/>
	B<text:hidden-text text:condition=\"ooow:$(k)\" text:string-value=\"$(k)\">Vist Torgeir</text:hidden-text><text:hidden-paragraph text:condition=\"ooow:$(k)\" text:is-hidden=\"true\"/><text:hidden-paragraph text:condition=\"$(k)\"/>
	<text:drop-down text:name=\"$(k)\"><text:label text:value=\"$(k)\"/>Gjertrud</text:drop-down><text:script script:language=\"$(k)\">$(k)</text:script>
	<field:fieldmark-start text:name=\"$(k)\"><field:param field:name=\"$(k)\" field:value=\"$(k)\"/></field:fieldmark-start>Torgeir<field:fieldmark-end/></text:p>"
	echo "<text:p><text:span text:style-name=\"T9\">Usynlig Gjertrud</text:span><text:a xlink:href=\"mailto:$(k)@example.org\" office:name=\"$(k)\" office:title=\"$(k)\" text:visited-style-name=\"$(k)\">Vasskrokmo<office:event-listeners><script:event-listener xlink:href=\"$(k)\"/></office:event-listeners></text:a>
	<text:ruby text:style-name=\"Ru1\"><text:ruby-base>Torgeir</text:ruby-base><text:ruby-text>Kvilesjø</text:ruby-text></text:ruby>
	<loext:content-control loext:tag=\"$(k)\" loext:alias=\"$(k)\"><loext:list-item loext:value=\"$(k)\"/>Gjertrud</loext:content-control>
	<text:toc-mark text:string-value=\"Vasskrokmo\"/><text:user-index-mark text:string-value=\"Kvilesjø\" text:index-name=\"$(k)\"/><text:alphabetical-index-mark text:string-value=\"Gjertrud\" text:key1=\"Torgeir\" text:key2=\"Vasskrokmo\"/><text:alphabetical-index-mark-start text:id=\"$(k)\" text:key1=\"Kvilesjø\" text:string-value-phonetic=\"Gjertrud\"/>ord<text:alphabetical-index-mark-end text:id=\"$(k)\"/></text:p>"
	echo "<text:p>Sa hun.<text:note text:id=\"ftn$(k)\" text:note-class=\"footnote\"><text:note-citation text:label=\"Torgeir\">Torgeir</text:note-citation><text:note-body><text:p>Noten til Gjertrud Vasskrokmo</text:p></text:note-body></text:note> Og <text:note text:note-class=\"endnote\"><text:note-citation>kvilesjø</text:note-citation><text:note-body><text:p>Slutten: Torgeir</text:p></text:note-body></text:note>mer.</text:p>"
	# lists, sections, indexes
	echo "<text:list xml:id=\"list$(k)\" text:style-name=\"Liste $(k)\"><text:list-header><text:p>Torgeir</text:p></text:list-header><text:list-item text:style-override=\"$(k)\"><text:p>Gjertrud</text:p></text:list-item></text:list><text:list text:continue-list=\"list$(k)\"><text:list-item><text:p>Kvilesjø</text:p></text:list-item></text:list>"
	echo "<text:section text:name=\"$(k)\" text:style-name=\"Sect1\" text:display=\"none\" text:condition=\"$(k)\" text:protection-key=\"$(k)\"><text:section-source xlink:href=\"file:///$(k).odt\" text:section-name=\"$(k)\"/><office:dde-source office:dde-item=\"$(k)\"/><text:p>Skjult: Gjertrud</text:p></text:section>"
	echo "<text:table-of-content text:name=\"$(k)\"><text:table-of-content-source text:outline-level=\"3\"><text:index-title-template text:style-name=\"$(k)\">Gjertrud</text:index-title-template><text:table-of-content-entry-template text:outline-level=\"1\" text:style-name=\"$(k)\"><text:index-entry-span>Torgeir</text:index-entry-span><text:index-entry-tab-stop style:type=\"right\" style:leader-char=\".\"/></text:table-of-content-entry-template></text:table-of-content-source>
	<text:index-body><text:index-title text:name=\"$(k)\"><text:p>Innhold: Gjertrud</text:p></text:index-title><text:p><text:a xlink:href=\"#$(k)\">Kvilesjø<text:tab/>1</text:a></text:p></text:index-body></text:table-of-content>"
	# tables: described, with values and formulas
	echo "<table:table table:name=\"$(k)\" table:style-name=\"Tabell-$(k)\" table:template-name=\"$(k)\" table:protection-key=\"$(k)\"><table:title>Gjertrud</table:title><table:desc>Torgeir Kvilesjø</table:desc><table:table-source xlink:href=\"$(k)\"/>
	<table:table-column table:style-name=\"Tabell-$(k).A\"/><table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\" office:string-value=\"$(k)\"><text:p>Vasskrokmo</text:p></table:table-cell></table:table-row></table:table-header-rows>
	<table:table-row><table:table-cell table:formula=\"ooow:$(k)\" office:value-type=\"float\" office:value=\"$(k)\" office:currency=\"$(k)\"><text:p>Torgeir</text:p><table:table table:is-sub-table=\"true\"><table:table-column/><table:table-row><table:table-cell><text:p>Gjertrud</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table>"
	# boxes, pictures, shapes, objects
	echo "<text:p><draw:frame draw:style-name=\"$(k)\" draw:name=\"Boks $(k)\" draw:id=\"$(k)\" text:anchor-type=\"paragraph\" svg:width=\"5cm\" svg:height=\"2cm\"><draw:text-box draw:chain-next-name=\"$(k)\"><text:p>Boksen til Torgeir</text:p></draw:text-box><svg:title>Gjertrud</svg:title><svg:desc>Bilde av Kvilesjø</svg:desc></draw:frame>
	<draw:frame draw:name=\"$(k)\"><draw:image xlink:href=\"Pictures/$(k).png\"><text:p>$(k)</text:p><office:binary-data>$(k)</office:binary-data></draw:image></draw:frame>
	<draw:frame draw:name=\"$(k)\"><draw:image xlink:href=\"Pictures/$(k).png\"/><svg:desc>Torgeir ler</svg:desc><draw:image-map><draw:area-rectangle xlink:href=\"$(k)\"/></draw:image-map></draw:frame>
	<draw:frame><draw:object xlink:href=\"./Object 1\"/><draw:object-ole xlink:href=\"$(k)\"/><draw:plugin xlink:href=\"$(k)\"><draw:param draw:name=\"$(k)\" draw:value=\"$(k)\"/></draw:plugin><draw:applet draw:code=\"$(k)\"/><draw:floating-frame xlink:href=\"$(k)\" draw:frame-name=\"$(k)\"/></draw:frame>
	<draw:a xlink:href=\"http://$(k).example\"><draw:frame><draw:text-box><text:p>Gjertrud</text:p></draw:text-box></draw:frame></draw:a>
	<draw:custom-shape draw:name=\"$(k)\" draw:layer=\"$(k)\" draw:data=\"$(k)\" presentation:class=\"$(k)\"><text:p>Torgeir</text:p><draw:enhanced-geometry draw:type=\"rectangle\" draw:text-path=\"false\" draw:enhanced-path=\"M 0 0 $(k)\"><draw:equation draw:name=\"f0\" draw:formula=\"$(k)\"/></draw:enhanced-geometry></draw:custom-shape>
	<draw:g draw:name=\"$(k)\"><draw:line draw:start-shape=\"$(k)\"/><draw:rect><text:p>Vasskrokmo</text:p></draw:rect></draw:g><draw:control draw:control=\"$(k)\"/></text:p>"
	# what nobody knows
	echo "<text:p><kanari:element>$(k)</kanari:element><text:made-up text:name=\"$(k)\"><text:p>$(k)</text:p></text:made-up><text:s>$(k)</text:s></text:p>stray $(k)"
	echo "<text:p text:style-name=\"P1\" kanari:a=\"$(k)\">Slutt.</text:p></office:text></office:body></office:document-content>"
} >d/content.xml
cat >d/styles.xml <<EOF
$head<office:document-styles $ns office:version="1.3"><office:font-face-decls><style:font-face style:name="$(k)" svg:font-family="$(k)"/></office:font-face-decls>
<office:styles><draw:gradient draw:name="$(k)" draw:display-name="$(k)"/><draw:fill-image draw:name="$(k)" xlink:href="$(k)"/><draw:marker draw:name="$(k)" svg:d="$(k)"/>
<style:style style:name="$style" style:display-name="Samtale $(k)" style:family="paragraph" style:next-style-name="$(k)" style:class="text"><style:paragraph-properties style:register-truth-ref-style-name="$(k)"><style:tab-stops><style:tab-stop style:position="1cm" style:leader-text="Gjertrud" style:leader-text-style="$(k)"/></style:tab-stops></style:paragraph-properties><style:map style:condition="$(k)" style:apply-style-name="$(k)"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-style-name="$(k)" style:num-prefix="Torgeir "><text:note-continuation-notice-forward>Gjertrud</text:note-continuation-notice-forward></text:notes-configuration>
<text:linenumbering-configuration text:style-name="$(k)"><text:linenumbering-separator>Kvilesjø</text:linenumbering-separator></text:linenumbering-configuration>
<text:bibliography-configuration text:prefix="Gjertrud" text:suffix="Torgeir"/><table:table-template table:name="$(k)"><table:body table:style-name="$(k)"/></table:table-template></office:styles>
<office:automatic-styles><style:page-layout style:name="$(k)"><style:page-layout-properties fo:page-width="21cm" style:register-truth-ref-style-name="$(k)"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:handout-master style:page-layout-name="$(k)"/><style:master-page style:name="Side_20_$(k)" style:display-name="Side $(k)" style:page-layout-name="$(k)"><style:header><text:p>Intervju med Gjertrud Vasskrokmo <text:title>Torgeir</text:title></text:p></style:header><style:footer><text:p>Torgeir Kvilesjø</text:p></style:footer><style:header-first><text:p>Kvilesjø</text:p></style:header-first></style:master-page></office:master-styles></office:document-styles>
EOF
cat >d/settings.xml <<EOF
$head<office:document-settings $ns><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item config:name="ViewId" config:type="string">$(k)</config:config-item></config:config-item-set>
<config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="PrinterName" config:type="string">$(k)</config:config-item><config:config-item config:name="TabOverflow" config:type="boolean">true</config:config-item><config:config-item config:name="AddFrameOffsets" config:type="string">$(k)</config:config-item>
<config:config-item config:name="$(k)" config:type="$(k)">1</config:config-item><config:config-item-map-indexed config:name="$(k)"/></config:config-item-set><config:config-item-set config:name="$(k)"/></office:settings></office:document-settings>
EOF
cat >d/meta.xml <<EOF
$head<office:document-meta $ns><office:meta><meta:initial-creator>$(k)</meta:initial-creator><dc:creator>$(k)</dc:creator><dc:title>$(k)</dc:title><meta:keyword>$(k)</meta:keyword><meta:user-defined meta:name="$(k)">$(k)</meta:user-defined><meta:template xlink:href="file:///$(k).ott"/></office:meta></office:document-meta>
EOF
for f in manifest.rdf META-INF/documentsignatures.xml META-INF/macrosignatures.xml VersionList.xml \
	Basic/Standard/Module1.xml 'Object 1/content.xml' Configurations2/accelerator/current.xml \
	"unknown-$(k).xml"; do
	echo "$head<x>$(k)</x>" >"d/$f"
done
for f in Thumbnails/thumbnail.png media/sound.wav Scripts/script.py Versions/Version1 Fonts/font.ttf \
	layout-cache 'ObjectReplacements/Object 1' "Pictures/$(k).png"; do
	k | iconv -t UTF-16LE >"d/$f"
done
cat >d/META-INF/manifest.xml <<EOF
$head<manifest:manifest xmlns:manifest="$o:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="Pictures/$(k).png" manifest:media-type="$(k)"/></manifest:manifest>
EOF
printf application/vnd.oasis.opendocument.text >d/mimetype
(cd d && k >../comment && zip -q -0 ../raw.odt mimetype && zip -q -r -z ../raw.odt . -x mimetype <../comment)
[ "$(wc -l <count)" -ge 500 ]

taus scrub --roster people.csv --output copy.odt raw.odt
mkdir c && (cd c && unzip -q ../copy.odt && find . -type f | sort)
# The type stands where ODF wants it.
head -c 77 copy.odt | tail -c 39
echo
# As it lies there, as text without markup, decoded, and in UTF-16.
{
	cat copy.odt
	find c -type f -exec cat {} +
	find c -name '*.xml' -exec sed 's/<[^>]*>//g' {} +
	xmllint --xpath 'string(/)' c/content.xml
} >all
for word in KANARI kanari Gjertrud Vasskrokmo Torgeir Kvilesj krokmo; do
	if grep -aiq "$word" all; then echo "$word is left"; grep -aio ".\{30\}$word.\{30\}" all | head -n 3; fi
	if tr -d '\000' <all | grep -aiq "$word"; then echo "$word is left in UTF-16"; fi
done
xmllint --noout c/*.xml c/META-INF/manifest.xml
xmllint --format c/content.xml | sed -n '/<office:body>/,$p'
xmllint --format c/styles.xml | sed -n '/<office:styles>/,$p'
sed 's/ xmlns:[^ >]*//g' c/settings.xml
# Once more changes nothing.
taus scrub --quiet --roster people.csv --output again.odt copy.odt
cmp copy.odt again.odt
# What nobody knows is refused, if that is wanted.
taus scrub --strict --roster people.csv --output strict.odt raw.odt || echo $?
[ ! -e strict.odt ]
