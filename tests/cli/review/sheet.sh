#!/bin/sh -eu
# From survey's workbook of decisions to copies that follow them: each answer, in both
# languages, and what becomes of the workbook.
sh -eu "$ROOT/tests/cli/review/begin.inc"
cd s
t() { taus "$@" --passphrase-file ../pass; }
book=private/review/decisions.xlsx
t roster --quiet
t survey --decisions 2>&1
stat -c '%a %n' private/review $book
echo "== what is asked"
sheet show $book Decisions | sed 's/,[0-9a-f|]*|name|.*//; s/,[0-9a-f|]*|person|.*//'
sheet show $book "Word or name" | cut -d, -f1-4
sheet show $book "Missed anything" | cut -d, -f1-3 | sort
echo "== unchanged, it is written anew"
t survey --decisions 2>&1 | tail -n 1
row() { # the row of a sheet that begins so
	sheet show $book "$1" | grep -n "^$2" | head -n 1 | cut -d: -f1
}
edit() { # sheet, beginning of the row, column, text
	printf '%s\t%s\t%s\t%s\n' "$1" "$(row "$1" "$2")" "$3" "$4"
}
{
	edit Decisions Rusken Decision keep
	edit Decisions Solvei Decision "As Proposed"
	edit Decisions Gunnvor Decision other
	edit Decisions Gunnvor "Who or what" "a place"
	edit "Word or name" 'Per,' Decision "samme person som"
	edit "Word or name" 'Per,' "Who or what" es1
	edit "Missed anything" '"WA1: Hun med' "Missed anything?" "røde bilen"
	edit "Missed anything" '"WA1: Hun med' "Who or what" "ta det bort"
	edit "Missed anything" '"SW1: Da gjør' "Missed anything?" no
} >../edits 
sheet fill $book ../filled.xlsx <../edits
mv ../filled.xlsx $book
echo "== filled in, it is left alone"
t survey --decisions 2>&1
touch "private/review/decisions - kopi.xlsx"
echo "== read"
t review --by AB
ls private/review
rm private/review/*
t scrub
cat out/transcripts/M1.txt
echo "== known in the key, by whom"
age -d -i ../s.key/linking.identity.age ../s.key/linking-key.age 2>/dev/null | tar -xO decisions.csv 2>/dev/null || true
echo "== the next workbook"
t survey --decisions 2>&1
sheet show $book Decisions | grep -e Rusken -e Solvei -e Gunnvor | cut -d, -f1-3
sheet show $book Decisions | grep -c ,keep,
cat out/report/sample.jsonl
t status | grep drawn
grep -c -e Rusken -e Gunnvor audit/ledger.jsonl || true
