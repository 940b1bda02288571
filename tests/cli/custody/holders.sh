#!/bin/sh -eu
# Who may open the key: holders are added once, with a whole public line and a label
# that is no name; what was sealed before is sealed anew for them.
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
cp ../s.key/linking-key.age ../before.age
taus key show | tail -n 1
t key holder || echo $?
t key holder --public age1nonsense || echo $?
t key holder --public "$(sed 's/q$/p/; t; s/.$/q/' ../holder.pub)" || echo $?
t key holder --public "$(cat ../holder.pub)" --label 'Kari Nordhaug' || echo $?
cmp ../before.age ../s.key/linking-key.age
taus key show | tail -n 1
t key holder --public "$(cat ../holder.pub)" --label library
t key holder --public "$(cat ../holder.pub)" --label library || echo $?
taus key show | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/'
for f in ../s.key/linking-key.age private/consent/sealed/*.age; do
	grep -a -c '^-> X25519' "$f"
done
t key rewrap
t status >/dev/null || :
t verify >/dev/null
taus key new --output ../holder.key --passphrase-file ../other || echo $?
taus key new --passphrase-file ../other || echo $?
taus key burn || echo $?
