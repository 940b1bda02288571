#!/bin/sh -eu
# Nothing of an original is ever written in clear by a process, whatever the file, pipe
# or terminal: every write of a run, a refusal and a spooled document is looked at.
command -v strace >/dev/null || { echo "no strace"; exit 77; }
[ "$(id -u)" = 0 ] || { echo "not the superuser, who alone may look into taus"; exit 77; }
strace -f -o /dev/null true 2>/dev/null || { echo "strace may not trace here"; exit 77; }
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
w() { strace -f -y -qq -s 1000000 -e trace=write,pwrite64,writev,pwritev,sendto,sendmsg,copy_file_range,sendfile \
	-o "$HOME/trace.$1" taus "$@" --passphrase-file ../pass; }
o() { strace -f -qq -e trace=openat,open,creat,socket,connect \
	-o "$HOME/opens.$1" taus "$@" --passphrase-file ../pass; }
(
	cd s
	w run --quiet >/dev/null
	o survey --quiet >/dev/null
	w key holder --quiet --label library --public "$(cat ../holder.pub)"
	w deposit >/dev/null 2>&1 || echo "$? unread"
	w read --all --by AB --quiet
	w verify --quiet >/dev/null
	echo 'SW1: Gjertrud Vasskrokmo was here.' >>'private/raw/meeting Gjertrud.txt'
	o scrub --quiet
)
printf 'given;family;code\nZebedeus;Quisthrup;WA1\nGjertrud;Vasskrokmo;SW1\n' >people.csv
strace -f -y -qq -s 1000000 -e trace=write,pwrite64,writev -o trace.spool \
	sh -c 'cat "s/private/raw/meeting Gjertrud.txt" | taus scrub --quiet --roster people.csv -' | tail -n 1
# (The search finds what was written to a copy.) What one process of taus tells another
# through a pipe lies in no file, and names are to stand in the workbook of decisions, which
# is written in its folder alone.
grep -av '([0-9]*<pipe:' trace.run | grep -aqF 'SW1: How has it been at work, WA1?'
for t in trace.*; do
	[ -s "$t" ]
	grep -av '([0-9]*<pipe:' "$t" | grep -avF "<$HOME/s/private/review/" |
		grep -aE 'Gjertrud|Vasskrokmo|Zebedeus|Quisthrup|Seljegrend|Flaumdalsli|passphrase for' |
		sed "s/^[0-9]* */$t: /" | cut -c 1-200 || :
done
# No socket is made, and nothing is opened for writing but in the study, the key's folder
# and the temporary one.
grep -a -e socket -e connect opens.* || :
grep -aE 'O_(WRONLY|RDWR)' opens.* | sed 's/[^"]*"\([^"]*\)".*/\1/' |
	grep -vE "^($HOME|$TMPDIR)/|^\.taus-|^/dev/(null|tty)$|^/proc/" || :
