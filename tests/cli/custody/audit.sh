#!/bin/sh -eu
# The auditor's script, which knows nothing of taus, accepts both archives, and refuses
# them after any change; so does taus verify.
for c in bash minisign jq xmllint; do
	command -v $c >/dev/null || { echo "no $c"; exit 77; }
done
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
(
	cd s
	t() { taus "$@" --passphrase-file ../pass; }
	t run --quiet >/dev/null
	t key holder --quiet --label library --public "$(cat ../holder.pub)"
	t read --quiet --all --by AB
	t deposit --quiet
)
cp s/audit/keys/signing.pub .
mkdir bag
audit() { bash "$ROOT/tests/cli/custody/audit.bash" "$@"; }
for kind in data consent; do
	cp s/out/archive/trial-$kind-*.tar $kind.tar
	cp s/out/archive/trial-$kind-*.tar.minisig $kind.tar.minisig
	audit $kind.tar signing.pub | sed 's/[0-9][0-9]* checks, .*/N checks/'
	taus verify --public-key signing.pub $kind.tar | sed 's/:.*//'
	mkdir $kind
	tar -C $kind --strip-components=1 -xf $kind.tar
	audit $kind signing.pub | sed 's/[0-9][0-9]* checks, .*/N checks/'
done
[ ! -e data/data/consents ]
find data consent -name '*key*age' -o -name '*identity*' -o -name '*linking-key*'
echo '== changed'
change() { # in the data archive; what it is, then the command for it
	rm -rf bag
	cp -R data bag
	(cd bag && shift && "$@")
	if audit bag signing.pub >said; then echo "accepted: $1"; else grep -c FAIL said; fi
}
change 'a word of a copy' sed -i s/mistake/mischief/ data/transcripts/M1.txt
change 'a file more' touch data/more.txt
change 'a file gone' rm data/transcripts/M2.txt
change 'an entry of the log' sed -i '3s/success/failure/' data/audit/ledger.jsonl
change 'a signed position' sed -i 's/^entries: .*/entries: 1/' data/audit/checkpoints/000001.txt
change 'a tag' sed -i 's/^Contact-Name:.*/Contact-Name: nobody/' bag-info.txt
change 'a link' ln -s M1.txt data/transcripts/M3.txt
# One byte of the tar: the first thing that is looked at is the signature over it.
for n in 100 5000 20000; do
	cp data.tar bad.tar
	cp data.tar.minisig bad.tar.minisig
	printf '\001' | dd of=bad.tar bs=1 seek=$n conv=notrunc status=none
	audit bad.tar signing.pub || :
	taus verify --public-key signing.pub bad.tar || echo $?
done
head -c 20000 data.tar >bad.tar
taus verify --public-key signing.pub bad.tar || echo $?
rm bad.tar.minisig
taus verify --public-key signing.pub bad.tar || echo $?
taus verify data.tar || echo $?
printf 'untrusted comment: another\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n' >else.pub
taus verify --public-key else.pub data.tar || echo $?
taus verify --public-key pass data.tar || echo $?
