# Takes the marks out of a file of numbers or traps; see run.sh. Writes each
# block to docs/N-LANG.txt, a line a blank line apart, and prints for each mark
#	M doc start end category line
# and for each line of text
#	L doc start end - line
# in bytes from 0. Needs LC_ALL=C: "«" and "»" are two bytes each.

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why >"/dev/stderr"
	failed = 1
	exit 2
}

BEGIN { open = "\302\253"; close_ = "\302\273" }

/^## (nb|nn|en)$/ {
	doc = sprintf("%02d-%s.txt", ++blocks, $2)
	at = 0
	next
}
/^#( |$)/ || /^$/ { next }
{
	if (doc == "")
		fail("text before the first block")
	rest = $0
	text = ""
	while ((i = index(rest, open)) > 0) {
		text = text substr(rest, 1, i - 1)
		rest = substr(rest, i + 2)
		j = index(rest, close_)
		if (j < 2)
			fail("a mark that is empty or not closed")
		span = substr(rest, 1, j - 1)
		if (index(span, open))
			fail("a mark within a mark")
		rest = substr(rest, j + 2)
		category = "TRAP"
		if (kind == "numbers") {
			if (!match(rest, /^\{[-A-Z]+\}/))
				fail("a mark without its category")
			category = substr(rest, 2, RLENGTH - 2)
			rest = substr(rest, RLENGTH + 1)
		}
		from = at + length(text)
		print "M", doc, from, from + length(span), category, FNR
		text = text span
	}
	if (index(rest, close_))
		fail("a mark that is closed but not opened")
	text = text rest
	print "L", doc, at, at + length(text), "-", FNR
	printf "%s\n\n", text >(docs "/" doc)
	at += length(text) + 2
}

END {
	if (!failed && !blocks) {
		printf "%s: nothing in it\n", FILENAME >"/dev/stderr"
		exit 2
	}
}
