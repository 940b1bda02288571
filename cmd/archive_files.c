#include "cmd/archive_files.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/copies.h"
#include "cmd/release_checks.h"
#include "cmd/session.h"
#include "release/inventory.h"
#include "release/register.h"
#include "vault/digest.h"

static void
add(struct session *s, struct archive_files *to, const char *name, const char *path,
    struct bytes content, const char *what)
{
	to->at = arena_grow(s->arena, to->at, to->len, &to->cap, sizeof *to->at);
	to->at[to->len++] = (struct bag_file){ name, path, content, what };
}

static void
add_path(struct session *s, struct archive_files *to, const char *name,
    const char *below, const char *what)
{
	add(s, to, name, session_path(s, below), bytes_of(""), what);
}

static void
add_buf(struct session *s, struct archive_files *to, const char *name,
    struct buf *content, const char *what)
{
	add(s, to, name, NULL, arena_bytes(s->arena, buf_bytes(content)), what);
	buf_free(content);
}

/* Only the copy that the ledger knows goes out. */
static int
check_ours(struct session *s, const char *object, struct fail *f)
{
	const struct ledger_entry *known = ledger_success_for(s->ledger, object);
	struct digest_text now;

	if (digest_file(DIGEST_SHA256, session_path(s, object), &now, f) == -1)
		return -1;
	if (known != NULL && known->sha256 != NULL &&
	    strcmp(known->sha256, now.at) == 0)
		return 0;
	fail(f, FAIL_REFUSED, "output-edited");
	return fail_at(f, object, 0);
}

static int
add_transcripts(struct session *s, const char *without, bool draft,
    struct archive_files *to, struct fail *f)
{
	const struct meetings *ms = &s->linking.meetings;
	const char *object, *id;
	size_t i;

	for (i = 0; i < ms->len; i++) {
		id = ms->at[i].id;
		if (is_without(without, id))
			continue;
		object = copy_object(&ms->at[i], s->arena);
		if (check_ours(s, object, f) == -1)
			return fail_at(f, id, 0);
		add_path(s, to,
		    arena_printf(s->arena, "transcripts/%s%s", draft ? "DRAFT-" : "",
			copy_name(&ms->at[i], s->arena)),
		    object,
		    arena_printf(
			s->arena, "pseudonymised transcript of meeting %s", id));
	}
	return 0;
}

static int
add_tables(struct session *s, bool draft, struct archive_files *to, struct fail *f)
{
	static const char *const suffix[] = { "csv", "md", "xlsx" };
	const char *object;
	size_t i;

	for (i = 0; i < 3; i++) {
		object = arena_printf(s->arena, "out/tables/table1.%s", suffix[i]);
		if (!file_exists(session_path(s, object)))
			continue;
		if (check_ours(s, object, f) == -1)
			return -1;
		add_path(s, to,
		    arena_printf(s->arena, "tables/%stable1.%s", draft ? "DRAFT-" : "",
			suffix[i]),
		    object, "Table 1: who took part, small groups protected");
	}
	return 0;
}

/* The lines of replacements.jsonl but those of meetings that are left out. */
static int
add_replacements(
    struct session *s, const char *without, struct archive_files *to, struct fail *f)
{
	static const char object[] = "out/report/replacements.jsonl";
	struct bytes text, line, id, rest;
	struct buf kept = { 0 };
	bool out;

	if (check_ours(s, object, f) == -1 ||
	    file_read(session_path(s, object), LIMIT_LIST, s->arena, &text, f) == -1)
		return -1;
	while (bytes_next(&text, '\n', &line)) {
		out = false;
		for (rest = bytes_of(without); bytes_next(&rest, ',', &id);)
			out = out || memmem(line.at, line.len,
					 arena_printf(s->arena, "\"meeting\":\"%.*s\"",
					     (int)bytes_trim(id).len,
					     (const char *)bytes_trim(id).at),
					 bytes_trim(id).len +
					     strlen("\"meeting\":\"\"")) != NULL;
		if (!out) {
			buf_add(&kept, line);
			buf_byte(&kept, '\n');
		}
	}
	add_buf(s, to, "report/replacements.jsonl", &kept,
	    "what was replaced where, by which rule, without the words");
	return 0;
}

static void
add_registers(struct session *s, const char *without, struct archive_files *to)
{
	struct buf b = { 0 };

	register_consents(&s->linking, &b);
	add_buf(s, to, "registers/consents.csv", &b, "consents by code");
	register_seats(&s->linking, without, &b);
	add_buf(s, to, "registers/seats.csv", &b,
	    "seats, their holders by number, attendance");
	register_meetings(&s->linking, without, &b);
	add_buf(s, to, "registers/meetings.csv", &b, "meetings by month and length");
	register_flow(&s->linking, &s->study, &b);
	add_buf(s, to, "registers/refusals.csv", &b,
	    "how many were invited, declined, took part");
	register_retention(&s->study, &b);
	add_buf(s, to, "registers/retention.csv", &b,
	    "how long what is kept, and who says so");
}

bool
archive_is_register(const struct bag_file *file)
{
	return strncmp(file->name, "registers/", strlen("registers/")) == 0;
}

static bool
is_archive_name(const char *name)
{
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789._/-")] == '\0';
}

/* Information letters, forms in blank, guides: as the study has them. */
static int
add_documents(struct session *s, struct archive_files *to, struct fail *f)
{
	const char *dir = session_path(s, "documents");
	size_t count, i;
	char **name;

	if (!file_is_dir(dir))
		return 0;
	if (file_list(dir, false, s->arena, &name, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		if (!is_archive_name(name[i])) {
			fail(f, FAIL_INPUT, "document-name");
			return fail_at(f, "documents", 0);
		}
		add_path(s, to, arena_printf(s->arena, "documents/%s", name[i]),
		    arena_printf(s->arena, "documents/%s", name[i]),
		    "document of the study");
	}
	return 0;
}

static int
add_inventory(struct session *s, struct archive_files *to, struct fail *f)
{
	static const struct inventory_word words[] = {
		{ 7, true, "sealed, in the consent volume" },
		{ 18, true, "sealed, kept apart from all archives" },
	};
	const char **name = arena_get(s->arena, to->len + 2, sizeof *name);
	struct inventory inventory;
	struct buf csv = { 0 };
	size_t i;

	for (i = 0; i < to->len; i++)
		name[i] = to->at[i].name;
	name[i++] = "README.txt"; /* what every archive gets besides */
	name[i++] = "files.tsv";
	if (inventory_take(name, i, words, sizeof words / sizeof words[0], s->arena,
		&inventory, f) == -1)
		return -1;
	inventory_csv(&inventory,
	    strcmp(s->study.language, "no") == 0 ? INVENTORY_NORWEGIAN
						 : INVENTORY_ENGLISH,
	    &csv);
	add_buf(s, to, "inventory.csv", &csv, "the 25 things an auditor asks for");
	return 0;
}

int
archive_data_files(struct session *s, const char *without, bool draft,
    struct archive_files *to, struct fail *f)
{
	if (add_transcripts(s, without, draft, to, f) == -1 ||
	    add_tables(s, draft, to, f) == -1 ||
	    add_replacements(s, without, to, f) == -1 || add_documents(s, to, f) == -1)
		return -1;
	add_registers(s, without, to);
	return add_inventory(s, to, f);
}

int
archive_consent_files(struct session *s, struct archive_files *to, struct fail *f)
{
	const struct consents *cs = &s->linking.consents;
	const char *name, *below;
	size_t i, without = 0;

	for (i = 0; i < cs->len; i++) {
		if (cs->at[i].form[0] == '\0')
			continue;
		name = consent_sealed_name(&cs->at[i], s->arena);
		below = arena_printf(s->arena, "private/consent/sealed/%s", name);
		if (cs->at[i].form_id[0] == '\0' ||
		    !file_exists(session_path(s, below))) {
			without++;
			continue;
		}
		add_path(s, to, arena_printf(s->arena, "consents/%s", name), below,
		    "signed consent form, sealed");
	}
	return without ? fail_with(f, FAIL_INPUT, "consent-unsealed", "%zu", without)
	               : 0;
}
