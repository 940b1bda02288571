#!/bin/sh -eu
# A copy is in the encoding of its original, which may have been named, or be told no more
# from the copy: check reads it in that encoding all the same, and finds what was left.
sh -eu "$ROOT/tests/cli/study/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
sed -i 's/Gjertrud;Vasskrokmo/Gjørtrud;Vasskrøkmo/' private/people.csv
printf 'SW1: Hun bor hos Gj\277rtrud.\nWA1: n\345 s\345 p\345.\n' >'private/raw/meeting Gjertrud.txt'
t roster --quiet
t scrub --quiet --encoding macroman
jq -r .encoding out/report/meetings.jsonl
t check
printf 'WA1: Hun Gj\277rtrud.\n' >>out/transcripts/M1.txt
t check || echo $?
