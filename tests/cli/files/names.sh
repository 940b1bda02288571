#!/bin/sh -eu
# Every form in which a transcript writes a person of the study becomes the code.
# One case a line: the text, then what it must become.
cat >people.csv <<'E'
person;given;family;aliases;sex;role;team
p1;Kari;Nordhaug;Kaja|Kari Mo;F;SW;4
p2;Hans;Ødegård;;M;T;4
p3;Ánne;Sæther-Lien;;F;WA;4
p4;Per;Grimstad;;M;ES;4
p5;Åse-Marie;Vikse;;F;SW;5
E
cat >cases <<'E'
Kari kom.|SW4 kom.
Så kom Kari Nordhaug.|Så kom SW4.
Nordhaug kom også.|SW4 kom også.
Det var Karis bok og Kari Nordhaugs penn.|Det var SW4s bok og SW4s penn.
Det var Kari's bok.|Det var SW4's bok.
Det var Kari sin bok.|Det var SW4 sin bok.
Det var Hans' bok hos Hans Ødegård.|Det var T4' bok hos T4.
Jeg så KARI og kari nordhaug.|Jeg så SW4 og SW4.
Der står NORDHAUG, KARI i listen.|Der står SW4 i listen.
Der står Nordhaug, Kari i listen.|Der står SW4 i listen.
Kari Nordhaug, kari nordhaug og Ola.|SW4, SW4 og [[person 1]].
Anne Sæther-Lien, Ánne og Hans.|WA4, WA4 og T4.
K. Nordhaug ringte.|SW4 ringte.
K.N. ringte, sa Kari.|SW4 ringte, sa SW4.
Det var Kaja og Kari Mo.|Det var SW4 og SW4.
Kari-saken er lukket.|SW4-saken er lukket.
Grimstadkontoret ringte.|ES4kontoret ringte.
Oedegaard, Ødegaard og Ödegård er en.|T4, T4 og T4 er en.
Anne og Ánne er samme.|WA4 og WA4 er samme.
Sæther-Lien, Saether-Lien og Säther-Lien.|WA4, WA4 og WA4.
Åse-Marie og Aase-Marie Vikse.|SW5 og SW5.
Åse‑Marie og Åse–Marie og Åse Marie.|SW5 og SW5 og SW5.
Jeg møtte Per Grimstad og Pers kone.|Jeg møtte ES4 og ES4s kone.
En gang per uke, og hans bil.|En gang per uke, og hans bil.
Karin og Karianne er andre.|[[person 1]] og [[person 2]] er andre.
E
{
	printf 'Det var Ka\302\255ri igjen.|Det var SW4 igjen.\n'
	printf 'Det var Nord\342\200\213haug igjen.|Det var SW4 igjen.\n'
	printf 'Det var A\314\212se-Marie og \303\230dega\314\212rd.|Det var SW5 og T4.\n'
} >>cases
mkdir in
n=0
while IFS='|' read -r text want; do
	n=$((n + 1))
	printf '%s\n' "$text" >in/$n.txt
	printf '%s\n' "$want" >want.$n
done <cases
taus scrub --quiet --roster people.csv --team 4 --output out in/*.txt
good=0
while [ $n -gt 0 ]; do
	if cmp -s out/in/$n.txt want.$n; then
		good=$((good + 1))
	else
		cat in/$n.txt want.$n out/in/$n.txt
	fi
	n=$((n - 1))
done
echo "$good of $(grep -c . cases)"
printf 'Det var Kari\nNordhaug som sa det, og Nord-\nhaug igjen.\n' |
	taus scrub --quiet --roster people.csv --team 4 -
