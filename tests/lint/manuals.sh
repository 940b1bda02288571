#!/bin/sh
# Each manual page is right mdoc.
cd "$(dirname "$0")/../.." || exit 1
set -- cmd/man/*.[157]
if [ ! -e "$1" ]; then
	echo "no manual pages in cmd/man"
	exit 1
fi
mandoc -T lint -W warning "$@"
