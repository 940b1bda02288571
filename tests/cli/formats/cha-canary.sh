#!/bin/sh -eu
# A CHAT transcript in which every place that can hold a name holds one: KANARI and a
# number where no name is wanted, and one of the people where there is text. None comes out.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
b=$(printf '\025')
who='Gjertrud Vasskrokmo'
cat >a.cha <<C
@UTF8
@PID:	KANARI01
@Font:	KANARI02
@Window:	KANARI03
@ColorWords:	KANARI04
@Color words:	KANARI05
@Begin
@Languages:	nor, $who
@Participants:	GJE Gjertrud_Vasskrokmo Adult, MOT KANARI06 Mother, FAT KANARI07_KANARI08
	Father, TRE KANARI09, VAN Gjertrud KANARI10
@ID:	KANARI11|$who|GJE|KANARI12|KANARI13|$who|KANARI14|KANARI15|$who|$who|KANARI16
@Media:	KANARI17, KANARI18
@Birth of GJE:	KANARI19
@Birthplace of GJE:	KANARI20
	KANARI21
@L1 of GJE:	$who
@Location:	KANARI22
@Transcriber:	KANARI23
@Coder:	KANARI24
@Date:	KANARI25
@Time Duration:	KANARI26
@Time Start:	KANARI27
@Tape Location:	KANARI28
@Videos:	KANARI29
@Thumbnail:	KANARI30
@Options:	$who
@Types:	$who
@Number:	$who
@Recording Quality:	$who
@Transcription:	$who
@Comment:	$who
@Situation:	$who
@Room Layout:	$who
@Warning:	$who
@New Episode	KANARI31
@Blank:	KANARI32
@KANARI33:	KANARI34
@Bg:	$who
*GJE:	Gjert(r)ud_Vasskr:okmo (Vass)krokmo@x ${b}%snd:"KANARI35"_1_2${b} $who ${b}KANARI36${b} .
%mor:	n:prop|Gjertrud_Vasskrokmo n|KANARI37 .
%gra:	1|KANARI38|ROOT
%wor:	KANARI39
%pho:	KANARI40
%snd:	"KANARI41" 1 2
%mov:	KANARI42
%pic:	KANARI43
%KANARI44:	KANARI45
%com:	GJE $who
%act:	$who
%add:	GJE
%xegen:	$who
*MOT:	ja .
%mor:	n:prop|Gjertrud_Vasskrokmo .
%gra:	1|KANARI46|ROOT
%wor:	Gjertrud
%mor:	Vasskrokmo
@Eg:	$who
@End
C
taus scrub --quiet --roster people.csv --output copy a.cha
cat copy
if grep -i -e kanari -e gjertrud -e vasskrokmo -e GJE copy; then echo left; fi
taus scrub --strict --roster people.csv a.cha || echo $?
taus scrub --quiet --roster people.csv copy | cmp - copy
