#!/bin/sh -eu
# Outside a study, before it is begun, and begun twice.
printf 'a passphrase for trying\n' >pass
chmod 600 pass
for c in roster survey scrub check table status run verify; do
	taus $c --passphrase-file pass || echo "$c $?"
done
mkdir empty
echo 'v: 1' >empty/study.yaml
echo 'project: empty' >>empty/study.yaml
(cd empty && taus status --lang en --passphrase-file ../pass) || echo $?
taus init --key s/key s --passphrase-file pass --work-factor 10 || echo $?
ls -A s 2>/dev/null || :
taus init --key keys/for-s s --passphrase-file pass --work-factor 10 --quiet
find keys s -type f | sort
find s -maxdepth 1 -type d -perm 700 | sort
stat -c '%a %n' keys/for-s keys/for-s/linking.identity.age
taus init s --passphrase-file pass
cp -R keys before
cd s
taus init --passphrase-file ../pass
diff -r ../before ../keys
mkdir -p deep/down
cd deep/down
taus status --lang en --passphrase-file ../../../pass || echo $?
mv ../../../keys ../../../away
taus status --lang en --passphrase-file ../../../pass || echo $?
