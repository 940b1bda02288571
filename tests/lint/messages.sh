#!/bin/sh
# Messages and their texts fit together. An id is used where it is the first
# string of a call to fail(), fail_with(), fail_errno(), say(), tell(), answer(), or to
# a function of the same file that takes it as "what", "id" or "message".
#
#  - every id that is used has exactly one text, in cmd/messages/*.def;
#  - every text is used: its id stands as a string somewhere in lib/ or cmd/;
#  - both languages say something, with the same {n} in them, and no {n} that a
#    fail_with() gives no argument for;
#  - what an option or a command says of itself in its table is such an id;
#  - no text holds a word that users should not have to know.
cd "$(dirname "$0")/../.." || exit 1
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT
set -- cmd/messages/*.def
[ -e "$1" ] || set --
defs=$#
for f in lib/*/*.[ch] cmd/*.[ch]; do
	[ ! -e "$f" ] || set -- "$@" "$f"
done

awk -v defs="$defs" '
function complain(text) { print text; bad = 1 }

# The text without its comments, strings kept.
function bare(text,    out, m) {
	while (match(text, /"([^"\\\n]|\\.)*"|\/\*|\/\/[^\n]*|\047([^\047\\\n]|\\.)+\047/)) {
		m = substr(text, RSTART, RLENGTH)
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + RLENGTH)
		if (m == "/*") {
			if (!index(text, "*/"))
				return out
			text = substr(text, index(text, "*/") + 2)
			out = out " "
		} else if (m ~ /^"/) {
			out = out m
		} else if (m ~ /^\047/) {
			out = out "0"
		}
	}
	return out text
}

# Takes the first string off rest, pieces that stand side by side as one; "" and
# none = 1 if there is none.
function string(    out) {
	none = 1
	out = ""
	if (!match(rest, /"([^"\\]|\\.)*"/))
		return ""
	before = substr(rest, 1, RSTART - 1)
	do {
		piece = substr(rest, RSTART, RLENGTH)
		sub(/^[ \t\n]*"/, "", piece)
		sub(/"$/, "", piece)
		out = out piece
		rest = substr(rest, RSTART + RLENGTH)
	} while (match(rest, /^[ \t\n]*"([^"\\]|\\.)*"/))
	none = 0
	return out
}

# {1} {2} in a text, as "12": each once, in order.
function places(text,    n, out) {
	for (n = 1; n <= 9; n++)
		if (index(text, "{" n "}"))
			out = out n
	return out
}

function read_texts(file, text,    id, en, nb, word) {
	text = bare(text)
	while (match(text, /(^|[^A-Za-z0-9_])MESSAGE[ \t\n]*\(/)) {
		rest = text = substr(text, RSTART + RLENGTH)
		id = string(); en = string()
		if (before !~ /^[ \t\n]*,[ \t\n]*$/) none = 1
		nb = none ? "" : string()
		if (none || before !~ /^[ \t\n]*,[ \t\n]*$/ || rest !~ /^[ \t\n]*\)/) {
			complain(file ": " id ": not MESSAGE(\"id\", \"English\", \"Norsk\")")
			continue
		}
		text = rest
		if (id !~ /^[a-z0-9]+(-[a-z0-9]+)*$/ || length(id) > 39)
			complain(file ": \"" id "\" is no id: small letters, digits, hyphens, at most 39")
		if (id in from)
			complain(file ": " id " has a text in " from[id] " already")
		from[id] = file
		if (en !~ /[A-Za-z{]/)
			complain(file ": " id " says nothing in English")
		if (nb !~ /[A-Za-z{]/)
			complain(file ": " id " says nothing in Norwegian")
		if (places(en) != places(nb))
			complain(file ": " id ": not the same {n} in both languages")
		holes[id] = places(en)
		check_words(file, id, " " tolower(en) " " tolower(nb) " ")
	}
}

function check_words(file, id, text,    i) {
	gsub(/[^a-z0-9.]+/, " ", text)
	gsub(/[.] /, " ", text)
	for (i = 1; i <= banned; i++)
		if (index(text, " " ban[i] " ") && !((file " " ban[i]) in allowed))
			complain(file ": " id ": a user need not know the word \"" ban[i] "\"")
}

# Names of the functions of this file that pass an id on.
function passers(text,    out) {
	out = "fail|fail_with|fail_errno|say|tell|answer"
	while (match(text, /(^|\n)[a-z_0-9]+\([^(){};]*const char \*(what|id|message)[,)]/)) {
		name = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		sub(/^\n/, "", name)
		sub(/\(.*/, "", name)
		out = out "|" name
	}
	return out
}

# The rest of the call that text starts in: up to its closing bracket.
function arguments(text,    depth, out, m) {
	depth = 1
	while (match(text, /"([^"\\]|\\.)*"|[()]/)) {
		m = substr(text, RSTART, RLENGTH)
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + RLENGTH)
		if (m == "(") depth++
		if (m == ")" && --depth == 0) break
		out = out m
	}
	return out
}

function read_uses(file, text,    call, calls, name, id, format, given) {
	text = bare(text)
	calls = "(^|[^A-Za-z0-9_])(" passers(text) ")[ \t\n]*\\("
	call = text
	while (match(call, calls)) {
		name = substr(call, RSTART, RLENGTH)
		gsub(/[^A-Za-z0-9_]/, "", name)
		call = substr(call, RSTART + RLENGTH)
		rest = arguments(call)
		id = string()
		# "x ? "a-b" : "c-d"" uses two
		while (!none && id ~ /^[a-z0-9]+(-[a-z0-9]+)+$/) {
			use(file, id)
			if (rest !~ /^[ \t\n]*:[ \t\n]*"/) {
				given = name == "fail" ? 0 : name == "fail_errno" ? 1 : 9
				if (name == "fail_with" && rest ~ /"/) {
					# a tab between two; PRIu64 may cut the string
					format = rest
					given = gsub(/\\t/, "", format) + 1
				}
				if (!(id in least) || given < least[id]) {
					least[id] = given
					at[id] = file
				}
			}
			id = string()
			if (before !~ /^[ \t\n]*:[ \t\n]*$/)
				break
		}
	}
	read_tables(file, text)
	rest = text
	for (id = string(); !none; id = string()) {
		if (id ~ /^@[a-z0-9]+(-[a-z0-9]+)+$/) # an argument that is a text
			use(file, id = substr(id, 2))
		mentioned[id] = 1
	}
}

# Rows of struct option end with an id, and .summary of a command is one.
function read_tables(file, text,    row, gap) {
	gap = "[ \t\n\\\\]*"
	row = "OPTION_[A-Z]+," gap "(NULL|\"[^\"]*\")," gap "\"|[.]summary =" gap "\""
	while (match(text, row)) {
		rest = substr(text, RSTART + RLENGTH - 1)
		text = substr(text, RSTART + RLENGTH)
		use(file, string())
	}
}

function use(file, id) {
	if (!(id in used))
		used[id] = file
}

function end_of_file() {
	if (file == "")
		return
	if (number <= defs)
		read_texts(file, whole)
	else
		read_uses(file, whole)
}

BEGIN {
	while ((getline word <"tests/lint/jargon.txt") > 0)
		if (word !~ /^#/)
			ban[++banned] = word
	# In the room of tables, age is years lived.
	allowed["cmd/messages/table.def age"]
	allowed["cmd/messages/release.def age"]
}
FNR == 1 { end_of_file(); file = FILENAME; whole = ""; number++ }
{ whole = whole $0 "\n" }
END {
	end_of_file()
	for (id in used)
		if (!(id in from))
			complain(used[id] ": " id " has no text in cmd/messages")
	for (id in from)
		if (!(id in mentioned))
			complain(from[id] ": " id " is not used")
	for (id in least)
		if ((id in from) && holes[id] != "" && substr(holes[id], length(holes[id])) + 0 > least[id])
			complain(from[id] ": " id " has a {" substr(holes[id], length(holes[id])) \
				"}, but " at[id] " gives " least[id])
	exit bad
}' "$@" >"$found"
status=$?
sort "$found"
exit $status
