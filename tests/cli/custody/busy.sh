#!/bin/sh -eu
# Two at once in one study: the second stops and changes nothing, whatever it is
# asked to do; the first goes on undisturbed.
command -v flock >/dev/null || { echo "no flock"; exit 77; }
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
mkfifo ../wait
exec 4<>../wait
start() {
	taus run --quiet --passphrase-file /dev/fd/3 3<../wait >/dev/null 2>&1 &
	first=$!
}
start
# Asking for the lock may itself be what the first one meets: then it begins again.
while flock -n audit true; do
	sleep 0.1
	kill -0 $first 2>/dev/null || start
done
for c in status roster scrub check table run verify; do
	taus $c --lang en --passphrase-file ../pass || echo "$c $?"
done
taus read --all --by AB --passphrase-file ../pass || echo "read $?"
wc -l <audit/ledger.jsonl
cat ../pass >&4
wait $first
taus verify --quiet | sed 's/, last.*//'

# Many at once: each is done or says that another is at work.
echo 'SW1: And Magnhild Seljegrend came.' >>'private/raw/meeting Gjertrud.txt'
for i in 1 2 3 4 5 6; do
	{
		status=0
		taus scrub --quiet --passphrase-file ../pass 2>/dev/null || status=$?
		echo $status >../status.$i
	} &
done
wait
cat ../status.? | grep -vx -e 0 -e 7 || :
grep -qx 0 ../status.?
taus verify >/dev/null
tail -n 1 out/transcripts/M1.txt
