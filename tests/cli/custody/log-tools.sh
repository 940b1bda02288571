#!/bin/sh -eu
# The log verified with jq, sha256sum and minisign alone, after many steps.
for c in minisign jq; do
	command -v $c >/dev/null || { echo "no $c"; exit 77; }
done
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read --quiet --all --by AB
t deposit --quiet --no-sandbox
t roster --remove-plain --quiet
t consent add --remove-plain --quiet
t run --quiet >/dev/null
L=audit/ledger.jsonl
jq -cS . $L | cmp - $L
prev=0000000000000000000000000000000000000000000000000000000000000000
n=0
while IFS= read -r line; do
	n=$((n + 1))
	printf '%s\n' "$line" | jq -e --arg p "$prev" --argjson n $n '.prev == $p and .n == $n' >/dev/null
	prev=$(printf '%s\n' "$line" | sha256sum | cut -d' ' -f1)
	[ ! -e "audit/at.$n" ]
	for c in audit/checkpoints/*.txt; do
		[ "$(sed -n 's/^entries: //p' "$c")" != $n ] || grep -qx "head: $prev" "$c"
	done
done <$L
for c in audit/checkpoints/*.txt; do
	minisign -V -H -q -p audit/keys/signing.pub -x "$c.pi.minisig" -m "$c"
done
[ "$(sed -n 's/^entries: //p' "$c")" = $n ] && echo 'signed to the end'
jq -r .time $L | sort -c
jq -c keys $L | sort -u
jq -r .v $L | sort -u
jq -r '[.event, .reason, .outcome] | join(", ")' $L | sort -u
jq -r .agent $L | sort -u
jq -r .object $L | sed -E 's/[0-9a-f]{20}/ID/; s/[0-9]{4}-[0-9]{2}-[0-9]{2}/DATE/' | sort -u
# Digests of sealed files and of outputs, never of an original.
jq -r 'select(.sha256 != null) | .sha256' $L | sort -u >known
find private -type f ! -name '*.age' -exec sha256sum {} + | cut -d' ' -f1 | sort | comm -12 - known
