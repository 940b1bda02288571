#!/bin/sh -eu
# What is doubtful is counted, not kept: 4 MiB that are full of doubts and slips pass in
# the memory of half a MiB.
[ -x /usr/bin/time ] || { echo "no /usr/bin/time"; exit 77; }
if grep -qa __asan_init "$(command -v taus)"; then
	echo "built with a sanitizer, which takes memory of its own"
	exit 77
fi
printf 'given;family;role;team\nPer;Grimstad;SW;4\n' >people.csv
i=0
while [ $i -lt 64 ]; do
	printf 'W4: Per sa det. Per gikk hjem.\nSW4: Ja. Per kom ikke i dag, og det var SW4.\n'
	i=$((i + 1))
done >piece
: >small.txt
while [ "$(wc -c <small.txt)" -lt 524288 ]; do cat piece >>small.txt; done
for _ in 1 2 3 4 5 6 7 8; do cat small.txt; done >large.txt
for f in small large; do
	/usr/bin/time -f %M -o rss.$f taus scrub --quiet --roster people.csv --output $f.out $f.txt
done
a=$(cat rss.small) b=$(cat rss.large)
[ "$b" -le $((a + a / 10)) ] || echo "$a KiB for 0.5 MiB, $b KiB for 4 MiB"
