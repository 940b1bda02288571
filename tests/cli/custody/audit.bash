#!/bin/bash
# Verify a whole archive without taus: minisign, sha256sum, sha512sum, jq, tar, awk and
# xmllint. usage: audit.bash BAG.tar|BAGDIR LEADER.pub [WITNESS.pub]
# Exit 0: everything verified. The public keys must come from outside the archive (the
# ethics file, the paper, the institution's web page). V=1 lists what was right, too.
set -u
export LC_ALL=C
umask 077
in=$1
pi=$(realpath "$2")
dpo=${3:+$(realpath "$3")}
rc=0 n=0
ok() {
	n=$((n + 1))
	[ -z "${V:-}" ] || echo "ok   $*"
}
bad() {
	rc=1
	echo "FAIL $*"
}
chk() {
	local what=$1
	shift
	if "$@" >/dev/null 2>&1; then ok "$what"; else bad "$what"; fi
}
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT

if [ -f "$in" ]; then
	# 0 the signature over the archive itself, before anything reads it
	if ! minisign -V -H -q -p "$pi" -x "$in.minisig" -m "$in" >/dev/null 2>&1; then
		bad "archive file signature"
		echo "NOT VERIFIED"
		exit 1
	fi
	ok "archive file signature"
	# nothing but plain files and folders below one folder, before unpacking
	tar -tvf "$in" >"$T/list" 2>/dev/null || { bad "tar readable"; exit 1; }
	awk '$1 !~ /^[-d]/' "$T/list" | grep -q . && { bad "tar holds links or devices"; exit 1; }
	tar -tf "$in" | grep -E '(^/|(^|/)\.\.(/|$))' -q && { bad "tar has unsafe paths"; exit 1; }
	[ "$(tar -tf "$in" | cut -d/ -f1 | sort -u | wc -l)" = 1 ] || { bad "one top folder"; exit 1; }
	[ -z "$(tar -tf "$in" | sort | uniq -d)" ] || { bad "duplicate member names"; exit 1; }
	mkdir "$T/x"
	tar -C "$T/x" --no-same-owner -xf "$in" || { bad "tar unpack"; exit 1; }
	cd "$T"/x/*/ || exit 1
else
	cd "$in" || exit 1
fi

# 1 BagIt (RFC 8493)
chk "bagit.txt exact" cmp bagit.txt \
	<(printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
for a in 256 512; do
	chk "manifest sha$a" sha${a}sum -c --strict --quiet manifest-sha$a.txt
	cut -c$((a / 4 + 3))- manifest-sha$a.txt | sort >"$T/m"
	chk "manifest sha$a lists each file once" test -z "$(uniq -d "$T/m")"
	find data -type f | sort >"$T/f"
	chk "manifest sha$a complete, no extra file" cmp "$T/m" "$T/f"
done
chk "only plain files and folders" test -z "$(find . ! -type f ! -type d)"
chk "no unexpected file beside the tag files" test -z "$(find . -maxdepth 1 -type f \
	! -name bagit.txt ! -name bag-info.txt ! -name 'manifest-sha*.txt' \
	! -name tagmanifest-sha256.txt ! -name 'tagmanifest-sha256.txt*.minisig')"
chk "only data/ beside the tag files" test "$(find . -maxdepth 1 -mindepth 1 -type d)" = ./data
chk "tag manifest" sha256sum -c --strict --quiet tagmanifest-sha256.txt
chk "tag manifest covers the four tag files" cmp <(cut -c67- tagmanifest-sha256.txt | sort) \
	<(printf 'bag-info.txt\nbagit.txt\nmanifest-sha256.txt\nmanifest-sha512.txt\n')
chk "Payload-Oxum" test "$(sed -n 's/^Payload-Oxum: //p' bag-info.txt)" = \
	"$(find data -type f -printf '%s\n' | awk '{ s += $1; c++ } END { print s "." c }')"

# 2 the signature over the tag manifest, and so over everything
chk "bag signature (leader)" minisign -V -H -q -p "$pi" -m tagmanifest-sha256.txt
minisign -V -H -Q -p "$pi" -m tagmanifest-sha256.txt >"$T/tc" 2>&1
chk "signature file ends in newline" test -z "$(tail -c1 tagmanifest-sha256.txt.minisig)"
chk "signature file is canonical (4 lines, fixed first line)" cmp \
	<(head -n 4 tagmanifest-sha256.txt.minisig | sed '1s/.*/untrusted comment: signature from taus/') \
	tagmanifest-sha256.txt.minisig
chk "trusted comment names this tag manifest" grep -q \
	"tagmanifest-sha256=$(sha256sum <tagmanifest-sha256.txt | cut -d' ' -f1)" "$T/tc"

# 3 the ledger: canonical JSON, unbroken chain, sequence, time order
L=data/audit/ledger.jsonl
chk "ledger ends in newline" test -z "$(tail -c1 $L)"
chk "ledger is canonical JSON lines" cmp <(jq -cS . $L) $L
mkdir "$T/l"
split -l 1 -a 7 -d $L "$T/l/"
(cd "$T/l" && sha256sum -- *) | cut -c1-64 >"$T/h"
N=$(wc -l <$L)
HEAD=$(tail -n 1 "$T/h")
chk "hash chain" cmp <(jq -r .prev $L) <(printf '0%.0s' {1..64}; echo; head -n -1 "$T/h")
chk "sequence numbers" cmp <(jq -r .n $L) <(seq 1 "$N")
chk "times do not run backwards" sh -c "jq -r .time $L | sort -c"
chk "entry fields exact" test "$(jq -c keys $L | sort -u)" = \
	'["agent","event","n","object","outcome","prev","reason","sha256","time","v"]'

# 4 what the ledger says of this volume is there, unchanged, and every sealed file is in the
# ledger; a form stands in the ledger as "consents/NAME", other files as "data/NAME"
if [ "$(sed -n 's/^Taus-Volume: //p' bag-info.txt)" = consent ]; then
	known='select(.object|startswith("consents/"))|["data/"+.object,.event,.sha256]|@tsv'
else
	known='select(.object|startswith("data/"))|[.object,.event,.sha256]|@tsv'
fi
jq -r "$known" $L |
	awk -F'\t' '{ e[$1] = $2; s[$1] = $3 }
		END { for (o in e) if (e[o] != "deletion") print s[o] "  " o }' >"$T/obj"
chk "ledger objects match files" sha256sum -c --strict --quiet "$T/obj"
chk "every sealed file is in the ledger" test -z \
	"$(comm -13 <(cut -c67- "$T/obj" | sort) <(find data -name '*.age' | sort))"
jq -r 'select(.event=="deletion")|.object' $L | while read -r o; do
	[ ! -e "$o" ] || echo "$o"
done >"$T/del"
chk "destroyed objects are absent" test ! -s "$T/del"

# 5 checkpoints: signed, head and count match the ledger, the newest covers its end
last=0
for c in data/audit/checkpoints/*.txt; do
	chk "checkpoint $c signature" minisign -V -H -q -p "$pi" -x "$c.pi.minisig" -m "$c"
	[ -z "$dpo" ] ||
		chk "checkpoint $c witness" minisign -V -H -q -p "$dpo" -x "$c.witness.minisig" -m "$c"
	e=$(sed -n 's/^entries: //p' "$c")
	chk "checkpoint $c head" test "$(sed -n 's/^head: //p' "$c")" = "$(sed -n "${e}p" "$T/h")"
	last=$e
done
chk "newest checkpoint covers the whole ledger" test "$last" = "$N"
chk "bag signature binds the ledger head" grep -q "ledger-entries=$N ledger-head=$HEAD" "$T/tc"

# 6 sealed files: age v1, X25519 alone, as many holders as the list says
R=$(grep -c '^age1' data/audit/keys/recipients.txt)
while read -r f; do
	# shellcheck disable=SC2016 # that is awk's $
	chk "sealed file $f" awk -v r="$R" 'NR == 1 && $0 != "age-encryption.org/v1" { exit 1 }
		/^-> / { if ($2 != "X25519" || NF != 3) exit 1; k++ }
		/^--- / { exit k == r ? 0 : 1 }' "$f"
done < <(find data -name '*.age')

# 7 the describing files are well formed
for j in data/ro-crate-metadata.json data/metadata/datacite.json; do
	[ ! -e $j ] || chk "$j" jq -e . $j
done
P=data/metadata/premis.xml
if [ -e $P ] && command -v xmllint >/dev/null; then
	chk premis xmllint --nonet --noout $P
	chk "PREMIS events = ledger entries" test \
		"$(xmllint --xpath 'count(//*[local-name()="event"])' $P)" = "$N"
fi
[ $rc = 0 ] && echo "VERIFIED: $n checks, $N ledger entries, head $HEAD" || echo "NOT VERIFIED"
exit $rc
