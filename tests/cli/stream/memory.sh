# 64 MiB pass in the memory of 1 MiB: the peak is within a tenth and below 64 MiB, in a
# file and piped in, for scrub and for survey.
if [ ! -x /usr/bin/time ]; then
	echo "no /usr/bin/time"
	exit 77
fi
case $(taus --version; nm -C "$(command -v taus)" 2>/dev/null | grep -c __asan_init) in
*1) echo "built with a sanitizer, which takes memory of its own"; exit 77 ;;
esac
roster="$SAMPLES/meetings/private/people.csv"
cat "$SAMPLES/meetings/private/raw/Opptak 2017-03-28 team 1.txt" \
	"$SAMPLES/meetings/private/raw/Opptak 2018-06-14 team 8.txt" >talk
while [ "$(wc -c <talk)" -lt 1048576 ]; do cat talk talk >more && mv more talk; done
head -c 1048576 talk | sed '$d' >small.txt
i=0
while [ $i -lt 64 ]; do
	cat small.txt
	i=$((i + 1))
done >large.txt
peak() { # of the taus whose words follow, in KiB
	/usr/bin/time -f '%M' -o rss "$@"
	tail -n 1 rss
}
compare() {
	if [ "$2" -gt $(($1 + $1 / 10)) ] || [ "$2" -gt 65536 ]; then
		echo "$3: $1 KiB for 1 MiB, $2 KiB for 64 MiB"
	fi
}
a=$(peak taus scrub --quiet --roster "$roster" --output small.out small.txt)
b=$(peak taus scrub --quiet --roster "$roster" --output large.out large.txt)
compare "$a" "$b" scrub
head -c 1000000 small.out >a
head -c 1000000 large.out | cmp - a
