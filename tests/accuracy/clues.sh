#!/bin/sh
# How many turns that point to one person are listed, and how much of ordinary talk.
# usage: clues.sh [-v] [-f] BUILD-FOLDER
# -v: the lines of pointing.txt that were missed, and of ordinary.txt that were listed
# -f: the transcripts as files alone, without a study that knows the roles
set -eu
export LC_ALL=C
verbose=0
alone=0
while getopts vf option; do
	case $option in
	v) verbose=1 ;;
	f) alone=1 ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
here=$(cd "$(dirname "$0")" && pwd)
taus=$(cd "$1" && pwd)/taus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 077
mkdir -p "$work/study/private/raw"

# A transcript for each set and language, one turn a line, and where each line came from:
# transcript, line, set, line there, one or joined or ordinary, kinds.
transcripts() {
	awk -v raw="$work/study/private/raw" '
	function flush(kind, kinds) {
		if (turn != "")
			print doc "\t" at "\t" set "\t" from "\t" kind "\t" kinds
		turn = ""
	}
	FNR == 1 {
		flush("ordinary", "")
		set = FILENAME
		sub(".*/", "", set)
		sub("[.]txt$", "", set)
	}
	/^#= lang:/ {
		flush("ordinary", "")
		doc = set "-" $3
		at = 0
		next
	}
	/^#= kinds:/ {
		kind = /[(]one[)]/ ? "one" : "joined"
		sub("^#= kinds: *", "")
		sub(" *[(]one[)]", "")
		gsub(", *", ",")
		flush(kind, $0)
		next
	}
	/^#=/ { next }
	{
		flush("ordinary", "")
		turn = $0
		from = FNR
		at++
		print > (raw "/" doc ".txt")
	}
	END { flush("ordinary", "") }' "$here/pointing.txt" "$here/ordinary.txt"
}

# The study: one person for each code that stands before a turn.
tables() {
	raw=$work/study/private/raw
	cat >"$work/study/study.yaml" <<-YAML
		v: 1
		project: clues
		language: no
		codes: team
		numbers: given
		roles:
		  - {code: SW, name: social worker, names: "sosialarbeider|veileder", professional: true}
		  - {code: T, name: therapist, names: "terapeut|behandler", professional: true}
		  - {code: ES, name: employment specialist, names: "jobbspesialist", professional: true}
		  - {code: WA, name: work applicant, names: "jobbsøker", professional: false}
		  - {code: P, name: participant, names: "deltaker", professional: false}
		  - {code: R, name: interviewer, names: "intervjuer", professional: false}
	YAML
	sed -n 's/^\([A-Z][A-Z]*[0-9][0-9]*\):.*/\1/p' "$raw"/*.txt | sort -u | awk '
	BEGIN {
		print "person;given;family;role;team"
		print "pR1;Qvirina;Ztoxkleiv;R;1"
	}
	{
		role = $0
		team = $0
		sub("[0-9]*$", "", role)
		sub("^[A-Z]*", "", team)
		letters = substr("abcdefghijklmnopqrstuvwxyz", NR % 26 + 1, 1) \
		    substr("abcdefghijklmnopqrstuvwxyz", int(NR / 26) + 1, 1)
		print "p" $0 ";Qvu" letters "xi;Ztox" letters "kleiv;" role ";" team
	}' >"$work/study/private/people.csv"
	present=$(awk -F';' 'NR > 1 { printf "%s%s", (NR > 2 ? "|" : ""), $1 }' \
		"$work/study/private/people.csv")
	echo 'meeting;file;date;present;labels' >"$work/study/private/meetings.csv"
	for f in "$raw"/*.txt; do
		name=$(basename "$f" .txt)
		echo "$name;$name.txt;2018-03-05;$present;I=pR1; Intervjuer=pR1; Intervjuar=pR1" |
			sed 's/;I=\(.*\)$/;"I=\1"/'
	done >>"$work/study/private/meetings.csv"
}

# Prints transcript and line of each turn that is listed.
listed() {
	if [ $alone = 1 ]; then
		"$taus" survey --clues "$work"/study/private/raw/*.txt
	else
		cd "$work/study"
		echo 'only a measure' >"$work/passphrase"
		set -- --passphrase-file "$work/passphrase" --quiet
		"$taus" init --work-factor 10 "$@" >/dev/null
		"$taus" roster "$@" >/dev/null
		"$taus" survey --clues "$@"
	fi >"$work/json"
	jq -r '[(.meeting // .file | sub(".*/"; "") | sub("[.]txt$"; "")), .line,
	    (.clues | join(","))] | @tsv' "$work/json"
}

transcripts >"$work/map"
tables
listed >"$work/listed"
words=$(grep -v '^#=' "$here/ordinary.txt" | wc -w)
awk -F'\t' -v words="$words" -v verbose=$verbose '
NR == FNR {
	clues[$1 "\t" $2] = $3
	next
}
{
	all[$5]++
	hit = ($1 "\t" $2) in clues
	found[$5] += hit
	lang = $1
	sub(".*-", "", lang)
	all[$5, lang]++
	found[$5, lang] += hit
	if (verbose && hit != ($5 != "ordinary"))
		print $3 ".txt:" $4 ": " (hit ? "listed: " clues[$1 "\t" $2] : "missed: " $6)
}
function share(what, kind) {
	printf "%-28s %d of %d (%.1f %%): nb %d of %d, nn %d of %d, en %d of %d\n", what,
	    found[kind], all[kind], 100 * found[kind] / all[kind], found[kind, "nb"],
	    all[kind, "nb"], found[kind, "nn"], all[kind, "nn"], found[kind, "en"],
	    all[kind, "en"]
}
END {
	found["all"] = found["joined"] + found["one"]
	all["all"] = all["joined"] + all["one"]
	printf "%-28s %d of %d (%.1f %%)\n", "listed", found["all"], all["all"],
	    100 * found["all"] / all["all"]
	share("  joined clues", "joined")
	share("  one clue, professional", "one")
	share("ordinary turns listed", "ordinary")
	printf "%-28s %.1f (%d words)\n", "false per 10,000 words",
	    10000 * found["ordinary"] / words, words
}' "$work/listed" "$work/map"
