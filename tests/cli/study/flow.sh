#!/bin/sh -eu
# A small study from its first day to its archive, step by step.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
step() {
	echo "\$ taus $*" | sed 's/age1[0-9a-z]*/PUBLIC/'
	taus "$@" --passphrase-file ../pass >said 2>&1 || echo "exit $?" >>said
	sed -E 's/20(2[4-9]|[3-9][0-9])-[0-9]{2}-[0-9]{2}/DATE/; s/(last|siste) [0-9a-f]{16}/\1 HEAD/' said
	rm said
}
step status
step roster --check
step scrub
step roster
step consent add
step survey
step scrub
step check
step table
step key show
step deposit
step key holder --label library --public "$(cat ../holder.pub)"
step key show
step roster --show
step consent status
step deposit
step read M1 --by AB
step read M3 --by AB
step read --all --by AB
step deposit
step verify
step roster --remove-plain
step consent add --remove-plain
step status
head -n 3 out/transcripts/M*.txt
find private -type f | sed 's/F[0-9a-f]*/F/' | sort
