#!/bin/sh -eu
# Labels in all the forms in which transcribers and programs write them. A code at
# a label's place stays; a person's name there becomes the code.
cat >people.csv <<'E'
person;given;family;role;team
p1;Kari;Nordhaug;SW;4
p2;Ola;Vikse;T;4
p3;Ingrid;Lien;WA;4
p4;Solveig;Aas;ES;4
E
cat >a.txt <<'E'
SW4: Da begynner vi.
T4 (later): Ja, det gjør vi.
SW4 (to the work applicant): Er det greit?
ES4
Det er greit for meg.
WA4 Ja, det er det.
Kari: Fint.
KARI: Fint.
Ola Vikse: Takk.
Vikse: Takk for det.
**Ingrid:** Vent litt.
[Solveig]: Nei.
[00:12:34] Kari: Jo.
00:12:40 Ola
Jo da.
<v Kari>Slik er det.
{Ingrid} Slik var det.
SW4, Kari: Vi to.
ola: med liten bokstav.
E
taus scrub --quiet --roster people.csv --team 4 --output copy a.txt
cat copy
taus scrub --quiet --roster people.csv --team 4 copy | cmp - copy
echo ---
cat >slips.txt <<'E'
SW4: Da begynner vi.
W4: Hva sa du?
ES Yes, I think so.
SW4 Og så sa jeg det.
SPEAKER_00: Hallo.
I: Hvem er du?
E
taus scrub --roster people.csv --team 4 slips.txt
taus survey --lang en --roster people.csv --team 4 slips.txt
