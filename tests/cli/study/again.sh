#!/bin/sh -eu
# A step whose inputs are those of its last success does nothing and records
# nothing; without the plain tables everything still works.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
same() { # what came of: the files in out and the log
	find out audit ../s.key private -type f | sort | xargs -d '\n' sha256sum
}
t run --quiet
t key holder --quiet --label library --public "$(cat ../holder.pub)"
same >before
t run
same | cmp before -
t scrub --quiet
t table --quiet
t roster --quiet
t consent add --quiet
t check --quiet
same | cmp before -
t read --all --by AB
same >before
t read --all --by AB
same | cmp before -
t verify --quiet >/dev/null
t consent status
t key show >/dev/null
t status || echo $?
same | cmp before -
t roster --remove-plain --quiet
t consent add --remove-plain --quiet
find private -name '*.csv' -o -name '*.pdf'
t run --quiet
same >before
t run --quiet
t roster
t status
same | cmp before -
t deposit --quiet
t verify --quiet | head -n 2 | sed 's/, last.*//'
