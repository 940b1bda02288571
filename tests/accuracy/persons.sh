#!/bin/sh
# Of how many persons not one mention is left, and whether one person has one code.
# usage: persons.sh [-v] BUILD-FOLDER
# -v: each mention that is left or has a code of its own, each other word taken for a person
set -eu
export LC_ALL=C
verbose=0
while getopts v option; do
	case $option in
	v) verbose=1 ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
here=$(cd "$(dirname "$0")" && pwd)
taus=$(cd "$1" && pwd)/taus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# DOC.txt, DOC.csv and DOC.gold (start, end, person, 1 if misspelt), and the list of
# documents with their teams. Offsets count bytes.
awk -v work="$work" '
function finish(    open, close_, brace, id, misspelt) {
	if (doc == "")
		return
	out = ""
	while ((open = index(text, "\302\253")) > 0) {
		out = out substr(text, 1, open - 1)
		text = substr(text, open + 2)
		close_ = index(text, "\302\273{")
		brace = index(text, "}")
		if (close_ == 0 || brace < close_) {
			print doc ": a mention without its person" > "/dev/stderr"
			exit 1
		}
		id = substr(text, close_ + 3, brace - close_ - 3)
		misspelt = sub("~$", "", id)
		print length(out) "\t" length(out) + close_ - 1 "\t" id "\t" misspelt > (work "/" doc ".gold")
		out = out substr(text, 1, close_ - 1)
		text = substr(text, brace + 1)
	}
	printf "%s", out text > (work "/" doc ".txt")
	close(work "/" doc ".gold")
}
/^#= doc:/ {
	finish()
	doc = $3
	print doc "\t" $7
	text = ""
	part = "csv"
	next
}
/^#= text/ {
	part = "text"
	next
}
/^#=/ || doc == "" { next }
part == "csv" { print > (work "/" doc ".csv") }
part == "text" { text = text $0 "\n" }
END { finish() }' "$here/persons.txt" >"$work/documents"

while IFS="$(printf '\t')" read -r doc team; do
	"$taus" survey --json --roster "$work/$doc.csv" --team "$team" "$work/$doc.txt" \
		>"$work/json" </dev/null
	jq -r '[.start, .end, .category, .rule, .code] | @tsv' "$work/json" >"$work/$doc.spans"
done <"$work/documents"

cut -f 1 "$work/documents" | awk -F'\t' -v work="$work" -v verbose=$verbose '
# A code or placeholder without doubt and genitive.
function plain(code) {
	sub("^\\[\\[[?] ", "[[", code)
	if (code ~ /^\[\[.*\]\].*s$/)
		sub("\\]\\].*$", "]]", code)
	if (code ~ /^[A-Z]+[0-9]+b?.?s$/)
		sub("[^0-9b]+$", "", code)
	return code
}
function line_of(at) {
	return split(substr(text, 1, at + 1), lines, "\n")
}
function told(at, end, what,    words_) {
	if (!verbose)
		return
	words_ = substr(text, at + 1, end - at)
	gsub("\n", "/", words_)
	print doc ":" line_of(at) ": " what ": " words_
}
function read_people(    file, line, f, n) {
	file = work "/" doc ".csv"
	while ((getline line < file) > 0) {
		n = split(line, f, ",")
		seat[doc, f[1]] = f[n - 1] f[n]
	}
}
function read_text(    file, line) {
	text = ""
	file = work "/" doc ".txt"
	while ((getline line < file) > 0)
		text = text line "\n"
}
# by[byte]: number of the span that covers it
function read_spans(    file, line, f, i) {
	split("", by)
	spans = 0
	file = work "/" doc ".spans"
	while ((getline line < file) > 0) {
		split(line, f, "\t")
		spans++
		from[spans] = f[1]
		upto[spans] = f[2]
		category[spans] = f[3]
		rule[spans] = f[4]
		code[spans] = plain(f[5])
		doubt[spans] = f[5] ~ /^\[\[[?]/
		touches[spans] = 0
		for (i = f[1]; i < f[2]; i++)
			by[i] = spans
	}
}
function mention(at, end, id, misspelt,    i, c, left, first, last, who, kind) {
	last = end - 1
	if (end - at > 3 && substr(text, end, 1) == "s")
		last--
	for (i = at; i < end; i++) {
		gold[i] = 1
		c = substr(text, i + 1, 1)
		if (i in by)
			touches[by[i]] = 1
		if (c ~ /[A-Za-z0-9]/ || c > "\177") {
			if (!(i in by) && i <= last)
				left = 1
			if (first == "" && i in by)
				first = by[i]
		}
	}
	who = doc SUBSEP id
	kind = id ~ /^p/ ? "roster" : "other"
	if (!(who in persons))
		persons[who] = kind
	mentions[kind]++
	if (left) {
		told(at, end, "left of " id (misspelt ? " (misspelt)" : ""))
		lost[kind]++
		leaks[who]++
		if (!misspelt)
			leaks_spelt[who]++
		return
	}
	covered++
	# A name before a turn is left out of the codes: it is easy, and there are many.
	if ((at == 0 || substr(text, at, 1) == "\n") && substr(text, end + 1, 1) == ":")
		m_label[covered] = 1
	m_who[covered] = who
	m_code[covered] = doc SUBSEP code[first]
	m_kind[covered] = kind
	if (kind == "roster" && code[first] != seat[who]) {
		wrong++
		unsure += doubt[first]
		told(at, end, id " is " seat[who] ", has " code[first])
	}
}
# A word outside the mentions that a span of a person alone has taken.
function other_words(    i, n, c, inside, taken, s) {
	n = length(text)
	for (i = 0; i <= n; i++) {
		c = substr(text, i + 1, 1)
		if (i < n && (c ~ /[A-Za-z0-9]/ || c > "\177") && !(i in gold)) {
			if (!inside)
				words++
			inside = 1
			if (i in by)
				taken = by[i]
			continue
		}
		if (inside && taken && !touches[taken] && rule[taken] != "label" &&
		    rule[taken] != "code") {
			any++
			if (category[taken] == "PER") {
				touched++
				told(from[taken], upto[taken], "taken for a person by " rule[taken])
			}
		}
		inside = taken = 0
	}
}
{
	doc = $1
	split("", gold)
	read_people()
	read_text()
	read_spans()
	file = work "/" doc ".gold"
	while ((getline line < file) > 0) {
		split(line, g, "\t")
		mention(g[1], g[2], g[3], g[4])
	}
	other_words()
}
function entities(kind, name,    who, n, whole, spelt) {
	for (who in persons)
		if (persons[who] == kind) {
			n++
			whole += !(who in leaks)
			spelt += !(who in leaks_spelt)
		}
	printf "%-36s %d of %d (%.1f %%); misspelt mentions apart %d (%.1f %%); mentions left %d of %d\n",
	    name, whole, n, 100 * whole / n, spelt, 100 * spelt / n, lost[kind], mentions[kind]
}
function counted(i, kind) {
	return (kind == "" || m_kind[i] == kind) && !(i in m_label)
}
function bcubed(kind, name,    i, n, recall, precision, both, together, size_who, size_code) {
	for (i = 1; i <= covered; i++) {
		if (!counted(i, kind))
			continue
		together[m_who[i], m_code[i]]++
		size_who[m_who[i]]++
		size_code[m_code[i]]++
	}
	for (i = 1; i <= covered; i++) {
		if (!counted(i, kind))
			continue
		n++
		both = together[m_who[i], m_code[i]]
		recall += both / size_who[m_who[i]]
		precision += both / size_code[m_code[i]]
	}
	if (n == 0)
		n = 1
	printf "%-36s recall %.1f %%, precision %.1f %% (%d mentions)\n", name,
	    100 * recall / n, 100 * precision / n, n
}
END {
	entities("roster", "persons of the roster without a leak")
	entities("other", "others without a leak")
	bcubed("", "one person one code, all")
	bcubed("roster", "one person one code, roster")
	printf "%-36s %d of %d, %d of them doubts\n", "mentions with a code not their seat", wrong,
	    mentions["roster"] - lost["roster"], unsure
	printf "%-36s %.2f as persons (%d), %.2f as anything (%d)\n", "other words touched per 1,000",
	    1000 * touched / words, touched, 1000 * any / words, any
}'
