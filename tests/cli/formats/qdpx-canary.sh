#!/bin/sh -eu
# A project in which every element and attribute holds a name: KANARI and a number where
# no name is wanted, one of the people where there is text. None comes out.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
g=00000000-0000-4000-8000-0000000000
mkdir -p sources KANARI01
echo 'her er Gjertrud Vasskrokmo' >sources/KANARI02.txt
for f in sources/KANARI03.docx sources/KANARI04.pdf sources/KANARI05.jpg sources/KANARI06.mp3 \
	sources/KANARI07.kanari KANARI01/KANARI08.txt KANARI09.qdc; do
	echo KANARI10 >$f
done
cat >KANARI11.qde <<X
<?xml version="1.0" encoding="utf-8"?><!-- KANARI12 --><?KANARI13 x?>
<Project xmlns="urn:QDA-XML:project:1.0" xmlns:k="http://KANARI14.example" k:KANARI15="x" name="KANARI16" origin="KANARI17" basePath="KANARI18" creatingUserGUID="KANARI19" creationDateTime="KANARI20" modifyingUserGUID="KANARI21" modifiedDateTime="KANARI22" KANARI23="x">KANARI24
<Users><User guid="${g}01" name="KANARI25" id="KANARI26"/></Users>
<CodeBook><Codes><Code guid="${g}02" name="Gjertrud" isCodable="KANARI27" color="KANARI28"><Description>Gjertrud</Description><NoteRef targetGUID="KANARI29"/></Code></Codes></CodeBook>
<Variables><Variable guid="${g}03" name="Gjertrud" typeOfVariable="KANARI30"/></Variables>
<Cases><Case guid="${g}04" name="Gjertrud Vasskrokmo"><CodeRef targetGUID="KANARI31"/><VariableValue><VariableRef targetGUID="KANARI32"/><TextValue>Gjertrud</TextValue><BooleanValue>KANARI33</BooleanValue><IntegerValue>Gjertrud</IntegerValue><FloatValue>Gjertrud</FloatValue><DateValue>KANARI34</DateValue><DateTimeValue>KANARI35</DateTimeValue></VariableValue><SourceRef targetGUID="KANARI36"/><SelectionRef targetGUID="KANARI37"/></Case></Cases>
<Sources>
<TextSource guid="${g}05" name="KANARI38" richTextPath="KANARI39" plainTextPath="internal://KANARI02.txt" creatingUser="KANARI40" creationDateTime="KANARI41" modifyingUser="KANARI42" modifiedDateTime="KANARI43"><Description>Gjertrud</Description><PlainTextSelection guid="${g}06" name="KANARI44" startPosition="KANARI45" endPosition="KANARI46"><Description>Gjertrud</Description><Coding guid="KANARI47" creatingUser="KANARI48" creationDateTime="KANARI49"><CodeRef targetGUID="KANARI50"/></Coding></PlainTextSelection></TextSource>
<TextSource guid="${g}07" name="KANARI51" plainTextPath="relative:///KANARI52.txt"/>
<TextSource guid="${g}08"><PlainTextContent>Gjertrud <KANARI53>KANARI54</KANARI53>Vasskrokmo</PlainTextContent></TextSource>
<PDFSource guid="${g}09" name="KANARI55" path="KANARI56" currentPath="KANARI57"><PDFSelection guid="${g}10" name="KANARI58" page="KANARI59" firstX="KANARI60" firstY="1" secondX="1" secondY="1"/><Representation guid="${g}11" name="KANARI61" plainTextPath="internal://KANARI62.txt"/></PDFSource>
<PictureSource guid="${g}12" name="KANARI63" path="KANARI64" currentPath="KANARI65"><TextDescription guid="${g}13" name="KANARI66"/><PictureSelection guid="${g}14" name="KANARI67" firstX="1" firstY="1" secondX="1" secondY="1"/></PictureSource>
<AudioSource guid="${g}15" name="KANARI68" path="KANARI69" currentPath="KANARI70"><Transcript guid="${g}16" name="KANARI71" richTextPath="KANARI72" plainTextPath="KANARI73"><SyncPoint guid="${g}17" timeStamp="KANARI74" position="KANARI75"/><TranscriptSelection guid="${g}18" name="KANARI76" fromSyncPoint="KANARI77" toSyncPoint="KANARI78"/></Transcript><AudioSelection guid="${g}19" name="KANARI79" begin="KANARI80" end="KANARI81"/></AudioSource>
<VideoSource guid="${g}20" name="KANARI82" path="KANARI83" currentPath="KANARI84"><VideoSelection guid="${g}21" name="KANARI85" begin="1" end="2"/></VideoSource>
</Sources>
<Notes><Note guid="${g}22" name="Gjertrud" plainTextPath="KANARI86"><PlainTextContent>Vasskrokmo</PlainTextContent></Note></Notes>
<Links><Link guid="${g}23" name="Gjertrud" direction="KANARI87" color="KANARI88" originGUID="KANARI89" targetGUID="KANARI90"/></Links>
<Sets><Set guid="${g}24" name="Gjertrud"><Description>Vasskrokmo</Description><MemberCode targetGUID="KANARI91"/></Set></Sets>
<Graphs><Graph guid="${g}25" name="Gjertrud"><Vertex guid="${g}26" name="KANARI92" representedGUID="KANARI93" firstX="1" firstY="1" shape="KANARI94"/><Edge guid="${g}27" name="KANARI95" sourceVertex="KANARI96" targetVertex="KANARI97" lineStyle="KANARI98"/></Graph></Graphs>
<Description>Gjertrud</Description><KANARI99>x</KANARI99>
</Project>
X
zip -qX a.qdpx -r sources KANARI01 KANARI09.qdc KANARI11.qde
echo KANARI100 | zip -qz a.qdpx >/dev/null
taus scrub --quiet --roster people.csv --output copy.qdpx a.qdpx
mkdir copy
unzip -q copy.qdpx -d copy
find copy -type f | sort
cat copy/project.qde copy/sources/*
if grep -a -r -i -e kanari -e gjertrud -e vasskrok copy copy.qdpx; then echo left; fi
taus scrub --strict --roster people.csv --output none.qdpx a.qdpx || echo $?
taus scrub --quiet --roster people.csv --output again.qdpx copy.qdpx
cmp copy.qdpx again.qdpx
