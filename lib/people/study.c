#include "people/study.h"

#include <ctype.h>
#include <string.h>

#include <cyaml/cyaml.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/config.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"

/* As the YAML has it. */
struct approval_yaml {
	char *body, *reference, *from, *to;
};

struct period_yaml {
	char *from, *to;
};

struct role_yaml {
	char *code, *name, *names;
	int professional;
};

struct flow_yaml {
	unsigned invited, declined, excluded, withdrawn;
};

struct thresholds_yaml {
	unsigned *one_way, *crossed;
};

struct column_yaml {
	char *column, *title, *kind;
	char **levels;
	unsigned levels_count, band;
	int sensitive;
};

struct retention_yaml {
	char *what, *until, *rule;
};

struct study_yaml {
	unsigned v;
	char *project, *title, *controller, *leader, *language, *codes, *numbers;
	struct approval_yaml approval;
	struct period_yaml period;
	struct role_yaml *roles;
	unsigned roles_count;
	struct flow_yaml flow;
	struct thresholds_yaml thresholds;
	int design_counts;
	struct column_yaml *table;
	unsigned table_count;
	struct retention_yaml *retention;
	unsigned retention_count;
};

#define TEXT(key, flags, type, member) \
	CYAML_FIELD_STRING_PTR(        \
	    key, CYAML_FLAG_POINTER | (flags), type, member, 0, CYAML_UNLIMITED)
#define TRUTH(key, type, member)                                                     \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, type, member, \
	    truth, CYAML_ARRAY_LEN(truth))
#define OPTIONAL CYAML_FLAG_OPTIONAL
#define MAYBE CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL

/* Strict: libcyaml's own would take "nei" for true. */
static const cyaml_strval_t truth[] = { { "false", 0 }, { "true", 1 }, { "no", 0 },
	{ "yes", 1 }, { "nei", 0 }, { "ja", 1 } };

static const cyaml_schema_field_t approval_fields[] = {
	TEXT("body", 0, struct approval_yaml, body),
	TEXT("reference", 0, struct approval_yaml, reference),
	TEXT("from", 0, struct approval_yaml, from),
	TEXT("to", 0, struct approval_yaml, to),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t period_fields[] = {
	TEXT("from", 0, struct period_yaml, from),
	TEXT("to", 0, struct period_yaml, to),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t role_fields[] = {
	TEXT("code", 0, struct role_yaml, code),
	TEXT("name", 0, struct role_yaml, name),
	TEXT("names", OPTIONAL, struct role_yaml, names),
	TRUTH("professional", struct role_yaml, professional),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t flow_fields[] = {
	CYAML_FIELD_UINT("invited", OPTIONAL, struct flow_yaml, invited),
	CYAML_FIELD_UINT("declined", OPTIONAL, struct flow_yaml, declined),
	CYAML_FIELD_UINT("excluded", OPTIONAL, struct flow_yaml, excluded),
	CYAML_FIELD_UINT("withdrawn", OPTIONAL, struct flow_yaml, withdrawn),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t thresholds_fields[] = {
	CYAML_FIELD_UINT_PTR("one_way", MAYBE, struct thresholds_yaml, one_way),
	CYAML_FIELD_UINT_PTR("crossed", MAYBE, struct thresholds_yaml, crossed),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t level_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t column_fields[] = {
	TEXT("column", 0, struct column_yaml, column),
	TEXT("title", OPTIONAL, struct column_yaml, title),
	TEXT("kind", 0, struct column_yaml, kind),
	CYAML_FIELD_SEQUENCE("levels", MAYBE, struct column_yaml, levels, &level_schema,
	    0, CYAML_UNLIMITED),
	CYAML_FIELD_UINT("band", OPTIONAL, struct column_yaml, band),
	TRUTH("sensitive", struct column_yaml, sensitive),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t retention_fields[] = {
	TEXT("what", 0, struct retention_yaml, what),
	TEXT("until", OPTIONAL, struct retention_yaml, until),
	TEXT("rule", 0, struct retention_yaml, rule),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t role_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct role_yaml, role_fields),
};
static const cyaml_schema_value_t column_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct column_yaml, column_fields),
};
static const cyaml_schema_value_t retention_schema = {
	CYAML_VALUE_MAPPING(
	    CYAML_FLAG_DEFAULT, struct retention_yaml, retention_fields),
};

static const cyaml_schema_field_t study_fields[] = {
	CYAML_FIELD_UINT("v", CYAML_FLAG_DEFAULT, struct study_yaml, v),
	TEXT("project", 0, struct study_yaml, project),
	TEXT("title", OPTIONAL, struct study_yaml, title),
	TEXT("controller", OPTIONAL, struct study_yaml, controller),
	TEXT("leader", OPTIONAL, struct study_yaml, leader),
	CYAML_FIELD_MAPPING(
	    "approval", OPTIONAL, struct study_yaml, approval, approval_fields),
	CYAML_FIELD_MAPPING(
	    "period", OPTIONAL, struct study_yaml, period, period_fields),
	TEXT("language", OPTIONAL, struct study_yaml, language),
	TEXT("codes", OPTIONAL, struct study_yaml, codes),
	TEXT("numbers", OPTIONAL, struct study_yaml, numbers),
	CYAML_FIELD_SEQUENCE(
	    "roles", MAYBE, struct study_yaml, roles, &role_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_MAPPING("flow", OPTIONAL, struct study_yaml, flow, flow_fields),
	TRUTH("design_counts", struct study_yaml, design_counts),
	CYAML_FIELD_MAPPING(
	    "thresholds", OPTIONAL, struct study_yaml, thresholds, thresholds_fields),
	CYAML_FIELD_SEQUENCE("table", MAYBE, struct study_yaml, table, &column_schema,
	    0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("retention", MAYBE, struct study_yaml, retention,
	    &retention_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t study_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct study_yaml, study_fields),
};

static const char *
text(struct arena *a, const char *from)
{
	return from ? arena_text(a, bytes_of(from)) : "";
}

static int
read_day(const char *key, const char *from, int32_t *day, struct fail *f)
{
	*day = DAY_NONE;
	if (from == NULL || from[0] == '\0')
		return 0;
	*day = day_parse(bytes_of(from));
	return *day == DAY_NONE ? fail_with(f, FAIL_INPUT, "study-date", "%s", key) : 0;
}

/* Which of the choices ("team|role") it is; the first where nothing is said. */
static int
read_choice(
    const char *key, const char *from, const char *choices, int *which, struct fail *f)
{
	struct bytes rest = bytes_of(choices), choice;

	*which = 0;
	if (from == NULL)
		return 0;
	for (; bytes_next(&rest, '|', &choice); ++*which)
		if (bytes_are(choice, from))
			return 0;
	return fail_with(f, FAIL_INPUT, "study-choice", "%s\t%s", key, choices);
}

static int
read_facts(const struct study_yaml *y, struct study *s, struct arena *a, struct fail *f)
{
	const char *c;

	if (y->v != 1)
		return fail_with(f, FAIL_INPUT, "study-version", "%u", y->v);
	for (c = y->project; *c; c++)
		if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) &&
		    *c != '-')
			return fail(f, FAIL_INPUT, "study-project");
	if (y->project[0] == '\0' || y->project[0] == '-')
		return fail(f, FAIL_INPUT, "study-project");
	s->project = text(a, y->project);
	s->title = text(a, y->title);
	s->controller = text(a, y->controller);
	s->leader = text(a, y->leader);
	s->approval_body = text(a, y->approval.body);
	s->approval_reference = text(a, y->approval.reference);
	s->invited = y->flow.invited;
	s->declined = y->flow.declined;
	s->excluded = y->flow.excluded;
	s->withdrawn = y->flow.withdrawn;
	if (read_day("approval.from", y->approval.from, &s->approval_from, f) == -1 ||
	    read_day("approval.to", y->approval.to, &s->approval_to, f) == -1 ||
	    read_day("period.from", y->period.from, &s->from, f) == -1 ||
	    read_day("period.to", y->period.to, &s->to, f) == -1)
		return -1;
	return 0;
}

static int
read_settings(const struct study_yaml *y, struct study *s, struct fail *f)
{
	int language, codes, numbers;

	if (read_choice("language", y->language, "no|en", &language, f) == -1 ||
	    read_choice("codes", y->codes, "team|role", &codes, f) == -1 ||
	    read_choice("numbers", y->numbers, "given|drawn", &numbers, f) == -1)
		return -1;
	s->language = language == 0 ? "no" : "en";
	s->policy.codes = codes == 0 ? CODES_TEAM : CODES_ROLE;
	s->policy.drawn = numbers == 1;
	s->one_way = y->thresholds.one_way ? *y->thresholds.one_way : 3;
	s->crossed = y->thresholds.crossed ? *y->thresholds.crossed : 5;
	s->design_counts = y->design_counts != 0;
	if (s->one_way < 2)
		return fail_with(f, FAIL_INPUT, "study-threshold", "one_way");
	if (s->crossed < 2)
		return fail_with(f, FAIL_INPUT, "study-threshold", "crossed");
	return 0;
}

static void
read_roles(const struct study_yaml *y, struct study *s, struct arena *a)
{
	struct study_role *role = arena_get(a, y->roles_count, sizeof *role);
	unsigned i;

	for (i = 0; i < y->roles_count; i++) {
		role[i].code = text(a, y->roles[i].code);
		role[i].name = text(a, y->roles[i].name);
		role[i].names = text(a, y->roles[i].names);
		role[i].professional = y->roles[i].professional;
	}
	s->role = role;
	s->roles = y->roles_count;
}

static int
read_columns(
    const struct study_yaml *y, struct study *s, struct arena *a, struct fail *f)
{
	struct study_column *column = arena_get(a, y->table_count, sizeof *column);
	const struct column_yaml *from;
	const char **level;
	unsigned i, k;
	int kind;

	for (i = 0; i < y->table_count; i++) {
		from = &y->table[i];
		column[i].column = text(a, from->column);
		column[i].title = from->title ? text(a, from->title) : NULL;
		column[i].kind = text(a, from->kind);
		column[i].band = from->band;
		column[i].sensitive = from->sensitive;
		if (read_choice(
			"kind", from->kind, "category|ordered|number", &kind, f) == -1)
			return -1;
		if (kind == 1 && from->levels_count == 0)
			return fail_with(
			    f, FAIL_INPUT, "study-column", "%s", from->column);
		level = arena_get(a, from->levels_count, sizeof *level);
		for (k = 0; k < from->levels_count; k++)
			level[k] = text(a, from->levels[k]);
		column[i].level = level;
		column[i].levels = from->levels_count;
	}
	s->column = column;
	s->columns = y->table_count;
	return 0;
}

static int
read_retention(
    const struct study_yaml *y, struct study *s, struct arena *a, struct fail *f)
{
	struct study_retention *r = arena_get(a, y->retention_count, sizeof *r);
	unsigned i;

	for (i = 0; i < y->retention_count; i++) {
		r[i].what = text(a, y->retention[i].what);
		r[i].rule = text(a, y->retention[i].rule);
		if (read_day(
			"retention.until", y->retention[i].until, &r[i].until, f) == -1)
			return -1;
	}
	s->retention = r;
	s->retentions = y->retention_count;
	return 0;
}

int
study_load(const char *path, struct arena *a, struct study *s, struct fail *f)
{
	const struct study_yaml *y;
	struct bytes yaml;
	void *value = NULL;
	int rc = -1;

	memset(s, 0, sizeof *s);
	if (file_read(path, LIMIT_YAML, a, &yaml, f) == -1 ||
	    config_load(yaml, path, &study_schema, &value, f) == -1)
		goto out;
	y = value;
	if (read_facts(y, s, a, f) == -1 || read_settings(y, s, f) == -1 ||
	    read_columns(y, s, a, f) == -1 || read_retention(y, s, a, f) == -1)
		goto out;
	read_roles(y, s, a);
	rc = 0;
out:
	config_free(&study_schema, value);
	return rc == 0 ? 0 : fail_at(f, path, 0);
}

int32_t
study_until(const struct study *s, const char *what)
{
	size_t i;

	for (i = 0; i < s->retentions; i++)
		if (strcmp(s->retention[i].what, what) == 0)
			return s->retention[i].until;
	return DAY_NONE;
}
