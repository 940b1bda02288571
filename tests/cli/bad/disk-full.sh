#!/bin/sh -eu
# A disk with no room: exit 7, the old copy still there, and no part of a new one.
[ "$(id -u)" = 0 ] || { echo "not the superuser, who mounts the small disk"; exit 77; }
unshare -m true 2>/dev/null || { echo "no mounts of one's own here"; exit 77; }
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
i=0
while [ $i -lt 20000 ]; do
	echo 'Kari Nordhaug sa at blåbær er best på høsten.'
	i=$((i + 1))
done >large.txt
cat >inside <<'E'
mkdir disk
mount -t tmpfs -o size=256k none disk || exit 77
echo 'old' >disk/copy.txt
taus scrub --roster people.csv --output disk/copy.txt large.txt || echo $?
ls -A disk
cat disk/copy.txt
TMPDIR=$PWD/disk taus scrub --roster people.csv - <large.txt >piped || echo $?
wc -c <piped
ls -A disk
E
unshare -m sh -eu inside
