#!/bin/sh -eu
# An ELAN file: names go from annotations, tiers, participants and vocabularies; media,
# authors and links are taken out; the rest, ids and times too, stays byte for byte.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\nTorgeir;Kvilesjø;T4\n' >people.csv
cat >a.eaf <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="Sigrunn" DATE="2018-06-01T10:00:00+01:00" FORMAT="3.0" VERSION="3.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
    <LICENSE LICENSE_URL=""/>
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
        <MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/gjertrud.wav" MIME_TYPE="audio/x-wav" RELATIVE_MEDIA_URL="./gjertrud.wav"/>
        <PROPERTY NAME="URN">urn:nl-mpi-tools-elan-eaf:3ad6a0a0-7777-4000-8000-00000000abcd</PROPERTY>
        <PROPERTY NAME="lastUsedAnnotationId">3</PROPERTY>
    </HEADER>
    <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/>
        <TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="1200"/>
    </TIME_ORDER>
    <TIER ANNOTATOR="Sigrunn" DEFAULT_LOCALE="no" LINGUISTIC_TYPE_REF="utterance" PARTICIPANT="Gjertrud Vasskrokmo" TIER_ID="Gjertrud">
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
                <ANNOTATION_VALUE>Hei Torgeir, &quot;Marit Solheim&quot; s&#229; det.</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="Gjertruds ord" PARENT_REF="Gjertrud" PARTICIPANT="Ågot Mo" TIER_ID="Gjertrud-ord">
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1" CVE_REF="cveid_3ad6a0a0-7777-4000-8000-00000000abcd">
                <ANNOTATION_VALUE>Torgeir</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1" PREVIOUS_ANNOTATION="a2">
                <ANNOTATION_VALUE/>
            </REF_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="utterance" TIME_ALIGNABLE="true"/>
    <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Subdivision" CONTROLLED_VOCABULARY_REF="Navn" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="Gjertruds ord" TIME_ALIGNABLE="false"/>
    <LOCALE COUNTRY_CODE="NO" LANGUAGE_CODE="no"/>
    <LANGUAGE LANG_DEF="http://cdb.iso.org/lg/CDB-00138580-001" LANG_ID="und" LANG_LABEL="undetermined (und)"/>
    <CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" STEREOTYPE="Symbolic_Association"/>
    <CONTROLLED_VOCABULARY CV_ID="Navn">
        <DESCRIPTION LANG_REF="und">Navn hos Gjertrud</DESCRIPTION>
        <CV_ENTRY_ML CVE_ID="cveid_3ad6a0a0-7777-4000-8000-00000000abcd" EXT_REF="er1">
            <CVE_VALUE DESCRIPTION="sjefen Torgeir" LANG_REF="und">Torgeir</CVE_VALUE>
        </CV_ENTRY_ML>
    </CONTROLLED_VOCABULARY>
    <EXTERNAL_REF EXT_REF_ID="er1" TYPE="iso12620" VALUE="http://gjertrud.example/1"/>
</ANNOTATION_DOCUMENT>
X
taus scrub --quiet --roster people.csv --output copy a.eaf
cat copy
# It is well formed by the rules of the format, and these see a reference that leads nowhere.
xmllint --nonet --noout --schema "$ROOT/tests/cli/formats/eaf.xsd" copy 2>invalid || cat invalid
for reference in 'PARENT_REF="T1"' 'TIME_SLOT_REF2="ts2"' 'ANNOTATION_REF="a1"' 'LINGUISTIC_TYPE_REF="L1"' 'CVE_REF="cveid'; do
	sed "s/$reference/${reference}9/;s/\"9/9\"/" copy >broken
	cmp -s copy broken && echo "there is no $reference"
	if xmllint --nonet --noout --schema "$ROOT/tests/cli/formats/eaf.xsd" broken 2>/dev/null; then echo "blind: $reference"; fi
done
taus scrub --quiet --roster people.csv copy | cmp - copy
# nothing to find, nothing to take out
sed -e 's/Sigrunn//;s/2018-06-01T10:00:00+01:00/1970-01-01T00:00:00+00:00/' \
	-e '/MEDIA_DESCR/d;/URN/d;/EXTERNAL/d;s/ EXT_REF="er1"//;s/ ANNOTATOR=""//' \
	-e 's/ LANG_DEF="[^"]*"//;s/Gjertruds ord/ord/;s/Gjertrud-ord/ord/' \
	-e 's/Torgeir, &quot;Marit Solheim&quot;/\&quot;du\&quot; \&amp; jeg/;s/sjefen Torgeir//;s/Torgeir/ja/' \
	-e 's/="Gjertrud Vasskrokmo"/="Informant 1"/;s/="Gjertrud[^"]*"/="utterance"/g;s/hos Gjertrud/her/;s/Ågot Mo//;s/"Navn"/"V1"/' a.eaf >b.eaf
taus scrub --quiet --roster people.csv b.eaf | cmp - b.eaf
