#!/bin/sh
# Runs the parts of "make check" that are named, all of them whatever fails,
# and ends with one count over everything. A part that prints no count of its
# own is one test. MAKE says how to run a part.
set -u
passed=0 failed=0 skipped=0
out=$(mktemp) || exit 1
trap 'rm -f "$out" "$out.status"' EXIT

for part; do
	printf -- '-- %s\n' "$part"
	{
		${MAKE:-make} "$part" 2>&1
		echo $? >"$out.status"
	} | tee "$out"
	status=$(cat "$out.status")
	# N passed, N failed[, N skipped], alone or after "name: "
	counts=$(sed -nE 's/^([a-z0-9_]+: )?([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\2 \3 \5/p' "$out" |
		awk '{ p += $1; f += $2; s += $3 } END { if (NR) print p + 0, f + 0, s + 0 }')
	if [ -z "$counts" ]; then
		counts="$((status == 0)) 0 0"
	fi
	read -r p f s <<-END
		$counts
	END
	if [ "$status" != 0 ] && [ "$f" = 0 ]; then
		f=1
	fi
	if [ "$f" != 0 ]; then
		echo "FAIL $part"
	fi
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

echo "-- all of check"
if [ "$skipped" = 0 ]; then
	echo "$passed passed, $failed failed"
else
	echo "$passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" = 0 ]
