#!/bin/sh -eu
# A speaker without a valid consent on the day of the meeting stops the archive: the
# seat, the meeting and the way on are said, and no name.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t key holder --quiet --label library --public "$(cat ../holder.pub)"
cp private/consents.csv ../consents.csv
try() {
	t run --quiet >/dev/null 2>&1 || :
	t read --all --by AB --quiet
	t consent status || echo $?
	t deposit || echo $?
	ls out/archive
}
echo '-- no consent'
grep -v '^b1;' ../consents.csv >private/consents.csv
try
echo '-- too late'
sed '/^b1;/s/2018-01-15/2018-04-01/' ../consents.csv >private/consents.csv
try
echo '-- withdrawn'
sed '/^a2;/s/;;$/;2018-02-01;all/' ../consents.csv >private/consents.csv
try
echo '-- nobody'
head -n 1 ../consents.csv >private/consents.csv
try
t deposit --without M1 || echo $?
t deposit --without M9 || echo $?
t deposit --draft || echo $?
echo '-- one meeting left out'
grep -v '^b1;' ../consents.csv >private/consents.csv
t run --quiet >/dev/null
t deposit --without M1 --quiet
tar -tf out/archive/*-data-*.tar | grep -c transcripts/M1 || :
tar -tf out/archive/*-data-*.tar | grep -c transcripts/M2
t verify --quiet >/dev/null
