#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/copy_state.h"
#include "cmd/report.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "people/consent.h"
#include "release/sheet.h"
#include "release/table1.h"
#include "vault/digest.h"

static const struct option options[] = {
	{ "percent", OPTION_FLAG, NULL, "opt-table-percent" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* The declared columns, in the words of table1.h. */
static const struct table1_variable *
variables(const struct session *s)
{
	const struct study_column *c;
	struct table1_variable *v;
	size_t i;

	v = arena_get(s->arena, s->study.columns, sizeof *v);
	for (i = 0; i < s->study.columns; i++) {
		c = &s->study.column[i];
		v[i].name = c->column;
		v[i].title = c->title;
		v[i].kind = strcmp(c->kind, "number") == 0    ? TABLE1_NUMBER
		            : strcmp(c->kind, "ordered") == 0 ? TABLE1_ORDERED
		                                              : TABLE1_CATEGORY;
		v[i].level = c->level;
		v[i].levels = c->levels;
		v[i].band = c->band;
		v[i].sensitive = c->sensitive;
		v[i].consented = true; /* who did not consent is not counted at all */
	}
	return v;
}

/* The cell of a demographic column; -1: People has no such column. */
static int
cell_of(const struct session *s, const struct person *p, const char *column,
    const char **text)
{
	const struct roster *r = &s->linking.roster;
	size_t i;

	if (strcmp(column, "sex") == 0) {
		*text = p->sex;
		return 0;
	}
	for (i = 0; i < r->extras; i++)
		if (bytes_are(r->extra_name[i], column)) {
			*text = arena_text(s->arena, p->extra[i]);
			return 0;
		}
	return -1;
}

/* A person stands once, under the role of the first row, with all the seats. */
static int
one_person(
    const struct session *s, uint32_t person, struct table1_person *out, struct fail *f)
{
	const struct roster *r = &s->linking.roster;
	const char **value = arena_get(s->arena, s->study.columns, sizeof *value);
	size_t i, k;

	memset(out, 0, sizeof *out);
	for (i = 0; i < r->holdings; i++) {
		if (r->holding[i].person != person)
			continue;
		if (out->role == NULL)
			out->role = r->holding[i].role;
		for (k = 0; k < i; k++)
			if (r->holding[k].person == person &&
			    strcmp(r->holding[k].seat, r->holding[i].seat) == 0)
				break;
		out->seats += k == i;
	}
	for (i = 0; i < s->study.columns; i++)
		if (cell_of(s, &r->person[person], s->study.column[i].column,
			&value[i]) == -1)
			return fail_with(f, FAIL_INPUT, "table-column", "%s",
			    s->study.column[i].column);
	out->value = value;
	return 0;
}

/* Those who said yes and have not taken all of it back. */
static int
persons(const struct session *s, struct table1_spec *spec, struct fail *f)
{
	const struct linking *l = &s->linking;
	struct table1_person *p = arena_get(s->arena, l->roster.persons, sizeof *p);
	uint32_t i;

	for (i = 0; i < l->roster.persons; i++) {
		if (consent_on(&l->consents, i, INT32_MAX, 0) != CONSENT_VALID)
			continue;
		if (one_person(s, i, &p[spec->persons], f) == -1)
			return -1;
		spec->persons++;
	}
	spec->person = p;
	return 0;
}

/*
 * How many persons a role has is a count like any other, unless the study declares
 * the sizes of its roles as part of its design, said in its papers anyway.
 */
static int
check_design(const struct session *s, const struct table1_spec *spec, struct fail *f)
{
	size_t i, k, count;

	for (i = 0; !s->study.design_counts && i < spec->roles; i++) {
		for (k = count = 0; k < spec->persons; k++)
			count += strcmp(spec->person[k].role, spec->role[i]) == 0;
		if (count > 0 && count < s->study.one_way)
			return fail_with(f, FAIL_REFUSED, "table-design", "%s\t%u",
			    spec->role[i], s->study.one_way);
	}
	return 0;
}

static const char *const *
roles(const struct session *s, size_t *count)
{
	const char **role = arena_get(
	    s->arena, s->linking.roster.holdings + s->study.roles, sizeof *role);
	size_t i, k;

	*count = 0;
	for (i = 0; i < s->study.roles; i++)
		role[(*count)++] = s->study.role[i].code;
	for (i = 0; i < s->linking.roster.holdings; i++) {
		for (k = 0; k < *count; k++)
			if (strcmp(role[k], s->linking.roster.holding[i].role) == 0)
				break;
		if (k == *count)
			role[(*count)++] = s->linking.roster.holding[i].role;
	}
	return role;
}

static int
put_xlsx(struct session *s, const struct sheet *sheet, struct fail *f)
{
	const char *path = session_path(s, "out/tables/table1.xlsx");
	struct digest_text before = { "" }, now;
	int64_t created = (int64_t)s->study.to * 86400;

	if (is_trial()) { /* the same table is the same file: its CSV was compared */
		if (!file_exists(path)) {
			trial_write("out/tables/table1.xlsx");
			trial_log(1);
		}
		return 0;
	}
	if (file_exists(path) && digest_file(DIGEST_SHA256, path, &before, f) == -1)
		return -1;
	/* dated by the study, not by today: the same table is the same file */
	if (sheet_write_xlsx(sheet, path, s->study.to == DAY_NONE ? 0 : created, f) ==
		-1 ||
	    digest_file(DIGEST_SHA256, path, &now, f) == -1)
		return -1;
	if (strcmp(before.at, now.at) == 0)
		return 0;
	return session_record(
	    s, NULL, EVENT_CREATION, "out/tables/table1.xlsx", REASON_TABLE, now.at, f);
}

/* A table that somebody has edited is never overwritten unseen. */
static int
check_ours(struct session *s, struct fail *f)
{
	static const char *const table[] = { "out/tables/table1.csv",
		"out/tables/table1.md", "out/tables/table1.xlsx" };
	bool ours;
	size_t i;

	for (i = 0; i < sizeof table / sizeof table[0]; i++) {
		if (copy_ours(s, table[i], true, &ours, f) == -1)
			return -1;
		if (!ours) {
			fail(f, FAIL_REFUSED, "table-edited");
			return fail_at(f, table[i], 0);
		}
	}
	return 0;
}

static int
put_all(struct session *s, const struct sheet *sheet, struct fail *f)
{
	struct buf csv = { 0 }, markdown = { 0 };
	int rc = check_ours(s, f);

	if (rc == 0)
		rc = make_dir_but_in_trial(session_path(s, "out/tables"), 0700, f);

	sheet_csv(sheet, true, &csv);
	sheet_markdown(sheet, &markdown);
	if (rc == 0)
		rc = report_put(s, "out/tables/table1.csv", buf_bytes(&csv),
		    EVENT_CREATION, REASON_TABLE, f);
	if (rc == 0)
		rc = report_put(s, "out/tables/table1.md", buf_bytes(&markdown),
		    EVENT_CREATION, REASON_TABLE, f);
	if (rc == 0)
		rc = put_xlsx(s, sheet, f);
	buf_free(&csv);
	buf_free(&markdown);
	return rc;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	struct session *s = session_of(inv, f);
	struct table1_spec spec = { .percent = option_given(inv, "percent") };
	struct table1 table;
	size_t hidden = 0, i;

	if (s == NULL || session_open_key(s, true, f) == -1)
		return -1;
	if (s->study.columns == 0)
		return fail(f, FAIL_INPUT, "table-undeclared");
	spec.role = roles(s, &spec.roles);
	spec.variable = variables(s);
	spec.variables = s->study.columns;
	spec.marginal = s->study.one_way;
	spec.crossed = s->study.crossed;
	spec.words = table1_words(strcmp(s->study.language, "no") == 0 ? "nb" : "en");
	if (persons(s, &spec, f) == -1 || check_design(s, &spec, f) == -1 ||
	    table1_build(&spec, s->arena, &table, f) == -1 ||
	    put_all(s, table.sheet, f) == -1)
		return -1;
	for (i = 0; i < spec.variables; i++)
		hidden += table.block[i].suppressed;
	say("table-done", "%zu\t%zu\t%zu", table.persons, table.seats, hidden);
	return 0;
}

const struct command command_table = {
	.name = "table",
	.operands = "",
	.summary = "cmd-table",
	.example = "taus table",
	.options = options,
	.acquire = acquire,
};
