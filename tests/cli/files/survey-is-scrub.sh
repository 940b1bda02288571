#!/bin/sh -eu
# What survey names is what scrub changes, span for span: putting each code where
# survey says gives the bytes that scrub writes. Spans are sorted, keys are sorted,
# no two overlap, and no word of the text is printed.
mkdir in
n=0
for f in "$SAMPLES"/meetings/private/raw/*; do
	n=$((n + 1))
	cp "$f" in/$n.txt
done
roster="$SAMPLES/meetings/private/people.csv"
taus scrub --quiet --roster "$roster" --output out in/*.txt
taus survey --json --roster "$roster" in/*.txt >spans
jq -S -c . spans | cmp - spans
jq -r 'keys | join(",")' spans | sort -u
jq -r '.action' spans | grep -vxE 'code|placeholder|generalise|band|remove|ask' || :
jq -e -s 'all(.[]; .v == 1 and .score >= 1 and .score <= 100 and .start < .end)' spans
jq -e -s 'group_by(.file) | all(.[];
	. as $s | all(range(1; length); $s[.].start >= $s[. - 1].end))' spans
same=0 wide=0
for f in in/*.txt; do
	case $(head -c 2 "$f" | od -An -tx1) in
	' ff fe') to=utf-16le wide=$((wide + 1)) ;;
	*) to=$(taus survey --roster "$roster" "$f" | sed -n 's/^[^:]*: [^(]*(\([^,]*\), .* turns, .*/\1/p') ;;
	esac
	[ "$to" != macroman ] || to=macintosh
	[ "$to" != windows-1252 ] || to=cp1252
	at=0
	jq -r --arg f "$f" 'select(.file == $f) | "\(.start) \(.end) \(.code)"' spans |
		{
			while read -r from end code; do
				tail -c +$((at + 1)) "$f" | head -c $((from - at))
				printf %s "$code" | iconv -f utf-8 -t "$to"
				at=$end
			done
			tail -c +$((at + 1)) "$f"
		} >patched
	cmp patched "out/$f" && same=$((same + 1))
done
echo "$same of $n the same, $wide in UTF-16"
taus survey --json --only PHONE,FNR --roster "$roster" in/*.txt | jq -r .category | sort -u
