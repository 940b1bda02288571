#!/bin/sh
# No file of code over 800 lines, and no function over 80, counted from its
# first line (its type) to its closing brace. Generated tables, whose files end
# in _table.c, may be longer.
cd "$(dirname "$0")/../.." || exit 1
status=0
for f in $(sh tests/lint/files.sh '[.]([ch]|sh|def)$|^Makefile$|^[.]ci/'); do
	case $f in *_table.c) continue ;; esac
	awk -v file="$f" '
		# A definition starts on the first line at the margin after a blank
		# one, a comment, a directive or a closing brace.
		/^$/ || /^[\/ }#]/ { start = 0 }
		/^[A-Za-z_]/ && !start { start = FNR }
		/^\{/ { from = start ? start : FNR }
		/^\}/ {
			n = FNR - from + 1
			if (from && file ~ /[.][ch]$/ && n > 80) {
				print file ":" from ": a function of " n " lines"
				bad = 1
			}
			from = 0
		}
		END {
			if (FNR > 800) {
				print file ": " FNR " lines"
				bad = 1
			}
			exit bad
		}' "$f" || status=1
done
exit $status
