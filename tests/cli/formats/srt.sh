#!/bin/sh -eu
# SubRip: names over lines and cues, labels in the text, tags and overrides.
cat >people.csv <<'X'
person;given;family;role;team
p1;Kari;Nordhaug;SW;4
p2;Ola;Vikse;T;4
X
cat >a.srt <<'X'
1
00:00:01,000 --> 00:00:02,000
{\an8}Jeg så Ola

2
00:00:02,000 --> 00:00:03,000
Vikse
i går, sa <i>Ka</i>ri.

3
00:00:03,000 --> 00:00:04,000
[SPEAKER_00]: Hei, <font color="#ffcc00">Ola</font>

4
00:00:04,000 --> 00:00:05,000
[SPEAKER_00]: Vikse.
Kari: Nei.
X
cat >salted.srt <<'X'
Qvixelmyr-1
00:00:01,000 --> 00:00:02,000 Zorbaldine
<font face="Wrumpfeldt">Ja.</font>
X
cat >plain.srt <<'X'
1
00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50
{\an8}Hva slags <b>frukt</b> liker du best?

2
00:00:02,000 --> 00:00:03,000
- Epler er godt.
- Bær, &oslash;yeblikkelig.
X
sed 's/$/\r/' plain.srt >crlf.srt
tr '\n' '\r' <plain.srt >cr.srt
iconv -f utf-8 -t cp1252 plain.srt >cp1252.srt
{ printf '\357\273\277'; cat crlf.srt; } >bom.srt
taus scrub --quiet --roster people.csv --team 4 --output out ./*.srt
for f in a salted; do
	cat out/$f.srt
	taus scrub --quiet --roster people.csv --team 4 "out/$f.srt" | cmp - "out/$f.srt"
done
for f in plain crlf cr cp1252 bom; do cmp $f.srt out/$f.srt; done
grep -e Qvixelmyr -e Zorbaldine -e Wrumpfeldt out/salted.srt || :
taus survey --roster people.csv --team 4 a.srt
{ cat plain.srt; printf '\n3\n00:00:01,000 --> 00:00:x2,000\nKari\n'; } >bad.srt
taus scrub --roster people.csv --output copy bad.srt || echo $?
[ ! -e copy ]
