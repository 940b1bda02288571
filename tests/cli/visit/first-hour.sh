#!/bin/sh -eu
# The first hour: from 16 raw files, eight of Word, six of plain text and two of
# subtitles, to 16 pseudonymised ones, as a user who may do nothing and has no network:
# three taus commands and one filled workbook. The originals stay as they were, nobody of
# the table is left in a copy, and no word on the screen is an insider's.
#
# The same commands run where nobody may become somebody else or leave the network.
cp -R "$SAMPLES/meetings" given
cd given
rm private/decisions.csv
n=0
sed 1d private/meetings.csv | cut -d ';' -f 1,2 >../files
cp private/meetings.csv ../meetings.csv
while IFS=';' read -r meeting file; do
	n=$((n + 1))
	if [ $n -le 8 ]; then suffix=docx; elif [ $n -le 14 ]; then continue; else suffix=vtt; fi
	made "$suffix" "private/raw/$file" "private/raw/${file%.*}.$suffix"
	rm "private/raw/$file"
	sed -i "s/^\($meeting;.*\)\.txt;/\1.$suffix;/" ../meetings.csv
done <../files
cp ../meetings.csv private/meetings.csv
cd ..
# A folder that another user may reach.
home=$(mktemp -d /tmp/taus-first-hour.XXXXXX)
trap 'rm -rf "$home"' EXIT
mv given/private "$home/given"
printf 'a passphrase for trying\n' >"$home/pass"
chmod 600 "$home/pass"
(cd "$home" && find given/raw given/consent -type f -exec sha256sum {} +) >before
cp given/study.yaml "$home/facts"

cat >"$home/hour.sh" <<'E'
cd "$1"
t() {
	echo "\$ taus $*"
	LC_ALL=nb_NO.UTF-8 taus "$@" --passphrase-file "$HOME/pass"
}
HOME=$PWD
export HOME
[ -z "${ALONE-}" ] || id -u | grep -x 0 || :
[ -z "${ALONE-}" ] || sed 1,2d /proc/net/dev | grep -v "^ *lo:" || :
{
	t init study --work-factor 10
	cp facts study/study.yaml # the facts of the study: approvals, roles, thresholds
	rm study/private/study.xlsx
	cp -R given/* study/private/
	cd study
	t
} >>"$HOME/screen" 2>&1
book=private/review/decisions.xlsx
printf 'Avgjørelser\t*\tAvgjørelse\tsom foreslått\nOrd eller navn\t*\tAvgjørelse\tsom foreslått\n' |
	sheet fill $book "$HOME/filled.xlsx"
mv "$HOME/filled.xlsx" $book
t >>"$HOME/screen" 2>&1
E
alone() { unshare -n setpriv --reuid 54321 --regid 54321 --clear-groups "$@"; }
if [ "$(id -u)" = 0 ] && alone taus --version >/dev/null 2>&1; then
	chown -R 54321:54321 "$home"
	ALONE=1 alone sh -u "$home/hour.sh" "$home"
else
	sh -u "$home/hour.sh" "$home"
fi
sed -E "s|$home|HOME|g; s/[0-9]{2,} (steder|tall|navn)/N \1/g" "$home/screen"
echo "== how many commands, how many copies, of which kinds"
grep -c '^\$ taus' "$home/screen"
find "$home/study/out/transcripts" -type f | sed 's/.*\.//' | sort | uniq -c
sed 's|given|study/private|' before >after
(cd "$home" && sha256sum -c --quiet) <after && echo "the originals are as they were"
echo "== words of insiders"
tr 'A-ZÆØÅ' 'a-zæøå' <"$home/screen" | tr -cs 'a-zæøå0-9._/-' '\n' | sort -u >words
grep -v '^#' "$ROOT/tests/lint/jargon.txt" | sort -u | comm -12 - words
echo "== who is left"
left=0 sought=0
while IFS='	' read -r meeting kind text; do
	case $meeting in M[0-9]*) ;; *) continue ;; esac
	sought=$((sought + 1))
	copy=$(echo "$home"/study/out/transcripts/"$meeting".*)
	case $copy in
	*.docx) unzip -p "$copy" word/document.xml ;;
	*) cat "$copy" ;;
	esac | tr '\000' ' ' >one
	if grep -aqwF -e "$text" one; then
		echo "left: $meeting $kind"
		left=$((left + 1))
	fi
done <given/truth.tsv
[ $sought -gt 300 ]
echo "$left left"
