#!/bin/sh -eu
# A passphrase that is wrong, not private or not there: nothing opens, nothing is
# changed, and no message holds a byte of it.
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
taus roster --quiet --passphrase-file ../pass
find . ../s.key -type f | sort | xargs -d '\n' sha256sum >../before
taus status --passphrase-file ../other || echo "$? another"
printf 'a passphrase for tryinG\n' >../near
: >../nothing
printf 'a passphrase for trying\n' >../public
printf '\377\376\n' >../bytes
chmod 600 ../near ../nothing ../bytes
chmod 644 ../public
for f in near nothing public bytes absent pass/deep; do
	taus status --passphrase-file ../$f || echo "$? $f"
done
taus status --passphrase-file .. || echo "$? a folder"
taus status || echo "$? none, and no terminal"
taus scrub --passphrase-file ../other || echo "$? scrub"
taus roster --remove-plain --passphrase-file ../other || echo "$? roster"
taus init ../new --passphrase-file ../nothing || echo "$? init"
taus key new --output ../new.key --passphrase-file ../public || echo "$? key new"
[ ! -e ../new.key ]
find . ../s.key -type f | sort | xargs -d '\n' sha256sum | cmp ../before -
taus status --passphrase-file /dev/fd/3 3<../pass >/dev/null || echo "$? an open file"
printf 'a passphrase for trying\n' | taus status --passphrase-file /dev/fd/0 >/dev/null || echo "$? a pipe"
printf 'a passphrase for trying\r\nand more\n' >../crlf
chmod 600 ../crlf
taus status --passphrase-file ../crlf >/dev/null || echo "$? first line"
