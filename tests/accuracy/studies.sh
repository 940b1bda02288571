#!/bin/sh
# Of how many participants something is left in whole invented studies.
#
#	sh tests/accuracy/studies.sh [-v] [-k FOLDER] BUILD [N] [SEED]
#
# N (20) studies of each kind, seeds from SEED (1): made by "studies make" of BUILD
# (tests/accuracy/studies.c says what they are), then taken through init, roster, consent
# add and scrub. A participant leaks when a letter of any mention stands in a copy, found by
# its place. complete: People has everybody. gaps: a fifth of them is missing there or
# misspelt. Prints a figure a line, "name value". -v: each mention that is left, with its
# study; -k: keep the studies in this folder.
#
# 0 when the goals hold, 1 when one does not, 2 when it could not measure.

COMPLETE_LEAKED=0  # participants of studies with all their names
GAPS_WITHOUT=97    # percent of participants without a leak where names are missing
GAPS_NOT_LISTED=0  # of those missing or misspelt: neither covered as a doubt nor on the sheet

set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 2
verbose='' keep=''
while getopts vk: opt; do
	case $opt in
	v) verbose=-v ;;
	k) keep=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if [ $# = 0 ]; then
	echo "usage: studies.sh [-v] [-k FOLDER] BUILD [N] [SEED]" >&2
	exit 2
fi
build=$(cd "$1" && pwd) || exit 2
studies=$build/tests/accuracy/studies taus=$build/taus
number=${2:-20} first=${3:-1}
STUDIES=$here
export STUDIES
umask 077
work=$keep
if [ -z "$keep" ]; then
	work=$(mktemp -d) || exit 2
	trap 'rm -rf "$work"' EXIT
	trap 'exit 2' HUP INT TERM
fi
mkdir -p "$work" && work=$(cd "$work" && pwd) || exit 2
echo 'only a measure' >"$work/passphrase"

t()
{
	"$taus" "$@" --quiet --lang en --passphrase-file "$work/passphrase" >>"$work/said" 2>&1
}

# All that the workbook of decisions proposes is decided as proposed.
decide_as_proposed()
{
	book=private/review/decisions.xlsx
	t survey --decisions || return 1
	{
		printf 'Decisions\t*\tDecision\tas proposed\n'
		printf 'Word or name\t*\tDecision\tas proposed\n'
	} | "$build/tests/tools/sheet" fill $book filled.xlsx &&
		mv filled.xlsx $book && t review
}

# The scores of one study, each line with its kind and seed before it; stage: before the
# decisions or after.
score()
{
	"$studies" score "$work/$1-$2" $verbose >"$work/score" || return 1
	sed "s/^/$1\\t$2\\t$3\\t/" "$work/score" >>"$work/scores"
}

one()
{
	at=$work/$1-$2
	: >"$work/said"
	rm -rf "$at"
	"$studies" make "$at" "$2" "$1" || return 1
	cd "$at/study" || return 1
	t init --work-factor 10 && t roster && t consent add && t scrub || return 1
	score "$1" "$2" before || return 1
	decide_as_proposed && t scrub && score "$1" "$2" after || return 1
	cd "$work" || return 1
	[ -n "$keep" ] || rm -rf "$at"
}

: >"$work/scores"
for kind in complete gaps; do
	seed=$first
	while [ "$seed" -lt $((first + number)) ]; do
		one "$kind" "$seed" || {
			echo "study $kind $seed could not be measured" >&2
			cat "$work/said" >&2
			exit 2
		}
		seed=$((seed + 1))
	done
done

[ -z "$verbose" ] || grep -a '	left	' "$work/scores"
LC_ALL=C awk -F'\t' -v leaked="$COMPLETE_LEAKED" -v without="$GAPS_WITHOUT" \
	-v not_listed="$GAPS_NOT_LISTED" '
# Wilson (1927), 95 %.
function wilson(k, n, sign,    z, p, wide) {
	z = 1.959964
	p = k / n
	wide = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
	return 100 * (p + z * z / (2 * n) + sign * wide) / (1 + z * z / n)
}
{ what = $1 "_" $3 "_" }
$4 == "person" && $7 > 0 {
	stages[what] = 1
	participants[what]++
	mentions[what] += $7
	left[what] += $8
	lost[what] += $8 > 0
	if ($6 != "whole") {
		gaps[what, $6]++
		gaps_lost[what, $6] += $8 > 0
		listed[what, $6, $9]++
		gaps_not[what] += $9 == "no"
	}
}
$4 == "other" {
	others[what]++
	others_lost[what] += $8 > 0
}
$4 == "words" {
	words[what] += $5
	words_covered[what] += $6
}
function figures(w,    n, gap, i, good) {
	n = participants[w]
	good = n - lost[w]
	print w "participants " n
	print w "participants_leaked " lost[w]
	printf "%sparticipants_without_leak_percent %.2f\n", w, 100 * good / n
	printf "%sparticipants_without_leak_wilson_low %.2f\n", w, wilson(good, n, -1)
	printf "%sparticipants_without_leak_wilson_high %.2f\n", w, wilson(good, n, 1)
	print w "mentions " mentions[w]
	print w "mentions_left " left[w]
	print w "others " others[w] + 0
	print w "others_leaked " others_lost[w] + 0
	print w "words_like_names " words[w] + 0
	print w "words_like_names_covered " words_covered[w] + 0
	if (w !~ /^gaps/)
		return
	split("edit one absent", gap, " ")
	for (i = 1; i <= 3; i++) {
		print w gap[i] " " gaps[w, gap[i]] + 0
		print w gap[i] "_leaked " gaps_lost[w, gap[i]] + 0
		print w gap[i] "_as_doubt " listed[w, gap[i], "doubt"] + 0
		print w gap[i] "_as_other " listed[w, gap[i], "other"] + 0
	}
	print w "not_listed " gaps_not[w] + 0
}
END {
	n = split("complete_before_ complete_after_ gaps_before_ gaps_after_", order, " ")
	for (i = 1; i <= n; i++)
		if (order[i] in stages)
			figures(order[i])
	w = "gaps_before_"
	exit !("complete_before_" in stages) || !(w in stages) ||
	    lost["complete_before_"] > leaked || lost["complete_after_"] > leaked ||
	    100 * (participants[w] - lost[w]) < without * participants[w] ||
	    gaps_not[w] > not_listed
}' "$work/scores"
