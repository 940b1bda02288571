# Tables as text: what comes out of them, and what does not.
printf 'person;given;family;code\np1;Kari;Nordli;SW1\np2;Ola;Viken;SW2\n' >people.csv

# the report of Nettskjema, whose name ends in .txt
cat >data-100-2024-05-06.txt <<'END'
"$submission_id";"$created";"Navn";"Hvor gammel er du?";"Vedlegg";"Fortell";"$answer_time_ms"
"8123";"2024-05-06T10:11:12+02:00";"Kari Nordli";"4";"sølvi.png";"=HYPERLINK(""http://x.example"")";"1000"
"8124";"2024-05-06T10:12:12+02:00";"Berit Saltnes";"-1";"";"Jeg jobber med ""Ola Viken"" og
Kari, tlf 912 34 567.";"900"
END
taus scrub --roster people.csv --output - data-100-2024-05-06.txt

# speakers in a column, separated by tabs, in UTF-16, as Excel writes "Unicode text"
printf 'Taler\tTekst\tSpråk\r\nKari\tDet sa Ola òg.\tnb\r\nSW2\tJa; nei.\tnb\r\nVigdis Alm\tJo.\tnb\r\n' |
	iconv -t UTF-16LE >body
printf '\377\376' | cat - body >talk.txt
taus scrub --roster people.csv --output talk.out talk.txt
iconv -f UTF-16 -t UTF-8 talk.out
taus scrub --roster people.csv --to utf-8 --output utf8.out talk.txt
iconv -f UTF-16 -t UTF-8 talk.out | cmp - utf8.out

# scrubbed twice is scrubbed once; nothing to do is nothing done
taus scrub --quiet --roster people.csv --output once.csv data-100-2024-05-06.txt
taus scrub --quiet --roster people.csv --output twice.csv once.csv
cmp once.csv twice.csv
printf '\357\273\277a,"b ""c"" d",e\r\n1,"2\r\n3",-4.5\r\n' >plain.csv
taus scrub --quiet --output same.csv plain.csv
cmp plain.csv same.csv

# quotes that do not balance leave no copy
i=0
for bad in '"a";"b"\n"1;2\n' '"a";"b"\n"1"x;2\n' '"a";"b"\n1;"2' '"a";"b"\n1;"2""' \
	'sep=\t\na\t"\n' '"a";"b";"c"\n4;"5" "x";6\n' '"a"\t"b"\n"' \
	'"a","b"\n"1","2"3\n' '"a","b"\n1,2,3\n"4,5,6\n' 'sep=;\n"a\n' \
	'"$submission_id";"b"\n"1";"2\n' '"a";"b"\n\n"1"1;2\n' \
	'"a";"b";"c"\r\n"1";"2";"\r\n' '"a";"b"\n"""";""";2\n' '"a";"b"\r1;2;3\r4;5;"\r'; do
	i=$((i + 1))
	# shellcheck disable=SC2059 # these are formats
	printf "$bad" >"bad$i.csv"
	if taus scrub --quiet --output bad.out "bad$i.csv" 2>err; then
		echo "bad$i: taken"
	elif [ $? != 3 ] || [ -e bad.out ]; then
		echo "bad$i: leaves a copy, or no status of its own"
	fi
	grep -q 'anførselstegn\|quotation mark' err || cat err
done
echo "$i refused"
