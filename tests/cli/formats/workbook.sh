# The tables of a study as sheets of one workbook, saved by LibreOffice: it has days,
# numbers and a formula, a comment and a hidden row.
printf 'a passphrase for trying\n' >pass
chmod 600 pass
taus init s --work-factor 10 --passphrase-file pass --quiet
book=$ROOT/tests/cli/formats/study.xlsx
cp "$book" s/private/study.xlsx
printf 'SW1: Hei, Zebedeus.\nWA1: Hei, Gjerti. Magnhild kom ikke, og ikke NAV.\n' >s/private/raw/meeting.txt
cd s
taus roster --passphrase-file ../pass --check
taus roster --passphrase-file ../pass
taus roster --passphrase-file ../pass --show
echo "- a table in two places"
printf 'person;given;family;role;team\nx;Odd;Flaumdalsli;SW;1\n' >private/people.csv
taus roster --passphrase-file ../pass --check || echo "status $?"
echo "- empty tables beside it do not count, and all plain ones are removed"
printf 'person;given;family;role;team\n' >private/people.csv
taus roster --passphrase-file ../pass --remove-plain
ls private

echo "- the same files alone"
cd ..
printf 'Gjertrud og Seljegrend.\n' >a.txt
taus scrub --quiet --roster "$book" --output - a.txt
head -c 3000 "$book" >cut.xlsx
taus scrub --quiet --roster cut.xlsx --output - a.txt || echo "status $?"
printf '\320\317\021\340 old' >old.xls
taus scrub --quiet --roster old.xls --output - a.txt || echo "status $?"
