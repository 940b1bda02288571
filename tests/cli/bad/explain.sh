#!/bin/sh -eu
# What cannot be explained is said, with what to write instead.
echo 'Det var Gjertrud som kom.' >a.txt
printf 'Gjertrud\000\001\002\003 kom.\n' >binary.txt
printf 'Det er blåbær.\nDet er bl\303(.\n' >wrong.txt
mkdir d
try() { taus explain "$@" || echo "exit $?: $*"; }
for what in a.txt a.txt: a.txt:0 a.txt:-1 a.txt:x a.txt:1x a.txt:2 a.txt:99999999999999999999 \
	:1 none.txt:1 d:1 binary.txt:1 wrong.txt:1 ''; do
	try "$what"
done
try
try a.txt:1 a.txt:2
try --date 31.02.2018 a.txt:1
try --roster none.csv a.txt:1
try --rules none a.txt:1
try --only PER a.txt:1
: >empty.txt
try empty.txt:1
