# What taus says of the machine, in both languages and as objects; it never fails for it.
taus doctor >en
LC_ALL=nb_NO.UTF-8 taus doctor >no
sed -n 's/^\(ok\|can.t\|warning\)  *\([a-z]*\) .*/\2/p' en
grep -c '^\(ok\|kan ikke\|advarsel\) ' no
[ "$(wc -l <en)" = "$(wc -l <no)" ]
# No colour, no control character; each line fits two lines of a terminal.
! grep '[[:cntrl:]]' en no
awk 'length > 170' en no
# Objects: keys sorted, one a line, v 1, what is not a title has a state.
taus doctor --json >objects
jq -cS . objects | cmp - objects
jq -r 'select(.about != "version" and .about != "folder") | .state' objects | sort -u | grep -v '^\(ok\|cannot\|warning\)$' || :
jq -c 'select(.v != 1)' objects
# The rules are those that rules check names; libraries are named with a version.
digest=$(taus rules check | sed -n 's/.*Rules \(............\).*/\1/p')
jq -r 'select(.about == "rules") | .digest' objects | grep -cx "$digest"
jq -r 'select(.about == "libraries") | del(.about, .state, .v) | to_entries[] | select(.value | test("^[0-9]+[.][0-9.]+$")) | .key' objects
# What the kernel sees to is tried, not assumed.
jq -r 'select(.about == "sockets" or .about == "dumps") | .state' objects
# Limits are said.
# shellcheck disable=SC3045 # dash has it
(ulimit -l 8; taus doctor --json | jq -c 'select(.about | startswith("locking"))')
(unset LC_ALL; LANG=C taus doctor --json | jq -c 'select(.about | startswith("screen"))')
taus doctor --rules nowhere --json | jq -r 'select(.about | startswith("rules")) | [.about, .state, .dir] | join(" ")'
# Nothing is left behind, also in a folder where nothing can be made.
ls -A
mkdir closed
chmod 500 closed
taus doctor closed >/dev/null
status=0
taus doctor missing >/dev/null || status=$?
echo "$status"
