#!/bin/sh -eu
# Decisions hold: over runs, for a transcript that comes later, against an old workbook,
# and beside the study's own table of decisions; a place only as long as it reads the same.
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
book=private/review/decisions.xlsx
t roster --quiet
t survey --decisions --quiet
cp $book ../old.xlsx
decide() { # sheet, row, decision, who
	printf '%s\t%s\tDecision\t%s\n%s\t%s\tWho or what\t%s\n' "$1" "$2" "$3" "$1" "$2" "$4"
}
{
	decide Decisions 2 "as proposed" ""
	decide "Word or name" 2 keep ""
} | sheet fill ../old.xlsx $book
t review --quiet
t scrub --quiet
sed -n '3p;7p' out/transcripts/M1.txt
echo "== a transcript that comes later knows them"
sed -i '$a M9;later.txt;1;2018-06-05;20;a1|b1;;;audio;leader;leader' private/meetings.csv
printf 'SW1: Rusken ringte. Ruskens bil. Den rusken der er en annen sak.\nWA1: Per dag går det.\n' >private/raw/later.txt
t roster --quiet
t scrub
cat out/transcripts/M9.txt
echo "== an old workbook is as good as a new one, and the last answer counts"
decide Decisions 2 keep "" | sheet fill ../old.xlsx $book
t review
t scrub --quiet
sed -n 3p out/transcripts/M1.txt
echo "== the table of decisions comes beside, and goes again"
printf 'scope;category;folded;meeting;start;end;verdict;treat;same_as\nname;PER;gunnvor;;;;same;;c1\n' >private/decisions.csv
t roster --quiet
t scrub --quiet
sed -n '3p;7p' out/transcripts/M1.txt
printf 'scope;category;folded;meeting;start;end;verdict;treat;same_as\n' >private/decisions.csv
t roster --quiet
t scrub --quiet
sed -n '3p;7p' out/transcripts/M1.txt
echo "== a place that reads otherwise is covered again"
sed -i 's/^ES1: Per dag er/ES1: Ja, Per dag er/' "private/raw/meeting Gjertrud.txt"
t scrub
sed -n '7p' out/transcripts/M1.txt
