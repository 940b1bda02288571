# What fish completes, with what it says of each.
command -v fish >/dev/null || { echo "no fish"; exit 77; }
taus completion fish >taus.fish
ask() { fish --no-config -c "source taus.fish; complete -C '$1'" | sed "s/^/$1: /"; }
touch file.csv
mkdir folder
ask 'taus su'
ask 'taus survey --js'
ask 'taus status --lang '
ask 'taus scrub --to '
ask 'taus consent '
ask 'taus survey --roster f'
ask 'taus init --key f'
ask 'taus status f'
