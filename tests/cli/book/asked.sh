#!/bin/sh -eu
# On a terminal init asks what no option answers: few questions, in plain words, one of
# them again after an answer that is none.
command -v script >/dev/null || { echo "no script here"; exit 77; }
answers() {
	for a in "$@"; do
		sleep 0.5
		printf '%s\n' "$a"
	done
	sleep 3
}
asked() { tr -d '\r' <said | grep -oE '^(What shall|Where shall|Codes by|Write team|Write the|A project|The project|New|Again|Passphrase)[^[?.:]*' || :; }
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
