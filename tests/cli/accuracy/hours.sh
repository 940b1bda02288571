#!/bin/sh -eu
# Sixteen transcripts of an hour each, looked through and copied: at most 2 seconds of
# CPU and 64 MiB; here, where others may be at work, 3 seconds.
[ -x /usr/bin/time ] || { echo "no time here"; exit 77; }
case $(command -v taus) in */release/*) ;; *) echo "not the program as it is built for use"; exit 77 ;; esac
STUDIES=$ROOT/tests/accuracy
export STUDIES
"$(dirname "$(command -v taus)")/tests/accuracy/studies" make made 2 complete 16 9000
cd made/study/private/raw
[ "$(cat ./* | wc -w)" -gt 120000 ]
/usr/bin/time -f '%U %S %M' -o "$HOME/survey" taus survey --quiet --roster ../people.csv ./* >/dev/null 2>&1
/usr/bin/time -f '%U %S %M' -o "$HOME/scrub" taus scrub --quiet --roster ../people.csv --output "$HOME/out" ./*
awk '
{ cpu += $1 + $2; if ($3 > most) most = $3 }
END {
	if (cpu > 3) print cpu " s of CPU"
	if (most > 64 * 1024) print most " KiB"
	if (NR != 2) print "not measured"
}' "$HOME/survey" "$HOME/scrub"
