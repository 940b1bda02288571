#include <cyaml/cyaml.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/fail.h"
#include "base/map.h"
#include "find/book.h"
#include "text/word.h"

/* A rule file as the schema reads it. Texts are libcyaml's until config_free(). */
struct texts {
	char **at;
	unsigned len;
};

struct yaml_part {
	char *name, *pattern;
};

struct yaml_rule {
	char *name, *category, *why, *hvorfor, *begins, *pattern, *list, *letters,
	    *check, *to;
	char *clue;
	struct texts words, near, match, no_match;
	unsigned score, sure, back;
	unsigned *weight;
	int compound, later, proves, small;
};

struct yaml_file {
	unsigned v;
	struct yaml_part *parts;
	unsigned parts_count;
	struct yaml_rule *rules;
	unsigned rules_count;
};

enum {
	YAML_SCORE_MOST = 100,
	YAML_WORDS_MOST = 4096,
	YAML_BACK_MOST = 12,
	YAML_LONG_PATTERN = 1500
};

static const cyaml_strval_t truth[] = { { "false", 0 }, { "true", 1 } };

static const cyaml_schema_value_t text_schema = { CYAML_VALUE_STRING(
    CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED) };

#define TEXT(key, field, flags)                                                     \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | (flags), struct yaml_rule, \
	    field, 1, CYAML_UNLIMITED)
#define TEXTS(key, field)                                                         \
	CYAML_FIELD_SEQUENCE_COUNT(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, \
	    struct yaml_rule, field.at, field.len, &text_schema, 0, YAML_WORDS_MOST)
#define TRUTH(key, field)                                              \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, \
	    struct yaml_rule, field, truth, CYAML_ARRAY_LEN(truth))
#define NUMBER(key, field, flags) CYAML_FIELD_UINT(key, flags, struct yaml_rule, field)

static const cyaml_schema_field_t rule_fields[] = {
	TEXT("name", name, 0),
	TEXT("category", category, CYAML_FLAG_OPTIONAL),
	TEXT("why", why, 0),
	TEXT("hvorfor", hvorfor, CYAML_FLAG_OPTIONAL),
	TEXT("begins", begins, CYAML_FLAG_OPTIONAL),
	TEXTS("words", words),
	TEXT("pattern", pattern, CYAML_FLAG_OPTIONAL),
	TEXT("list", list, CYAML_FLAG_OPTIONAL),
	TEXT("case", letters, CYAML_FLAG_OPTIONAL),
	TRUTH("compound", compound),
	TRUTH("later", later),
	TEXT("check", check, CYAML_FLAG_OPTIONAL),
	TEXTS("near", near),
	NUMBER("back", back, CYAML_FLAG_OPTIONAL),
	NUMBER("score", score, 0),
	NUMBER("sure", sure, CYAML_FLAG_OPTIONAL),
	TEXT("to", to, CYAML_FLAG_OPTIONAL),
	TRUTH("proves", proves),
	TRUTH("small", small),
	TEXT("clue", clue, CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_UINT_PTR("weight", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
	    struct yaml_rule, weight),
	TEXTS("match", match),
	TEXTS("no-match", no_match),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t part_fields[] = {
	CYAML_FIELD_STRING_PTR(
	    "name", CYAML_FLAG_POINTER, struct yaml_part, name, 1, CYAML_UNLIMITED),
	CYAML_FIELD_STRING_PTR("pattern", CYAML_FLAG_POINTER, struct yaml_part, pattern,
	    1, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t part_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct yaml_part, part_fields) };
static const cyaml_schema_value_t rule_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct yaml_rule, rule_fields) };

static const cyaml_schema_field_t file_fields[] = {
	CYAML_FIELD_UINT("v", CYAML_FLAG_DEFAULT, struct yaml_file, v),
	CYAML_FIELD_SEQUENCE("parts", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
	    struct yaml_file, parts, &part_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("rules", CYAML_FLAG_POINTER, struct yaml_file, rules,
	    &rule_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t file_schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct yaml_file, file_fields) };

/* "no/phone.yaml" gives "phone" */
static char *
group_of(const char *name, struct arena *a)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash ? slash + 1 : name;

	return arena_printf(a, "%.*s", (int)(strlen(base) - strlen(".yaml")), base);
}

static bool
is_rule_name(const char *s)
{
	return *s != '\0' &&
	       s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static int
begins_named(const char *name)
{
	static const char *const names[] = { [BEGINS_DIGIT] = "digit",
		[BEGINS_CAPITAL] = "capital",
		[BEGINS_WORD] = "word",
		[BEGINS_AT] = "at",
		[BEGINS_ANY] = "any" };
	size_t i;

	for (i = 0; name != NULL && i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

/* The hash of one word as words_of() will see it; -1: it is none, or several. */
static int
hash_word(struct rulebook *b, const char *word, uint64_t *hash)
{
	struct words w = words_of(bytes_of(word), false, b->arena);

	if (w.len != 1 || w.at[0].from != 0 || w.at[0].to != strlen(word))
		return -1;
	*hash = w.at[0].hash;
	return 0;
}

static int
rule_fail(const struct compiled *c, const char *what, const char *about, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, what, "%s\t%s", c->rule.id, about);
}

static int
take_words(struct rulebook *b, uint16_t rule, const struct yaml_rule *y, struct fail *f)
{
	struct compiled *c = &b->rules[rule];
	struct trigger_word *t;
	unsigned i;

	if ((y->words.len > 0) != (c->begins == BEGINS_WORD && !c->is_list))
		return rule_fail(c, "rule-words", "", f);
	for (i = 0; i < y->words.len; i++) {
		b->trigger_words = arena_grow(b->arena, b->trigger_words,
		    b->trigger_count, &b->trigger_cap, sizeof *b->trigger_words);
		t = &b->trigger_words[b->trigger_count];
		t->rule = rule;
		if (hash_word(b, y->words.at[i], &t->hash) == -1)
			return rule_fail(c, "rule-word", y->words.at[i], f);
		b->trigger_count++;
	}
	c->near.hash = arena_get(b->arena, y->near.len, sizeof *c->near.hash);
	for (i = 0; i < y->near.len; i++)
		if (hash_word(b, y->near.at[i], &c->near.hash[c->near.len++]) == -1)
			return rule_fail(c, "rule-word", y->near.at[i], f);
	return 0;
}

static int
take_pattern(struct rulebook *b, struct compiled *c, const struct yaml_rule *y,
    const struct part_list *parts, struct fail *f)
{
	char *pattern = pattern_expand(y->pattern, parts, b->arena, f);
	int begins = begins_named(y->begins);

	if (pattern == NULL)
		return -1;
	pattern = pattern_define(pattern, parts, b->arena);
	if (begins == -1)
		return rule_fail(c, "rule-begins", y->begins ? y->begins : "", f);
	if (y->letters != NULL || y->compound || y->later)
		return rule_fail(c, "rule-pattern-keys", "", f);
	c->begins = (enum rule_begins)begins;
	c->back = y->back;
	c->small = y->small;
	if (c->back > YAML_BACK_MOST ||
	    (c->back > 0 && c->begins != BEGINS_WORD && c->begins != BEGINS_AT))
		return rule_fail(c, "rule-back", "", f);
	c->pattern = pattern;
	if (!b->proved && rule_compile(c, b->engine, f) == -1)
		return -1;
	shapes_add(b->shapes, (uint16_t)(c - b->rules), pattern);
	if (pattern_who(pattern, b) == -1)
		return rule_fail(c, "rule-who", "", f);
	return 0;
}

static int
take_list(
    struct rulebook *b, struct compiled *c, const struct yaml_rule *y, struct fail *f)
{
	if (y->begins != NULL || y->check != NULL || y->back != 0 || y->small)
		return rule_fail(c, "rule-list-keys", "", f);
	if (y->letters != NULL && strcmp(y->letters, "any") != 0 &&
	    strcmp(y->letters, "capital") != 0)
		return rule_fail(c, "rule-case", y->letters, f);
	c->is_list = true;
	c->later = y->later;
	c->capital = y->letters == NULL || strcmp(y->letters, "any") != 0;
	return book_add_list(b, (uint32_t)(c - b->rules), y->list, y->compound, f);
}

static void
take_examples(struct rulebook *b, uint32_t rule, const struct texts *t, bool match)
{
	unsigned i;

	for (i = 0; i < t->len; i++) {
		b->examples = arena_grow(b->arena, b->examples, b->example_count,
		    &b->example_cap, sizeof *b->examples);
		b->examples[b->example_count++] = (struct example){ rule, i + 1, match,
			arena_bytes(b->arena, bytes_of(t->at[i])) };
	}
	b->rules[rule].rule.examples += t->len;
}

/* A clue alone is of category SPECIAL, which nobody asks: it is never changed. */
static int
take_clue(struct compiled *c, const struct yaml_rule *y, struct fail *f)
{
	int clue = y->clue ? clue_named(y->clue) : CLUE_NONE;

	if (clue == -1 || (y->clue == NULL && y->category == NULL))
		return rule_fail(c, "rule-clue", y->clue ? y->clue : "", f);
	if (y->weight != NULL && (y->clue == NULL || *y->weight > CLUE_WEIGHT_MOST))
		return rule_fail(c, "rule-weight", "", f);
	c->rule.only_clue = y->category == NULL;
	if (c->rule.only_clue && (y->list != NULL || y->to != NULL || y->proves))
		return rule_fail(c, "rule-clue-keys", "", f);
	c->rule.clue = (uint8_t)clue;
	c->rule.weight = y->weight ? (uint8_t)*y->weight : CLUE_WEIGHT_USUAL;
	return 0;
}

/* What stands in the rule's own keys, in the order of their keys. */
static int
take_facts(
    struct rulebook *b, struct compiled *c, const struct yaml_rule *y, struct fail *f)
{
	int category = y->category ? category_named(y->category) : CATEGORY_SPECIAL;
	unsigned sure = y->sure ? y->sure : y->score;

	if (category == -1)
		return rule_fail(c, "rule-category", y->category, f);
	if (take_clue(c, y, f) == -1)
		return -1;
	if (y->score < 1 || y->score > YAML_SCORE_MOST || sure > YAML_SCORE_MOST ||
	    sure < y->score)
		return rule_fail(c, "rule-score", "", f);
	if ((y->pattern != NULL) == (y->list != NULL))
		return rule_fail(c, "rule-pattern-list", "", f);
	if (y->match.len == 0 || y->no_match.len == 0)
		return rule_fail(c, "rule-no-example", "", f);
	c->check = y->check ? check_named(y->check) : NULL;
	if (y->check != NULL && c->check == NULL)
		return rule_fail(c, "rule-check", y->check, f);
	c->rule.category = (enum category)category;
	c->rule.score = (uint8_t)y->score;
	c->rule.sure = (uint8_t)sure;
	c->rule.proves = y->proves;
	c->rule.to = y->to ? book_value(b, bytes_of(y->to)) : 0;
	c->rule.why = arena_text(b->arena, bytes_of(y->why));
	c->rule.hvorfor =
	    y->hvorfor ? arena_text(b->arena, bytes_of(y->hvorfor)) : c->rule.why;
	return 0;
}

/* A new rule at the end, with its id. */
static int
open_rule(struct rulebook *b, uint32_t source, uint32_t place,
    const struct yaml_rule *y, struct fail *f)
{
	const struct source *s = &b->sources[source];
	struct compiled *c;
	int added;

	if (b->len > UINT16_MAX)
		return fail_with(f, FAIL_LIMIT, "rule-many", "%d", UINT16_MAX);
	b->rules = arena_grow(b->arena, b->rules, b->len, &b->cap, sizeof *b->rules);
	c = &b->rules[b->len++];
	*c = (struct compiled){ .source = source, .place = place };
	c->rule.language = s->language;
	c->rule.id =
	    arena_printf(b->arena, "%s/%s", group_of(s->name, b->arena), y->name);
	if (!is_rule_name(y->name))
		return rule_fail(c, "rule-name", "", f);
	map_put(b->ids, bytes_of(c->rule.id), (uint32_t)b->len - 1, &added);
	return added ? 0 : rule_fail(c, "rule-twice", "", f);
}

static int
add_rule(struct rulebook *b, uint32_t source, uint32_t place, const struct yaml_rule *y,
    const struct part_list *parts, struct fail *f)
{
	uint32_t rule = (uint32_t)b->len;
	struct compiled *c;

	if (open_rule(b, source, place, y, f) == -1)
		goto bad;
	c = &b->rules[rule];
	if (take_facts(b, c, y, f) == -1)
		goto bad;
	if ((y->list ? take_list(b, c, y, f) : take_pattern(b, c, y, parts, f)) == -1)
		goto bad;
	if (take_words(b, (uint16_t)rule, y, f) == -1)
		goto bad;
	take_examples(b, rule, &y->match, true);
	take_examples(b, rule, &y->no_match, false);
	return 0;
bad:
	return rule < b->len ? book_fail_at(b, &b->rules[rule], f) : -1;
}

/* A part may use the parts before it. */
static int
take_parts(struct rulebook *b, const struct source *s, const struct yaml_file *file,
    struct part_list *parts, struct fail *f)
{
	unsigned i;

	parts->name = arena_get(b->arena, file->parts_count, sizeof *parts->name);
	parts->pattern = arena_get(b->arena, file->parts_count, sizeof *parts->pattern);
	for (i = 0; i < file->parts_count; i++) {
		parts->name[i] = file->parts[i].name;
		parts->pattern[i] =
		    pattern_expand(file->parts[i].pattern, parts, b->arena, f);
		if (parts->pattern[i] == NULL)
			return fail_at(f, s->path, 0);
		parts->len++;
	}
	return 0;
}

int
book_add_yaml(struct rulebook *b, uint32_t source, struct fail *f)
{
	const struct source *s = &b->sources[source];
	const char *path = s->path;
	struct part_list parts = { NULL, NULL, 0 };
	struct yaml_file *file = NULL;
	void *value = NULL;
	unsigned i;
	int status = -1;

	if (config_load(s->bytes, path, &file_schema, &value, f) == -1)
		return fail_at(f, path, 0);
	file = value;
	if (file->v != 1) {
		fail_with(f, FAIL_INPUT, "rule-version", "%u", file->v);
		fail_at(f, path, 1);
		goto out;
	}
	if (take_parts(b, s, file, &parts, f) == -1)
		goto out;
	for (i = 0; i < file->rules_count; i++)
		if (add_rule(b, source, i, &file->rules[i], &parts, f) == -1)
			goto out;
	status = 0;
out:
	config_free(&file_schema, value);
	return status;
}

/* The line on which the nth entry of "rules:" begins, by a walk over libyaml's
 * events: asked for only when something is wrong. 0: not found. */
static uint64_t
line_of_rule(struct bytes yaml, uint32_t nth)
{
	yaml_parser_t parser;
	yaml_event_t e;
	bool in_rules = false, done = false;
	uint64_t line = 0;
	int depth = 0;

	if (!yaml_parser_initialize(&parser))
		die("out of memory");
	yaml_parser_set_input_string(&parser, yaml.at, yaml.len);
	while (!done && yaml_parser_parse(&parser, &e)) {
		if (e.type == YAML_SCALAR_EVENT && depth == 1)
			in_rules = strcmp((char *)e.data.scalar.value, "rules") == 0;
		if (e.type == YAML_MAPPING_START_EVENT && depth == 2 && in_rules &&
		    nth-- == 0) {
			line = e.start_mark.line + 1;
			done = true;
		}
		depth += (e.type == YAML_MAPPING_START_EVENT ||
			     e.type == YAML_SEQUENCE_START_EVENT) -
		         (e.type == YAML_MAPPING_END_EVENT ||
			     e.type == YAML_SEQUENCE_END_EVENT);
		done = done || e.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&parser);
	return line;
}

int
book_fail_at(const struct rulebook *b, const struct compiled *c, struct fail *f)
{
	const struct source *s = &b->sources[c->source];

	if (f->path[0] != '\0') /* a list's trouble, with its own line */
		return -1;
	return fail_at(f, s->path, line_of_rule(s->bytes, c->place));
}
