#!/bin/sh -eu
# Every number of the table of Norwegian numbers (values computed: months above 80 or
# dates in 2039, so that nobody holds one) in a sentence that fits, and alone in one that
# does not say what it is. Printed: the kind, the value, what the table expects, and as
# what it is covered in each; "-" is not covered. What fails its check is covered too; a
# service number that does not exist and a short KID are numbers like any other.
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
mkdir in
n=0
while IFS=';' read -r kind value expected; do
	n=$((n + 1))
	case $kind in
	orgnr) told="Firmaet har organisasjonsnummer $value, står det." ;;
	konto) told="Kontonummeret mitt er $value, står det." ;;
	iban) told="IBAN er $value, står det." ;;
	kid*) told="KID: $value" ;;
	duf) told="DUF-nummeret er $value, står det." ;;
	phone) told="Du kan ringe $value i morgen." ;;
	*) told="Fødselsnummeret er $value, står det." ;;
	esac
	printf '%s\n' "$told" >"in/$(printf %02d "$n")-told.txt"
	printf 'På lappen sto %s, og ingen visste hvorfor.\n' "$value" \
		>"in/$(printf %02d "$n")-alone.txt"
	printf '%s;%s;%s\n' "$kind" "$value" "$expected" >>rows
done <<'E'
fnr;01013950187;valid
fnr;01013950268;valid
fnr;01013950195;valid-2032-only
fnr;01013950284;valid-2032-only
fnr;01013950101;valid-2032-only
fnr;01013950004;valid-2032-only
fnr;01013950186;invalid
fnr;10013950187;invalid
fnr;31023950009;checksum-ok-date-impossible
dnr;41013950170;valid
hnr;01413950089;valid
tnr;01813950061;valid-synthetic
tnr;01813950142;valid-synthetic
d+tnr;41813950055;valid-synthetic
d+hnr;41413950072;valid
t65;01663950025;checksum-ok (month 66)
tnr-century;01810000186;valid-synthetic
tnr-century;01819949995;valid-synthetic
tnr-century;01815474909;valid-synthetic
tnr-century;01819950020;valid-synthetic
tnr-century;01810050019;valid-synthetic
tnr-century;01813999869;valid-synthetic
tnr-century;01814090082;valid-synthetic
tnr-century;01819999909;valid-synthetic
tnr-century;01815374998;checksum-ok, series unassigned
tnr-century;01814075024;checksum-ok, series unassigned
tnr;29820450017;valid-synthetic
tnr;29820550038;checksum-ok-date-impossible
fh;80000000098;valid
fh;81234567802;valid
fh;81234567801;invalid
orgnr;123456785;valid
orgnr;100000016;valid
orgnr;123456784;invalid
konto;99990000006;valid
konto;99991234566;valid
konto;01013950187;valid
konto;99991234567;invalid
iban;NO7699999900018;valid
kid10;602243;valid
kid11;602248;valid
kid10;12345674;valid
kid11;12345674;valid
kid10;201703238;valid
kid11;201703239;valid
kid11;104-;valid
duf;209900000103;valid (unverified rule)
duf;209912345608;valid (unverified rule)
phone;23032017;ambiguous
phone;40000000;phone-mobile
phone;+47 900 00 000;phone-mobile
phone;(+47) 00 00 00 00;not a number: 00 prefix
phone;580000000000;phone-m2m-12
phone;02000;phone-5-digit
phone;01999;not-phone
E
taus survey --json --roster people.csv in/*.txt >spans
# The whole value is covered by one mark, which is what stands for it here.
found()
{
	jq -r --arg file "$1" --arg value "$2" '
		select(.file | endswith($file)) |
		select((.end - .start) >= ($value | utf8bytelength)) | .category' spans |
		sort -u | tr '\n' ' ' | sed 's/ $//; s/^$/-/'
}
n=0
while IFS=';' read -r kind value expected; do
	n=$((n + 1))
	told=$(found "$(printf %02d "$n")-told.txt" "$value")
	alone=$(found "$(printf %02d "$n")-alone.txt" "$value")
	printf '%-12s %-18s %-36s %-8s %s\n' "$kind" "$value" "$expected" "${told:--}" "${alone:--}"
done <rows
