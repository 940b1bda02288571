#!/bin/sh
# Each file of lib/ includes headers of its own room and of rooms before it in
# lib/LAYERS only. Prints each include that does not, and fails if any does not.
cd "$(dirname "$0")/../../lib" || exit 1
grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' ./*/*.[ch] | awk '
	NR == FNR { if ($0 !~ /^#/ && NF) rank[$1] = FNR; next }
	{
		split($0, part, ":"); split(part[1], path, "/")
		where = "lib/" path[2] "/" path[3] ":" part[2] ": "
		split($0, q, "\""); n = split(q[2], inc, "/")
		if (!(path[2] in rank)) { print where path[2] " is not in lib/LAYERS"; bad = 1 }
		else if (n != 2 || !(inc[1] in rank)) { print where "write \"" q[2] "\" as \"room/file.h\""; bad = 1 }
		else if (rank[inc[1]] > rank[path[2]]) { print where path[2] " may not know " inc[1]; bad = 1 }
	}
	END { exit bad }' LAYERS -
