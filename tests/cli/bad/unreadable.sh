#!/bin/sh -eu
# A file that its user may not read: exit 7, says so, and no copy is made. The
# superuser may read everything, so it first gives up its rights.
[ "$(id -u)" = 0 ] || setpriv() { shift; "$@"; }
command -v setpriv >/dev/null || { echo "no setpriv"; exit 77; }
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
echo 'Kari Nordhaug var der.' >a.txt
cp a.txt locked.txt
cp people.csv locked.csv
chmod 000 locked.txt locked.csv
status=0
setpriv --bounding-set=-all taus scrub --roster people.csv locked.txt || status=$?
echo "$status"
setpriv --bounding-set=-all taus scrub --roster locked.csv a.txt || echo $?
setpriv --bounding-set=-all taus scrub --roster people.csv --output out a.txt locked.txt || echo $?
ls out
chmod 600 locked.txt
cmp a.txt locked.txt
