#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "find/book.h"
#include "find/finder.h"
#include "find/memory.h"

enum { LETTERS_SMALL = 1000 }; /* of a document without capitals */

/*
 * An example is run through the finder as any text is, with all rules and lists, in
 * a document of its own; what this one rule said of it is compared with its marks.
 */
struct marked {
	struct bytes text; /* without « and » */
	struct spans want; /* what stood between them */
	bool sound;        /* each « has its » */
};

static struct marked
read_marks(struct bytes raw, struct arena *a)
{
	struct marked m = { .sound = true };
	unsigned char *text = arena_get(a, raw.len + 1, 1);
	size_t len = 0, from = 0;
	bool inside = false;

	while (raw.len > 0) {
		if (bytes_start(raw, inside ? "»" : "«")) {
			if (inside && len > from)
				spans_add(&m.want, a,
				    (struct span){
					.from = (uint32_t)from, .to = (uint32_t)len },
				    len);
			else if (inside)
				m.sound = false;
			from = len;
			inside = !inside;
			raw = bytes_cut(raw, strlen("«"), raw.len);
			continue;
		}
		text[len++] = raw.at[0];
		raw = bytes_cut(raw, 1, raw.len);
	}
	m.text = (struct bytes){ text, len };
	m.sound = m.sound && !inside;
	return m;
}

/* What this rule said, sorted; the same span twice (two values of one entry) is
 * one. */
static struct spans
said_by(const struct spans *got, uint32_t rule, struct arena *a)
{
	struct spans said = { .len = 0 };
	const struct span *last = NULL, *s;
	size_t i;

	for (i = 0; i < got->len; i++) {
		s = &got->at[i];
		if (s->rule != rule ||
		    (last != NULL && last->from == s->from && last->to == s->to))
			continue;
		last = s;
		spans_add(&said, a, *s, s->to);
	}
	return said;
}

static bool
same_spans(const struct spans *want, const struct spans *said)
{
	size_t i;

	for (i = 0; i < want->len && i < said->len; i++)
		if (want->at[i].from != said->at[i].from ||
		    want->at[i].to != said->at[i].to)
			return false;
	return want->len == said->len;
}

/* One example in an arena of its own: 1 if it comes out as marked, 0 if not, -1. */
static int
run_example(const struct rulebook *b, const struct example *e, const struct marked *m,
    struct spans *said, struct arena *a, struct fail *f)
{
	const struct tally small = { .letters = LETTERS_SMALL };
	const struct finder finder = { .rulebook = b };
	struct memory *memory = memory_new(a);
	struct spans got = { 0 };

	if (b->rules[e->rule].small)
		memory_count(memory, &small);
	if (finder_find(&finder, memory, m->text, 0, 0, true, a, &got, f) == -1)
		return -1;
	spans_sort(&got);
	*said = said_by(&got, e->rule, a);
	return m->sound && (m->want.len > 0) == e->match && same_spans(&m->want, said);
}

static int
refuse(const struct rulebook *b, const struct example *e, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, "rule-example", "%s\t%s\t%u",
	    b->rules[e->rule].rule.id, e->match ? "match" : "no-match",
	    (unsigned)e->number);
}

static void
report(const struct rulebook *b, const struct example *e, const struct marked *m,
    const struct spans *said, rulebook_failing *failing, void *with)
{
	struct fail at = { 0 };
	struct rule_failing r = { .id = b->rules[e->rule].rule.id,
		.match = e->match,
		.number = e->number,
		.sound = m->sound && (m->want.len > 0) == e->match,
		.text = m->text,
		.want = &m->want,
		.said = said };

	book_fail_at(b, &b->rules[e->rule], &at);
	r.path = at.path;
	r.line = at.line;
	failing(with, &r);
}

int
book_run_examples(
    struct rulebook *b, rulebook_failing *failing, void *with, struct fail *f)
{
	struct arena *a = arena_new();
	const struct example *e;
	struct spans said;
	struct marked m;
	size_t i;
	int status = 0, right;

	for (i = 0; i < b->example_count && status == 0; i++) {
		e = &b->examples[i];
		m = read_marks(e->text, a);
		right = run_example(b, e, &m, &said, a, f);
		if (right == 0 && failing != NULL)
			report(b, e, &m, &said, failing, with);
		else if (right == 0)
			status = refuse(b, e, f);
		else if (right == -1)
			status = -1;
		if (status == -1)
			book_fail_at(b, &b->rules[e->rule], f);
		arena_clear(a);
	}
	arena_free(a);
	return status;
}

bool
rulebook_example(
    const struct rulebook *b, uint32_t rule, uint32_t nth, struct rule_example *out)
{
	size_t i;

	for (i = 0; i < b->example_count; i++) {
		if (b->examples[i].rule != rule || nth-- > 0)
			continue;
		*out = (struct rule_example){ b->examples[i].match,
			b->examples[i].number, b->examples[i].text };
		return true;
	}
	return false;
}

void
rulebook_place(const struct rulebook *b, uint32_t rule, struct arena *a,
    const char **path, uint64_t *line)
{
	struct fail at = { 0 };

	*path = "";
	*line = 0;
	if (b->sources == NULL || b->rules[rule].rule.examples == 0)
		return;
	book_fail_at(b, &b->rules[rule], &at);
	*path = arena_text(a, bytes_of(at.path));
	*line = at.line;
}
