#!/bin/sh -eu
# Nothing leaves before a person has read it to the end; a copy made anew is
# unread again. A draft says so in its name.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t deposit || echo "$? one holder"
t deposit --draft || echo "$? one holder, draft"
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t deposit || echo "$? unread"
t read M1 --by AB --quiet
t deposit || echo "$? one read"
ls out/archive
t deposit --draft --quiet
find out/archive -type f | sort | sed -E 's/.*\///' | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/'
tar -tf out/archive/DRAFT-trial-data-*.tar | head -n 1 | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/'
tar -xOf out/archive/DRAFT-trial-data-*.tar --wildcards '*/README.txt' | grep -c DRAFT
rm out/archive/*
t read --all --by AB --quiet
t deposit --quiet
echo 'SW1: And Magnhild Seljegrend came.' >>'private/raw/meeting Gjertrud.txt'
t run --quiet >/dev/null
tail -n 1 out/transcripts/M1.txt
t deposit || echo "$? read before it changed"
t status | grep draft
