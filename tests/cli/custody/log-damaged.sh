#!/bin/sh -eu
# A log that was changed: verify and every step that writes stop with 5, and the log
# is left as it is. Only a torn last entry is taken away, by the next step.
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
cp -R audit ../good
L=audit/ledger.jsonl
n=$(wc -l <$L)
check() {
	echo "== $1"
	cp -R audit ../found
	t verify || echo $?
	t scrub --quiet 2>/dev/null || echo $?
	t run --quiet >/dev/null 2>&1 || echo $?
	diff -r ../found audit || :
	rm -rf audit ../found
	cp -R ../good audit
}
sed -i '3s/success/failure/' $L
check 'another outcome in entry 3'
sed -i '1s/"time":"2/"time":"3/' $L
check 'another time in entry 1'
sed -i "${n}s/success/failure/" $L
check 'the last entry'
sed -i '4d' $L
check 'an entry taken away'
sed -i '2{h;d};3{G}' $L
check 'two entries exchanged'
sed -i '5p' $L
check 'an entry twice'
sed -i "$((n - 1)),\$d" $L
check 'the last two gone'
sed -i '2s/,/, /' $L
check 'a blank more'
: >$L
check 'empty'
rm $L
check 'gone'
sed -i 's/^entries: .*/entries: 3/' audit/checkpoints/000001.txt
check 'the signed position changed'
sed -i '3s/./A/20' audit/checkpoints/000001.txt.pi.minisig
check 'its comment changed'
rm audit/checkpoints/000001.txt.pi.minisig
check 'its signature gone'
echo '== torn'
printf '{"agent":"taus' >>$L
t verify >/dev/null 2>&1 || echo $?
t table --quiet
echo 'SW1: And then nothing.' >>'private/raw/meeting Gjertrud.txt'
t scrub --quiet
head -n "$n" $L | cmp - ../good/ledger.jsonl
t verify >/dev/null
