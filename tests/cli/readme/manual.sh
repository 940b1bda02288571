# Every line "$ ..." under EXAMPLES of a manual page runs as it stands there and
# exits with 0, or with N where "# exit N" stands behind it; and every option that
# --help shows has its place in the page of the command, in its synopsis too.
#
# The examples of each page begin in a folder of their own with
#	ips-meetings/, ips-meetings.key/	the sample study, run, with two holders, read
#	sample/		the sample study, not begun
#	people.csv, interview1.txt, interview2.txt	files alone
# shellcheck source=/dev/null
. "$ROOT/tests/cli/readme/around"

# quietly WHAT: say what it printed only if it fails.
quietly()
{
	"$@" >"$TMPDIR/log" 2>&1 || {
		echo "$* failed:"
		cat "$TMPDIR/log"
		exit 1
	}
}

mkdir "$TMPDIR/start"
(
	cd "$TMPDIR/start" || exit
	cp -R "$SAMPLES/meetings" sample
	cp -R sample ips-meetings
	printf 'given;family;role;team\nKari;Nordli;WA;4\nPer;Haugmo;SW;4\n' >people.csv
	printf 'SW4: Hei, Kari. Bor du i Kristiansand?\nWA4: Ja. Ring meg på 412 34 567.\n' >interview1.txt
	printf 'SW4: Per Haugmo her. Det var 3. mai.\nWA4: Ja.\n' >interview2.txt
	cd ips-meetings || exit
	quietly taus init
	quietly taus run
	taus key new --output ../second-holder.key >../public 2>/dev/null
	quietly taus key holder --label library --public "$(cat ../public)"
	quietly taus read --all --by demo
	quietly taus deposit --draft
)

# The examples of a page: what stands in literal displays under EXAMPLES.
# shellcheck disable=SC2154 # no_terminal is set by around
examples()
{
	awk '
		/^\.Sh / { in_examples = ($2 == "EXAMPLES") }
		/^\.Bd -literal/ { literal = 1; next }
		/^\.Ed/ { literal = 0 }
		no_terminal && /^\$ age / { next }
		in_examples && literal && /^\$ / { print substr($0, 3) }
	' no_terminal="$no_terminal" "$1" | sed 's/\\e/\\/g; s/\\&//g; s/\\(aq/'"'"'/g; s/\\-/-/g'
}

status=0
for page in "$ROOT"/cmd/man/*.[157]; do
	name=${page##*/}
	examples "$page" >"$TMPDIR/commands"
	if [ ! -s "$TMPDIR/commands" ]; then
		echo "$name has no examples"
		status=1
	fi
	mkdir "$HOME/$name"
	cp -R "$TMPDIR/start/." "$HOME/$name"
	# One shell runs them all, so that "cd" holds for what follows.
	awk -v q="'" '
		{
			want = 0
			if (match($0, /# exit [0-7]$/))
				want = substr($0, RSTART + 7)
			shown = $0
			gsub(q, q "\\" q q, shown)
			printf "{ %s\n} >\"$log\" 2>&1 </dev/null; got=$?\n", $0
			printf "[ $got = %d ] || { echo %s%s%s; echo \"exit $got\"; cat \"$log\"; bad=1; }\n",
			    want, q, shown, q
		}
		END { print "exit ${bad:-0}" }
	' "$TMPDIR/commands" >"$TMPDIR/script"
	(cd "$HOME/$name" && log=$TMPDIR/log sh "$TMPDIR/script") >"$TMPDIR/said" || {
		echo "$name:"
		cat "$TMPDIR/said"
		status=1
	}
	rm -rf "${HOME:?}/$name"
done

# Global options have their place in taus(1); completion has no others.
taus completion --help | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort >"$TMPDIR/global"
for command in taus $(taus --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
	page=$ROOT/cmd/man/taus-$command.1
	[ "$command" != taus ] || page=$ROOT/cmd/man/taus.1
	if [ ! -e "$page" ]; then
		echo "no manual page of taus $command"
		status=1
		continue
	fi
	if [ "$command" = taus ]; then
		cat "$TMPDIR/global"
	else
		taus "$command" --help | sed -n 's/^  --\([a-z-]*\).*/\1/p' | sort |
			comm -23 - "$TMPDIR/global"
	fi >"$TMPDIR/options"
	for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
		grep -qx ".Sh $section" "$page" || {
			echo "${page##*/} has no $section"
			status=1
		}
	done
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$page" >"$TMPDIR/synopsis"
	while read -r option; do
		[ "$command" = taus ] || grep -q -- "Fl Fl $option\( \|\$\)" "$TMPDIR/synopsis" || {
			echo "${page##*/} does not show --$option in its synopsis"
			status=1
		}
		grep -q -- "^\.It Fl Fl $option\( \|\$\)" "$page" || {
			echo "${page##*/} does not say what --$option does"
			status=1
		}
	done <"$TMPDIR/options"
done
exit $status
