#!/bin/sh
# Runs tests/cli/ROOM/NAME.sh with the taus of the build folder $1, JOBS at a
# time (2). $2 is a pattern for NAME, or for ROOM/NAME; none means all.
#
# Each test is a script for "sh -eu" that starts in an empty folder of its own,
# its HOME, with nothing in the environment but
#	PATH	taus first, then tests/tools		SAMPLES	the folder samples/
#	ROOT	the top of the tree	TMPDIR	a folder for temporary files
# no terminal, TZ=UTC, LC_ALL=C.UTF-8, and 300 seconds.
#
# What it prints is compared with NAME.stdout and NAME.stderr (no such file:
# prints nothing), its exit status with NAME.status (none: 0). In what it prints
# the folder of the test is written $HOME, the temporary one $TMPDIR and the top
# of the tree $ROOT. UPDATE=1 writes those files instead. A test that cannot run
# on this machine exits 77; the last line it printed says why.
set -u

# Write the folders that differ from run to run as what they stand for.
neutral()
{
	sed -i -e "s|$1/in|\$HOME|g" -e "s|$1/tmp|\$TMPDIR|g" -e "s|$ROOT|\$ROOT|g" "$2"
}

# Compare one of stdout, stderr, status with what is expected, or rewrite it.
compare()
{
	got=$1/$3 want=$2.$3 nothing=$1/nothing
	if [ "$3" = status ]; then echo 0; fi >"$nothing"
	if [ -n "${UPDATE-}" ]; then
		if cmp -s "$got" "$nothing"; then
			[ ! -e "$want" ] || echo "removed ${want#"$ROOT"/}"
			rm -f "$want"
		elif ! cmp -s "$got" "$want"; then
			echo "wrote ${want#"$ROOT"/}"
			cp "$got" "$want"
		fi
		return 0
	fi
	[ -e "$want" ] || want=$nothing
	cmp -s "$want" "$got" || {
		diff -au --label expected --label "$3" "$want" "$got" | sed 's/^/  /'
		return 1
	}
}

# One test: $1 is a folder for it, $2 the script. Leaves verdict and report.
one()
{
	at=$1 base=${2%.sh}
	mkdir -p "$at/in" "$at/tmp"
	(
		cd "$at/in" &&
			env -i PATH="$PATH" HOME="$at/in" TMPDIR="$at/tmp" TERM=dumb \
				SAMPLES="$ROOT/samples" ROOT="$ROOT" \
				LC_ALL=C.UTF-8 TZ=UTC \
				ASAN_OPTIONS=detect_leaks=0:exitcode=99 \
				UBSAN_OPTIONS=print_stacktrace=1:exitcode=99 \
				setsid -w timeout -k 5 300 sh -eu "$2"
	) >"$at/stdout" 2>"$at/stderr" </dev/null
	echo $? >"$at/status"
	case $(cat "$at/status") in
	77)
		echo skipped >"$at/verdict"
		echo "SKIP $3: $(cat "$at/stdout" "$at/stderr" | tail -n 1)" >"$at/report"
		return
		;;
	124 | 137)
		echo failed >"$at/verdict"
		echo "FAIL $3: not done after 300 seconds" >"$at/report"
		return
		;;
	esac
	neutral "$at" "$at/stdout"
	neutral "$at" "$at/stderr"
	verdict=passed
	for what in status stderr stdout; do
		compare "$at" "$base" $what || verdict=failed
	done >"$at/diffs"
	echo $verdict >"$at/verdict"
	if [ $verdict = failed ]; then echo "FAIL $3"; fi >"$at/report"
	cat "$at/diffs" >>"$at/report"
}

# What xargs starts: one test, then its folder is emptied.
if [ "${1-}" = --one ]; then
	name=${3#"$ROOT"/tests/cli/}
	name=${name%.sh}
	at=$2/$(printf '%s' "$name" | tr / .)
	umask 022
	one "$at" "$3" "$name"
	chmod -R u+rwX "$at/in" "$at/tmp" 2>/dev/null
	rm -rf "$at/in" "$at/tmp"
	exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd) || exit 1
if [ ! -x "$build/taus" ]; then
	echo "no taus in $1: run make first" >&2
	exit 1
fi
PATH=$build:$build/tests/tools:$PATH
export PATH ROOT
work=$(cd "$(mktemp -d)" && pwd -P) || exit 1
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT

pattern=${2:-*}
case $pattern in
*/*) ;;
*) pattern="*/$pattern" ;;
esac
for t in "$here"/*/*.sh; do
	name=${t#"$here"/}
	# shellcheck disable=SC2254 # a pattern
	case ${name%.sh} in
	$pattern) [ ! -e "$t" ] || printf '%s\0' "$t" ;;
	esac
done >"$work/list"
xargs -0 -r -n 1 -P "${JOBS:-2}" sh "$here/run.sh" --one "$work" <"$work/list"

passed=0 failed=0 skipped=0
for v in "$work"/*/verdict; do
	[ -e "$v" ] || continue
	case $(cat "$v") in
	passed) passed=$((passed + 1)) ;;
	skipped) skipped=$((skipped + 1)) ;;
	*) failed=$((failed + 1)) ;;
	esac
	cat "${v%verdict}report"
done
if [ $skipped = 0 ]; then
	echo "$passed passed, $failed failed"
else
	echo "$passed passed, $failed failed, $skipped skipped"
fi
[ $failed = 0 ]
