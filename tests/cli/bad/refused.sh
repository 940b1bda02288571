#!/bin/sh -eu
# Files of other programs are told as what they are, with the way out: by what they hold
# or, where that says nothing, by their names. What can be read is read whatever its name.
printf 'SQLite format 3\000 Kari Nordhaug' >interviews.mx24
printf '\001\002\003\000\004 Kari Nordhaug' >interviews.nvp
printf '<html><body>Kari Nordhaug</body></html>' >page.html
printf '\000\000\000\040ftypM4A Kari Nordhaug' >talk.m4a
printf 'PK\005\006\000\000\000\000\000\000\000\000' >empty.atlproj
printf '%%PDF-1.4' >interview.doc
for f in interviews.mx24 interviews.nvp page.html talk.m4a empty.atlproj interview.doc; do
	taus scrub --output copy "$f" || echo "$f: $?"
	[ ! -e copy ]
done
taus survey --lang no interviews.mx24 || echo $?
printf 'SW1: Ja.\n' >letter.doc
taus scrub --quiet letter.doc
