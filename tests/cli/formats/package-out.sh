#!/bin/sh -eu
# A package is read again before it counts, so it is written to a file that is named, from a
# file or from standard input, and not to standard output: nothing half-made is left there.
f="$SAMPLES/files/Intervju Solfrid.docx"
taus scrub --quiet --output a.docx "$f"
taus scrub --quiet --output b.docx - <"$f"
cmp a.docx b.docx
taus scrub --quiet "$f" >c.docx || echo $?
wc -c <c.docx
{ taus scrub --quiet "$f" || echo $? >&2; } | wc -c
taus scrub --quiet --to txt "$f" | head -n 1
