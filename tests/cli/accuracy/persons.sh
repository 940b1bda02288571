#!/bin/sh -eu
# With a people file: 97 % of the persons without one mention left, and few words of
# others taken for one.
sh "$ROOT/tests/accuracy/persons.sh" "$(dirname "$(command -v taus)")" >figures
awk '
# the nth percentage of the line
function percent(n,   line) {
	for (line = $0; match(line, /[0-9.]+ %/); line = substr(line, RSTART + RLENGTH))
		if (--n == 0)
			return substr(line, RSTART, RLENGTH) + 0
	return -1
}
function least(n, floor) {
	seen++
	if (percent(n) < floor)
		print $0 ": at least " floor
}
/^persons of the roster/ { least(1, 97) }
/^others without/ { least(1, 95) }
/^one person one code, all/ { least(1, 90); least(2, 97) }
/^other words touched/ && $6 > 2
END { if (seen != 4) print "figures are missing" }' figures
