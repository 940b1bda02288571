# Folders that are copied to other machines, by the names in the path and by what the
# services leave in them and above.
said() {
	taus doctor --json "$1" | jq -r 'select(.about | startswith("service")) | [.state, .service, .seen_by] | join(" | ")' | sed "s|^|$1: |"
}
for name in 'OneDrive - Testskolen' OneDrive onedrive Dropbox 'Dropbox (Lab)' 'Google Drive' 'GoogleDrive-x@example.org' \
	'Mobile Documents' com~apple~CloudDocs Nextcloud ownCloud Jottacloud CloudStorage \
	OneDrives Dropboxes Nextcloudy Boks; do
	mkdir -p "$name/study/private"
	said "$name/study/private"
done
marker() { # DIR NAME [folder]
	mkdir -p "$1/a/b"
	if [ $# = 3 ]; then mkdir "$1/$2"; else : >"$1/$2"; fi
	said "$1/a/b"
}
marker m1 .dropbox
marker m2 .dropbox folder # a home, not a Dropbox
marker m3 .dropbox.cache folder
marker m4 .849C9593-D756-4E56-8D6E-42412F2A707B
marker m5 .tmp.driveupload folder
marker m6 .nextcloudsync.log
marker m7 .owncloudsync.log
marker m8 .sync_0a1b2c3d4e5f.db
marker m9 ._sync_0a1b2c3d4e5f.db
marker m10 .stfolder folder
marker m11 desktop.ini
# A link does not hide it.
ln -s 'OneDrive/study' here
said here
# The study's folder is the one that is looked at, from anywhere in it; without, this one.
mkdir -p Nextcloud/s/private
: >Nextcloud/s/study.yaml
(cd Nextcloud/s/private && taus doctor | grep '^The folder')
(cd m11 && taus doctor | grep '^The folder')
# init says it once, and goes on.
printf 'a passphrase for trying\n' >pass
chmod 600 pass
taus init Nextcloud/new --work-factor 10 --passphrase-file pass
taus init plain --work-factor 10 --passphrase-file pass --quiet
