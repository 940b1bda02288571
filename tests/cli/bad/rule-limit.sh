#!/bin/sh -eu
# A pattern that backtracks without end: the limit is reached, the document is refused
# with the name of the rule, exit 6, and no part of a copy is left; the other documents
# are done. With and without machine code, near the start and far into the file.
mkdir -p own/no
cp "$ROOT/rules/policy.yaml" own/policy.yaml
cat >own/no/own.yaml <<'E'
v: 1
rules:
  - name: endless
    category: ID
    why: for trying
    begins: any
    pattern: '(?:a+)+b?(?<=b)'
    score: 60
    match: ['se «ab» her']
    no-match: ['se her']
E
taus rules check --rules own | sed 's/Rules .*/Rules .../'
endless='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac b'
echo "Se $endless her." >small.txt
echo 'Se ab her.' >fine.txt
awk 'BEGIN { for (i = 0; i < 20000; i++) print "Dette er en linje.\n" }' >lines
{ cat lines; cat small.txt; } >late.txt
for f in small.txt late.txt; do
	taus scrub --rules own --output copy $f || echo "exit $?: $f"
	[ ! -e copy ]
	taus scrub --rules own - <$f >piped || echo "exit $?: from standard input"
	wc -c <piped
	taus survey --json --rules own $f || echo "exit $?: survey"
done
taus explain --rules own small.txt:1 || echo "exit $?: explain"
taus scrub --quiet --rules own --output out small.txt fine.txt || echo "exit $?"
ls -A out
cat out/fine.txt

# In an example: no document is read by such a rule.
sed -i "s/\['se her'\]/['se $endless']/" own/no/own.yaml
taus rules check --rules own || echo "exit $?: check"
taus scrub --rules own --output copy fine.txt || echo "exit $?: scrub"
[ ! -e copy ]
