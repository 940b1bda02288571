#!/bin/sh -eu
# --json of each command that reports: as many objects as lines of words, keys sorted,
# v 1, no words of a language, and the same exit status.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass --quiet; }
try() {
	status=0 also=0
	t "$@" >../words || status=$?
	t "$@" --json >../objects || also=$?
	[ "$status" = "$also" ] || echo "$*: exit $status, with --json $also"
	[ "$(wc -l <../words)" = "$(wc -l <../objects)" ] || echo "$*: not a line for each"
	t "$@" --json --lang no >../norwegian || :
	cmp ../objects ../norwegian
	jq -cS . ../objects | cmp - ../objects
	jq -e -s 'all(.v == 1)' ../objects >/dev/null || echo "$*: no v"
	echo "== $*"
	sed 's/"last":"[0-9a-f]*"/"last":"..."/; s/-20[0-9-]*\.tar/-DAY.tar/; s/"entries":[0-9]*/"entries":N/; s/"from":"20[0-9-]*","label"/"from":"DAY","label"/' ../objects
}
try status
try roster --check
t roster
t consent add
try status
try consent status
sed -i 's/^a1;\(.*\);;$/a1;\1;2018-01-01;all/' private/consents.csv
t roster
t scrub
try consent status
try roster --show
try check
echo 'SW1: Ring Gjertrud Vasskrokmo.' >>out/transcripts/M1.txt
try check
rm out/transcripts/M1.txt
t scrub
try key show
t key holder --label library --public "$(cat ../holder.pub)"
try key show
t read M1 --by AB
try status
try verify
t deposit --draft --without M1
try verify
