# Progress is one line on a terminal, taken back at the end, and is nowhere else.
script -q -e -c true /dev/null </dev/null >/dev/null 2>&1 || { echo "no terminal to be had"; exit 77; }
printf 'given;family;role;team\nKari;Nordli;WA;4\n' >people.csv
for n in 1 2 3; do printf 'WA4: Hei, Kari. Ring 412 34 567.\n' >"interview$n.txt"; done
printf 'PK\003\004 no package' >broken.docx
escape=$(printf '\033') return=$(printf '\r')
# What reaches the terminal, with what moves its pen made visible; and what is left on it.
show() { sed "s/$escape\[K/<wipe>/g; s/$return/<return>/g" "$1"; }
left() { sed "s/$return\$//" "$1" | sed "s/.*$return$escape\[K//"; }
on_terminal() { TERM=xterm script -q -e -c "$1" shown </dev/null >/dev/null || echo "exit $?"; sed -i '1d; /^Script done/d; /^$/d' shown; }
on_terminal 'taus survey --roster people.csv interview*.txt >words'
show shown
taus survey --roster people.csv interview*.txt 2>/dev/null | cmp - words
# Words said meanwhile stand whole, on lines of their own, also where both are the terminal.
on_terminal 'taus survey --json --only PER --roster people.csv interview*.txt; taus scrub --roster people.csv --output out interview1.txt broken.docx interview2.txt'
left shown
# A long or strange name does not break the line.
mkdir strange
long=æøåæøåæøåæøåæøåæøåæøåæøåæøåæøåæøåæøåæøå.txt
cp interview1.txt "strange/$long"
cp interview1.txt "strange/$(printf 'a\033[31mb').txt"
on_terminal 'taus survey strange/* >words'
show shown
# Nothing of it: not a terminal, a single file, --quiet, a terminal that cannot take a line back.
taus survey interview*.txt 2>&1 >words | cat
on_terminal 'taus survey interview1.txt >words'
show shown
on_terminal 'taus survey --quiet interview*.txt >words'
show shown
on_terminal 'TERM=dumb taus survey interview*.txt >words'
show shown
