#!/bin/sh -eu
# A REFI-QDA project: its plain texts are pseudonymised, and every coding covers in the
# copy what it covered before. Rich texts, PDF, pictures and sound stay behind.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\nTorgeir;Kvilesjø;T4\n' >people.csv
g()
{
	printf '00000000-0000-4000-8000-0000000000%s' "$1"
}
mkdir sources
printf 'Gjertrud: 😀 jeg så Torgeir på fjellet.\r\n\r\nTorgeir Kvilesjø: ja, «Gjertrud» var der, og det var fint å være der.\r\n' >"sources/Intervju med Gjertrud.txt"
printf '\357\273\277Torgeir sa det til Gjertrud Vasskrokmo i går.\n' >"sources/$(g 40).TXT"
echo docx >"sources/$(g 20).docx"
echo pdf >"sources/$(g 50).pdf"
echo png >"sources/$(g 60).png"
echo wav >"sources/Gjertrud.wav"
cat >project.qde <<X
<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="Gjertruds prosjekt" origin="QualCoder" basePath="C:\\Sigrunn" creatingUserGUID="$(g 01)" creationDateTime="2018-06-01T10:00:00Z" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd">
<Users><User guid="$(g 01)" name="Sigrunn" id="SI"/><User guid="$(g 02)" name="Åse"/></Users>
<CodeBook><Codes><Code guid="$(g 03)" name="om Gjertrud" isCodable="true" color="#FF0000"><Description>sagt om Torgeir</Description><NoteRef targetGUID="$(g 70)"/></Code></Codes></CodeBook>
<Variables><Variable guid="$(g 04)" name="alder" typeOfVariable="Integer"/><Variable guid="$(g 05)" name="født" typeOfVariable="Date"/><Variable guid="$(g 06)" name="hos" typeOfVariable="Text"/></Variables>
<Cases><Case guid="$(g 10)" name="Gjertrud Vasskrokmo"><VariableValue><VariableRef targetGUID="$(g 04)"/><IntegerValue>34</IntegerValue></VariableValue><VariableValue><VariableRef targetGUID="$(g 05)"/><DateValue>1984-03-12</DateValue></VariableValue><VariableValue><VariableRef targetGUID="$(g 06)"/><TextValue>Torgeir</TextValue></VariableValue><SourceRef targetGUID="$(g 20)"/><SelectionRef targetGUID="$(g 21)"/></Case></Cases>
<Sources>
<TextSource guid="$(g 20)" name="Intervju med Gjertrud.docx" richTextPath="internal://$(g 20).docx" plainTextPath="internal://Intervju med Gjertrud.txt" creatingUser="$(g 01)" creationDateTime="2018-06-01T10:00:00Z" modifyingUser="$(g 02)" modifiedDateTime="2018-06-02T10:00:00Z">
<PlainTextSelection guid="$(g 21)" name="Gjertrud" startPosition="0" endPosition="8" creatingUser="$(g 01)" creationDateTime="2018-06-01T10:00:00Z"><Description>her sier Gjertrud noe</Description><Coding guid="$(g 22)" creatingUser="$(g 01)"><CodeRef targetGUID="$(g 03)"/></Coding></PlainTextSelection>
<PlainTextSelection guid="$(g 23)" startPosition="10" endPosition="26"/>
<PlainTextSelection guid="$(g 24)" startPosition="22" endPosition="50"/>
<PlainTextSelection guid="$(g 25)" startPosition="43" endPosition="47"/>
<PlainTextSelection guid="$(g 26)" startPosition="67" endPosition="74"/>
<PlainTextSelection guid="$(g 27)" startPosition="85" endPosition="112"/>
<PlainTextSelection guid="$(g 28)" startPosition="0" endPosition="114"/>
</TextSource>
<TextSource guid="$(g 30)" name="Åse"><PlainTextContent>Å, Torgeir &lt; &quot;Gjertrud&quot; &#248;nsket
det.</PlainTextContent><PlainTextSelection guid="$(g 31)" startPosition="3" endPosition="10"/><PlainTextSelection guid="$(g 32)" startPosition="13" endPosition="37"/></TextSource>
<PDFSource guid="$(g 50)" name="Gjertrud.pdf" path="internal://$(g 50).pdf"><PDFSelection guid="$(g 51)" page="1" firstX="1" firstY="2" secondX="3" secondY="4"/><Representation guid="$(g 40)" plainTextPath="internal://$(g 40).TXT"><PlainTextSelection guid="$(g 41)" startPosition="8" endPosition="38"/></Representation></PDFSource>
<PictureSource guid="$(g 60)" name="Gjertrud.png" path="internal://$(g 60).png" currentPath="C:\\Gjertrud.png"><PictureSelection guid="$(g 61)" firstX="1" firstY="2" secondX="3" secondY="4"/></PictureSource>
<AudioSource guid="$(g 62)" path="internal://Gjertrud.wav"><Transcript guid="$(g 63)" plainTextPath="internal://Intervju med Gjertrud.txt"><SyncPoint guid="$(g 64)" timeStamp="0" position="0"/><SyncPoint guid="$(g 65)" timeStamp="1500" position="43"/><TranscriptSelection guid="$(g 66)" fromSyncPoint="$(g 64)" toSyncPoint="$(g 65)"/></Transcript><AudioSelection guid="$(g 67)" begin="0" end="1500"/></AudioSource>
</Sources>
<Notes><Note guid="$(g 70)" name="Om Torgeir"><PlainTextContent>Torgeir må spørres igjen</PlainTextContent></Note></Notes>
<Links><Link guid="$(g 71)" name="Torgeir og Gjertrud" direction="OneWay" originGUID="$(g 03)" targetGUID="$(g 21)"/></Links>
<Sets><Set guid="$(g 72)" name="Gjertruds tekster"><MemberSource targetGUID="$(g 20)"/></Set></Sets>
<Graphs><Graph guid="$(g 73)" name="Kart"><Vertex guid="$(g 74)" representedGUID="$(g 10)" name="Gjertrud" firstX="1" firstY="1" shape="Oval" color="#FFF"/></Graph></Graphs>
<Description>Gjertrud og Torgeir</Description>
</Project>
X
xmllint --noout --schema "$ROOT/tests/cli/formats/qdpx.xsd" project.qde 2>&1
zip -qX a.qdpx project.qde sources/*
taus scrub --quiet --roster people.csv --output copy.qdpx a.qdpx
mkdir copy
unzip -q copy.qdpx -d copy
find copy -type f | sort
xmllint --noout --schema "$ROOT/tests/cli/formats/qdpx.xsd" copy/project.qde 2>&1
cat copy/project.qde copy/sources/text2.txt

# What the selections of a text cover: the folder, the path of the source in the project
covered()
{
	text=$1/sources/$3
	xmllint --xpath "$2/*[local-name()='PlainTextSelection']/@*[contains(name(),'Position')]" \
		"$1/project.qde" | sed 's/[^0-9]//g' | paste -d ' ' - - |
		while read -r start end; do
			jq -Rrs --argjson a "$start" --argjson b "$end" \
				'ltrimstr("\ufeff")[$a:$b] | @json' "$text"
		done
}
echo "--- before, and after"
for at in . copy; do
	name='Intervju med Gjertrud.txt'
	[ $at = . ] || name=text2.txt
	covered $at "//*[local-name()='TextSource'][1]" "$name"
	name=$(g 40).txt
	[ $at = copy ] || name=$(g 40).TXT
	covered $at "//*[local-name()='Representation']" "$name"
	xmllint --xpath "string(//*[local-name()='TextSource'][2]/*[1])" $at/project.qde |
		sed '$s/$//' >$at/sources/inside
	covered $at "//*[local-name()='TextSource'][2]" inside
done
taus scrub --quiet --roster people.csv --output again.qdpx copy.qdpx
cmp copy.qdpx again.qdpx
