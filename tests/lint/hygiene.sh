#!/bin/sh
# No file names a host of a package registry or a folder of somebody's machine,
# and none but samples is over 1 MiB.
cd "$(dirname "$0")/../.." || exit 1
list=$(mktemp) || exit 1
trap 'rm -f "$list"' EXIT
status=0
sh tests/lint/files.sh >"$list"

# Letters in brackets keep this file from finding itself.
hosts='(^|[^a-z0-9-])((deb|security|snapshot|ftp)[.][d]ebian[.]org|[p]ypi[.]org|[p]ythonhosted[.]org|[n]pmjs[.](org|com)|[c]rates[.]io|[p]roxy[.]golang[.]org|[r]ubygems[.]org|[g]hcr[.]io|[d]ocker[.]io|[q]uay[.]io|[m]aven[.]org|[a]naconda[.]org)'
paths='(^|[^A-Za-z0-9_.$}*/-])/([w]ork|[h]ome/[a-z]+|[t]mp/helper|[U]sers/[A-Za-z]+)(/|[^A-Za-z0-9_/-]|$)'
while IFS= read -r f; do
	if grep -nHIiE "$hosts" -- "$f"; then
		echo "$f names a host of a registry"
		status=1
	fi
	if grep -nHIE "$paths" -- "$f"; then
		echo "$f names a folder of one machine"
		status=1
	fi
	case $f in samples/*) continue ;; esac
	if [ "$(wc -c <"$f")" -gt 1048576 ]; then
		echo "$f is larger than 1 MiB"
		status=1
	fi
done <"$list"
exit $status
