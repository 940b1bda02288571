#include "release/bag_read.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "release/bag_form.h"
#include "release/bag_ledger.h"
#include "release/bag_sign.h"
#include "release/bag_tag.h"
#include "release/bag_text.h"
#include "release/metadata.h"
#include "release/premis.h"
#include "vault/digest.h"
#include "vault/name.h"
#include "vault/sign.h"
#include "vault/tar.h"

enum { NAME_MAX_BYTES = 1024, SIGNATURE_FILE = 4096 };

struct reading {
	struct arena *arena;
	struct bag_members members;
	const struct verifying *pi, *witness;
	struct bag_result *result;
};

static int
refuse(struct fail *f, const char *what, const char *path)
{
	fail(f, FAIL_SEAL, what);
	return fail_at(f, path, 0);
}

/* Beside data/ nothing but these. */
static bool
is_tag_file(struct bytes name)
{
	static const char *const known[] = { "bag-info.txt", "bagit.txt",
		"manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt",
		"tagmanifest-sha256.txt.minisig" };
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (bytes_are(name, known[i]))
			return true;
	return false;
}

static int
check_names(struct reading *r, struct fail *f)
{
	size_t i;

	if (r->members.other)
		return refuse(f, "bag-stray", NULL);
	for (i = 0; i < r->members.len; i++) {
		struct bytes name = r->members.at[i].name;

		if (bytes_are(name, "fetch.txt"))
			return refuse(f, "bag-fetch", "fetch.txt");
		if (!name_is_path(name, NAME_MAX_BYTES))
			return fail(f, FAIL_SEAL, "tar-name");
		if (!bytes_start(name, "data/") && !is_tag_file(name))
			return refuse(f, "bag-stray", arena_text(r->arena, name));
		r->result->checks++;
	}
	return 0;
}

/* A file that must be there; NULL: it is not. */
static const struct bag_member *
need(struct reading *r, const char *name, struct fail *f)
{
	const struct bag_member *m = bag_member(&r->members, name);

	if (m == NULL)
		refuse(f, "bag-part-missing", name);
	return m;
}

/* A file that must say exactly this. */
static int
need_text(struct reading *r, const char *name, struct bytes text, struct fail *f)
{
	const struct bag_member *m = need(r, name, f);

	if (m == NULL)
		return -1;
	r->result->checks++;
	return bytes_equal(m->content, text) ? 0 : refuse(f, "bag-part-other", name);
}

static int
need_manifest(struct reading *r, const char *name, enum bag_list list,
    enum digest_kind kind, struct fail *f)
{
	struct buf text = { 0 };
	int rc;

	bag_manifest(&r->members, list, kind, &text);
	rc = need_text(r, name, buf_bytes(&text), f);
	buf_free(&text);
	return rc;
}

/* One value of a label in bag-info.txt. */
static int
info_value(struct reading *r, const char *label, struct bytes *value, struct fail *f)
{
	const struct bag_member *m = need(r, "bag-info.txt", f);
	size_t found;

	if (m == NULL)
		return -1;
	if (!bag_info_find(m->content, label, value, &found) || found != 1)
		return refuse(f, "bag-info-form", "bag-info.txt");
	return 0;
}

/* The Payload-Oxum's value is bag_form_check()'s; here, that it stands there. */
static int
check_info(struct reading *r, struct fail *f)
{
	struct bytes value;

	if (info_value(r, "Payload-Oxum", &value, f) < 0 ||
	    info_value(r, "Taus-Draft", &value, f) < 0)
		return -1;
	r->result->draft = bytes_are(value, "yes");
	if (!r->result->draft && !bytes_are(value, "no"))
		return refuse(f, "bag-info-form", "bag-info.txt");
	if (info_value(r, "Taus-Volume", &value, f) < 0)
		return -1;
	if (!bag_kind_named(value, &r->result->kind))
		return refuse(f, "bag-info-form", "bag-info.txt");
	return 0;
}

/* The lines that tell a reader what this is. */
static int
check_readme(struct reading *r, struct fail *f)
{
	const struct bag_member *m = need(r, "data/README.txt", f);
	struct bytes rest, line;

	if (m == NULL)
		return -1;
	r->result->checks++;
	rest = m->content;
	if (!bytes_next(&rest, '\n', &line) ||
	    !bytes_are(line, bag_terms(r->result->kind)))
		return refuse(f, "bag-part-other", "data/README.txt");
	if (r->result->draft !=
	    (bytes_next(&rest, '\n', &line) && bytes_start(line, "DRAFT: ")))
		return refuse(f, "bag-part-other", "data/README.txt");
	return 0;
}

static int
check_parts(struct reading *r, struct fail *f)
{
	struct bag_form form;

	if (bag_form_check(&r->members, r->arena, &form, f) < 0)
		return -1;
	r->result->files = form.files;
	r->result->bytes = form.bytes;
	r->result->checks += form.checks;
	if (need_text(r, "bagit.txt", bytes_of(bag_declaration_text), f) < 0 ||
	    need_manifest(
		r, "manifest-sha256.txt", BAG_LIST_PAYLOAD, DIGEST_SHA256, f) < 0 ||
	    need_manifest(
		r, "manifest-sha512.txt", BAG_LIST_PAYLOAD, DIGEST_SHA512, f) < 0 ||
	    need_manifest(
		r, "tagmanifest-sha256.txt", BAG_LIST_TAGS, DIGEST_SHA256, f) < 0)
		return -1;
	if (check_info(r, f) < 0)
		return -1;
	return check_readme(r, f);
}

static struct bytes
content_of(struct reading *r, const char *name)
{
	const struct bag_member *m = bag_member(&r->members, name);

	return m != NULL ? m->content : (struct bytes){ NULL, 0 };
}

/* The signature over the list of files, and that it binds ledger and list. */
static int
check_signature(struct reading *r, const char **comment, struct fail *f)
{
	static const char path[] = "tagmanifest-sha256.txt.minisig";
	struct bytes list = content_of(r, "tagmanifest-sha256.txt");

	r->result->checks++;
	if (bag_signature(
		r->pi, list, content_of(r, path), false, r->arena, comment, f) < 0)
		return fail_at(f, path, 0);
	return 0;
}

static int
check_comment(struct reading *r, const char *comment, struct fail *f)
{
	struct bytes list = content_of(r, "tagmanifest-sha256.txt");

	r->result->checks++;
	if (strcmp(comment, bag_comment(list, r->result, r->arena)) == 0)
		return 0;
	return refuse(f, "bag-comment", "tagmanifest-sha256.txt.minisig");
}

static int
check_metadata(struct reading *r, struct fail *f)
{
	static const char *const json[] = { "data/ro-crate-metadata.json",
		"data/metadata/datacite.json" };
	static const char xml[] = "data/metadata/premis.xml";
	const struct bag_member *m;
	uint64_t events;
	size_t i;

	for (i = 0; i < 2; i++) {
		m = need(r, json[i], f);
		if (m == NULL || metadata_check(m->content, f) < 0)
			return fail_at(f, json[i], 0);
		r->result->checks++;
	}
	m = need(r, xml, f);
	if (m == NULL || premis_events(m->content, &events, f) < 0)
		return fail_at(f, xml, 0);
	r->result->checks += 2;
	return events == r->result->entries ? 0 : refuse(f, "bag-events", xml);
}

static int
verify_members(struct reading *r, struct fail *f)
{
	const char *comment;

	if (check_names(r, f) < 0 || check_parts(r, f) < 0)
		return -1;
	if (check_signature(r, &comment, f) < 0)
		return -1;
	if (bag_ledger_check(&r->members, r->pi, r->witness, r->arena, r->result, f) <
	    0)
		return -1;
	if (check_comment(r, comment, f) < 0)
		return -1;
	return check_metadata(r, f);
}

/* The files of a tar under its one top folder, whose name they lose. */
static int
take_members(
    struct reading *r, const struct tar_file *file, size_t files, struct fail *f)
{
	const char *slash = files ? strchr(file[0].name, '/') : NULL;
	size_t len = slash != NULL ? (size_t)(slash - file[0].name) : 0, i;

	if (len == 0 || len >= sizeof r->result->name)
		return refuse(f, "bag-top", NULL);
	memcpy(r->result->name, file[0].name, len);
	r->members.at = arena_get(r->arena, files, sizeof *r->members.at);
	r->members.len = files;
	for (i = 0; i < files; i++) {
		if (strncmp(file[i].name, file[0].name, len + 1) != 0)
			return refuse(f, "bag-top", NULL);
		r->members.at[i].name = bytes_of(file[i].name + len + 1);
		r->members.at[i].content = file[i].content;
		if (bytes_start(r->members.at[i].name, "data/"))
			r->members.data = true;
	}
	return bag_members_sort(&r->members) ? 0 : refuse(f, "tar-twice", NULL);
}

const char *
bag_comment(struct bytes list, const struct bag_result *result, struct arena *a)
{
	return arena_printf(a,
	    "tagmanifest-sha256=%s ledger-entries=%llu ledger-head=%s",
	    digest_bytes(DIGEST_SHA256, list).at, (unsigned long long)result->entries,
	    result->head);
}

const char *
bag_tar_comment(const struct bag_result *result, struct arena *a)
{
	return arena_printf(a,
	    "archive=%s.tar sha256=%s ledger-entries=%llu ledger-head=%s", result->name,
	    result->sha256, (unsigned long long)result->entries, result->head);
}

int
bag_verify_inside(struct bytes tar, const struct verifying *pi,
    const struct verifying *witness, struct arena *a, struct bag_result *result,
    struct fail *f)
{
	struct reading r = {
		.arena = a, .pi = pi, .witness = witness, .result = result
	};
	struct tar_file *file;
	size_t files;

	memset(result, 0, sizeof *result);
	memcpy(
	    result->sha256, digest_bytes(DIGEST_SHA256, tar).at, sizeof result->sha256);
	if (tar_read(tar, a, &file, &files, f) < 0 ||
	    take_members(&r, file, files, f) < 0)
		return -1;
	return verify_members(&r, f);
}

int
bag_verify_bytes(struct bytes tar, struct bytes signature, const struct verifying *pi,
    const struct verifying *witness, struct bag_result *result, struct fail *f)
{
	struct arena *a = arena_new();
	const char *comment;
	int rc = -1;

	memset(result, 0, sizeof *result);
	if (bag_signature(pi, tar, signature, false, a, &comment, f) < 0)
		goto out;
	if (bag_verify_inside(tar, pi, witness, a, result, f) < 0)
		goto out;
	result->checks += 2;
	if (strcmp(comment, bag_tar_comment(result, a)) != 0) {
		fail(f, FAIL_SEAL, "bag-comment");
		goto out;
	}
	rc = 0;
out:
	arena_free(a);
	return rc;
}

static int
verify_tar(const char *path, struct reading *r, struct fail *f)
{
	const char *signature_path = arena_printf(r->arena, "%s.minisig", path);
	struct bytes tar, signature;

	if (!file_exists(signature_path))
		return refuse(f, "sign-missing", signature_path);
	if (file_read(path, BAG_LIMIT, r->arena, &tar, f) < 0 ||
	    file_read(signature_path, SIGNATURE_FILE, r->arena, &signature, f) < 0)
		return -1;
	if (bag_verify_bytes(tar, signature, r->pi, r->witness, r->result, f) < 0)
		return fail_at(f, path, 0);
	return 0;
}

int
bag_verify(const char *path, const struct verifying *pi,
    const struct verifying *witness, struct bag_result *result, struct fail *f)
{
	struct reading r = { .pi = pi, .witness = witness, .result = result };
	int rc;

	memset(result, 0, sizeof *result);
	r.arena = arena_new();
	if (!file_is_dir(path))
		rc = verify_tar(path, &r, f);
	else if ((rc = bag_members_load(path, r.arena, &r.members, f)) == 0)
		rc = verify_members(&r, f);
	arena_free(r.arena);
	return rc;
}
