#!/bin/sh -eu
# WebVTT as Teams and Zoom write it: who speaks, names over two cues and what hides
# around the cues; with nothing to find, the same bytes.
cat >people.csv <<'X'
person;given;family;role;team
p1;Kari;Nordhaug;SW;4
p2;Ola;Vikse;T;4
X
cat >teams.vtt <<'X'
WEBVTT

8c2d1e0a-1b2c-4d5e-9f00-aabbccddeeff/12-0
00:00:01.000 --> 00:00:04.120
<v Kari Nordhaug>Jeg snakket med Ola</v>

8c2d1e0a-1b2c-4d5e-9f00-aabbccddeeff/12-1
00:00:04.120 --> 00:00:06.000
<v Kari Nordhaug>Vikse
i går, og han var blid.</v>

8c2d1e0a-1b2c-4d5e-9f00-aabbccddeeff/13-0
00:00:06.000 --> 00:00:08.000
<v Ola Vikse>Kari hadde f&oslash;dselsdag &amp; kake.</v>
X
cat >zoom.vtt <<'X'
WEBVTT

1
00:00:01.000 --> 00:00:04.120
Kari Nordhaug: Er Ola

2
00:00:04.120 --> 00:00:06.000
Kari Nordhaug: Vikse her i dag?

3
00:00:06.000 --> 00:00:08.000
Ola Vikse: Ja.
X
cat >canaries <<'X'
Qvixelmyr
Zorbaldine
Wrumpfeldt
Jaspernikka
Ysmeralda
Hjorvardsen
Knarkelia
Fnuggeline
Trastevik
Blimsund
X
cat >salted.vtt <<'X'
WEBVTT Intervju med Qvixelmyr
Kind: Zorbaldine

NOTE Wrumpfeldt
skrev dette

STYLE
::cue(.Jaspernikka) { color: red }

REGION
id:Ysmeralda

Hjorvardsen-1
00:00:01.000 --> 00:00:04.000 region:Knarkelia align:start
<v.Fnuggeline Informant>Ja, <c.Trastevik>det</c> er <Blimsund>greit</Blimsund>.
X
cat >plain.vtt <<'X'
WEBVTT

1
00:01.000 --> 00:04.000 align:start
<v Informant>Jeg liker <i>epler</i> &amp; pærer,</v>

2
00:04.000 --> 00:06.000
<v Informant>sa hun. 1 &lt; 2 <00:05.000>alltid.</v>
X
sed 's/$/\r/' plain.vtt >crlf.vtt
tr '\n' '\r' <plain.vtt >cr.vtt
{ printf '\377\376'; iconv -f utf-8 -t utf-16le plain.vtt; } >utf-16.vtt
taus scrub --quiet --roster people.csv --team 4 --output out ./*.vtt
for f in teams zoom salted; do
	cat out/$f.vtt
	taus scrub --quiet --roster people.csv --team 4 "out/$f.vtt" | cmp - "out/$f.vtt"
done
for f in plain crlf cr utf-16; do cmp $f.vtt out/$f.vtt; done
grep -i -F -f canaries out/salted.vtt || :
taus survey --json --roster people.csv --team 4 teams.vtt | jq -c '[.start, .end, .code, .pieces]'
taus scrub --quiet --to utf-8 --roster people.csv utf-16.vtt | cmp - plain.vtt
taus scrub --strict --roster people.csv salted.vtt || echo $?
# Told by what they hold, and refused where they are spoilt.
mv teams.vtt teams.txt
taus scrub --quiet --roster people.csv --team 4 teams.txt | cmp - out/teams.vtt
printf 'WEBVTT\n\n00:00:01.000 --> Kari\nKari\n' >bad.vtt
taus scrub --roster people.csv --output copy bad.vtt || echo $?
[ ! -e copy ]
