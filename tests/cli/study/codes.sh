#!/bin/sh -eu
# Codes that stand in the running text of an original are left alone, and open until
# somebody has decided what they are: the code, which stays, or something else. Then the
# archive can be made.
sh -eu "$ROOT/tests/cli/study/begin.inc" 1
cd s
taus key holder --quiet --label library --public "$(cat ../holder.pub)" --passphrase-file ../pass
t() { taus "$@" --lang en --passphrase-file ../pass; }
book=private/review/decisions.xlsx
cat >'private/raw/meeting Gjertrud.txt' <<'X'
SW1: I asked WA1 about it.
WA1: SW1 and the box marked WA1, that was all.
X
t run --quiet >/dev/null 2>&1 || :
cat out/transcripts/M1.txt
t check || echo "$? open"
t read --all --by AB --quiet
t deposit || echo "$?"
t survey --decisions
echo -- what is asked
sheet show $book 'Word or name' | sed 's/,[0-9a-f|]*|place[^,]*$//'

echo -- the first two as proposed, the third is something else
sheet fill $book ../filled.xlsx <<'X'
Word or name	2	Decision	as proposed
Word or name	3	Decision	keep
Word or name	4	Decision	other
Word or name	4	Who or what	take it out
X
mv ../filled.xlsx $book
t review
t scrub --quiet
cat out/transcripts/M1.txt
t check
t read --all --by AB --quiet
t deposit --quiet
find out/archive -name "trial-*.tar" | wc -l
echo -- asked again, it is known
rm -f private/review/*
t survey --decisions
sheet show $book 'Word or name' | sed 's/"[^"]*"/-/' | cut -d , -f 1,2,8
echo -- a line more: the place is another one now, and open
rm -f private/review/*
sed -i '1i SW1: Hello.' 'private/raw/meeting Gjertrud.txt'
t scrub --quiet
t check || echo "$?"
echo -- taus alone says what is next
t 2>&1 | tail -n 1
