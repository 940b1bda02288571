#!/bin/sh
# The finding read beside other tools, in one run: rows 1 to 18 and 20 of the goals
# that taus is built to, each with what it must reach (M), what would be bold (B) and
# whether it holds. $1 is the build folder. SIZE MiB (16) of an invented transcript,
# N rounds (7) after one to warm up, every command once a round; processor seconds as
# median min..max. Only ratios within one run say something. The finding read is
# measured by tests/bench/find: one read, no report, no sealing; RULES are the 40, 60
# and 5 of tests/bench/rules, which all engines read from there.
set -eu
export LC_ALL=C.UTF-8
SIZE=${SIZE:-16} N=${N:-7}
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
find=$build/tests/bench/find measure=$build/tests/bench/measure
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mb=$((SIZE * 1048576))
sed_part=8 small=2097152 # sed reads one part in 8; what is small has 2 MiB

# --- what is read

# Invented names, all different: syllables by the digits of a number.
awk 'BEGIN {
	n = split("ba de fi go hu ka le mi no pu ra se ti vo ju", part, " ")
	for (i = 0; i < 200000; i++) {
		name = ""
		for (rest = i + n * n * n * 2; rest > 0; rest = int(rest / n))
			name = name part[rest % n + 1]
		print toupper(substr(name, 1, 1)) substr(name, 2)
	}
}' >"$work/names200k"
head -n 50 "$work/names200k" >"$work/names50"
for profile in interview clean dense adversarial; do
	sh "$here/corpus.sh" $profile $mb "$work/names200k" >"$work/$profile"
done
head -c $((mb / sed_part)) "$work/interview" | sed '$d' >"$work/part"
head -c $small "$work/interview" | sed '$d' >"$work/small"
cp "$work/small" "$work/small2"

# The first rules of the file, as a folder of rules and as patterns.
for count in 0 5 40 60; do
	mkdir -p "$work/r$count/no"
	awk -v count=$count '/^  - name:/ && ++seen > count { exit } { print }' \
		"$here/rules/no/bench.yaml" >"$work/r$count/no/bench.yaml"
done
rm "$work/r0/no/bench.yaml"
cp "$here/../../rules/policy.yaml" "$work/r40"
sed -n "s/^    pattern: '\\(.*\\)'\$/\\1/p" "$work/r40/no/bench.yaml" |
	sed "s/''/'/g" >"$work/patterns"
sed 's/\\b/(?-u:\\b)/g' "$work/patterns" >"$work/patterns.rg"
sed 's/(?:/(/g; s/[|]/|/g; s,/,\\/,g; s,.*,s/&/[X]/g,' "$work/patterns" >"$work/patterns.sed"

# --- who is there

say_missing()
{
	echo "$1 is not there: its rows are left out"
}
have()
{
	command -v "$1" >/dev/null
}
compile()
{
	to=$work/$1
	shift
	"$@" -O2 -o "$to" 2>"$work/said"
}
compile floor "${CC:-cc}" "$here/floor.c" || say_missing "a compiler"
# shellcheck disable=SC2046 # words are meant
compile passes "${CC:-cc}" "$here/passes.c" $(pkg-config --libs --cflags libpcre2-8) ||
	say_missing "PCRE2"
# shellcheck disable=SC2046
compile re2 "${CXX:-c++}" "$here/re2.cc" $(pkg-config --libs --cflags re2 2>/dev/null) ||
	say_missing "RE2 (libre2-dev)"
# shellcheck disable=SC2046
compile hyperscan "${CC:-cc}" "$here/hyperscan.c" \
	$(pkg-config --libs --cflags libhs 2>/dev/null) ||
	say_missing "Hyperscan (libhyperscan-dev)"
have rg || say_missing "ripgrep"
have valgrind || say_missing "valgrind"

# --- each command once a round

# run NAME COMMAND...: its figures are added to those of its name, its output counted
# after the first round.
run()
{
	name=$1
	shift
	"$measure" "$work/one" "$@" >"$work/out" 2>"$work/said" || {
		cat "$work/said" >&2
		echo "$name failed" >&2
		exit 1
	}
	cat "$work/one" >>"$work/time.$name"
	[ -f "$work/hits.$name" ] || hits "$name" >"$work/hits.$name"
}
hits()
{
	case $1 in
	rg* | sed) grep -oF '[X]' "$work/out" | wc -l ;;
	grep) wc -l <"$work/out" ;;
	start* | sha256sum | wc | survey*) ;;
	*) sed -n 's/ spans.*//p' "$work/out" ;;
	esac
}
all()
{
	text=$work/interview names=$work/names200k
	run 40 "$find" "$work/r40" "$text"
	run 40+200k "$find" -c -n "$names" "$work/r40" "$text"
	run 40+200k-any "$find" -n "$names" "$work/r40" "$text"
	run 60 "$find" "$work/r60" "$text"
	run 5 "$find" "$work/r5" "$text"
	run 200k "$find" -c -n "$names" "$work/r0" "$text"
	run 200k-any "$find" -n "$names" "$work/r0" "$text"
	run 50 "$find" -c -n "$work/names50" "$work/r0" "$text"
	run 50-any "$find" -n "$work/names50" "$work/r0" "$text"
	run 40+200k-clean "$find" -c -n "$names" "$work/r40" "$work/clean"
	run 40+200k-dense "$find" -c -n "$names" "$work/r40" "$work/dense"
	run 40+200k-worst "$find" -c -n "$names" "$work/r40" "$work/adversarial"
	run 40+200k-small "$find" -c -n "$names" "$work/r40" "$work/small"
	run 40-part "$find" "$work/r40" "$work/part"
	run start-40+50 "$find" -n "$work/names50" "$work/r40"
	run start-40+200k "$find" -n "$names" "$work/r40"
	run start-shipped "$build/taus" survey /dev/null
	run survey-1 "$build/taus" survey --rules "$work/r40" "$work/small"
	run survey-2 "$build/taus" survey --rules "$work/r40" "$work/small" "$work/small2"
	run sed sed -E -f "$work/patterns.sed" "$work/part"
	run grep grep -F -w -o -f "$names" "$text"
	run sha256sum sha256sum "$text"
	run wc env LC_ALL=C wc -w "$text"
	[ ! -x "$work/floor" ] || run floor "$work/floor" "$text"
	for tool in passes re2 hyperscan; do
		[ ! -x "$work/$tool" ] || run $tool "$work/$tool" "$work/patterns" "$text"
	done
	if have rg; then
		set -- --no-mmap -j1 --passthru -N -r '[X]'
		run rg rg "$@" -f "$work/patterns.rg" "$text"
		run rg-as-written-part rg "$@" -f "$work/patterns" "$work/part"
	fi
}
round=0
while [ $round -le "$N" ]; do
	all
	[ $round != 0 ] || rm -f "$work"/time.*
	round=$((round + 1))
done

# The median of column $2 of a command; nothing if it did not run.
median()
{
	[ ! -f "$work/time.$1" ] || sort -n -k "$2,$2" "$work/time.$1" |
		awk -v column="$2" '{ v[NR] = $column } END { print v[int((NR + 1) / 2)] }'
}

echo "$SIZE MiB, $N rounds, processor seconds: median min..max, peak, hits"
for of in "$work"/time.*; do
	name=${of##*/time.}
	sort -n "$of" | awk -v name="$name" -v hits="$(cat "$work/hits.$name")" '
		{ v[NR] = $1; if ($3 > peak) peak = $3 }
		END { printf "  %-18s %7.3f %7.3f..%-7.3f %6.1f MiB %9s\n", name,
			v[int((NR + 1) / 2)], v[1], v[NR], peak / 1024, hits }'
done
echo "hits: rules are the same 40; Hyperscan reports every end of a match; taus counts"
echo "each rule's own, sed and rg what they replaced, of which no two share a byte"

# --- instructions, by valgrind --tool=callgrind, of the read alone

# Of one MiB: how many, and how often PCRE2 was called.
head -c 1048576 "$work/interview" | sed '$d' >"$work/mib"
count_instructions()
{
	valgrind --tool=callgrind --callgrind-out-file="$work/calls" \
		--toggle-collect=find_file "$find" "$@" "$work/mib" 2>&1 |
		awk -v bytes="$(wc -c <"$work/mib")" '/Collected/ { print $4 / bytes }'
}
# callgrind names a function once, "cfn=(7) name", and is brief from then on.
count_calls()
{
	awk '/^c?fn=/ {
		id = $1; sub(/^c?fn=/, "", id)
		if (NF > 1) name[id] = $2
		called = /^cfn=/ ? name[id] : ""
	}
	/^calls=/ && called ~ /^pcre2_(jit_)?match_8/ {
		split($1, part, "="); calls += part[2]
	}
	END { print calls + 0 }' "$work/calls"
}

# --- the rows

# row NUMBER TEXT VALUE MUST BOLD: nothing to say without a value.
row()
{
	awk -v row="$1" -v text="$2" -v value="$3" -v must="$4" -v bold="$5" 'BEGIN {
		if (value == "") { printf "%3s  %-58s not measured\n", row, text; exit }
		printf "%3s  %-58s %8.3f  M %-6.4g B %-6.4g %s\n", row, text, value,
			must, bold, value <= bold ? "bold" : value <= must ? "holds" : "DOES NOT HOLD"
	}'
}
# ratio ROW TEXT A B MUST BOLD, of two commands; a size is per MB.
ratio()
{
	a=$(median "$3" "${7-1}") b=$(median "$4" "${7-1}")
	value=
	[ -z "$a" ] || [ -z "$b" ] || value=$(awk -v a="$a" -v b="$b" 'BEGIN { print a / (b > 0 ? b : 0.001) }')
	row "$1" "$2" "$value" "$5" "$6"
}
peak()
{
	awk '$3 > peak { peak = $3 } END { print peak }' "$work/time.$1"
}
ms()
{
	awk -v s="$(median "$1" 1)" 'BEGIN { print s * 1000 }'
}

ratio 1 "40 rules / rg, expert form" 40 rg 1 0.6
ratio 2 "40 rules + 200k / rg, rules alone" 40+200k rg 1.3 0.85
ratio 3 "40 rules / 40 PCRE2-JIT passes" 40 passes 0.12 0.06
ratio 4 "40 rules + 200k / RE2 set and find, rules alone" 40+200k re2 1.2 0.75
ratio 5 "40 rules + 200k / Hyperscan, ends only, rules alone" 40+200k hyperscan 1.1 0.65
ratio 6 "40 rules / GNU sed -E" 40-part sed 0.0667 0.0286
ratio 7 "200k / grep -F -w -o" 200k grep 0.5 0.25
ratio 8 "40 rules + 200k / sha256sum" 40+200k sha256sum 1.3 0.8
ratio 8 "40 rules + 200k / wc -w" 40+200k wc 0.8 0.45
ratio 9 "40 rules + 200k / hash of every word" 40+200k floor 5 3
calls=
if have valgrind; then
	row 10 "instructions a byte: 40 rules + 200k" \
		"$(count_instructions -c -n "$work/names200k" "$work/r40")" 30 18
	row 10 "instructions a byte: 40 rules" "$(count_instructions "$work/r40")" 25 15
	spans=$("$find" "$work/r40" "$work/mib" | sed 's/ .*//')
	calls=$(awk -v calls="$(count_calls)" -v spans="$spans" 'BEGIN { print calls / spans }')
	row 10 "instructions a byte: 200k" \
		"$(count_instructions -c -n "$work/names200k" "$work/r0")" 12 7
	echo "     instructions a byte with the shipped rules and lists: $(
		count_instructions "$here/../../rules")"
fi
ratio 11 "200k / 50 names, capitals" 200k 50 3 2
ratio 11 "200k / 50 names, any case" 200k-any 50-any 3 2.3
ratio 12 "60 rules / 5 rules" 60 5 3 2
ratio 13 "dense / clean" 40+200k-dense 40+200k-clean 3 2
ratio 14 "worst / typical text" 40+200k-worst 40+200k 10 5
ratio 15 "any case / capitals, 200k with 40 rules" 40+200k-any 40+200k 1.6 1.25
row 16 "peak, $SIZE MiB less 2 MiB of text, in KiB" \
	$(($(peak 40+200k) - $(peak 40+200k-small))) 1024 256
row 16 "peak, 40 rules + 200k, in MiB" $(($(peak 40+200k) / 1024)) 40 20
row 16 "peak, 50 names, in MiB" $(($(peak 50) / 1024)) 8 5
ratio 17 "wall: two equal files / one" survey-2 survey-1 1.25 1.1 2
row 18 "start, 40 rules + 50 names, in ms" "$(ms start-40+50)" 20 8
row 18 "start, 40 rules + 200k, in ms" "$(ms start-40+200k)" 80 40
echo "     start with the shipped rules and lists, in ms: $(ms start-shipped)"
echo " 19  a Word document / unzip -p: belongs to reading documents, not measured here"
row 20 "PCRE2 calls a hit" "$calls" 3 1.2
echo " 21  sealed / plain output: belongs to sealing, not measured here"
