#!/bin/sh -eu
# Plain text with times, as programs for transcription write it: who speaks is a label
# wherever the time stands, be it somebody of the people or a stranger, and every time
# stays as it is.
cat >people.csv <<'X'
person;given;family;role;team
p1;Kari;Nordhaug;SW;4
p2;Ola;Vikse;T;4
X
cat >f4.txt <<'X'
I: Hva tenker du om det? #00:00:05-2#
Kari: Jeg tenker at Ola kom. #00:00:20-9#
Zorbaldine: Ja. #00:00:21-0#

Kari Nordhaug: Nei. #00:01:20-9#
X
cat >nvivo.txt <<'X'
00:00:03.2 Kari Nordhaug: Hei.

#00:00:05-1# Zorbaldine Qvixel: Hei på deg.

[00:00:09] Ola: Jo.

00:00:12.5	Kari Nordhaug	Ja, det er bra.

00:00:13.5	Zorbaldine Qvixel	Ja, det er bra.
X
cat >maxqda.txt <<'X'
Kari: Jeg tenker #00:00:20-9#
Ola : Ja #00:00:25-0#
#00:00:30-0# Zorbaldine Qvixel: Nei.
X
cat >atlas.txt <<'X'
#00:00:03.2# Kari: Hei. #00:00:05.1#
#00:00:05.1# Zorbaldine Qvixel: Ja.
X
cat >word.txt <<'X'
Transkripsjon
00:00:03 Taler 1
Hei, Kari.
00:00:07 Kari Nordhaug
Hei, Ola.
00:00:09 Zorbaldine Qvixel
Ja.
X
cat >teams.txt <<'X'
0:0:0.0 --> 0:0:1.250
Kari Nordhaug
Ja, hei. Er Ola her?
0:0:1.250 --> 0:0:3.10
Vikse, Ola
Ja.
0:0:3.10 --> 0:0:5.10
Qvixel, Zorbaldine (gjest)
Nei.

0:10:5.10 --> 0:10:7.10
Kari Nordhaug
Jo.
X
cat >teams2.txt <<'X'
Kari Nordhaug   0:03
Ja, hei.

Zorbaldine Qvixel   0:07
Nei.
X
cat >captions.txt <<'X'
[Kari Nordhaug] 10:02:11
Ja, hei.

[Zorbaldine Qvixel] 10:02:15
Nei.
X
cat >chat.txt <<'X'
10:02:11	 From  Kari Nordhaug  to  Everyone:
	Hei alle
10:02:15 From Zorbaldine to Everyone: Nei, Ola.
10:02:18 Fra Ola Vikse : Ja.
X
taus scrub --quiet --roster people.csv --team 4 --output out ./*.txt
for f in *.txt; do
	echo "== $f"
	cat "out/$f"
	grep -oE '[#[]?[0-9]*:?[0-9]+:[0-9]+([.-][0-9]+)?[]#]?' "$f" >stamps
	grep -oE '[#[]?[0-9]*:?[0-9]+:[0-9]+([.-][0-9]+)?[]#]?' "out/$f" | cmp - stamps
	taus scrub --quiet --roster people.csv --team 4 "out/$f" | cmp - "out/$f"
	taus survey --json --roster people.csv --team 4 "$f" | jq -r '"\(.start) \(.rule) \(.code)"'
done
grep -l -e Zorbaldine -e Qvixel out/* || :
taus survey --roster people.csv --team 4 ./*.txt | cut -d, -f 1,2
