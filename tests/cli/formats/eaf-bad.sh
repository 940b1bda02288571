#!/bin/sh -eu
# What is no EAF or EXB after all is refused, and leaves nothing.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
n=0
while IFS= read -r text; do
	n=$((n + 1))
	printf %b "$text" >bad
	s=0
	taus scrub --quiet --lang en --roster people.csv --output copy bad || s=$?
	[ ! -e copy ] || echo "$n: a copy"
	echo "$n: $s"
done <<'L'
<ANNOTATION_DOCUMENT>
<ANNOTATION_DOCUMENT><TIER></ANNOTATION_DOCUMENT>
<ANNOTATION_DOCUMENT><TIER A="1" A="2"/></ANNOTATION_DOCUMENT>
<ANNOTATION_DOCUMENT>Gjertrud & co</ANNOTATION_DOCUMENT>
<ANNOTATION_DOCUMENT>&gjertrud;</ANNOTATION_DOCUMENT>
<ANNOTATION_DOCUMENT/>Gjertrud
<ANNOTATION_DOCUMENT/><TIER/>
<!DOCTYPE ANNOTATION_DOCUMENT [<!ENTITY g "Gjertrud">]>\n<ANNOTATION_DOCUMENT>&g;</ANNOTATION_DOCUMENT>
<!DOCTYPE basic-transcription SYSTEM "gjertrud.dtd">\n<basic-transcription/>
<?xml version="1.0" encoding="ISO-8859-1"?><ANNOTATION_DOCUMENT/>
<ANNOTATION_DOCUMENT AUTHOR=Gjertrud/>
<ANNOTATION_DOCUMENT AUTHOR="<"/>
<ANNOTATION_DOCUMENT>\001\002\003</ANNOTATION_DOCUMENT>
<basic-transcription><basic-body><tier><event>Gjertrud
<basic-transcription><k:head/></basic-transcription>
<basic-transcription>]]></basic-transcription>
<basic-transcription>\0303\0050 \0303\0050 \0303\0246\0303\0246</basic-transcription>
L
