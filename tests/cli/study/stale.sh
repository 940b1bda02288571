#!/bin/sh -eu
# The table has learnt a name since the copies were made: nothing leaves, not even a
# draft, until they are made anew and read again.
sh -eu "$ROOT/tests/cli/study/begin.inc" 1
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read --all --by AB --quiet
sed -i 's/^\(a1;[^;]*;[^;]*\);;/\1;the dog;/' private/people.csv
t roster --quiet
t deposit || echo "$? stale"
t deposit --draft || echo "$? stale, draft"
find out/archive -type f
t scrub --quiet
t deposit --quiet || echo "$? unread"
t read --all --by AB --quiet
t deposit --quiet
t verify --quiet | wc -l

# In a study, too, a code in running text can be refused instead of listed.
echo 'SW1: I met SW1 by the lake.' >>'private/raw/meeting Gjertrud.txt'
t scrub --quiet --strict || echo "$? strict"
