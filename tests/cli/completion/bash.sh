# What bash completes, asked of the function that it would call for TAB.
command -v bash >/dev/null || { echo "no bash"; exit 77; }
cat >ask <<'E'
eval "$(taus completion bash)"
complete -p taus
ask() { # words as bash takes them apart: "=" stands alone
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
	_taus
	printf '%s:' "$*"
	printf ' [%s]' "${COMPREPLY[@]}"
	echo
}
ask taus su
ask taus s
ask taus --v
ask taus survey --js
ask taus survey --json --r
ask taus --lang ''
ask taus status --lang n
ask taus status --lang = ''
ask taus scrub --to ''
ask taus key ''
ask taus consent a
ask taus rules ''
ask taus completion z
mkdir 'a folder' folder
touch 'a file' file.csv
ask taus survey f
ask taus survey 'a '
ask taus survey --roster f
ask taus status --rules ''
ask taus init --key f
ask taus scrub --team ''
ask taus status ''
# Every command, and of each every option that its help lists.
COMP_WORDS=(taus '') COMP_CWORD=1
_taus
printf '%s\n' "${COMPREPLY[@]}" | grep -vx help | sort >have
taus --help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort | diff have - && echo "every command"
while read -r c; do
	COMP_WORDS=(taus "$c" --) COMP_CWORD=2
	_taus
	printf '%s\n' "${COMPREPLY[@]}" | sort >options
	taus "$c" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort | diff options - || echo "$c"
done <have
E
bash --norc --noprofile -u ask
