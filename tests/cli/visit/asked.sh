#!/bin/sh -eu
# On a terminal the passphrase is asked for once a visit, whatever is done in it.
command -v script >/dev/null || { echo "no script here"; exit 77; }
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
(
	sleep 1
	cat ../pass
) | script -qec "taus" /dev/null >said
grep -o 'Passphrase:' said | wc -l
grep -c 'Now you: decide' said
ls out/transcripts
