#ifndef CMD_PLACE_H
#define CMD_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

struct arena;
struct fail;

/*
 * What kind of place a folder is for a study: who else can read there, whether
 * something carries it away to another machine, whether there is room. Facts by
 * trial where a trial is possible; the names of folders and of files that programs
 * leave behind only where it is not, so they warn and never refuse.
 */
struct place {
	const char *dir;  /* from the root */
	bool is_writable; /* else what needs a trial file is not known */
	mode_t
	    mode; /* of a file made for its owner alone, after that: 0600, or a share's */
	gid_t group; /* that file's */
	const char
	    *service; /* "Dropbox", "OneDrive" ...: copies it away; NULL: none seen */
	const char *seen_by; /* the name that says so */
	const char *system;  /* "NFS", "exFAT" ...; NULL: nothing worth saying */
	bool is_network;     /* it lies on another machine */
	uint64_t free_mib;
};

/* Makes a file for the trial and removes it. FAIL_INPUT "file-missing": no such
 * folder. Strings live in the arena. */
int place_look(const char *dir, struct arena *, struct place *, struct fail *);

/* The service that copies this folder away, from the names in its path and of what
 * lies in it and above; NULL: none seen. dir from the root. */
const char *place_service(const char *dir, struct arena *, const char **seen_by);

/* Who else than its owner may use a file of this mode: "@place-everybody", "@place-group"
 * with the group's name in *group (else ""), NULL for nobody. */
const char *place_readers(mode_t mode, gid_t gid, struct arena *, const char **group);

/* Say, once, what somebody who begins a study here should know: others who can read,
 * and a service that copies it away. Says nothing else, and never fails. */
void place_warn(const char *dir, struct arena *);

#endif
