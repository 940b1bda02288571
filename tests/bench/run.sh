#!/bin/sh
# Speed and memory of "taus scrub --roster" in the build folder $1, on generated
# transcripts of SIZES MiB ("1 64"), beside wc -w and sha256sum on the same file
# in the same run: only ratios within one run say something. ROUNDS rounds (5),
# each command once a round; medians of processor time, largest peak of memory.
#
# Fails if the memory of the largest transcript is more than a tenth over that
# of the smallest, or 64 MiB and more.
set -eu
SIZES=${SIZES:-1 64} ROUNDS=${ROUNDS:-5}
PATH=$(cd "$1" && pwd):$PATH
measure=$(cd "$1" && pwd)/tests/bench/measure
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/roster.csv" <<'END'
given,family,role,team
Torunn,Myrvang,SW,1
Eirik,Solbakken,T,1
Ragnhild,Haugerud,WA,1
Jonas,Lillevik,ES,1
Silje,Tveitan,SW,2
Anders,Brattli,T,2
END

# Turns of about 300 bytes; every third names somebody. The same for one size.
transcript()
{
	awk -v bytes=$(($1 * 1024 * 1024)) 'BEGIN {
		names = split("Torunn Eirik Ragnhild Jonas Silje Anders", name, " ")
		words = split("vi har snakket om hvordan det går på jobben og hva hun " \
			"trenger for å komme videre med søknaden etter sommeren fordi " \
			"legen mente at det var for tidlig men nå er planen klar", word, " ")
		seed = 7
		while (done < bytes) {
			turn = "SW1:"
			for (i = 0; i < 45; i++) {
				seed = (seed * 1103 + 12345) % 65536
				turn = turn " " word[seed % words + 1]
			}
			if (seed % 3 == 0)
				turn = turn ", sa " name[seed % names + 1] " til meg"
			print turn ".\n"
			done += length(turn) + 3
		}
	}'
}

# The median of column $2 of a file; the largest of it.
median()
{
	sort -n -k "$2,$2" "$1" | awk -v column="$2" '
		{ value[NR] = $column }
		END { print value[int((NR + 1) / 2)] }'
}

largest()
{
	sort -n -k "$2,$2" "$1" | awk -v column="$2" 'END { print $column }'
}

# A command once; its figures are added to those of this size and its name.
run()
{
	"$measure" "$work/one" "$@" >"$work/out"
	cat "$work/one" >>"$work/$size.$1"
}

status=0
for size in $SIZES; do
	transcript "$size" >"$work/in.txt"
	round=0
	while [ $round -le "$ROUNDS" ]; do
		run taus scrub --roster "$work/roster.csv" - <"$work/in.txt" 2>"$work/said" || {
			cat "$work/said" >&2
			exit 1
		}
		run wc -w "$work/in.txt"
		run sha256sum "$work/in.txt"
		# the first round only warms up
		[ $round != 0 ] || rm -f "$work/$size".*
		round=$((round + 1))
	done
	cpu=$(median "$work/$size.taus" 1)
	peak=$(largest "$work/$size.taus" 3)
	awk -v size="$size" -v cpu="$cpu" -v wall="$(median "$work/$size.taus" 2)" \
		-v peak="$peak" -v wc="$(median "$work/$size.wc" 1)" \
		-v sha="$(median "$work/$size.sha256sum" 1)" 'BEGIN {
			printf "%5d MiB: %.2f s processor, %.2f s, peak %.1f MiB", size, cpu, wall, peak / 1024
			if (cpu > 0) printf ", %.0f MiB/s", size / cpu
			if (wc > 0) printf ", %.1f x wc -w", cpu / wc
			if (sha > 0) printf ", %.1f x sha256sum", cpu / sha
			print ""
		}'
	[ -n "${first-}" ] || first=$peak
done
if [ $((peak * 10)) -gt $((first * 11)) ] || [ "$peak" -ge 65536 ]; then
	echo "memory grows with the text, or is 64 MiB and more"
	status=1
fi
exit $status
