#!/bin/sh -eu
# A basic transcription of EXMARaLDA: a name that events cut is whole, speakers get their
# codes, what users and projects call things is taken out; the rest stays byte for byte.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\nTorgeir;Kvilesjø;T4\n' >people.csv
cat >a.exb <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<basic-transcription Id="">
   <head>
      <meta-information>
         <project-name>Gjertruds prosjekt</project-name>
         <transcription-name/>
         <referenced-file url="gjertrud.wav"/>
         <ud-meta-information>
            <ud-information attribute-name="Sted">Grimstad</ud-information>
         </ud-meta-information>
         <comment>Sigrunn skrev</comment>
         <transcription-convention>HIAT</transcription-convention>
      </meta-information>
      <speakertable>
         <speaker id="SPK0">
            <abbreviation>Gjertrud</abbreviation>
            <sex value="f"/>
            <languages-used><language lang="nor"/></languages-used>
            <l1/>
            <l2/>
            <ud-speaker-information/>
            <comment/>
         </speaker>
         <speaker id="SPK_Marit">
            <abbreviation>Marit Solheim</abbreviation>
            <sex value="f"/>
            <languages-used/>
            <l1/>
            <l2/>
            <ud-speaker-information/>
            <comment/>
         </speaker>
      </speakertable>
   </head>
   <basic-body>
      <common-timeline>
         <tli id="T0" time="0.0" type="appl"/>
         <tli id="T1" time="1.25"/>
         <tli id="T2"/>
         <tli id="T3"/>
         <tli id="T4" time="4.5"/>
         <tli id="T5"/>
      </common-timeline>
      <tier id="TIE0" speaker="SPK0" category="v" type="t" display-name="Gjertrud [v]">
         <event start="T0" end="T1">jeg så Tor</event>
         <event start="T1" end="T2">geir Kvile</event>
         <event start="T2" end="T3">sjø der </event>
         <event start="T4" end="T5">og Tor</event>
      </tier>
      <tier id="TIE_Marit" speaker="SPK_Marit" category="v" type="t" display-name="Marit Solheim [v]">
         <event start="T0" end="T1">ja </event>
      </tier>
      <tier id="TIE2" speaker="SPK0" category="ord" type="a" display-name="Gjertrud [ord]">
         <event start="T0" end="T1">Torgeir</event>
         <event start="T1" end="T2">Gjertrud</event>
      </tier>
   </basic-body>
   <tierformat-table>
      <tier-format tierref="TIE0" style-name="Gjertrud"/>
   </tierformat-table>
</basic-transcription>
X
taus scrub --quiet --roster people.csv --output copy a.exb
cat copy
# It is well formed by the rules of the format, and these see a reference that leads nowhere.
xmllint --nonet --noout --schema "$ROOT/tests/cli/formats/exb.xsd" copy 2>invalid || cat invalid
for reference in 'speaker="SPKx1"' 'end="T2"'; do
	sed "s/$reference/${reference}9/;s/\"9/9\"/" copy >broken
	cmp -s copy broken && echo "there is no $reference"
	if xmllint --nonet --noout --schema "$ROOT/tests/cli/formats/exb.xsd" broken 2>/dev/null; then echo "blind: $reference"; fi
done
taus scrub --quiet --roster people.csv copy | cmp - copy
# nothing to find, nothing to take out
sed -e 's/Gjertruds prosjekt//;s/gjertrud.wav//;/ud-information attr/d;s/Sigrunn skrev//' \
	-e 's/SPK_Marit/SPK7/;s/TIE_Marit/TIE7/;s/Gjertrud/I/;s/Marit Solheim/R/' \
	-e '/tierformat-table>/d;/tierref/d;s/>Torgeir/>ja/;s/Tor</snø</;s/geir Kvile/fall/;s/sjø/ja/' a.exb >b.exb
taus scrub --quiet --roster people.csv b.exb | cmp - b.exb
