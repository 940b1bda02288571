#!/bin/sh -eu
# Rules and lists that are not well formed: file, line and what to do, and no document
# is read by them. What is well formed but fails its examples, taus rules check lists
# to the last one.
mkdir -p own/no own/en
cp "$ROOT/rules/policy.yaml" own/policy.yaml
echo 'Se abc her.' >a.txt

# try WHAT: the rule file from stdin is refused by check (with which status) and by
# scrub, which leaves no copy.
try() {
	cat >own/no/own.yaml
	status=0
	taus rules check --rules own || status=$?
	echo "exit $status: $1"
	status=0
	taus scrub --quiet --rules own --output copy a.txt 2>said || status=$?
	[ ! -e copy ] || echo "a copy was made"
	grep -q '^taus: own/no/' said || cat said
	[ $status = 3 ] || echo "scrub: exit $status"
	rm -f copy
}
# rule [PATTERN]: the first lines of a rule file with one rule.
rule() {
	cat <<-E
		v: 1
		rules:
		  - name: one
		    category: ID
		    why: for trying
		    begins: any
		    pattern: '${1-abc}'
		    score: 60
	E
}
good="    match: ['se «abc» her']
    no-match: ['se her']"
rule | try 'no examples'
{ rule; echo "    match: ['se «abc» her']"; } | try 'no example that must not match'
{ rule; echo "    no-match: ['se her']"; } | try 'no example that must match'
{ rule; echo "    match: []"; echo "    no-match: ['se her']"; } | try 'an empty list of examples'
{ rule; echo "    match: ['blå «abc» her', 'se «abcd»', 'abc', '«abc']"; echo "    no-match: ['se her', 'se abc', 'abc og abc']"; } | try 'examples that fail'
{ rule 'ab(c'; echo "$good"; } | try 'a pattern that does not compile'
{ rule 'abc[z-a]'; echo "$good"; } | try 'another'
{ rule '{nothing}'; echo "$good"; } | try 'a part that is none'
{ rule 'a\Cc'; echo "$good"; } | try 'single bytes'
{ rule; echo "$good"; echo '    scores: 5'; } | try 'a key that is none'
{ rule; echo "$good"; rule | tail -n +3; echo "$good"; } | try 'a rule twice'
{ rule | sed 's/score: 60/score: 600/'; echo "$good"; } | try 'a score that is none'
{ rule | sed 's/category: ID/category: NAME/'; echo "$good"; } | try 'a category that is none'
printf 'v: 1\nrules:\n  - name: \377\n' | try 'not UTF-8'
: | try 'empty'

# Two files fail, one of them of the other language; both are said, as data too.
{ rule; echo "    match: ['«ab»c']"; echo "    no-match: ['se her']"; } >own/no/own.yaml
{ rule; echo "    match: ['«abc»']"; echo "    no-match: ['abc']"; } >own/en/other.yaml
taus rules check --rules own || echo "exit $?"
taus rules check --rules own --json || echo "exit $?"
taus rules --rules own --json | wc -l
taus rules explain own/one --rules own
rm own/en/other.yaml

echo '-- lists'
notes='# source: invented
# date: 2024-01-01
# licence: MIT'
cat >own/no/own.yaml <<'E'
v: 1
rules:
  - name: towns
    category: LOC
    why: for trying
    list: list.txt
    score: 60
    match: ['bor i «Abcby» nå']
    no-match: ['se her']
E
cp own/no/own.yaml list.yaml
list() {
	cat >own/no/list.txt
	try "$1" <list.yaml
}
printf '%s\n%s\n' "$notes" Abcby >own/no/list.txt
taus rules check --rules own >good
sed 's/Rules .*/Rules .../' good
printf '%s\n%s\n' "$notes" 'Abcby
Defby
Abcby' | list 'an entry twice'
printf '%s\n%s\n' "$notes" 'Abcby
ABCBY' | list 'twice but for letter case'
printf '%s\n%s\n' "$notes" 'Abcby
 Defby' | list 'a blank before'
printf '%s\n%s\n' "$notes" 'Abcby
Defby ' | list 'a blank behind'
printf '%s\n%s\n' "$notes" 'Abcby

Defby' | list 'an empty line'
printf '%s\n%b\n' "$notes" 'Abcby\ta\tb' | list 'two values'
printf '%s\n%b\n' "$notes" 'Abcby\t' | list 'an empty value'
printf '%s\n%s\n' "$notes" 'Abcby
--' | list 'an entry without a letter'
printf '%s\n%s\n' "$notes" 'Abcby
a b c d e f g h i j k l m n' | list 'an entry of more words than a name has'
printf '%s\nAbcby\n\305by\n' "$notes" | list 'not UTF-8'
printf '%s\nAbcby\r\nDefby\r\n' "$notes" | list 'lines that end as in Windows'
printf '%s\nAbcby\nDef\000by\n' "$notes" | list 'a NUL'
echo Abcby | list 'without notes'
: | list 'empty'
rm own/no/list.txt
try 'a list that is not there' <list.yaml

# A study's own rules are checked with the shipped ones.
echo '-- a study'
sh -eu "$ROOT/tests/cli/study/begin.inc" 1
mkdir -p s/rules/no
{ rule; echo "    match: ['«ab»c']"; echo "    no-match: ['se her']"; } >s/rules/no/own.yaml
cd s
taus roster --quiet --passphrase-file ../pass
taus rules check >../said || echo "exit $?"
sed 's/^[0-9]* rules, [0-9]* examples/N rules, N examples/' ../said
taus survey --passphrase-file ../pass || echo "exit $?"
