# What a researcher reads at first holds no word that only an insider knows and promises
# nothing that nobody can: help, the demo, and the first screens of README.md, in both
# languages. The texts of all messages are held by "make messages", by the same list.
# $1 says what stands in standard input. A name of a file, linking-key.age, is one word.
plain() {
	tr 'A-ZÆØÅ' 'a-zæøå' | awk -v where="$1" -v list="$ROOT/tests/lint/jargon.txt" '
		BEGIN {
			while ((getline word <list) > 0)
				if (word !~ /^#/)
					banned[word] = 1
		}
		{
			line = $0
			gsub(/[^a-z0-9._\/æøå-]+/, " ")
			gsub(/[.]( |$)/, " ")
			n = split($0, part, " ")
			for (i = 1; i <= n; i++)
				if (part[i] in banned)
					print where ": \"" part[i] "\" in: " line
		}'
}
# The list is read at all.
echo 'Opens the identity of a recipient; linking-key.age.' | plain trial
for lang in en no; do
	LC_ALL=$lang.UTF-8
	export LC_ALL
	{
		taus --help
		for command in $(taus --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
			taus "$command" --help
		done
		taus doctor
	} | plain "help, $lang"
	LANG=$lang LC_ALL=$lang sh "$ROOT/samples/demo.sh" "$(dirname "$(command -v taus)")" "$HOME/demo" >demo.out 2>&1
	sed '/^A pseudonymised transcript/,$d' demo.out | grep -v '^\$ ' | plain "demo, $lang"
	grep -c '^\$ taus' demo.out
done
# README.md from its first line to what is for those who verify; no examples, no table of
# columns.
LC_ALL=C.UTF-8
# shellcheck disable=SC2016 # it is no command
sed -n '1,/^## Verifying without taus/p' "$ROOT/README.md" | sed '/^```/,/^```/d' | plain README.md
