#!/bin/sh -eu
# The archives open and verify with tar, sha256sum and minisign alone; what they hold,
# and what they never hold.
for c in minisign jq; do
	command -v $c >/dev/null || { echo "no $c"; exit 77; }
done
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
cd s
t() { taus "$@" --passphrase-file ../pass; }
t run --quiet >/dev/null
t key holder --quiet --label library --public "$(cat ../holder.pub)"
t read --quiet --all --by AB
t deposit --quiet
cp audit/keys/signing.pub ..
cd ../s/out/archive
for f in *.tar; do
	minisign -V -H -q -p ../../../signing.pub -m "$f" && echo signed
	mkdir x
	tar -C x -xf "$f"
	(cd x/* && for m in manifest-sha256.txt tagmanifest-sha256.txt; do sha256sum -c --quiet --strict $m; done)
	(cd x/* && sha512sum -c --quiet --strict manifest-sha512.txt)
	(cd x/* && minisign -V -H -q -p ../../../../../signing.pub -m tagmanifest-sha256.txt && echo signed)
	head -n 1 x/*/data/README.txt
	(cd x/* && find . -type f | sed -e 's/F[0-9a-f]\{20\}/F/' | grep -v checkpoints | sort | uniq -c)
	tar -tvf "$f" | awk '{ print $1, $2 }' | sort -u
	rm -r x
done
# A name, a form's own name, or the key's bytes in neither.
if tar -xOf trial-data-*.tar | grep -aE 'Gjertrud|Vasskrokmo|Zebedeus|Magnhild|form-a1'; then exit 1; fi
if tar -xOf trial-consent-*.tar | grep -aE 'Gjertrud|Vasskrokmo|form-a1'; then exit 1; fi
