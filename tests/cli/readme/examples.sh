# Every example of README.md, that is every block marked "console", prints what
# README.md says it prints. They run in their order, in one shell, which begins where
# a reader stands after "make demo": at the top of the tree, with the demo made. A
# line "..." stands for any lines, or none, "..." in a line for anything.
# shellcheck source=/dev/null
. "$ROOT/tests/cli/readme/around"

readme=$ROOT/README.md
mkdir -p "$TMPDIR/examples" build/release
cp -R "$SAMPLES" samples
# shellcheck disable=SC2154 # set by around
ln -s "$real_taus" build/release/taus
sh samples/demo.sh build/release >"$TMPDIR/demo.log" 2>&1 || {
	echo "the demo failed:"
	cat "$TMPDIR/demo.log"
	exit 1
}

# One file a command, NUMBER.run, and one for what it shall print, NUMBER.want;
# NUMBER.line says where it stands.
awk -v to="$TMPDIR/examples/" '
	/^```console$/ { inside = 1; next }
	/^```$/ { inside = 0; goes_on = 0; next }
	!inside { next }
	goes_on { print >run; goes_on = /\\$/; next }
	/^\$ / {
		name = sprintf("%s%03d", to, ++n)
		run = name ".run"; want = name ".want"
		printf "" >want
		print NR >(name ".line")
		print substr($0, 3) >run
		goes_on = /\\$/
		next
	}
	{ print >want }
' "$readme"
[ -e "$TMPDIR/examples/001.run" ] || { echo "README.md has no examples"; exit 1; }

# shellcheck disable=SC2154 # set by around
[ -z "$no_terminal" ] || grep -l '^age ' "$TMPDIR"/examples/*.run | xargs rm
set +e
for run in "$TMPDIR"/examples/*.run; do
	# shellcheck disable=SC1090 # what README.md says
	. "$run" >"${run%.run}.got" 2>&1 </dev/null
done
set -e

# The text $1 as a pattern in which "..." is anything, a line "..." any lines, none
# as well. The x keeps the last newline.
pattern()
{
	sed -e 's/[][*?\\]/\\&/g' "$1" | awk '
		$0 == "..." { printf "*"; next }
		{ gsub(/[.][.][.]/, "*"); print }
		END { print "x" }
	'
}

status=0
for run in "$TMPDIR"/examples/*.run; do
	name=${run%.run}
	# shellcheck disable=SC2254 # a pattern
	case $(cat "$name.got" && echo x) in
	$(pattern "$name.want")) continue ;;
	esac
	echo "README.md:$(cat "$name.line"): $(head -n 1 "$run")"
	diff -u --label README.md --label printed "$name.want" "$name.got" || :
	status=1
done

exit $status
