#!/bin/sh
# An invented transcript of $2 bytes to standard output, the same each time: profile $1
# is clean (nothing to find), interview (some 2,000 names, numbers and dates a MB), dense
# (five times that) or adversarial (what begins as a match does and is none). Names are
# the lines of file $3.
set -eu
awk -v profile="$1" -v bytes="$2" -v names="$3" '
function random(n) {
	seed = (seed * 1103515245 + 12345) % 2147483648
	return int(seed / 65536) % n
}
function item() {
	if (random(2))
		return name[random(count) + 1]
	return some[random(items) + 1]
}
function trap() {
	return bait[random(baits) + 1]
}
BEGIN {
	words = split("vi har snakket om hvordan det går på jobben og hva hun trenger for " \
		"å komme videre med søknaden etter sommeren fordi legen mente at det var " \
		"for tidlig men nå er planen klar så jeg tror vi må vente litt til alle har " \
		"fått svar fra kontoret ikke sant we were talking about how it had been " \
		"going since the last time and what they said about work", word, " ")
	items = split("418012 34567|412 34 567|22 33 44 55|3. mars|12.03.2018|" \
		"1234.56.78903|987 654 321|4012 Vikby|kari@eksempel.no|" \
		"https://eksempel.no/a|www.eksempel.no|AB 12345|Lindegata 12|fru Obelund|" \
		"doktor Obelund|heter Obelund|bor i Vikby|45 år gammel|34-åring|" \
		"klokka 12.30|mandag 3. mars|mars 2018|2017/5555|Vikby skole|Vikby AS|" \
		"NAV Vikby|Vikby kommune|March 3, 2018|Mr. Obelund|name is Obelund|" \
		"12 Vikby Street|4925 0000 0000 0004|saksnummer 17/555|født i 1985|" \
		"broren min Obelund|Vikby stasjon", some, "|")
	baits = split("41801 234567|412 34 56|22 33 44|3. gang|12.03.|1234.56.7890|Vikby|" \
		"kari@|@ @ @|http:/|www|AB 1234|Lindegata|fru|doktor|heter|bor i|45 år|34-år|" \
		"klokka 12|mandag 3.|mars 20|2017/5|Skole Skole|Barn AS-et|NAV|Kommune|" \
		"March 3,|Mr.|name is|12 Street|4925 0000 0000 000|saksnummer|født|" \
		"broren min|stasjon|Aa Bb Cc Dd|1 2 3 4 5 6 7 8|a.b.c.d", bait, "|")
	while (count < 200000 && (getline line <names) > 0)
		name[++count] = line
	seed = 7
	share = profile == "interview" ? 75 : profile == "dense" ? 15 : 0
	while (done < bytes) {
		turn = "SW1:"
		for (i = 0; i < 45; i++) {
			turn = turn " " word[random(words) + 1]
			if (share && random(share) == 0)
				turn = turn ", " item() ","
			if (profile == "adversarial")
				turn = turn " " trap()
		}
		print turn ".\n"
		done += length(turn) + 3
	}
}'
