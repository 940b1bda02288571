#!/bin/sh -eu
# study.yaml that is not well formed: the line, and for an unknown setting the
# nearest known one.
printf 'a passphrase for trying\n' >pass
chmod 600 pass
taus init s --work-factor 10 --passphrase-file pass --quiet
cd s
cp study.yaml good.yaml
try() {
	cat >study.yaml
	taus status --lang en --passphrase-file ../pass || echo "exit $?: $1"
}
sed 's/^codes:/cods:/' good.yaml | try 'an unknown setting'
{ cat good.yaml; echo 'treshold: 5'; } | try 'another unknown setting'
{ cat good.yaml; echo 'xyzzy-of-nowhere: 5'; } | try 'a setting like no other'
sed 's/one_way/oneway/' good.yaml | try 'unknown, inside another'
: | try 'empty'
echo '# nothing' | try 'nothing but a comment'
{ cat good.yaml; echo '---'; cat good.yaml; } | try 'twice'
{ cat good.yaml; echo 'language: en'; } | try 'one setting twice'
sed '/^project/d' good.yaml | try 'a setting missing'
{ cat good.yaml; printf '\ttitle: x\n'; } | try 'a tab'
sed 's/^language:.*/language: &a en/' good.yaml | try 'an anchor'
sed 's/^codes:.*/codes: tem/' good.yaml | try 'an unknown value'
sed 's/^v: 1/v: 2/' good.yaml | try 'another version'
sed 's/one_way: 3/one_way: three/' good.yaml | try 'not a number'
printf 'v: 1\nproject: \377\n' | try 'not UTF-8'
rm study.yaml
taus status --lang en --passphrase-file ../pass || echo "exit $?: no study.yaml"
wc -l <audit/ledger.jsonl
