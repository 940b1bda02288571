#include "release/bag.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "release/bag_form.h"
#include "release/bag_ledger.h"
#include "release/bag_read.h"
#include "release/bag_text.h"
#include "release/metadata.h"
#include "release/premis.h"
#include "vault/ledger.h"
#include "vault/name.h"
#include "vault/sign.h"
#include "vault/tar.h"

enum { NAME_LONGEST = 200, SIGNATURE_FILE = 4096 };

/* A file of the archive and what files.tsv says of it (NULL: a tag file). */
struct part {
	const char *name;
	struct bytes content;
	const char *what;
};

struct making {
	const struct bag_spec *spec;
	struct bag_spec plain; /* the same with facts on one line each */
	struct arena *arena;
	const char *tar_path;
	struct part *part;
	size_t parts, cap, room;
	struct bag_result result; /* name, entries, head: for the comments */
};

static void
add(struct making *m, const char *name, struct bytes content, const char *what)
{
	struct part *p;

	m->part = arena_grow(m->arena, m->part, m->parts, &m->cap, sizeof *m->part);
	p = &m->part[m->parts++];
	p->name = name;
	p->content = content;
	p->what = what != NULL ? bag_line(what, m->arena) : NULL;
}

/* Takes over the text. */
static void
add_text(struct making *m, const char *name, struct buf *text, const char *what)
{
	add(m, name, arena_bytes(m->arena, buf_bytes(text)), what);
	buf_free(text);
}

static int
read_part(struct making *m, const char *path, struct bytes *content, struct fail *f)
{
	if (file_read(path, m->room, m->arena, content, f) < 0)
		return -1;
	m->room -= content->len;
	return 0;
}

/* Names that the archive's own files have. */
static bool
is_ours(const char *name)
{
	static const char *const ours[] = { "README.txt", "files.tsv",
		"ro-crate-metadata.json", "metadata/datacite.json",
		"metadata/premis.xml" };
	size_t i;

	for (i = 0; i < sizeof ours / sizeof *ours; i++)
		if (strcmp(name, ours[i]) == 0)
			return true;
	return strncmp(name, "audit/", 6) == 0;
}

static int
add_files(struct making *m, struct fail *f)
{
	size_t i;

	for (i = 0; i < m->spec->files; i++) {
		const struct bag_file *file = &m->spec->file[i];
		struct bytes content = file->content;

		if (!name_is_path(bytes_of(file->name), NAME_LONGEST))
			return fail_with(
			    f, FAIL_INPUT, "bag-name", "%.150s", file->name);
		if (is_ours(file->name))
			return fail_with(
			    f, FAIL_INPUT, "bag-name-ours", "%s", file->name);
		if (file->path != NULL && read_part(m, file->path, &content, f) < 0)
			return -1;
		add(m, arena_printf(m->arena, "data/%s", file->name), content,
		    file->what != NULL ? file->what : "");
	}
	return 0;
}

static bool
ends(const char *name, const char *suffix)
{
	size_t len = strlen(name), end = strlen(suffix);

	return len >= end && strcmp(name + len - end, suffix) == 0;
}

static const char *
describe_audit(const char *folder, const char *name)
{
	if (strcmp(folder, "checkpoints") == 0) {
		if (ends(name, ".txt"))
			return "checkpoint of the log: count and last digest, signed";
		return ends(name, ".minisig") ? "signature of a checkpoint" : NULL;
	}
	if (strncmp(name, "recipients", 10) == 0)
		return "who can open what is sealed (public halves)";
	return ends(name, ".pub") || ends(name, ".txt") ? "public key" : NULL;
}

/* Only what is known to be public: never a sealed key that lies there by mistake. */
static int
add_audit_folder(struct making *m, const char *folder, struct fail *f)
{
	const char *dir = path_join(m->arena, m->spec->audit_dir, folder), *what;
	struct bytes content;
	char **names;
	size_t count, i;

	if (!file_is_dir(dir))
		return 0;
	if (file_list(dir, false, m->arena, &names, &count, f) < 0)
		return -1;
	for (i = 0; i < count; i++) {
		what = describe_audit(folder, names[i]);
		if (what == NULL || !name_is_path(bytes_of(names[i]), NAME_LONGEST))
			continue;
		if (read_part(m, path_join(m->arena, dir, names[i]), &content, f) < 0)
			return -1;
		add(m, arena_printf(m->arena, "data/audit/%s/%s", folder, names[i]),
		    content, what);
	}
	return 0;
}

/* Where the ledger's file stands must be where the open ledger stands. */
static int
check_ledger(struct making *m, struct bytes ledger, struct fail *f)
{
	struct ledger_lines lines = { .rest = ledger };
	int got;

	while ((got = ledger_lines_next(&lines, f)) == 1)
		m->result.entries = lines.line.entry.n;
	if (got < 0)
		return -1;
	memcpy(m->result.head, lines.head, sizeof m->result.head);
	if (m->result.entries != ledger_entries(m->spec->ledger) ||
	    strcmp(m->result.head, ledger_head(m->spec->ledger)) != 0)
		return fail(f, FAIL_SEAL, "bag-ledger-behind");
	return 0;
}

static int
add_audit(struct making *m, struct fail *f)
{
	const char *path = path_join(m->arena, m->spec->audit_dir, "ledger.jsonl");
	struct bytes ledger;
	struct buf premis = { 0 };

	if (read_part(m, path, &ledger, f) < 0)
		return -1;
	if (check_ledger(m, ledger, f) < 0)
		return fail_at(f, path, 0);
	add(m, "data/audit/ledger.jsonl", ledger,
	    "log of the study: each line cites the digest of the line before");
	if (add_audit_folder(m, "checkpoints", f) < 0 ||
	    add_audit_folder(m, "keys", f) < 0)
		return -1;
	if (premis_write(ledger, m->plain.facts.project, &premis, f) < 0) {
		buf_free(&premis);
		return fail_at(f, path, 0);
	}
	add_text(m, "data/metadata/premis.xml", &premis, "the log as PREMIS 3 events");
	return 0;
}

static int
compare_parts(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static int
sort_parts(struct making *m, struct fail *f)
{
	size_t i;

	qsort(m->part, m->parts, sizeof *m->part, compare_parts);
	for (i = 1; i < m->parts; i++)
		if (strcmp(m->part[i - 1].name, m->part[i].name) == 0)
			return fail_with(f, FAIL_INPUT, "bag-twice", "%s",
			    m->part[i].name + strlen("data/"));
	return 0;
}

/* The files that speak of the others: the list, then the crate, which knows sizes. */
static int
add_lists(struct making *m, struct fail *f)
{
	static const char list_what[] = "this list: what each file is";
	static const char crate_name[] = "ro-crate-metadata.json";
	static const char crate_what[] = "description of the archive (RO-Crate 1.1)";
	struct buf list = { 0 }, crate = { 0 };
	struct metadata_file *file;
	size_t i;

	add(m, "data/files.tsv", bytes_of(""), list_what);
	add(m, "data/ro-crate-metadata.json", bytes_of(""), crate_what);
	if (sort_parts(m, f) < 0)
		return -1;
	buf_text(&list, "file\tdescription\n");
	for (i = 0; i < m->parts; i++)
		buf_printf(&list, "%s\t%s\n", m->part[i].name + strlen("data/"),
		    m->part[i].what);
	file = arena_get(m->arena, m->parts, sizeof *file);
	for (i = 0; i < m->parts; i++) {
		if (strcmp(m->part[i].name, "data/files.tsv") == 0)
			m->part[i].content = arena_bytes(m->arena, buf_bytes(&list));
		file[i].name = m->part[i].name + strlen("data/");
		file[i].what = m->part[i].what;
		file[i].size = m->part[i].content.len;
	}
	buf_free(&list);
	for (i = 0; strcmp(file[i].name, crate_name) != 0; i++)
		;
	memmove(file + i, file + i + 1, (m->parts - i - 1) * sizeof *file);
	metadata_ro_crate(&m->plain, file, m->parts - 1, &crate);
	m->part[i].content = arena_bytes(m->arena, buf_bytes(&crate));
	buf_free(&crate);
	return 0;
}

static int
add_payload(struct making *m, struct fail *f)
{
	struct buf readme = { 0 }, datacite = { 0 };

	if (add_files(m, f) < 0 || add_audit(m, f) < 0)
		return -1;
	bag_readme(&m->plain, &readme);
	add_text(m, "data/README.txt", &readme, "what this is and how to check it");
	metadata_datacite(&m->plain, &datacite);
	add_text(m, "data/metadata/datacite.json", &datacite,
	    "description for catalogues (DataCite 4)");
	return add_lists(m, f);
}

static struct bag_members
members_of(struct making *m)
{
	struct bag_members members = { .len = m->parts, .data = true };
	size_t i;

	members.at = arena_get(m->arena, m->parts, sizeof *members.at);
	for (i = 0; i < m->parts; i++)
		members.at[i] = (struct bag_member){ bytes_of(m->part[i].name),
			m->part[i].content };
	return members;
}

static void
add_manifest(struct making *m, const char *name, enum bag_list list,
    enum digest_kind kind, const struct bag_members *members)
{
	struct buf text = { 0 };

	bag_manifest(members, list, kind, &text);
	add_text(m, name, &text, NULL);
}

/* The signature lies in a file only for as long as it takes to read it. */
static int
add_signature(struct making *m, struct bytes tag_manifest, struct fail *f)
{
	const char *path =
	    path_join(m->arena, path_dir(m->arena, m->tar_path), ".taus-bag.minisig");
	const char *comment = bag_comment(tag_manifest, &m->result, m->arena);
	struct bytes signature;
	int rc = -1;

	if (sign_bytes(m->spec->signing, tag_manifest, path, comment, f) == 0 &&
	    file_read(path, SIGNATURE_FILE, m->arena, &signature, f) == 0) {
		add(m, "tagmanifest-sha256.txt.minisig", signature, NULL);
		rc = 0;
	}
	if (file_remove(path, f) < 0)
		rc = -1;
	return rc;
}

static int
add_tags(struct making *m, struct fail *f)
{
	struct bag_members members = members_of(m);
	struct buf info = { 0 };
	uint64_t size = 0;
	size_t i;

	for (i = 0; i < m->parts; i++)
		size += m->part[i].content.len;
	bag_info(&m->plain, m->parts, size, &info);
	add_manifest(
	    m, "manifest-sha256.txt", BAG_LIST_PAYLOAD, DIGEST_SHA256, &members);
	add_manifest(
	    m, "manifest-sha512.txt", BAG_LIST_PAYLOAD, DIGEST_SHA512, &members);
	add_text(m, "bag-info.txt", &info, NULL);
	add(m, "bagit.txt", bytes_of(bag_declaration_text), NULL);
	members = members_of(m);
	bag_members_sort(&members);
	add_manifest(
	    m, "tagmanifest-sha256.txt", BAG_LIST_TAGS, DIGEST_SHA256, &members);
	if (add_signature(m, m->part[m->parts - 1].content, f) < 0)
		return -1;
	return sort_parts(m, f);
}

static int
write_tar(struct making *m, struct file_out *out, struct fail *f)
{
	struct tar *t = tar_new_file(out, m->spec->time);
	size_t i;

	for (i = 0; i < m->parts; i++) {
		const char *name =
		    arena_printf(m->arena, "%s/%s", m->spec->name, m->part[i].name);

		if (tar_add(t, name, m->part[i].content, f) < 0) {
			tar_abandon(t);
			return -1;
		}
	}
	return tar_close(t, 0, f);
}

/* What was written verifies, and is what is signed: its bytes are read back once. */
static int
sign_tar(struct making *m, struct bytes tar, const char *signature_path, struct fail *f)
{
	struct bag_result result;

	if (bag_verify_inside(tar, signing_verifying(m->spec->signing), NULL, m->arena,
		&result, f) < 0)
		return -1;
	if (file_remove(m->tar_path, f) < 0)
		return -1;
	memcpy(m->result.sha256, result.sha256, sizeof m->result.sha256);
	return sign_bytes(m->spec->signing, tar, signature_path,
	    bag_tar_comment(&result, m->arena), f);
}

static int
finish(struct making *m, struct file_out *out, struct fail *f)
{
	const char *signature_path = arena_printf(m->arena, "%s.minisig", m->tar_path);
	struct bytes tar;
	struct stat st;
	void *at;
	int rc;

	if (fstat(file_out_fd(out), &st) < 0) {
		file_abandon(out);
		return fail_errno(f, "file-read", m->tar_path);
	}
	tar.len = (size_t)st.st_size;
	at = mmap(NULL, tar.len, PROT_READ, MAP_PRIVATE, file_out_fd(out), 0);
	if (at == MAP_FAILED) {
		file_abandon(out);
		return fail_errno(f, "file-read", m->tar_path);
	}
	tar.at = at;
	rc = sign_tar(m, tar, signature_path, f);
	munmap(at, tar.len);
	if (rc < 0) {
		file_abandon(out);
		return -1;
	}
	if (file_commit(out, f) == 0)
		return 0;
	/* It may have got its name, and only the folder was not synced. */
	if (file_remove(m->tar_path, f) == 0)
		file_remove(signature_path, f);
	return -1;
}

/* Facts come from settings that people write: each on one line. */
static void
make_plain(struct making *m)
{
	struct bag_facts *facts = &m->plain.facts;
	const char **field[] = { &facts->project, &facts->title, &facts->description,
		&facts->controller, &facts->leader, &facts->approval_body,
		&facts->approval_reference, &facts->language, &facts->version,
		&facts->rulebook, &facts->policy };
	size_t i;

	m->plain = *m->spec;
	for (i = 0; i < sizeof field / sizeof *field; i++)
		*field[i] = bag_line(*field[i], m->arena);
}

static void
check_spec(const struct bag_spec *spec)
{
	if (!name_is_label(bytes_of(spec->name), NAME_LONGEST))
		die("archive: name");
	if (spec->facts.draft != (strncmp(spec->name, "DRAFT-", 6) == 0))
		die("archive: a draft is called DRAFT-, and nothing else is");
	if (!name_is_label(bytes_of(spec->facts.project), 64))
		die("archive: project");
	if (spec->facts.title == NULL || spec->facts.controller == NULL ||
	    spec->facts.version == NULL)
		die("archive: title, controller or version not given");
}

int
bag_write(const struct bag_spec *spec, const char *tar_path, struct digest_text *sha256,
    struct fail *f)
{
	struct making m = { .spec = spec, .tar_path = tar_path, .room = BAG_LIMIT };
	struct file_out *out = NULL;
	int rc = -1;

	check_spec(spec);
	m.arena = arena_new();
	make_plain(&m);
	if (add_payload(&m, f) < 0 || add_tags(&m, f) < 0)
		goto out;
	out = file_create(tar_path, 0644, f);
	if (out == NULL)
		goto out;
	if (write_tar(&m, out, f) < 0) {
		file_abandon(out);
		goto out;
	}
	rc = finish(&m, out, f);
	if (rc == 0)
		memcpy(sha256->at, m.result.sha256, sizeof m.result.sha256);
out:
	arena_free(m.arena);
	return rc;
}
