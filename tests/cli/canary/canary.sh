#!/bin/sh -eu
# Names, numbers, file names and the passphrase of a study are looked for in everything
# that every command says and leaves, refusals included, in both languages: outside
# private/ and the key folder none of them may stand, in no temporary file, no archive.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
printf 'Kanarrypass med mellomrom\n' >secret
chmod 600 secret
rm -r s s.key
mkdir said
said=$PWD/said
n=0
c() { # a command in both languages; whatever it says is kept, whatever it answers
	for l in no en; do
		n=$((n + 1))
		taus "$@" --lang $l >"$said/$n" 2>&1 || :
	done
}
p() { c "$@" --passphrase-file ../secret; }
c init s --work-factor 10 --passphrase-file secret
cd s
cat >canaries <<'E'
Qvixelmyr
Zorbaldine
Wrumpfeldt
Jaspernikka
Ysmeralda
Hjorvardsen
91827364
01915512307
kanarifugl@example.org
Knarkelia
Kanarrypass
E
cat >study.yaml <<'E'
v: 1
project: trial
language: no
codes: team
numbers: given
roles:
  - {code: SW, name: social worker, names: "veileder", professional: true}
  - {code: WA, name: work applicant, names: "jobbsøker", professional: false}
table:
  - {column: sex, title: Sex, kind: category}
E
cat >private/people.csv <<'E'
person;given;family;aliases;sex;role;team;from;to
a1;Zorbaldine;Qvixelmyr;;F;SW;1;2018-01-01;
b1;Jaspernikka;Wrumpfeldt;;M;WA;1;2018-01-01;
E
cat >private/meetings.csv <<'E'
meeting;file;team;date;minutes;present;absent;labels
M1;Opptak Qvixelmyr.txt;1;2018-03-05;31;a1|b1;;
M2;Opptak Zorbaldine.txt;1;2018-04-05;31;a1|b1;;
E
cat >private/consents.csv <<'E'
person;form;version;date;medium;scope;withdrawn;withdrawal
a1;Qvixelmyr.pdf;v1;2018-01-15;paper;audio|quotes|archive;;
b1;Wrumpfeldt.pdf;v1;2018-01-15;paper;audio|quotes|archive;;
E
echo 'signed: Qvixelmyr' >private/consent/Qvixelmyr.pdf
echo 'signed: Wrumpfeldt' >private/consent/Wrumpfeldt.pdf
cat >'private/raw/Opptak Qvixelmyr.txt' <<'E'
Zorbaldine: Hvordan går det, Jaspernikka Wrumpfeldt?
WA1: Bra, sa søsteren min, Ysmeralda. Nummeret er 91827364, fødselsnummeret 01915512307.
SW1: Skriv til kanarifugl@example.org. Sjefen min, Hjorvardsen, sa det til Ysmeralda. Jeg var ordfører og fikk trillinger da Zorbaldine kom.
ZORBALDINE: Wrumpfeldts bok og Qvixelmyr-saken. Jeg bor i Knarkelia 12.
E
sed 's/Bra/Greit/' 'private/raw/Opptak Qvixelmyr.txt' >'private/raw/Opptak Zorbaldine.txt'
chmod -R go-rwx private

# What goes well.
p run
for command in 'roster --check' 'roster --show' survey 'survey --json' 'survey --clues' scrub check 'check --json' \
	'consent status' 'consent add' table status 'key show' deposit 'read --all --by AB'; do
	# shellcheck disable=SC2086 # words on purpose
	p $command
done
c key holder --label library --public "$(cat ../holder.pub)" --passphrase-file ../secret
p deposit --draft
p deposit
p verify
cat out/report/*.jsonl >/dev/null
test -s out/report/clues.jsonl

# What does not.
c status --passphrase-file ../pass
c status --passphrase-file ../none
p read M1 --by 'Zorbaldine Q'
p deposit --without M9
mkdir ../keep
cp -R private ../keep
other=no
broken() { # steps with a table or file that is spoilt, in one language and the other
	for command in 'roster --check' run 'survey --json' scrub; do
		case $other in no) other=en ;; *) other=no ;; esac
		n=$((n + 1))
		# shellcheck disable=SC2086 # words on purpose
		taus $command --lang $other --passphrase-file ../secret >"$said/$n" 2>&1 || :
	done
	rm -rf private
	cp -R ../keep/private .
}
spoil() { sed "$1" "../keep/private/$2" >"private/$2"; }
spoil '2s/;/;Wrumpfeldt;/' people.csv; broken
spoil '2s/SW;1/S W;Qvixelmyr/' people.csv; broken
spoil '3s/WA;1/SW;1/' people.csv; broken
spoil '3s/^b1;Jaspernikka;Wrumpfeldt/a1;Jaspernikka;Wrumpfeldt/' people.csv; broken
spoil '2s/2018-01-01/Zorbaldine/' people.csv; broken
spoil '2s/Qvixelmyr/"Qvixelmyr/' people.csv; broken
spoil '3s/;Opptak.*txt/;Qvixelmyr\/x.txt/' meetings.csv; broken
spoil '3s/a1|b1/a1|Wrumpfeldt/' meetings.csv; broken
spoil '3s/^M2/Zorbaldine Q/' meetings.csv; broken
spoil '2s/2018-03-05/Zorbaldine/' meetings.csv; broken
spoil '2s/^a1/Qvixelmyr/' consents.csv; broken
spoil '2s/Qvixelmyr.pdf/Hjorvardsen.pdf/' consents.csv; broken
spoil '2d' consents.csv; broken
spoil '2s/audio/Ysmeralda/' consents.csv; broken
printf 'Ysmeralda \377 Zorbaldine\n' >>'private/raw/Opptak Qvixelmyr.txt'; broken
printf 'Ysmeralda\0\0\0\1 Zorbaldine\n' >'private/raw/Opptak Qvixelmyr.txt'; broken
echo 'Zorbaldine' >'private/raw/Wrumpfeldt.txt'; broken
rm 'private/raw/Opptak Zorbaldine.txt'; broken
echo 'Qvixelmyr sto det her.' >>out/transcripts/M1.txt
p check
p scrub
p deposit
p verify
rm out/transcripts/M1.txt
p run
p roster --remove-plain
p consent add --remove-plain
p run
p status

# Now look: what was said, what lies outside private/ and the key folder, the archives
# unpacked, the temporary folder; file names, too.
mkdir ../look
cp -R ../said audit out rules documents study.yaml ../look
cp -R "$TMPDIR" ../look/tmp
for f in out/archive/*.tar; do
	mkdir "../look/un-${f##*/}"
	tar -C "../look/un-${f##*/}" -xf "$f"
done
if command -v python3 >/dev/null; then
	find ../look -name '*.xlsx' -exec python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sys.stdout.buffer.write(b"\n".join(n.encode() + b"\n" + z.read(n) for n in z.namelist()))' {} \; >../look/sheets
fi
find ../look -type f >../names
while read -r canary; do
	grep -rlaiF -e "$canary" ../look ../names | sed "s/^/$canary: /" || :
	printf %s "$canary" | iconv -f utf-8 -t utf-16le >../wide
	grep -rlaF -f ../wide ../look | sed "s/^/$canary, UTF-16: /" || :
done <canaries | sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}/DATE/' | sort
find ../said -type f | wc -l
# The search itself finds what there is to find.
grep -rlaiF Qvixelmyr private | wc -l
