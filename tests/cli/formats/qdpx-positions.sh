#!/bin/sh -eu
# Three hundred selections at random places of a text with names: each covers in the copy
# what it covered before, and of a name that it cuts all of what stands for it.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\nTorgeir;Kvilesjø;T4\n' >people.csv
mkdir sources
# pieces of the text, as they are and as they become
jq -nc '
	def random: (. * 1103515245 + 12345) % 2147483648;
	["jeg så ", "det var ", "på fjellet 😀 ", "og ", "etter å ha gått.\n", "mens vi ventet på ",
	 "sammen med "] as $words |
	[["Gjertrud","SW4"], ["Torgeir","T4"], ["Torgeir Kvilesjø","T4"],
	 ["Gjertrud Vasskrokmo","SW4"]] as $names |
	[limit(400; 7 | recurse(random))] | to_entries | map((.value / 1024 | floor) as $r |
		if .key % 2 == 0 then $words[$r % 7] | [., .]
		else $names[$r % 4] | map(. + " ") end)' >pieces
jq -j '.[][0]' pieces >sources/a.txt
jq -j '.[][1]' pieces >wanted.txt
{
	cat <<'X'
<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Project"><Sources><TextSource guid="00000000-0000-4000-8000-000000000001" plainTextPath="internal://a.txt">
X
	jq -r '
		def random: (. * 1103515245 + 12345) % 2147483648;
		(map(.[0] | length) | add) as $len |
		[limit(300; 11 | recurse(random))] | to_entries[] | (.value / 64 | floor) as $r |
		(($r % $len) as $a | [$a, ([$a + 1 + (.value % 90), $len] | min)]) as [$a, $b] |
		"<PlainTextSelection guid=\"00000000-0000-4000-8000-\(.key + 100000000000)\" startPosition=\"\($a)\" endPosition=\"\($b)\"/>"' pieces
	echo '</TextSource></Sources></Project>'
} >project.qde
zip -qX a.qdpx project.qde sources/*
taus scrub --quiet --roster people.csv --output copy.qdpx a.qdpx
mkdir copy
unzip -q copy.qdpx -d copy
cmp wanted.txt copy/sources/text1.txt
for at in . copy; do
	grep PlainTextSelection $at/project.qde |
		sed 's/.*startPosition="\([0-9]*\)" endPosition="\([0-9]*\)".*/[\1,\2]/' >$at/places
done
# what each covers in the copy, and what of the pieces it touched (a piece that is a name
# ends with a blank that is none of it)
jq -Rrsc --slurpfile p copy/places '. as $t | $p[] | . as [$a, $b] | $t[$a:$b] | @json' \
	copy/sources/text1.txt >got
jq -rc --slurpfile p places '
	[foreach .[] as $x ({to: 0}; {from: .to, to: (.to + ($x[0] | length)), x: $x})] as $all |
	$p[] | . as [$a, $b] |
	[$all[] | select(.from < $b and .to > $a) |
		if .x[0] == .x[1]
		then .x[0][([$a - .from, 0] | max):([$b - .from, .to - .from] | min)]
		else ((.to - 1) as $last |
			(if $a < $last then .x[1][:-1] else "" end) +
			(if $b > $last then " " else "" end)) end] | add | @json' pieces >want
wc -l <got
cmp want got
