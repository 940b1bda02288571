#!/bin/sh -eu
# Turns that point to one person are listed (80 %), others seldom (15 in 10,000 words).
sh "$ROOT/tests/accuracy/clues.sh" "$(dirname "$(command -v taus)")" >figures
awk '
/^listed/ && match($0, /[0-9.]+ %/) && ++seen && substr($0, RSTART) + 0 < 80
/^false per 10,000 words/ && ++seen && $5 > 15
END { if (seen != 2) print "figures are missing" }' figures
