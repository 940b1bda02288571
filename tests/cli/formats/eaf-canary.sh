#!/bin/sh -eu
# ELAN and EXMARaLDA files in which every element and attribute holds a name: KANARI and a
# number where no name is wanted, one of the people where there is text. None comes out.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
cat >a.eaf <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<!-- KANARI01 -->
<?KANARI02 KANARI03?>
<ANNOTATION_DOCUMENT AUTHOR="KANARI04" DATE="KANARI05" FORMAT="KANARI06" VERSION="KANARI07" KANARI08="KANARI09" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="KANARI10" xsi:KANARI11="x" xmlns:k="http://KANARI12.example" k:KANARI13="x">
KANARI14
<LICENSE LICENSE_URL="KANARI15">Gjertrud Vasskrokmo</LICENSE>
<HEADER MEDIA_FILE="KANARI16" TIME_UNITS="KANARI17">
<MEDIA_DESCRIPTOR MEDIA_URL="KANARI18" MIME_TYPE="KANARI19" RELATIVE_MEDIA_URL="KANARI20" EXTRACTED_FROM="KANARI21" TIME_ORIGIN="KANARI22">KANARI23</MEDIA_DESCRIPTOR>
<LINKED_FILE_DESCRIPTOR LINK_URL="KANARI24" RELATIVE_LINK_URL="KANARI25" MIME_TYPE="KANARI26" ASSOCIATED_WITH="KANARI27"/>
<PROPERTY NAME="URN">KANARI28</PROPERTY><PROPERTY NAME="KANARI29">1</PROPERTY>
<PROPERTY NAME="lastUsedAnnotationId">KANARI30</PROPERTY>
</HEADER>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="KANARI31" TIME_VALUE="KANARI32"/></TIME_ORDER>
<TIER ANNOTATOR="KANARI33" DEFAULT_LOCALE="KANARI34" LINGUISTIC_TYPE_REF="KANARI35" PARTICIPANT="Gjertrud Vasskrokmo" TIER_ID="KANARI36" PARENT_REF="KANARI37" EXT_REF="KANARI38" LANG_REF="KANARI39">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="KANARI40" TIME_SLOT_REF1="KANARI31" TIME_SLOT_REF2="KANARI41" SVG_REF="KANARI42" EXT_REF="KANARI43" CVE_REF="KANARI44" LANG_REF="KANARI45">
<ANNOTATION_VALUE>Gjer<!-- KANARI46 -->trud <![CDATA[Vass]]>krok&#109;o <KANARI47>KANARI48</KANARI47></ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="KANARI49" ANNOTATION_REF="KANARI50" PREVIOUS_ANNOTATION="KANARI51"><ANNOTATION_VALUE KANARI52="x">Gjertrud</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>
</TIER>
<LINGUISTIC_TYPE GRAPHIC_REFERENCES="KANARI53" LINGUISTIC_TYPE_ID="KANARI54" TIME_ALIGNABLE="KANARI55" CONSTRAINTS="KANARI56" CONTROLLED_VOCABULARY_REF="KANARI57" EXT_REF="KANARI58" LEXICON_REF="KANARI59"/>
<LOCALE COUNTRY_CODE="KANARI60" LANGUAGE_CODE="KANARI61" VARIANT="Gjertrud"/>
<LANGUAGE LANG_ID="KANARI62" LANG_DEF="KANARI63" LANG_LABEL="Gjertrud"/>
<CONSTRAINT DESCRIPTION="KANARI64" STEREOTYPE="KANARI65"/>
<CONTROLLED_VOCABULARY CV_ID="KANARI66" DESCRIPTION="Gjertrud" EXT_REF="KANARI67"><DESCRIPTION LANG_REF="KANARI68">Gjertrud</DESCRIPTION>
<CV_ENTRY DESCRIPTION="Gjertrud" EXT_REF="KANARI69">Vasskrokmo</CV_ENTRY>
<CV_ENTRY_ML CVE_ID="KANARI70" EXT_REF="KANARI71"><CVE_VALUE DESCRIPTION="Gjertrud" LANG_REF="KANARI72">Vasskrokmo</CVE_VALUE></CV_ENTRY_ML></CONTROLLED_VOCABULARY>
<LEXICON_REF LEX_REF_ID="KANARI73" NAME="KANARI74" TYPE="KANARI75" URL="KANARI76" LEXICON_ID="KANARI77" LEXICON_NAME="KANARI78"/>
<REF_LINK_SET LINK_SET_ID="KANARI79" LINK_SET_NAME="KANARI80"><CROSS_REF_LINK REF_LINK_ID="KANARI81" REF1="a" REF2="b"><REFLINK_CONTENT>KANARI82</REFLINK_CONTENT></CROSS_REF_LINK></REF_LINK_SET>
<EXTERNAL_REF EXT_REF_ID="KANARI83" TYPE="KANARI84" VALUE="KANARI85"/>
<KANARI86/>
</ANNOTATION_DOCUMENT>
<!-- KANARI87 -->
X
cat >a.exb <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<!-- KANARI01 -->
<basic-transcription Id="KANARI02">
<head><meta-information><project-name>KANARI03</project-name>
<transcription-name>KANARI04</transcription-name><referenced-file url="KANARI05"/>
<ud-meta-information>KANARI06<ud-information attribute-name="KANARI07">KANARI08</ud-information></ud-meta-information>
<comment>KANARI09</comment><transcription-convention>Gjertrud</transcription-convention></meta-information>
<speakertable><speaker id="KANARI10"><abbreviation>Gjertrud</abbreviation><sex value="KANARI11"/>
<languages-used><language lang="KANARI12"/>KANARI13</languages-used><l1><language lang="nor">KANARI14</language></l1><l2>KANARI15</l2>
<ud-speaker-information><ud-information attribute-name="KANARI16">KANARI17</ud-information></ud-speaker-information>
<comment>KANARI18</comment></speaker></speakertable></head>
<basic-body><common-timeline><tli id="KANARI19" time="KANARI20" type="KANARI21" bookmark="Gjertrud"/></common-timeline>
<tier id="KANARI22" speaker="KANARI10" category="Gjertrud" type="t" display-name="Gjertrud [Vasskrokmo]">
<ud-tier-information><ud-information attribute-name="KANARI23">KANARI24</ud-information></ud-tier-information>
<event start="KANARI19" end="KANARI25" medium="KANARI26" url="KANARI27">Gjer</event>
<event start="KANARI25" end="KANARI28">trud<ud-information attribute-name="KANARI29">KANARI30</ud-information></event>KANARI31
</tier></basic-body>
<tierformat-table><tier-format tierref="KANARI32"><property name="KANARI33">KANARI34</property></tier-format></tierformat-table>
<KANARI35 a="b">KANARI36</KANARI35></basic-transcription>
X
for f in a.eaf a.exb; do
	taus scrub --quiet --roster people.csv --output copy.$f $f
	cat copy.$f
	if grep -i -e kanari -e gjertrud -e vasskrok copy.$f; then echo left; fi
	xmllint --noout copy.$f
	taus scrub --quiet --roster people.csv copy.$f | cmp - copy.$f
	taus scrub --strict --roster people.csv $f || echo $?
done
