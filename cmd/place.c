#include "cmd/place.h"

#include <dirent.h>
#include <fnmatch.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/ui.h"

/*
 * Folders by the names that the services give them, and the same with a space, "-" or
 * "(" and more behind it: "OneDrive - Universitetet", "GoogleDrive-a@b", "Dropbox (lab)".
 * On a Mac all of them lie below Library/CloudStorage, iCloud below Mobile Documents.
 */
static const struct {
	const char *folder, *service;
} folders[] = {
	{ "OneDrive", "OneDrive" },
	{ "SkyDrive", "OneDrive" },
	{ "Dropbox", "Dropbox" },
	{ "Google Drive", "Google Drive" },
	{ "GoogleDrive", "Google Drive" },
	{ "My Drive", "Google Drive" },
	{ "Min disk", "Google Drive" },
	{ "iCloudDrive", "iCloud" },
	{ "iCloud Drive", "iCloud" },
	{ "com~apple~CloudDocs", "iCloud" },
	{ "Mobile Documents", "iCloud" },
	{ "Nextcloud", "Nextcloud" },
	{ "ownCloud", "ownCloud" },
	{ "Seafile", "Seafile" },
	{ "Jottacloud", "Jottacloud" },
	{ "pCloudDrive", "pCloud" },
	{ "MEGAsync", "MEGA" },
	{ "Box Sync", "Box" },
	{ "Box-Box", "Box" },
	{ "Proton Drive", "Proton Drive" },
	{ "ProtonDrive", "Proton Drive" },
	{ "CloudStorage", "CloudStorage" },
};

/*
 * What the services leave in the topmost folder that they copy. A *folder* .dropbox is
 * the program's own, in every home that has it: only the file tells.
 */
static const struct {
	const char *pattern;
	mode_t type; /* 0: any */
	const char *service;
} markers[] = {
	{ ".dropbox", S_IFREG, "Dropbox" },
	{ ".dropbox.cache", S_IFDIR, "Dropbox" },
	{ ".849C9593-D756-4E56-8D6E-42412F2A707B", 0, "OneDrive" },
	{ ".tmp.driveupload", S_IFDIR, "Google Drive" },
	{ ".tmp.drivedownload", S_IFDIR, "Google Drive" },
	{ ".nextcloudsync.log", 0, "Nextcloud" },
	{ ".owncloudsync.log", 0, "ownCloud" },
	{ ".csync_journal.db", 0, "ownCloud" },
	{ ".sync_*.db", 0, "Nextcloud" },
	{ "._sync_*.db", 0, "Nextcloud" },
	{ ".stfolder", 0, "Syncthing" },
};

/* File systems by the number that statfs(2) gives; other numbers are disks. */
static const struct {
	uint32_t type;
	const char *name;
	bool network;
} systems[] = {
	{ 0x6969, "NFS", true },
	{ 0x517b, "SMB", true },
	{ 0xff534d42, "SMB (CIFS)", true },
	{ 0xfe534d42, "SMB", true },
	{ 0x5346414f, "AFS", true },
	{ 0x6b414653, "AFS", true },
	{ 0x00c36400, "Ceph", true },
	{ 0x01021997, "9P", true },
	{ 0x0bd00bd0, "Lustre", true },
	{ 0x47504653, "GPFS", true },
	{ 0x73757245, "Coda", true },
	{ 0x564c, "NCP", true },
	{ 0x65735546, "FUSE", true }, /* sshfs, rclone: nobody can tell from here */
	{ 0x4d44, "FAT", false },
	{ 0x2011bab0, "exFAT", false },
	{ 0x7366746e, "NTFS", false },
	{ 0x5346544e, "NTFS", false },
};

static const char *
service_of_name(const char *name, size_t len)
{
	size_t i, n;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		n = strlen(folders[i].folder);
		if (len >= n && strncasecmp(name, folders[i].folder, n) == 0 &&
		    (len == n || strchr(" -(", name[n]) != NULL))
			return folders[i].service;
	}
	return NULL;
}

static const char *
service_of_marker(const char *dir, const char *name, struct arena *a)
{
	struct stat st;
	size_t i;

	for (i = 0; name[0] == '.' && i < sizeof markers / sizeof markers[0]; i++)
		if (fnmatch(markers[i].pattern, name, 0) == 0 &&
		    lstat(path_join(a, dir, name), &st) == 0 &&
		    (markers[i].type == 0 || (st.st_mode & S_IFMT) == markers[i].type))
			return markers[i].service;
	return NULL;
}

static const char *
service_of_content(const char *dir, struct arena *a, const char **seen_by)
{
	const char *service = NULL;
	struct dirent *e;
	DIR *d = opendir(dir);

	while (d != NULL && service == NULL && (e = readdir(d)) != NULL) {
		service = service_of_marker(dir, e->d_name, a);
		if (service != NULL)
			*seen_by = arena_text(a, bytes_of(e->d_name));
	}
	if (d != NULL)
		closedir(d);
	return service;
}

const char *
place_service(const char *dir, struct arena *a, const char **seen_by)
{
	const char *service, *name;

	for (; strcmp(dir, "/") != 0 && strcmp(dir, ".") != 0; dir = path_dir(a, dir)) {
		name = path_base(dir);
		*seen_by = name;
		service = service_of_name(name, strlen(name));
		if (service == NULL)
			service = service_of_content(dir, a, seen_by);
		if (service != NULL)
			return service;
	}
	return NULL;
}

const char *
place_readers(mode_t mode, gid_t gid, struct arena *a, const char **group)
{
	const struct group *g;

	*group = "";
	if ((mode & S_IRWXO) != 0)
		return "@place-everybody";
	if ((mode & S_IRWXG) == 0)
		return NULL;
	g = getgrgid(gid);
	*group = g != NULL ? arena_text(a, bytes_of(g->gr_name))
	                   : arena_printf(a, "%u", (unsigned)gid);
	return "@place-group";
}

/* A file for its owner alone, and what became of that. */
static void
try_modes(struct place *p, struct arena *a)
{
	char *path = path_join(a, p->dir, ".taus-trial-XXXXXX");
	int fd = mkstemp(path);
	struct stat st;

	if (fd == -1)
		return;
	(void)fchmod(fd, 0600); /* where it has no effect, st says so */
	if (stat(path, &st) == 0) {
		p->is_writable = true;
		p->mode = st.st_mode & 07777;
		p->group = st.st_gid;
	}
	close(fd);
	unlink(path);
}

static void
look_at_system(struct place *p)
{
	struct statfs fs;
	struct statvfs room;
	size_t i;

	if (statvfs(p->dir, &room) == 0)
		p->free_mib = (uint64_t)room.f_bavail * room.f_frsize / (1024 * 1024);
	if (statfs(p->dir, &fs) == -1)
		return;
	for (i = 0; i < sizeof systems / sizeof systems[0]; i++)
		if (systems[i].type == (uint32_t)fs.f_type) {
			p->system = systems[i].name;
			p->is_network = systems[i].network;
		}
}

int
place_look(const char *dir, struct arena *a, struct place *p, struct fail *f)
{
	char *full = realpath(dir, NULL);

	*p = (struct place){ .dir = dir };
	if (full == NULL) {
		fail(f, FAIL_INPUT, "file-missing");
		return fail_at(f, dir, 0);
	}
	p->dir = arena_text(a, bytes_of(full));
	free(full);
	if (!file_is_dir(p->dir)) {
		fail(f, FAIL_INPUT, "file-not-folder");
		return fail_at(f, dir, 0);
	}
	p->service = place_service(p->dir, a, &p->seen_by);
	look_at_system(p);
	try_modes(p, a);
	return 0;
}

void
place_warn(const char *dir, struct arena *a)
{
	struct fail none = { 0 };
	const char *who, *group;
	struct place p;

	if (place_look(dir, a, &p, &none) == -1)
		return;
	who = place_readers(p.mode, p.group, a, &group);
	if (p.is_writable && who != NULL)
		say("place-shared", "%s\t%s", who, group);
	if (p.service != NULL)
		say("place-service", "%s\t%s", p.service, p.seen_by);
}
