#!/bin/sh
# Each function and datum that an object of the library $1 exports is declared
# in a header of lib/, and is not named as a library that we link names
# things. What no other file needs is static.
cd "$(dirname "$0")/../.." || exit 1
names=$(mktemp) || exit 1
trap 'rm -f "$names"' EXIT

# Every word of every header, its comments taken out.
for h in lib/*/*.h; do
	awk '
		{ text = text $0 "\n" }
		END {
			while ((i = index(text, "/*")) > 0) {
				rest = substr(text, i + 2)
				text = substr(text, 1, i - 1) " " substr(rest, index(rest, "*/") + 2)
			}
			n = split(text, word, /[^A-Za-z0-9_]+/)
			for (i = 1; i <= n; i++)
				if (word[i] != "")
					print word[i]
		}' "$h"
done | sort -u >"$names"

# nm -A prints "lib.a:arena.o:0000 T arena_new".
nm -A -g --defined-only "$1" | awk -v names="$names" '
	BEGIN {
		while ((getline word < names) > 0)
			declared[word] = 1
		theirs = "^(archive|sodium|crypto|randombytes|pcre2|lxw|cyaml|yaml|csv|XML|utf8proc|seccomp)_|^(zip|unz)[A-Z]"
	}
	$(NF - 1) ~ /^[TDBRCGSVW]$/ && !seen[$NF]++ {
		n = split($1, part, ":")
		object = part[n - 1]
		if (!($NF in declared)) {
			print object ": " $NF " is exported but in no header: make it static"
			bad = 1
		}
		if ($NF ~ theirs) {
			print object ": " $NF " looks like a name of a library that we link"
			bad = 1
		}
	}
	END { exit bad }'
