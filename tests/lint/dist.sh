#!/bin/sh
# The source archive of a commit is the same bytes whoever makes it: made here,
# and in a copy with another umask, time zone and git configuration.
# "--make FILE" writes it to FILE too. Prints nothing if all is well.
set -u
make=
if [ "${1-}" = --make ]; then
	make=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
fi
cd "$(dirname "$0")/../.." || exit 1
# A checkout that belongs to somebody else is read all the same.
git()
{
	command git -c safe.directory='*' "$@"
}

version=$(sed -n 's/^VERSION = //p' Makefile)
commit=$(git rev-parse -q --verify 'HEAD^{commit}') || {
	echo "an archive is made from a commit, and there is none here"
	exit 1
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# $1: to which file, of the git tree we stand in
archive()
{
	git -c tar.umask=0022 -c core.autocrlf=false -c core.attributesFile=/dev/null \
		archive --format=tar --prefix="taus-$version/" "$commit" >"$work/tar" &&
		gzip -9nc "$work/tar" >"$1"
}

archive "$work/here.tar.gz" || exit 1
mkdir "$work/copy" && cp -R .git "$work/copy/.git" || exit 1
(
	umask 077
	TZ=Asia/Tokyo
	export TZ
	cd "$work/copy" && git config tar.umask 0077 && archive "$work/there.tar.gz"
) || exit 1
cmp "$work/here.tar.gz" "$work/there.tar.gz" || {
	echo "the archive differs when somebody else makes it"
	exit 1
}
gzip -dc "$work/here.tar.gz" | tar -tf - | grep -qx "taus-$version/Makefile" || {
	echo "the archive holds no Makefile"
	exit 1
}
[ -z "$make" ] || cp "$work/here.tar.gz" "$make"
