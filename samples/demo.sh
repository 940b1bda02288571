#!/bin/sh
# The main job on the sample study, from raw files to an archive that verifies.
# usage: demo.sh BUILD-FOLDER [WHERE]   WHERE: folder for the demo, made anew
# (default: BUILD-FOLDER/demo)
set -eu
build=$(cd "$1" && pwd)
where=${2:-$build/demo}
here=$(cd "$(dirname "$0")" && pwd)
PATH=$build:$PATH
export PATH

case ${LC_ALL:-${LANG:-}} in n[bno]*) lang=no ;; *) lang=en ;; esac

step() {
	printf '\n$ %s\n' "$*"
	"$@" --lang $lang --passphrase-file "$where/passphrase" 2>&1
}

rm -rf "$where"
mkdir -p "$where"
cp -R "$here/meetings" "$where/ips-meetings"
umask 077
# The demo's two passphrases stand in a file; yours should stand nowhere near the key.
printf 'this is only a demo\n' >"$where/passphrase"
cd "$where/ips-meetings"
echo "An invented study of 8 teams and 16 meetings, copied to $where/ips-meetings"

step taus init
step taus run --draft
echo
echo "A second holder makes a key file of her own and gives her public line:"
public=$(taus key new --output "$where/second-holder.key" --lang $lang \
	--passphrase-file "$where/passphrase")
step taus key holder --label library --public "$public"
step taus roster --remove-plain
step taus read --all --by demo
step taus deposit
step taus verify
step taus status || [ $? = 1 ]
echo
echo "A pseudonymised transcript (out/transcripts/M01-2.txt):"
head -n 6 out/transcripts/M01-2.txt
echo
echo "All of it: $where/ips-meetings/out"
