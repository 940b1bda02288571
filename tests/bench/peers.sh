#!/bin/sh
# Processor time of "taus survey" in the build folder $1 for each MB of a generated
# transcript of SIZE MiB (8), with rosters of NAMES names ("50 2000"), beside
# grep -F -w -o -f, GNU sed -E and ripgrep (where it is installed) with the same
# names. ROUNDS rounds (3), all commands once a round; medians, and ratios to taus:
# only ratios within one run say something.
set -eu
SIZE=${SIZE:-8} NAMES=${NAMES:-50 2000} ROUNDS=${ROUNDS:-3}
PATH=$(cd "$1" && pwd):$PATH
measure=$(cd "$1" && pwd)/tests/bench/measure
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Invented names, all different: syllables by the digits of a number.
awk 'BEGIN {
	n = split("ba de fi go hu ka le mi no pu ra se ti vo ju", part, " ")
	for (i = 0; i < 200000; i++) {
		name = ""
		for (rest = i + n * n * n * 2; rest > 0; rest = int(rest / n))
			name = name part[rest % n + 1]
		print toupper(substr(name, 1, 1)) substr(name, 2)
	}
}' >"$work/names"

# Turns of 45 common words, every third with a name of the first fifty.
awk -v bytes=$((SIZE * 1024 * 1024)) -v names="$work/names" 'BEGIN {
	words = split("vi har snakket om hvordan det går på jobben og hva hun trenger " \
		"for å komme videre med søknaden etter sommeren fordi legen mente", word, " ")
	while (count < 50 && (getline line <names) > 0)
		name[++count] = line
	seed = 7
	while (done < bytes) {
		turn = "SW1:"
		for (i = 0; i < 45; i++) {
			seed = (seed * 1103 + 12345) % 65536
			turn = turn " " word[seed % words + 1]
		}
		if (seed % 3 == 0)
			turn = turn ", sa " name[seed % count + 1] " til meg"
		print turn ".\n"
		done += length(turn) + 3
	}
}' >"$work/in.txt"

run()
{
	name=$1
	shift
	"$measure" "$work/one" "$@" >"$work/out" 2>"$work/said" || {
		cat "$work/said" >&2
		exit 1
	}
	cat "$work/one" >>"$work/$count.$name"
}

median()
{
	sort -n "$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

for count in $NAMES; do
	head -n "$count" "$work/names" >"$work/list"
	awk 'BEGIN { print "given,family,role,team" }
		{ print $0 ",Myrvang,SW," NR }' "$work/list" >"$work/roster.csv"
	printf 's/\\b(%s)\\b/X/g\n' "$(head -n 50 "$work/list" | paste -sd '|')" >"$work/sed"
	round=0
	while [ $round -lt "$ROUNDS" ]; do
		run taus taus survey --json --roster "$work/roster.csv" "$work/in.txt"
		run grep grep -F -w -o -f "$work/list" "$work/in.txt"
		run sed-50 sed -E -f "$work/sed" "$work/in.txt"
		! command -v rg >/dev/null ||
			run rg rg --no-mmap -j1 -N -F -w -o -f "$work/list" "$work/in.txt"
		round=$((round + 1))
	done
	taus=$(median "$work/$count.taus")
	for of in "$work/$count".*; do
		awk -v count="$count" -v name="${of##*.}" -v cpu="$(median "$of")" \
			-v taus="$taus" -v size="$SIZE" 'BEGIN {
			printf "%6d names: %-7s %.3f s/MiB", count, name, cpu / size
			if (cpu > 0) printf ", taus / %s %.2f", name, taus / cpu
			print ""
		}'
	done
done
