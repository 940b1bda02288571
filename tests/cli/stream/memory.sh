#!/bin/sh -eu
# 64 MiB of talk pass in the memory of 1 MiB: the peak is within a tenth and below
# 64 MiB, and the copy begins with the same bytes.
[ -x /usr/bin/time ] || { echo "no /usr/bin/time"; exit 77; }
if grep -qa __asan_init "$(command -v taus)"; then
	echo "built with a sanitizer, which takes memory of its own"
	exit 77
fi
roster="$SAMPLES/meetings/private/people.csv"
head -n 200 "$SAMPLES/meetings/private/raw/Opptak 2017-03-28 team 1.txt" | head -c 16000 | sed '$d' >piece
n=0
while [ $n -lt 500 ]; do
	echo 'Og så gikk vi en tur i skogen for å se på været, og det var fint der ute.'
	[ $((n % 20)) != 0 ] || echo
	n=$((n + 1))
done >>piece
: >small.txt
while [ "$(wc -c <small.txt)" -lt 1048576 ]; do cat piece >>small.txt; done
n=0
while [ $n -lt 64 ]; do
	cat small.txt
	n=$((n + 1))
done >large.txt
for f in small large; do
	/usr/bin/time -f %M -o rss.$f taus scrub --quiet --roster "$roster" --output $f.out $f.txt
done
a=$(cat rss.small) b=$(cat rss.large)
if [ "$b" -gt $((a + a / 10)) ] || [ "$b" -gt 65536 ]; then
	echo "$a KiB for 1 MiB, $b KiB for 64 MiB"
fi
head -c 1000000 small.out >begin
head -c 1000000 large.out | cmp - begin
[ "$(wc -c <large.out)" -gt 60000000 ]
