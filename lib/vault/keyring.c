#include "vault/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/sign.h"

const char keyring_signing_name[] = "signing.key.age";
const char keyring_public_name[] = "signing.pub";
const char keyring_linking_name[] = "linking-key.age";

static const struct {
	const char *identity, *recipients;
} volumes[VOLUME_COUNT] = {
	[VOLUME_LINKING] = { "linking.identity.age", "recipients-linking.txt" },
	[VOLUME_CONSENTS] = { "consents.identity.age", "recipients.txt" },
	[VOLUME_CONTACTS] = { "contacts.identity.age", "recipients-contacts.txt" },
};

struct keyring {
	struct arena *arena;
	const char *dir;
	const struct passphrase *passphrase;
	struct identity *identity[VOLUME_COUNT];
	struct signing *signing;
};

const char *
volume_recipients(enum volume v)
{
	return volumes[v].recipients;
}

const char *
volume_identity(enum volume v)
{
	return volumes[v].identity;
}

/* How many of the four secrets are there. */
static int
count_files(const char *dir)
{
	struct arena *a = arena_new();
	int v, count;

	count = file_exists(path_join(a, dir, keyring_signing_name));
	for (v = 0; v < VOLUME_COUNT; v++)
		count += file_exists(path_join(a, dir, volumes[v].identity));
	arena_free(a);
	return count;
}

bool
keyring_exists(const char *dir)
{
	return count_files(dir) == VOLUME_COUNT + 1;
}

static struct keyring *
keyring_alloc(const char *dir, const struct passphrase *p)
{
	struct arena *a = arena_new();
	struct keyring *k = arena_get(a, 1, sizeof *k);

	k->arena = a;
	k->dir = arena_text(a, bytes_of(dir));
	k->passphrase = p;
	return k;
}

void
keyring_close(struct keyring *k)
{
	int v;

	if (k == NULL)
		return;
	for (v = 0; v < VOLUME_COUNT; v++)
		identity_close(k->identity[v]);
	signing_close(k->signing);
	arena_free(k->arena);
}

/* After a failure: nothing was there before, so nothing of it was ever used. */
static void
take_back(const struct keyring *k)
{
	struct fail unused = { 0 };
	int v;

	for (v = 0; v < VOLUME_COUNT; v++)
		file_remove(path_join(k->arena, k->dir, volumes[v].identity), &unused);
	file_remove(path_join(k->arena, k->dir, keyring_signing_name), &unused);
}

static int
write_secrets(struct keyring *k, unsigned log_n, struct fail *f)
{
	const char *path;
	int v;

	for (v = 0; v < VOLUME_COUNT; v++) {
		path = path_join(k->arena, k->dir, volumes[v].identity);
		k->identity[v] = identity_new();
		if (identity_save(k->identity[v], path, k->passphrase, log_n, f) < 0)
			return -1;
	}
	path = path_join(k->arena, k->dir, keyring_signing_name);
	k->signing = signing_new();
	return signing_save(k->signing, path, k->passphrase, log_n, f);
}

/* The folder itself may be as new as what lies in it: all of it on the disk before
 * anything is sealed to a key that a power cut could take away. */
static int
sync_all(const char *dir, struct fail *f)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0 || syncfs(fd) != 0)
		rc = fail_errno(f, "file-write", dir);
	if (fd >= 0)
		close(fd);
	return rc;
}

/* The finished folder takes its name at once; where a folder with other things
 * stands there already, its files go in one by one. */
static int
move_into_place(struct keyring *k, const char *dir, struct fail *f)
{
	const char *from;
	int v;

	if (rename(k->dir, dir) == 0)
		return 0;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return fail_errno(f, "file-rename", dir);
	for (v = 0; v <= VOLUME_COUNT; v++) {
		from = v < VOLUME_COUNT ? volumes[v].identity : keyring_signing_name;
		if (rename(path_join(k->arena, k->dir, from),
			path_join(k->arena, dir, from)) != 0)
			return fail_errno(f, "file-rename", dir);
	}
	rmdir(k->dir);
	return 0;
}

struct keyring *
keyring_new(const char *dir, const struct passphrase *p, unsigned log_n, struct fail *f)
{
	struct keyring *k;

	if (count_files(dir) > 0) {
		fail(f, FAIL_REFUSED, "keyring-exists");
		fail_at(f, dir, 0);
		return NULL;
	}
	k = keyring_alloc(dir, p);
	k->dir = arena_printf(k->arena, "%s.taus-new", dir);
	take_back(k); /* what a killed run left: nothing was ever sealed to it */
	if (file_make_dir(k->dir, 0700, f) == 0 && write_secrets(k, log_n, f) == 0 &&
	    sync_all(k->dir, f) == 0 && move_into_place(k, dir, f) == 0 &&
	    sync_all(dir, f) == 0) {
		k->dir = arena_text(k->arena, bytes_of(dir));
		return k;
	}
	take_back(k);
	rmdir(k->dir);
	keyring_close(k);
	return NULL;
}

struct keyring *
keyring_open(const char *dir, const struct passphrase *p, struct fail *f)
{
	if (file_is_dir(dir))
		return keyring_alloc(dir, p);
	fail(f, FAIL_INPUT, "keyring-missing");
	fail_at(f, dir, 0);
	return NULL;
}

/* The path of a secret that must be there. */
static const char *
secret_path(struct keyring *k, const char *name, struct fail *f)
{
	const char *path = path_join(k->arena, k->dir, name);

	if (file_exists(path))
		return path;
	fail(f, FAIL_INPUT, "keyring-missing");
	fail_at(f, path, 0);
	return NULL;
}

const struct identity *
keyring_identity(struct keyring *k, enum volume v, struct fail *f)
{
	const char *path;

	if (k->identity[v] == NULL) {
		path = secret_path(k, volumes[v].identity, f);
		if (path != NULL)
			k->identity[v] = identity_load(path, k->passphrase, f);
	}
	return k->identity[v];
}

const struct signing *
keyring_signing(struct keyring *k, struct fail *f)
{
	const char *path;

	if (k->signing == NULL) {
		path = secret_path(k, keyring_signing_name, f);
		if (path != NULL)
			k->signing = signing_load(path, k->passphrase, f);
	}
	return k->signing;
}

int
keyring_publish(
    struct keyring *k, const char *keys_dir, const char *from, struct fail *f)
{
	struct arena *a = arena_new();
	const struct identity *id;
	const struct signing *s;
	struct recipients *r;
	int v, rc = -1;

	if (file_make_dir(keys_dir, 0755, f) < 0)
		goto out;
	for (v = 0; v < VOLUME_COUNT; v++) {
		id = keyring_identity(k, (enum volume)v, f);
		if (id == NULL)
			goto out;
		r = recipients_new(a);
		if (recipients_add(r,
			(struct recipient){
			    "leader", "pi", from, identity_recipient(id) },
			f) < 0 ||
		    recipients_save(
			r, path_join(a, keys_dir, volumes[v].recipients), f) < 0)
			goto out;
	}
	s = keyring_signing(k, f);
	if (s != NULL)
		rc = verifying_save(signing_verifying(s),
		    path_join(a, keys_dir, keyring_public_name), f);
out:
	arena_free(a);
	return rc;
}

struct recipients *
keyring_recipients(const char *keys_dir, enum volume v, struct arena *a, struct fail *f)
{
	return recipients_load(path_join(a, keys_dir, volumes[v].recipients), a, f);
}
