#!/bin/sh
# Every lint over the tree, all of them whatever fails; $1 is the library, $2 a
# word to run only the lints that have it in their names. Prints what each found
# and, last, the count.
set -u
cd "$(dirname "$0")/../.." || exit 1
lib=$1
passed=0 failed=0
for lint in layers messages sizes symbols headers hygiene format cppcheck shell \
	manuals install dist; do
	case $lint in *"${2-}"*) ;; *) continue ;; esac
	if sh "tests/lint/$lint.sh" "$lib"; then
		echo "ok   $lint"
		passed=$((passed + 1))
	else
		echo "FAIL $lint"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
