#!/bin/sh
# Prints the files of the tree whose names end as one of the arguments says
# ("[.]c$"), one a line: what git knows or would add, or, in an unpacked
# archive, everything but build/.
cd "$(dirname "$0")/../.." || exit 1
{
	git -c safe.directory='*' ls-files --cached --others --exclude-standard 2>/dev/null ||
		find . -path ./build -prune -o -path ./.git -prune -o -type f -print |
		sed 's|^\./||'
} | LC_ALL=C sort -u | grep -E -- "${1:-.}" | while IFS= read -r f; do
	[ ! -f "$f" ] || printf '%s\n' "$f"
done
