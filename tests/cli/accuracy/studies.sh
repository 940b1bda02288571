#!/bin/sh -eu
# Whole invented studies, two of each kind: nobody of the table is left where it is
# complete, before and after all is decided as proposed; where names are missing or
# misspelt there, everybody is covered somewhere or listed. (tests/accuracy/studies.sh
# with its twenty of each measures how many are left.)
sh "$ROOT/tests/accuracy/studies.sh" "$(dirname "$(command -v taus)")" 2 3 >figures || :
awk '
$1 == "complete_before_participants" && $2 > 10 { seen++ }
/^complete_(before|after)_participants_leaked / { seen++; if ($2 > 0) print }
/^gaps_(before|after)_not_listed / { seen++; if ($2 > 0) print }
END { if (seen != 5) print "figures are missing" }' figures
