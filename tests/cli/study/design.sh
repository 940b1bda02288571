#!/bin/sh -eu
# The size of a role is a count like any other until the study declares its design.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t roster --quiet
t consent add --quiet
sed -i '/^design_counts/d' study.yaml
t table || echo "$? not declared"
find out/tables -type f
echo 'design_counts: ja' >>study.yaml
t table --quiet
find out/tables -type f | sort
# A name typed where a meeting belongs is not said again.
t read 'Magnhild Seljegrend' --by AB || echo "$? no such meeting"
