# What zsh makes of a line when TAB is pressed at its end.
command -v zsh >/dev/null || { echo "no zsh"; exit 77; }
taus completion zsh >_taus
mkdir folder
touch file.csv
cat >ask <<'E'
zmodload zsh/zpty
zpty z zsh -f -i
set_up='PS1= ; autoload -Uz compinit; compinit -u -D; source ./_taus
show() { print -r -- "[$BUFFER]" >>said; BUFFER= ; : >next; }; zle -N show; bindkey "^X" show
setopt no_list_beep; : >next'
zpty -w z "$set_up"
wait_for() { for i in {1..100}; do [[ -e next ]] && { rm next; return; }; sleep 0.1; done; print "zsh does not answer"; exit 1; }
wait_for
for line in "$@"; do
	zpty -n -w z "$line"$'\t\x18'
	wait_for
done
zpty -d z
cat said
E
zsh -f ask 'taus su' 'taus survey --js' 'taus status --lang=e' 'taus status --lang n' 'taus scrub --to u' \
	'taus consent a' 'taus survey --roster fi' 'taus init --key fo' 'taus survey fi' 2>/dev/null
