#!/bin/sh
# cppcheck finds nothing in the program.
cd "$(dirname "$0")/../.." || exit 1
cppcheck -q -j "${JOBS:-2}" --std=c11 --enable=warning,portability \
	--inline-suppr --library=tests/lint/cppcheck.cfg --error-exitcode=1 \
	-D_GNU_SOURCE -DVERSION='""' -DRULES_DIR='""' -Ilib cmd lib
