#define PCRE2_CODE_UNIT_WIDTH 8
#include "find/rule.h"

#include <pcre2.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"

enum { PAIRS = 64 }; /* a pattern's groups beyond are not looked at */

struct rule_engine {
	pcre2_compile_context *compile;
	pcre2_match_context *match;
};

/* Offsets of one match; what the interpreter needs comes from the document's arena. */
struct rule_scratch {
	pcre2_match_data *data;
};

static void *
give(size_t size, void *arena)
{
	return arena_get(arena, 1, size);
}

static void
take(void *at, void *arena)
{
	(void)at;
	(void)arena;
}

static pcre2_general_context *
general_context(struct arena *a)
{
	pcre2_general_context *c = pcre2_general_context_create(give, take, a);

	if (c == NULL)
		die("out of memory");
	return c;
}

struct rule_engine *
rule_engine_new(struct arena *a)
{
	struct rule_engine *e = arena_get(a, 1, sizeof *e);

	e->compile = pcre2_compile_context_create(NULL);
	e->match = pcre2_match_context_create(NULL);
	if (e->compile == NULL || e->match == NULL)
		die("out of memory");
	pcre2_set_match_limit(e->match, LIMIT_MATCH);
	pcre2_set_heap_limit(e->match, LIMIT_MATCH_HEAP_KIB);
	return e;
}

void
rule_engine_close(struct rule_engine *e)
{
	if (e == NULL)
		return;
	pcre2_match_context_free(e->match);
	pcre2_compile_context_free(e->compile);
	*e = (struct rule_engine){ NULL, NULL };
}

struct rule_scratch *
rule_scratch_new(struct arena *a)
{
	struct rule_scratch *s = arena_get(a, 1, sizeof *s);

	s->data = pcre2_match_data_create(PAIRS, general_context(a));
	if (s->data == NULL)
		die("out of memory");
	return s;
}

/* Groups by name: an entry of the table is a number of two bytes and the name. */
static int
find_groups(const pcre2_code *code, const char *name, uint32_t groups[RULE_GROUPS])
{
	const unsigned char *entry;
	uint32_t i, count, size, n = 0, group;

	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &entry);
	for (i = 0; i < count; i++, entry += size) {
		if (!bytes_are(bytes_of((const char *)entry + 2), name))
			continue;
		group = (uint32_t)entry[0] << 8 | entry[1];
		if (n == RULE_GROUPS - 1 || group >= PAIRS)
			return -1;
		groups[n++] = group;
	}
	return 0;
}

int
rule_compile(struct compiled *c, struct rule_engine *e, struct fail *f)
{
	const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED |
	                         PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C;
	pcre2_code *code;
	size_t offset;
	int error;

	if (c->pattern == NULL || c->code != NULL)
		return 0;
	code = pcre2_compile((PCRE2_SPTR)c->pattern, PCRE2_ZERO_TERMINATED, options,
	    &error, &offset, e->compile);
	if (code == NULL)
		return fail_with(
		    f, FAIL_INPUT, "rule-pattern", "%s\t%zu", c->rule.id, offset);
	c->code = code;
	if (find_groups(code, "x", c->x) == -1 ||
	    find_groups(code, "who", c->who) == -1) {
		rule_close(c);
		return fail_with(f, FAIL_INPUT, "rule-groups", "%s", c->rule.id);
	}
	return 0;
}

void
rule_close(struct compiled *c)
{
	pcre2_code_free(c->code);
	c->code = NULL;
}

/* The first group of these that took part in the match. */
static void
take_group(
    const uint32_t *groups, const size_t *pair, size_t pairs, size_t *from, size_t *to)
{
	for (; *groups != 0; groups++)
		if (*groups < pairs && pair[2 * *groups] != PCRE2_UNSET) {
			*from = pair[2 * *groups];
			*to = pair[2 * *groups + 1];
			return;
		}
}

int
rule_match(struct compiled *c, struct rule_engine *e, struct rule_scratch *s,
    struct bytes subject, size_t at, struct rule_match *m, struct fail *f)
{
	const size_t *pair = pcre2_get_ovector_pointer(s->data);
	int n;

	if (c->code == NULL && rule_compile(c, e, f) == -1)
		return -1;
	/* The text was found valid once, where it was decoded. */
	n = pcre2_match(c->code, subject.at, subject.len, at, PCRE2_NO_UTF_CHECK,
	    s->data, e->match);
	if (n == PCRE2_ERROR_NOMATCH)
		return 0;
	if (n < 0)
		return fail_with(f, FAIL_LIMIT, "rule-limit", "%s", c->rule.id);
	if (n == 0) /* more groups than pairs; x and who are among the pairs */
		n = PAIRS;
	m->x_from = m->from = pair[0];
	m->x_to = m->to = pair[1];
	m->who_from = m->who_to = 0;
	take_group(c->x, pair, (size_t)n, &m->x_from, &m->x_to);
	take_group(c->who, pair, (size_t)n, &m->who_from, &m->who_to);
	return 1;
}
