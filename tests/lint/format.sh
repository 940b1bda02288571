#!/bin/sh
# clang-format has nothing to change.
cd "$(dirname "$0")/../.." || exit 1
sh tests/lint/files.sh '[.][ch]$' | xargs -r clang-format --dry-run -Werror
