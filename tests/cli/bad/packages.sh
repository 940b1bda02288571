#!/bin/sh -eu
# Damaged and hostile Word files: each is refused (3 or 6) with a message of its own, within
# a second and 64 MiB, and leaves nothing behind.
office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
space='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
mkdir -p d/_rels d/word bad
relation="<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='$office/officeDocument' Target='word/document.xml'/></Relationships>"
echo "$relation" >d/_rels/.rels
echo '<Types/>' >'d/[Content_Types].xml'
# $1: a name for it; the body is read from standard input
pack()
{
	cat >d/word/document.xml

	(cd d && rm -f ../"bad/$1.docx" && zip -q -X -r ../"bad/$1.docx" .)
}
document() { printf '<w:document %s><w:body>%s</w:body></w:document>' "$space" "$1"; }

# cut at every 64th byte
awk 'BEGIN { srand(7); for (i = 0; i < 950; i++)
	printf "<w:p><w:r><w:t>%d %d sa %d.</w:t></w:r></w:p>", rand() * 1e9, rand() * 1e9, i }' >body
document "$(cat body)" | pack whole
mv bad/whole.docx whole.docx
size=$(wc -c <whole.docx)
[ "$size" -gt 13000 ]
at=64
while [ $at -lt "$size" ]; do
	head -c $at whole.docx >"bad/cut-$at.docx"
	at=$((at + 64))
done

# bytes turned over
for at in 0 26 30 100 1000 5000 $((size - 22)) $((size - 12)) $((size - 6)) $((size - 60)); do
	cp whole.docx "bad/turned-$at.docx"
	printf '\377' | dd of="bad/turned-$at.docx" bs=1 seek="$at" conv=notrunc status=none
done
{ printf 'MZ'; cat whole.docx; } >bad/before.docx
{ cat whole.docx; printf 'behind'; } >bad/behind.docx

# what is inside
printf '' | pack empty
printf 'plain text' | pack no-xml
document '<w:p>' | pack open
document '</w:p>' | pack close
document '<w:p><w:r></w:p></w:r>' | pack crossed
document '<w:p w:a="1" w:a="2"/>' | pack twice
document '<x:p/>' | pack no-namespace
document '&nbsp;' | pack entity
document '&#0;' | pack nul
document "$(printf '\377\376')" | pack bytes
printf '<?xml version="1.0" encoding="ISO-8859-1"?>%s' "$(document '<w:p/>')" | pack latin
document '<w:p/>' | iconv -f UTF-8 -t UTF-16 | pack utf-16
printf '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>%s' "$(document '<w:p/>')" | pack bomb
printf '<!DOCTYPE d SYSTEM "file:///etc/passwd">%s' "$(document '<w:p/>')" | pack outside
printf '<other/>' | pack other-root
awk -v s="$space" 'BEGIN { printf "<w:document %s>", s; for (i = 0; i < 100000; i++) printf "<w:p>" }' | pack deep
{ printf '<w:document %s a="' "$space"; head -c 9000000 /dev/zero | tr '\0' x; printf '"/>'; } | pack token
{ printf '<w:document %s><!--' "$space"; head -c 9000000 /dev/zero | tr '\0' x; printf -- '--></w:document>'; } | pack remark
# one byte over and over: a bomb
head -c 100000000 /dev/zero | pack zeroes
document '<w:p/>' | pack fine
mv bad/fine.docx fine.docx
: >d/_rels/.rels
document '<w:p/>' | pack no-relations
echo "<Relationships><Relationship Id='1' Type='$office/officeDocument' Target='../../etc/passwd'/></Relationships>" >d/_rels/.rels
document '<w:p/>' | pack far
echo "<!DOCTYPE r [<!ENTITY a 'a'>]>$relation" >d/_rels/.rels
document '<w:p/>' | pack relations-doctype
awk 'BEGIN { print "<Relationships>"; for (i = 0; i < 5000; i++) print "<Relationship/>"; print "</Relationships>" }' >d/_rels/.rels
document '<w:p/>' | pack relations-many
rm d/_rels/.rels
document '<w:p/>' | pack relations-none
mkdir many && (cd many && seq 2100 | while read -r i; do : >"$i"; done && zip -q -r ../bad/many.docx .)

# shellcheck disable=SC2012 # names of our own
all=$(ls bad | wc -l)
[ "$all" -ge 200 ]
taus scrub --lang en --output out bad/*.docx 2>said || status=$?
echo "exit status $status"
echo "refused and said: $(($(grep -c '^taus: bad/' said) == all))"
for f in bad/*.docx; do # alone, not many at a time
	/usr/bin/time -a -o each -f 'each %e %M' taus scrub --output o.docx "$f" 2>>said-alone &&
		echo "$f is copied"
done
seconds=1 memory=65536
if grep -qa __asan_init "$(command -v taus)"; then
	seconds=30 memory=1000000 # a sanitizer takes more than the program
fi
awk -v s=$seconds -v m=$memory '$1 == "each" { n++; slow += $2 > s; large += $3 > m }
	END { print "over a second: " slow + 0 ", over 64 MiB: " large + 0 ", of more than 200: " (n > 200) }' each
find out -type f 2>/dev/null | head -n 3
sed 's/^taus: bad\/[^:]*:[0-9: ]*//' said | sort | uniq -c | sort -rn | sed 's/^ *[0-9]* //'
taus scrub --quiet --output fine-copy.docx fine.docx && echo 'a whole one is copied'
