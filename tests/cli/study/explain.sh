#!/bin/sh -eu
# In a study a line is explained by the people, the policy and the decisions of the
# study, for a transcript or a meeting by its name; nothing is written, not even into
# the log.
sh -eu "$ROOT/tests/cli/study/begin.inc" 1
cd s
t() { taus "$@" --passphrase-file ../pass; }
cat >>'private/raw/meeting Gjertrud.txt' <<'T'
SW1: I spoke to Tollef Hanevold on Monday, and to NAV.
WA1: Hanevold it was. She is forty-six years old, from Lillehammer.
T
cat >private/decisions.csv <<'C'
v,scope,category,folded,meeting,start,end,verdict,treat,same_as,by,time
1,name,LOC,lillehammer,,,,keep,,,,2024-01-01T00:00:00Z
C
cat >policy.yaml <<'P'
v: 1
treat:
  - {name: ages-stay, category: AGE, do: keep}
P
t roster --quiet
find . -type f -exec sha256sum {} + | sort >../before
i=1
while [ $i -le 6 ]; do
	t explain M1:$i
	i=$((i + 1))
done
echo '-- by the name of its file'
t explain 'private/raw/meeting Gjertrud.txt:6'
(cd private/raw && taus explain --passphrase-file ../../../pass --json 'meeting Gjertrud.txt:6')
echo '-- neither meeting nor file'
t explain M9:1 || echo $?
echo '-- a file of somebody else, without the people of the study'
cp 'private/raw/meeting Gjertrud.txt' ../copy.txt
taus explain ../copy.txt:2
find . -type f -exec sha256sum {} + | sort | cmp - ../before
