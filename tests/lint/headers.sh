#!/bin/sh
# Each header compiles alone, whatever was included before it, and twice.
# CC and CPPFLAGS as make has them.
cd "$(dirname "$0")/../.." || exit 1
status=0
for h in lib/*/*.h cmd/*.h tests/*/*.h; do
	[ -e "$h" ] || continue
	# shellcheck disable=SC2086 # flags
	printf '#include "%s"\n#include "%s"\n' "$h" "$h" |
		eval "${CC:-cc}" -std=c11 -Wall -Wextra -Werror -I. -Ilib "${CPPFLAGS-}" \
			-fsyntax-only -x c - || {
		echo "$h does not compile alone"
		status=1
	}
done
exit $status
