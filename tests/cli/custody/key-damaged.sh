#!/bin/sh -eu
# A key file that is cut short, changed by a byte, exchanged, or gone: nothing opens,
# nothing is made, nothing is changed; with the file back all is as before.
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
find audit out private -type f | sort | xargs -d '\n' sha256sum >../before
cp -R ../s.key ../good
check() {
	echo "== $1"
	t status || echo $?
	t scrub || echo $?
	find audit out private -type f | sort | xargs -d '\n' sha256sum | cmp ../before -
	rm -rf ../s.key
	cp -R ../good ../s.key
}
k=../s.key/linking-key.age
size=$(wc -c <$k)
for n in 0 1 21 100 $((size - 1)); do
	head -c "$n" ../good/linking-key.age >$k
	check "cut at $n of the whole" | sed "s/$((size - 1))/all but one/"
done
echo >>$k
check 'a byte more'
# One byte in the sealed part, each time another one.
for n in 300 600 $((size - 40)); do
	old=$(tail -c +$((n + 1)) $k | head -c 1 | od -An -tu1)
	new=$(printf '%03o' $(((old + 1) % 256)))
	# shellcheck disable=SC2059 # an octal escape is the format
	printf "\\$new" | dd of=$k bs=1 seek="$n" conv=notrunc status=none
	check 'a byte changed'
done
taus key new --quiet --work-factor 10 --output ../else.key --passphrase-file ../pass >/dev/null
cp ../else.key ../s.key/linking.identity.age
check "another person's key"
head -c 100 ../good/linking.identity.age >../s.key/linking.identity.age
check 'the key of the key cut short'
rm ../s.key/linking.identity.age
check 'the key of the key gone'
rm -r ../s.key
check 'the folder gone'
rm $k
check 'the key file gone'
t run --quiet >/dev/null
find audit out private -type f | sort | xargs -d '\n' sha256sum | cmp ../before -
