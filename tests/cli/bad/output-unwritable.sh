#!/bin/sh -eu
# A folder in which nothing may be written: exit 7, no copy, nothing left behind.
[ "$(id -u)" = 0 ] || setpriv() { shift; "$@"; }
command -v setpriv >/dev/null || { echo "no setpriv"; exit 77; }
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari Nordhaug var der.' >a.txt
mkdir locked
echo old >locked/old.txt
chmod 555 locked
setpriv --bounding-set=-all taus scrub --roster people.csv --output locked/copy.txt a.txt || echo $?
setpriv --bounding-set=-all taus scrub --roster people.csv --output locked a.txt || echo $?
setpriv --bounding-set=-all taus scrub --roster people.csv --output locked/old.txt a.txt || echo $?
setpriv --bounding-set=-all taus scrub --roster people.csv --output locked/new/copy.txt a.txt || echo $?
setpriv --bounding-set=-all taus init locked/s --passphrase-file people.csv || echo $?
chmod 755 locked
ls -A locked
cat locked/old.txt a.txt
taus scrub --roster people.csv --output /dev/full a.txt || echo $?
taus scrub --roster people.csv a.txt >/dev/full || echo $?
taus survey --json --roster people.csv a.txt >/dev/full || echo $?
