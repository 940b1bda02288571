# Nothing of an original is ever written in clear by a process, whatever the file, pipe
# or terminal: every write of a run, a refusal and a spooled document is looked at.
command -v strace >/dev/null || { echo "no strace"; exit 77; }
strace -f -o /dev/null true 2>/dev/null || { echo "strace may not trace here"; exit 77; }
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
w() { strace -f -qq -s 1000000 -e trace=write,pwrite64,writev,pwritev,sendto,sendmsg,splice,copy_file_range,sendfile \
	-o "$HOME/trace.$1" taus "$@" --passphrase-file ../pass; }
o() { strace -f -qq -e trace=openat,open,creat,mkdir,rename,linkat,symlink,socket,connect \
	-o "$HOME/opens.$1" taus "$@" --passphrase-file ../pass; }
cd s
w run --quiet >/dev/null
cp -R . ../again
o scrub --quiet
w key holder --quiet --label library --public "$(cat ../holder.pub)"
w deposit --quiet >/dev/null 2>&1 || echo $?
w read --all --by AB --quiet
w verify --quiet >/dev/null
cd ..
printf 'given;family;code\nZebedeus;Quisthrup;SW1\n' >people.csv
cat 's/private/raw/meeting Gjertrud.txt' |
	strace -f -qq -s 1000000 -e trace=write,pwrite64,writev -o trace.spool \
		taus scrub --quiet --roster people.csv - | tail -n 1
for t in trace.*; do
	[ -s "$t" ]
	grep -aE 'Gjertrud|Vasskrokmo|Zebedeus|Quisthrup|Seljegrend|passphrase for' "$t" | grep -av '"Gjertrud' |
		cut -c 1-200 || :
done >found
grep -v -e 'Gjertrud. I like' -e Vasskrokmo found || :
grep -c . trace.run >/dev/null
# No socket is made, and nothing is opened for writing outside the study, its key and /tmp.
grep -a socket opens.* | grep -v EAFNOSUPPORT || :
grep -aE 'O_(WRONLY|RDWR)' opens.* | sed 's/.*"\(.*\)".*/\1/' |
	grep -vE "^($HOME|$TMPDIR|/dev/null|/dev/tty|/proc/)" || :
