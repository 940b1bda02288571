#!/bin/sh
# How well numbers, dates, ages and addresses are found in speech-like lines,
# and how many common words are touched that must stay.
#
#	sh tests/accuracy/run.sh [-v] BUILD [FILE ...]
#
# BUILD holds taus. Without FILE: numbers.txt and traps.txt beside this script;
# the held files are named by hand. A file whose name begins with "traps" is
# read as traps, any other as numbers. -v lists what was missed and what was
# covered in vain, with file and line.
#
# One utterance a line. "## nb", "## nn" and "## en" begin a block, and each
# block is a document of its own; "# " is a comment. What must be covered
# stands as «words»{CATEGORY}; «words»{-} may be covered or not. In traps,
# «word» must not be touched.
#
# A gold span is found if every letter and digit of it is covered, whatever
# the category. Precision: spans that touch gold / all spans (those that touch
# only «»{-} are not counted). Rate: trap words touched / trap words.
#
# 0 when all figures hold, 1 when one does not, 2 when it could not measure.

RECALL=95    # percent, at least
PRECISION=97 # percent, at least
TRAPS=2      # percent, at most

set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 2
verbose=0
while getopts v opt; do
	case $opt in
	v) verbose=1 ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if [ $# = 0 ]; then
	echo "usage: run.sh [-v] BUILD [FILE ...]" >&2
	exit 2
fi
build=$(cd "$1" && pwd) || exit 2
shift
[ $# != 0 ] || set -- "$here/numbers.txt" "$here/traps.txt"

tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 2' HUP INT TERM
status=0
LC_ALL=C
export LC_ALL

for file; do
	case $(basename "$file") in
	traps*) kind=traps ;;
	*) kind=numbers ;;
	esac
	rm -rf "$tmp/docs"
	mkdir "$tmp/docs" || exit 2
	# plain text to docs/N-LANG.txt, gold to gold: doc start end category line
	awk -v docs="$tmp/docs" -v kind="$kind" -f "$here/plain.awk" "$file" >"$tmp/gold" || exit 2
	(cd "$tmp/docs" && "$build/taus" survey --json ./*.txt) >"$tmp/json" || exit 2
	jq -r '[(.file | sub(".*/"; "")), .start, .end, .category, .rule] | @tsv' \
		"$tmp/json" >"$tmp/found" || exit 2
	awk -v kind="$kind" -v docs="$tmp/docs" -v verbose="$verbose" \
		-v recall="$RECALL" -v precision="$PRECISION" -v traps="$TRAPS" \
		-v name="$(basename "$file")" -f "$here/score.awk" "$tmp/gold" "$tmp/found"
	case $? in
	0) ;;
	1) status=1 ;;
	*) exit 2 ;;
	esac
done
exit $status
