#!/bin/sh -eu
# Scrubbing twice is scrubbing once, over all the invented talk there is.
mkdir once twice talk
for f in "$ROOT"/tests/accuracy/*.txt; do
	sed -e 's/[«»]//g' -e 's/{[^} ]*}//g' -e '/^#/d' "$f" >"talk/$(basename "$f")"
done
(cd talk && taus scrub --quiet --output ../once ./*.txt)
(cd once && taus scrub --quiet --output ../twice ./*.txt)
diff -r once twice
