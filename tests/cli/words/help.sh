# --help of taus and of each command speaks both languages: no option and no command
# says the same in both, and each line of it fits a terminal of 110 columns.
for command in '' $(taus --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
	for lang in en no; do
		LC_ALL=$lang.UTF-8 taus ${command:+"$command"} --help >$lang
		[ "$(awk 'length > 110' $lang)" = "" ] || echo "taus $command --help: a long line ($lang)"
	done
	# A name, two blanks or more, what it does.
	for lang in en no; do
		sed -n 's/^  \([a-z-][a-z-]*[^ ]*\( [^ ]*\)\{0,1\}\)   *\([^ ].*\)/\3/p' $lang | sort -u >$lang.said
		[ -s $lang.said ] || echo "taus $command --help explains nothing ($lang)"
	done
	comm -12 en.said no.said | sed "s/^/taus $command --help says in both languages: /"
	[ "$(wc -l <en)" = "$(wc -l <no)" ] || echo "taus $command --help differs in length"
done
