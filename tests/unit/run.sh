#!/bin/sh
# Runs the unit test programs named, JOBS at a time (2), from the top of the
# tree. Prints what failed and, last, "N passed, N failed". A program that ends
# before all its tests have run, or that finds a leak at its end, has failed too.
set -u
seconds=300

# One program: its TAP lines, what it said besides, and how it ended.
if [ "${1-}" = --one ]; then
	work=$2 program=$3
	to=$work/$(basename "$program")
	CMOCKA_MESSAGE_OUTPUT=TAP timeout -k 5 $seconds "$program" \
		>"$to.tap" 2>"$to.stderr" </dev/null
	echo $? >"$to.status"
	exit 0
fi

LC_ALL=C.UTF-8 TZ=UTC
ASAN_OPTIONS=detect_leaks=1:exitcode=99${ASAN_OPTIONS:+:$ASAN_OPTIONS}
UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
export LC_ALL TZ ASAN_OPTIONS UBSAN_OPTIONS
unset SOURCE_DATE_EPOCH
self=$(cd "$(dirname "$0")" && pwd)/run.sh
root=${self%/tests/unit/run.sh}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
TMPDIR=$work
export TMPDIR

# The programs are named from where we stand, and run from the top.
for t; do
	[ "${t#/}" != "$t" ] || t=$PWD/$t
	printf '%s\0' "$t"
done >"$work/list"
cd "$root" || exit 1
xargs -0 -r -n 1 -P "${JOBS:-2}" sh "$self" --one "$work" <"$work/list"

for t; do
	name=$(basename "$t")
	awk -v name="$name" -v status="$(cat "$work/$name.status")" \
		-v seconds="$seconds" -v stderr="$work/$name.stderr" '
		# A child that a test forked may say again what its parent said.
		/^1\.\.[0-9]+$/ { plan = substr($0, 4); next }
		/^(not )?ok / && seen[$0]++ { next }
		/^(not )?ok [0-9]+ # SKIP/ { skipped++; show = 0; next }
		/^ok [0-9]+ - / { passed++; show = 0; next }
		/^not ok [0-9]+ - / {
			sub(/^not ok [0-9]+ - /, "")
			print "FAIL " name ": " $0
			failed++; show = 1; next
		}
		/^# (not )?ok - / { next }
		/^#/ { if (show) print "  " substr($0, 3) }
		END {
			ran = passed + skipped + failed
			if (ran < plan || plan == 0) {
				how = status == 124 ? "took over " seconds " s" : "ended with status " status
				print "FAIL " name ": " how " after " ran " of " plan + 0 " tests"
				failed++
			} else if (status != 0 && !failed) {
				print "FAIL " name ": ended with status " status " after its last test"
				failed++
			}
			if (failed)
				while ((getline line < stderr) > 0)
					print "  " line
			print passed + 0, failed + 0, skipped + 0 > stderr ".count"
		}' "$work/$name.tap"
done

if [ $# = 0 ]; then
	echo "0 passed, 0 failed"
	exit 0
fi
cat "$work"/*.count | awk '
	{ p += $1; f += $2; s += $3 }
	END {
		printf "%d passed, %d failed", p, f
		if (s) printf ", %d skipped", s
		print ""
		exit f > 0
	}'
