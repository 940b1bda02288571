#!/bin/sh
# "make install" puts the program, its manual pages and its rules below DESTDIR;
# "make uninstall" leaves nothing of them. MAKE says how make is called.
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
status=0

${MAKE:-make} install DESTDIR="$work" >"$work.log" 2>&1 || {
	cat "$work.log"
	rm -f "$work.log"
	exit 1
}
rm -f "$work.log"
bin=$(find "$work" -type f -name taus -path '*/bin/taus')
[ -x "$bin" ] || { echo "no bin/taus was installed"; exit 1; }
share=${bin%/bin/taus}/share
for f in $(sh tests/lint/files.sh '^rules/'); do
	cmp -s "$f" "$share/taus/$f" || { echo "$f was not installed"; status=1; }
done
for m in cmd/man/*.[157]; do
	[ ! -e "$m" ] || cmp -s "$m" "$share/man/man${m##*.}/${m##*/}" || {
		echo "$m was not installed"
		status=1
	}
done
for c in bash-completion/completions/taus zsh/site-functions/_taus \
	fish/vendor_completions.d/taus.fish; do
	grep -q survey "$share/$c" || { echo "$c was not installed"; status=1; }
done
${MAKE:-make} uninstall DESTDIR="$work" >/dev/null 2>&1 || status=1
left=$(find "$work" ! -type d)
if [ -n "$left" ]; then
	echo "uninstall left behind:"
	echo "$left"
	status=1
fi
exit $status
