# --dry-run of each command writes nothing, neither a byte nor a time, says what it would
# write, ends as the command itself does, and what it said is then written.
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
# What lies there: names, modes, times of change, bytes.
tree() { find s s.key holder* pass other copies try -printf '%p %M %s %T@ %C@\n' -type f -exec sha256sum {} \; 2>/dev/null | sort; }
log() { wc -l <s/audit/ledger.jsonl; }
# $1 is the folder to stand in.
both() {
	in=$1
	shift
	status=0 also=0
	tree >before
	(cd "$in" && taus "$@" --dry-run --passphrase-file "$HOME/pass") >said 2>err || status=$?
	tree >after
	cmp before after || { echo "$*: the trial has written"; diff before after; }
	echo "== $1 $([ $# = 1 ] || echo "$2"): $status"
	sed -n 's/DRAFT-trial-\([a-z]*\)-[0-9-]*/DRAFT-trial-\1-DAY/; s/^\(would write private.aside.*\) [0-9-]*[.]/\1 DAY./; s/\(deviation\)-[0-9-]*/\1-DAY/; /^would\|^Nothing/p' said
	# What is said of it says that it is one.
	grep -v '^trial: \|^taus: ' err && echo "$*: said as if it were so"
	lines=$(log)
	(cd "$in" && taus "$@" --passphrase-file "$HOME/pass") >"$TMPDIR/out" 2>&1 || also=$?
	[ "$status" = "$also" ] || { echo "$*: exit $status in the trial, then $also"; cat "$TMPDIR/out"; }
	# What it would write is there now, what it would remove is gone.
	sed -n 's/^would write //p' said | grep -v -e '^the key' -e '^standard' | while read -r f; do
		[ -e "$in/$f" ] || [ -e "$f" ] || echo "$*: no $f"
	done
	sed -n 's/^would remove \(private.*\)/\1/p' said | while read -r f; do
		[ ! -e "$in/$f" ] || echo "$*: $f is still there"
	done
	would=$(sed -n 's/.*The log would get \([0-9]*\) lines.*/\1/p' said)
	[ "$(($(log) - lines))" = "${would:-0}" ] || echo "$*: the log got $(($(log) - lines)) lines"
}
both s status
both s run # a study in which nothing was sealed yet
both s run # and one in which nothing has changed
sed -i 's/^a1;Gjertrud;Vasskrokmo;;/a1;Gjertrud;Vasskrokmo;Gjera;/' s/private/people.csv
both s roster
both s scrub
echo 'SW1: Gjera, hei.' >>"s/private/raw/meeting Gjertrud.txt"
both s scrub
rm s/out/tables/*
both s table
both s check
both s consent status
both s consent add --remove-plain
both s key holder --label library --public "$(cat holder.pub)"
both s key rewrap
both s key show
both s read M1 --by AB
both s deposit --draft
both s deposit # refused: not read
sed -i 's/out with the dog/out with a dog/' s/out/transcripts/M2.txt
both s scrub # refused: edited
both s adopt M2
both s scrub --again M2
printf 'people\ta place\n' >words # refused: too common
chmod 600 words
both s missed --by AB --words-file ../words
printf 'mistake\ttake it out\n' >words
both s missed --by AB --words-file ../words
both s verify
both s explain M1:1
both s roster --remove-plain
both s roster --show
both . rules check
both . key new --output try --work-factor 10
both . init another --work-factor 10
both . scrub --output copies --roster "$SAMPLES/meetings/private/people.csv" "s/private/raw/meeting Gjertrud.txt" "s/private/raw/meeting Magnhild.txt"
both . scrub "s/private/raw/meeting Gjertrud.txt"
# Also from a pipe, which is kept in a file without a name.
echo 'I: Hei. Jeg heter Kari.' | taus scrub --dry-run --quiet -
# An answer in JSON is nothing but that.
(cd s && { taus status --dry-run --json --passphrase-file ../pass || :; }) | jq -s 'all(.v == 1)'
taus status --dry-run --lang no || :
ls
