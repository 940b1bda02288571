#!/bin/sh
# Each shell script passes shellcheck, as POSIX sh unless it says otherwise.
cd "$(dirname "$0")/../.." || exit 1
list=$(mktemp) || exit 1
trap 'rm -f "$list"' EXIT
sh tests/lint/files.sh '[.]sh$|^[.]ci/' >"$list"
status=0
while IFS= read -r f; do
	case $(head -n 1 "$f") in
	'#!'*bash*) dialect=bash ;;
	*) dialect="sh" ;;
	esac
	shellcheck -s $dialect "$f" || status=1
done <"$list"
exit $status
