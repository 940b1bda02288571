#!/bin/sh -eu
# Debian's age opens the linking key, with the leader's key file and with the second
# holder's, to a tar of tables; and what age sealed, taus opens.
for c in age script jq; do
	command -v $c >/dev/null || { echo "no $c"; exit 77; }
done
sh -eu "$ROOT/tests/cli/study/begin.inc" 2
opened() { # KEY-FILE PASSPHRASE SEALED OUT
	script -qec "age -d -i '$1' -o '$4' '$3'" /dev/null <"$2" >/dev/null
}
t() { taus "$@" --passphrase-file "$HOME/pass"; }
(cd s && t run --quiet >/dev/null)
(cd s && t key holder --quiet --label library --public "$(cat ../holder.pub)")
for i in s.key/linking.identity.age holder.key; do
	case $i in holder.key) p=other ;; *) p=pass ;; esac
	opened $i $p s.key/linking-key.age tar
	tar -tf tar
	tar -xOf tar people.csv | grep -c Vasskrokmo
	tar -xOf tar files.csv | grep -c 'meeting Gjertrud.txt'
	sha256sum <tar
	rm tar
done | sed 's/^[0-9a-f]\{64\} .*/a digest/'
for i in consents contacts; do
	opened s.key/$i.identity.age pass s.key/linking-key.age none || echo "$i: not for this"
	[ ! -e none ]
done
f=$(find s/private/consent/sealed -name '*.age' | sort | head -n 1)
opened s.key/consents.identity.age pass "$f" form.pdf
cat s/private/consent/*.pdf | grep -a -c -F "$(tail -n 1 form.pdf)"
opened holder.key other "$f" again.pdf
cmp form.pdf again.pdf
opened s.key/signing.key.age pass s.key/signing.key.age x || :
[ ! -e x ]
grep -c '^-> X25519' s.key/linking-key.age
[ "$(grep -a -c '^-> ' s.key/linking-key.age)" = 2 ]

# The other way: the tables, changed by hand, sealed by age, and said in the log by hand.
opened s.key/linking.identity.age pass s.key/linking-key.age tar
mkdir x
tar -C x -xf tar
sed -i 's/Vasskrokmo/Ravndalsbrekk/' x/people.csv
(cd x && tar --format=ustar --sort=name --owner=0 --group=0 --mtime=@0 -cf ../new.tar -- *)
age -R s/audit/keys/recipients-linking.txt -o s.key/linking-key.age new.tar
cd s
rm private/people.csv private/meetings.csv private/consents.csv private/names-that-stay.csv
t scrub || echo "$? before the log knows it"
L=audit/ledger.jsonl
cp $L ../log
jq -cS -n --arg prev "$(tail -n 1 ../log | sha256sum | cut -d' ' -f1)" \
	--arg time "$(tail -n 1 ../log | jq -r .time)" --argjson n $(($(wc -l <../log) + 1)) \
	--arg sha "$(sha256sum <../s.key/linking-key.age | cut -d' ' -f1)" \
	'{agent: "pi", event: "encryption", n: $n, object: "key/linking-key.age", outcome: "success",
	prev: $prev, reason: "rewrap", sha256: $sha, time: $time, v: 1}' >>$L
echo 'SW1: And then Ravndalsbrekk came.' >>'private/raw/meeting Gjertrud.txt'
t scrub --quiet
tail -n 1 out/transcripts/M1.txt
t verify --quiet >/dev/null

# A form that age sealed is the form; another one is not taken for it.
one=$(find private/consent/sealed -name '*.age' | sort | head -n 1)
age -R audit/keys/recipients.txt -o "$one" ../form.pdf
t consent add --remove-plain --quiet || echo "$? removed all"
find private/consent -name '*.pdf'
cp ../form.pdf private/consent/form-a1.pdf
for p in a1 b1 a2 b2; do cp ../form.pdf private/consent/form-$p.pdf; done
echo more >>../form.pdf
age -R audit/keys/recipients.txt -o "$one" ../form.pdf
t consent add --remove-plain >/dev/null 2>&1 || echo "$? not the same form"
