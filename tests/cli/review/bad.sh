#!/bin/sh -eu
# Workbooks of decisions that cannot be followed: each wrong row is said, nothing is
# recorded, and the workbook stays.
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
book=private/review/decisions.xlsx
t roster --quiet
t survey --decisions --quiet
cp $book ../good.xlsx
state() { find audit ../s.key private/review -type f | sort | xargs -d '\n' sha256sum | sha256sum; }
refuses() { # what is done to the workbook, edits on standard input
	sheet fill ../good.xlsx $book
	before=$(state)
	echo "== $1"
	t review 2>&1 || echo "exit status $?"
	[ "$(state)" = "$before" ] || echo "SOMETHING WAS RECORDED"
}
e() { printf '%s\t%s\t%s\t%s\n' "$@"; }
refuses "answers that are none" <<-E
	$(e Decisions 2 Decision yes)
	$(e Decisions 3 Decision keep)
	$(e Decisions 4 Decision "same person as")
	$(e Decisions 5 Decision other)
	$(e Decisions 6 "Who or what" SW1)
	$(e "Word or name" 2 Decision "same person as Kari")
	$(e "Missed anything" 2 "Missed anything?" Xyz)
	$(e "Missed anything" 3 "Missed anything?" en)
E
refuses "a participant's name is to stay" <<-E
	$(e Decisions 5 Decision keep)
E
refuses "spellings were changed" <<-E
	$(e Decisions 2 Decision keep)
	$(e Decisions 2 Spellings Ruskene)
	$(e "Word or name" 2 "Leave as it is" "x")
	$(e "Missed anything" 2 Turn "Something else.")
E
refuses "a turn in the place of a name" <<-E
	$(e Decisions 2 Spellings "$(sheet show ../good.xlsx "Missed anything" | sed -n 2p | sed 's/^"\([^"]*\)".*/\1/; s/,.*//')")
	$(e Decisions 2 "Leave as it is" "$(sheet show ../good.xlsx "Missed anything" | sed -n 2p | sed 's/.*,//')")
E
refuses "a column is missing" <<-E
	$(e Decisions 1 Decision "What I think")
E
refuses "a row twice, with two answers" <<-E
	$(e Decisions 30 Spellings Rusken)
	$(e Decisions 30 "Leave as it is" "$(sheet show ../good.xlsx Decisions | sed -n 2p | sed 's/.*,//')")
	$(e Decisions 30 Decision keep)
E
echo "== no workbook of decisions"
cp "$SAMPLES/files/people.csv" $book
t review 2>&1 || echo "exit status $?"
printf 'PK\3\4' >$book
t review 2>&1 || echo "exit status $?"
rm private/review/*
t review 2>&1 || echo "exit status $?"
echo "== of another study"
cp ../good.xlsx ../other.xlsx
cd ..
mv s first && mv s.key first.key
rm -f holder.*
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
t roster --quiet
refuses "another study" <<-E
	$(e Decisions 2 Decision keep)
E
echo "== open in another program"
touch private/review/.~lock.decisions.xlsx#
t review 2>&1 || echo "exit status $?"
rm private/review/.~lock.decisions.xlsx#
echo "== half filled, columns in another order and more of them: read"
rm -f $book
t survey --decisions --quiet
sheet show $book Decisions | sed -n 2p | sed 's/,.*//'
sheet fill $book ../x.xlsx <<-E
	$(e Decisions 1 11 "My notes")
	$(e Decisions 2 11 "ask Tove")
	$(e Decisions 2 Decision BEHOLD)
E
mv ../x.xlsx $book
t review
