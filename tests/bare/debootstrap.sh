#!/bin/sh
# The two commands of README.md in a bare Debian: "make bare", as root.
#
# debootstrap makes the smallest Debian 12 below build/bare, from the mirror that
# this machine's own apt uses; the tree (FROM=HEAD: what is committed; else as it
# lies here) is copied into it, and the commands are run in a chroot of their own
# mounts. Prints what they print and the seconds each took; the last step proves
# that a second "make deps" is silent without any network.
#
# ROOT_TAR names a tar of a bare root to use, or to write if it is not there.
set -eu
cd "$(dirname "$0")/../.."
top=$(pwd)
from=${1:-tree}
bare=$top/build/bare
root=$bare/root
tar=${ROOT_TAR:-$bare/root.tar}

if [ "$(id -u)" != 0 ]; then
	echo "debootstrap and chroot need root" >&2
	exit 1
fi

# The first mirror of Debian itself in this machine's sources, of either form.
mirror()
{
	cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
		sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+) +bookworm +.*/\2/p'
	awk '/^URIs:/ { uri = $2 } /^Suites:.* bookworm( |$)/ { print uri }' \
		/etc/apt/sources.list.d/*.sources 2>/dev/null
}

seconds()
{
	date +%s
}

mkdir -p "$bare"
rm -rf "$root"
mkdir "$root"
if [ ! -e "$tar" ]; then
	start=$(seconds)
	echo "-- debootstrap"
	sh .ci/install debootstrap
	debootstrap --variant=minbase bookworm "$root" "$(mirror | head -n 1)" >"$bare/log" || {
		tail "$bare/log"
		exit 1
	}
	tar -C "$root" -cf "$tar" .
	echo "-- $(($(seconds) - start)) s"
else
	tar -C "$root" -xf "$tar"
fi

# apt as this machine has it: sources, keys, proxies, names.
rm -rf "$root/etc/apt"
cp -a /etc/apt "$root/etc/apt"
mkdir -p "$root/usr/share/keyrings"
cp -a /usr/share/keyrings/. "$root/usr/share/keyrings/"
cp -L /etc/hosts /etc/resolv.conf "$root/etc/"

mkdir -p "$root/srv/taus"
if [ "$from" = HEAD ]; then
	git archive HEAD | tar -C "$root/srv/taus" -xf -
else
	sh tests/lint/files.sh | tar -cf - -T - | tar -C "$root/srv/taus" -xf -
fi

# What is run inside: each command as README.md has it, then its time.
cat >"$root/srv/steps" <<'END'
cd /srv/taus
export LC_ALL=C.UTF-8
status=0
step()
{
	echo "-- $1"
	start=$(date +%s)
	sh -c "$1" || { echo "-- FAILED with status $?"; status=1; }
	echo "-- $(($(date +%s) - start)) s"
}
echo "-- $(dpkg-query -f '.\n' -W | wc -l) packages, Debian $(cat /etc/debian_version)"
apt-get -qq update
step 'apt-get install -y make && make demo'
step 'make check'
step 'test -z "$(unshare --net make deps 2>&1)" # nothing to do, no network'
exit $status
END

# shellcheck disable=SC2016 # $1 is the inner shell's
unshare --mount --propagation private sh -eu -c '
	mount -t proc proc "$1/proc"
	mount -t sysfs sysfs "$1/sys"
	mount --rbind /dev "$1/dev"
	mount -t tmpfs tmpfs "$1/tmp"
	exec chroot "$1" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		HOME=/root TERM=dumb sh /srv/steps' sh "$root"
