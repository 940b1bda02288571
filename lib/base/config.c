#include "base/config.h"

#include <cyaml/cyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "base/map.h"

enum { DEEPEST = 64, KEY_SHOWN = 48, NEAR = 3 };

/*
 * Two walks. The first, ours, over libyaml's events beside the schema, refuses
 * what libcyaml lets pass or cannot place. The second, libcyaml's, types values.
 */
struct walk {
	yaml_parser_t parser;
	const char *path;
	struct fail *fail;
};

static int
walk_fail(
    struct walk *w, const char *what, const char *key, const char *near, size_t line)
{
	fail_with(w->fail, FAIL_INPUT, what, "%s\t%s", key, near);
	return fail_at(w->fail, w->path, line + 1); /* libyaml counts from 0 */
}

static int
next_event(struct walk *w, yaml_event_t *e)
{
	size_t line;

	if (yaml_parser_parse(&w->parser, e))
		return 0;
	if (w->parser.error == YAML_MEMORY_ERROR)
		die("out of memory");
	line = w->parser.problem_mark.line;
	return walk_fail(w, "yaml-bad", "", "", line ? line : w->parser.mark.line);
}

/* A key as a message may show it: short, without what would break the message. */
static void
show_key(char shown[KEY_SHOWN + 1], struct bytes key)
{
	size_t i, len = key.len < KEY_SHOWN ? key.len : KEY_SHOWN;

	while (len > 0 && len < key.len && (key.at[len] & 0xc0) == 0x80)
		len--;
	for (i = 0; i < len; i++)
		shown[i] =
		    key.at[i] < 0x20 || key.at[i] == 0x7f ? '?' : (char)key.at[i];
	shown[len] = '\0';
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance in bytes, row by row (Wagner and Fischer 1974). */
static size_t
distance(struct bytes a, struct bytes b)
{
	size_t row[KEY_SHOWN + 1], i, j, corner, above;

	if (a.len > KEY_SHOWN || b.len > KEY_SHOWN)
		return KEY_SHOWN;
	for (j = 0; j <= b.len; j++)
		row[j] = j;
	for (i = 1; i <= a.len; i++) {
		corner = row[0];
		row[0] = i;
		for (j = 1; j <= b.len; j++) {
			above = row[j];
			row[j] = least(corner + (a.at[i - 1] != b.at[j - 1]),
			    least(above, row[j - 1]) + 1);
			corner = above;
		}
	}
	return row[b.len];
}

/* "" where nothing is near, or as far as from any word of that length. */
static const char *
nearest_key(const struct cyaml_schema_field *field, struct bytes key)
{
	size_t best = least(NEAR + 1, key.len), now;
	const char *near = "";

	for (; field->key != NULL; field++) {
		now = distance(bytes_of(field->key), key);
		if (now < best) {
			best = now;
			near = field->key;
		}
	}
	return near;
}

static const struct cyaml_schema_field *
find_field(const struct cyaml_schema_field *field, struct bytes key)
{
	for (; field->key != NULL; field++)
		if (bytes_are(key, field->key))
			return field;
	return NULL;
}

static struct bytes
scalar_bytes(const yaml_event_t *e)
{
	return (struct bytes){ e->data.scalar.value, e->data.scalar.length };
}

/* An anchor is an alias to come. */
static int
check_anchor(struct walk *w, const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL;

	if (e->type == YAML_SCALAR_EVENT)
		anchor = e->data.scalar.anchor;
	else if (e->type == YAML_MAPPING_START_EVENT)
		anchor = e->data.mapping_start.anchor;
	else if (e->type == YAML_SEQUENCE_START_EVENT)
		anchor = e->data.sequence_start.anchor;
	if (anchor == NULL && e->type != YAML_ALIAS_EVENT)
		return 0;
	return walk_fail(w, "yaml-alias", "", "", e->start_mark.line);
}

static int walk_value(
    struct walk *, yaml_event_t *, const struct cyaml_schema_value *, int depth);

/* *schema: of the value that belongs to the key; NULL: nothing is known of it. */
static int
check_key(struct walk *w, const yaml_event_t *e, struct map *seen,
    const struct cyaml_schema_field *fields, const struct cyaml_schema_value **schema)
{
	const struct cyaml_schema_field *field = NULL;
	struct bytes key;
	char shown[KEY_SHOWN + 1];
	int added;

	if (check_anchor(w, e) == -1)
		return -1;
	if (e->type != YAML_SCALAR_EVENT)
		return walk_fail(w, "yaml-bad", "", "", e->start_mark.line);
	key = scalar_bytes(e);
	show_key(shown, key);
	if (fields != NULL) {
		field = find_field(fields, key);
		if (field == NULL)
			return walk_fail(w,
			    nearest_key(fields, key)[0] ? "yaml-key-unknown"
							: "yaml-key-stranger",
			    shown, nearest_key(fields, key), e->start_mark.line);
	}
	map_put(seen, key, 0, &added);
	if (!added)
		return walk_fail(w, "yaml-key-twice", shown, "", e->start_mark.line);
	*schema = field ? &field->value : NULL;
	return 0;
}

static int
check_missing(struct walk *w, const struct map *seen,
    const struct cyaml_schema_field *field, size_t line)
{
	for (; field != NULL && field->key != NULL; field++)
		if (!(field->value.flags & CYAML_FLAG_OPTIONAL) &&
		    map_get(seen, bytes_of(field->key)) == NULL)
			return walk_fail(w, "yaml-key-missing", field->key, "", line);
	return 0;
}

static int
walk_mapping(
    struct walk *w, const struct cyaml_schema_field *fields, size_t line, int depth)
{
	struct arena *a = arena_new();
	struct map *seen = map_new(a);
	const struct cyaml_schema_value *schema = NULL;
	yaml_event_t e = { 0 };
	int status = -1;

	for (;;) {
		if (next_event(w, &e) == -1)
			goto out;
		if (e.type == YAML_MAPPING_END_EVENT)
			break;
		if (check_key(w, &e, seen, fields, &schema) == -1)
			goto out;
		yaml_event_delete(&e);
		if (next_event(w, &e) == -1 || walk_value(w, &e, schema, depth) == -1)
			goto out;
		yaml_event_delete(&e);
	}
	status = check_missing(w, seen, fields, line);
out:
	yaml_event_delete(&e);
	arena_free(a);
	return status;
}

static int
walk_sequence(struct walk *w, const struct cyaml_schema_value *entry, int depth)
{
	yaml_event_t e = { 0 };
	int status = -1;

	for (;;) {
		if (next_event(w, &e) == -1)
			goto out;
		if (e.type == YAML_SEQUENCE_END_EVENT)
			break;
		if (walk_value(w, &e, entry, depth) == -1)
			goto out;
		yaml_event_delete(&e);
	}
	status = 0;
out:
	yaml_event_delete(&e);
	return status;
}

/* libcyaml reads C strings: a NUL would cut the value short. */
static int
check_scalar(struct walk *w, const yaml_event_t *e)
{
	struct bytes b = scalar_bytes(e);

	if (b.len == 0 || memchr(b.at, '\0', b.len) == NULL)
		return 0;
	return walk_fail(w, "yaml-bad", "", "", e->start_mark.line);
}

/* The value that e begins. Where it is not of the schema's shape, the rest of it
 * is walked without one, and left to libcyaml to refuse. */
static int
walk_value(
    struct walk *w, yaml_event_t *e, const struct cyaml_schema_value *schema, int depth)
{
	const struct cyaml_schema_field *fields = NULL;
	const struct cyaml_schema_value *entry = NULL;

	if (check_anchor(w, e) == -1)
		return -1;
	if (depth == DEEPEST) {
		fail_with(w->fail, FAIL_LIMIT, "yaml-deep", "%d", DEEPEST);
		return fail_at(w->fail, w->path, e->start_mark.line + 1);
	}
	if (schema != NULL && schema->type == CYAML_MAPPING)
		fields = schema->mapping.fields;
	if (schema != NULL &&
	    (schema->type == CYAML_SEQUENCE || schema->type == CYAML_SEQUENCE_FIXED))
		entry = schema->sequence.entry;
	if (e->type == YAML_MAPPING_START_EVENT)
		return walk_mapping(w, fields, e->start_mark.line, depth + 1);
	if (e->type == YAML_SEQUENCE_START_EVENT)
		return walk_sequence(w, entry, depth + 1);
	return check_scalar(w, e);
}

static bool
is_nothing(const yaml_event_t *e)
{
	return e->type == YAML_STREAM_END_EVENT ||
	       (e->type == YAML_SCALAR_EVENT && e->data.scalar.plain_implicit &&
		   e->data.scalar.length == 0);
}

/* The event after this one, in its place. */
static int
step(struct walk *w, yaml_event_t *e)
{
	yaml_event_delete(e);
	return next_event(w, e);
}

static int
walk_stream(struct walk *w, const struct cyaml_schema_value *schema)
{
	yaml_event_t e = { 0 };
	int status = -1;

	if (step(w, &e) == -1 || step(w, &e) == -1) /* stream, document */
		goto out;
	if (e.type != YAML_STREAM_END_EVENT && step(w, &e) == -1)
		goto out;
	if (is_nothing(&e)) {
		walk_fail(w, "yaml-empty", "", "", 0);
		goto out;
	}
	if (walk_value(w, &e, schema, 0) == -1)
		goto out;
	if (step(w, &e) == -1 || step(w, &e) == -1) /* end of document, of stream */
		goto out;
	if (e.type != YAML_STREAM_END_EVENT) {
		walk_fail(w, "yaml-second", "", "", e.start_mark.line);
		goto out;
	}
	status = 0;
out:
	yaml_event_delete(&e);
	return status;
}

/* What libcyaml says is dropped, values and all; only where it was is kept. Its
 * backtrace begins with the innermost place. */
struct place {
	char key[KEY_SHOWN + 1];
	size_t line;
};

static void
keep_place(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
	struct place *p = ctx;
	struct bytes said = bytes_of(fmt);

	(void)level;
	if (p->line != 0)
		return;
	if (bytes_start(said, "  in mapping field '%s' (line: %zu"))
		show_key(p->key, bytes_of(va_arg(args, const char *)));
	else if (bytes_start(said, "  in sequence entry '%u' (line: %zu"))
		(void)va_arg(args, unsigned);
	else if (!bytes_start(said, "  in mapping (line: %zu"))
		return;
	p->line = va_arg(args, size_t);
}

static int
load_typed(struct bytes yaml, const char *path, const struct cyaml_schema_value *schema,
    void **value, struct fail *f)
{
	struct place place = { "", 0 };
	const cyaml_config_t config = { .log_fn = keep_place,
		.log_ctx = &place,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem,
		.flags = CYAML_CFG_NO_ALIAS };
	cyaml_err_t err =
	    cyaml_load_data(yaml.at, yaml.len, &config, schema, value, NULL);

	if (err == CYAML_OK)
		return 0;
	*value = NULL;
	if (err == CYAML_ERR_OOM)
		die("out of memory");
	if (err == CYAML_ERR_TOP_LEVEL_NON_PTR || err == CYAML_ERR_BAD_TYPE_IN_SCHEMA ||
	    err == CYAML_ERR_BAD_MIN_MAX_SCHEMA || err == CYAML_ERR_INVALID_DATA_SIZE ||
	    err == CYAML_ERR_SEQUENCE_IN_SEQUENCE)
		die("config: %s", cyaml_strerror(err));
	fail_with(f, FAIL_INPUT, "yaml-bad", "%s\t", place.key);
	return fail_at(f, path, place.line);
}

int
config_load(struct bytes yaml, const char *path,
    const struct cyaml_schema_value *schema, void **value, struct fail *f)
{
	struct walk w = { .path = path, .fail = f };
	int status;

	*value = NULL;
	if (yaml.len > LIMIT_YAML) {
		fail_with(f, FAIL_LIMIT, "yaml-large", "%d", LIMIT_YAML);
		return fail_at(f, path, 0);
	}
	if (!yaml_parser_initialize(&w.parser))
		die("out of memory");
	/* Said, not guessed: UTF-16 is refused as bytes that are no UTF-8. */
	yaml_parser_set_encoding(&w.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &w.parser, yaml.at ? yaml.at : (const unsigned char *)"", yaml.len);
	status = walk_stream(&w, schema);
	yaml_parser_delete(&w.parser);
	return status == -1 ? -1 : load_typed(yaml, path, schema, value, f);
}

void
config_free(const struct cyaml_schema_value *schema, void *value)
{
	const cyaml_config_t config = { .mem_fn = cyaml_mem,
		.log_level = CYAML_LOG_ERROR };

	if (value != NULL)
		cyaml_free(&config, schema, value, 0);
}
