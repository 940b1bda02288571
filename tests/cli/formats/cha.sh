#!/bin/sh -eu
# A CHAT transcript: names in what is said, in the headers and in the codes of speakers
# go; somebody of the people gets their code everywhere, others a neutral one.
cat >people.csv <<'P'
given;family;code
Gjertrud;Vasskrokmo;SW4
Torgeir;Kvilesjø;T4
P
b=$(printf '\025')
cat >a.cha <<C
@UTF8
@PID:	11312/c-00012345-1
@Begin
@Languages:	nor, eng
@Participants:	GJE Gjertrud_Vasskrokmo Adult, INV Torgeir_Kvilesjø Investigator,
	MAR Marit_Solheim Adult, MOT Mother, OBS Observer
@ID:	nor|skogkorpus|GJE|34;02.11|female|TD|White,MC|Adult|HS||
@ID:	nor|skogkorpus|INV|||||Investigator|||
@ID:	nor|skogkorpus|MAR|||||Adult|||
@Media:	gjertrud, audio
@Birth of GJE:	12-MAR-1984
@Transcriber:	Sigrunn
@Location:	Grimstad
@Date:	01-JUN-2018
@Situation:	Gjertrud sitter ved vinduet.
*GJE:	hei Torg(ei)r , har du sett Marit_Sol:heim ? ${b}1203_12030${b}
%mor:	co|hei n:prop|Torgeir v|ha pro|du v|se n:prop|Marit_Solheim ?
%gra:	1|6|COM 2|3|SUBJ 3|6|AUX 4|6|SUBJ 5|0|ROOT 6|5|OBJ 7|5|PUNCT
*INV:	nei , det har jeg
	ikke gjort . ${b}12030_15000${b}
%mor:	co|nei pro|det v|ha pro|jeg adv|ikke v|gjøre-PASTP .
%gra:	1|6|COM 2|6|OBJ 3|6|AUX 4|6|SUBJ 5|6|NEG 6|0|ROOT 7|6|PUNCT
%add:	GJE, MOT
*MAR:	Gjert^rud er snill +...
%com:	GJE og MAR ler .
*MOT:	&-eh <jeg vet> [/] jeg vet ikke [=! ler] .
*OBS:	og jeg heter Marit_Solheim .
@End
C
taus scrub --quiet --roster people.csv --output copy a.cha
cat copy
taus scrub --quiet --roster people.csv copy | cmp - copy
# nothing to find, nothing to take out
cat >b.cha <<C
@UTF8
@Begin
@Languages:	nor
@Participants:	CHI Target_Child, MOT Mother
@ID:	nor||CHI||female|TD||Target_Child|||
@ID:	nor||MOT||female|||Mother|||
@Media:	media, audio
@Options:	CA, multi
@Comment:	det regner ute .
*CHI:	mamma (.) se på (d)en der ! ${b}0_1203${b}
%mor:	n|mamma v|se&IMP prep|på pro|den adv|der !
%gra:	1|2|VOC 2|0|ROOT 3|2|JCT 4|3|POBJ 5|4|MOD 6|2|PUNCT
%wor:	mamma ${b}0_200${b} se ${b}200_300${b} på den der !
%pho:	mɑmɑ seː po den dæːr
%act:	peker ut
*MOT:	ja , nå ser jeg
	det også . ${b}1203_2400${b}

@End
C
taus scrub --quiet --roster people.csv b.cha | cmp - b.cha
sed 's/$/\r/' b.cha >c.cha
taus scrub --quiet --roster people.csv c.cha | cmp - c.cha
