#!/bin/sh -eu
# On a terminal init asks what no option answers: few questions, in plain words, one of
# them again after an answer that is none.
command -v script >/dev/null || { echo "no script here"; exit 77; }
printf 'a passphrase for trying\n' >pass
chmod 600 pass
answers() {
	for a in "$@"; do
		sleep 0.5
		printf '%s\n' "$a"
	done
	sleep 3
}
asked() { tr -d '\r' <said | grep -oE '^(What shall|Where shall|Codes by|Write team|Write the|A project|The project|The key|New|Again|Passphrase)[^[?.:]*' || :; }
answers "Min studie" sleep-study "$HOME/keys/sleep" perhaps role secret-words-1 secret-words-1 |
	script -qec "taus init s --work-factor 10" /dev/null >said
asked
grep -e project -e codes s/study.yaml
ls keys/sleep
sed "s|$HOME|HOME|" s/private/key-folder
answers "" secret-words-1 secret-words-1 |
	script -qec "taus init t --key $HOME/keys/t --codes team --work-factor 10" /dev/null >said
asked
grep -e project -e codes t/study.yaml
taus init u --codes both || echo "exit status $?"
taus init u --project "Kari" || echo "exit status $?"
echo "== a key inside the study, and one at home"
# shellcheck disable=SC2088 # taus opens it
answers v/key "~/at home" "" secret-words-1 secret-words-1 |
	script -qec "taus init v --project v --work-factor 10" /dev/null >said
asked
test -s "at home/signing.key.age" && echo "it lies at home"
echo "== what the folder says is not asked, and passphrases that differ leave nothing behind"
mkdir w
answers one-passphrase another-one |
	script -qec "taus init x --project x --key kx --codes team --work-factor 10" /dev/null >said || echo "exit status $?"
test ! -e x && test ! -e kx && echo "nothing is there"
printf 'v: 1\nproject: from-before\nlanguage: "no"\nroles:\n  - {code: PT, name: pasient}\n' >w/study.yaml
answers "" secret-words-1 secret-words-1 |
	script -qec "taus init w --work-factor 10" /dev/null >said
asked
grep project w/study.yaml
unzip -p w/private/study.xlsx xl/worksheets/sheet2.xml | grep -c '<formula1>"PT"</formula1>'
mkdir y && cp w/study.yaml y
taus init y --codes role || echo "exit status $?"
ls y
echo "== names of folders"
for name in "Møtestudie på Ås (2)" "A folder with a name that is longer than anybody would think of" "***"; do
	taus init "$name" --work-factor 10 --passphrase-file pass --quiet
	grep project "$name/study.yaml"
done
