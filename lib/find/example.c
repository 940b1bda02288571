#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "find/book.h"
#include "find/finder.h"

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

/* The rule said these spans and no others; the same span twice (two values of one
 * entry) is one. Both are sorted. */
static bool
same_spans(const struct spans *want, const struct spans *got, uint32_t rule)
{
	size_t i, k = 0;
	const struct span *last = NULL;

	for (i = 0; i < got->len; i++) {
		if (got->at[i].rule != rule)
			continue;
		if (last != NULL && last->from == got->at[i].from &&
		    last->to == got->at[i].to)
			continue;
		last = &got->at[i];
		if (k == want->len || want->at[k].from != last->from ||
		    want->at[k].to != last->to)
			return false;
		k++;
	}
	return k == want->len;
}

static int
example_fail(const struct rulebook *b, const struct example *e, struct fail *f)
{
	return fail_with(f, FAIL_INPUT, "rule-example", "%s\t%s\t%u",
	    b->rules[e->rule].rule.id, e->match ? "match" : "no-match",
	    (unsigned)e->number);
}

static int
run_example(
    const struct rulebook *b, const struct example *e, struct arena *a, struct fail *f)
{
	const struct finder finder = { .rulebook = b };
	struct marked m = read_marks(e->text, a);
	struct spans got = { 0 };

	if (!m.sound || (m.want.len > 0) != e->match)
		return example_fail(b, e, f);
	if (finder_find(&finder, memory_new(a), m.text, 0, true, a, &got, f) == -1)
		return -1;
	spans_sort(&got);
	if (!same_spans(&m.want, &got, e->rule))
		return example_fail(b, e, f);
	return 0;
}

int
book_run_examples(struct rulebook *b, struct fail *f)
{
	struct arena *a = arena_new();
	size_t i;
	int status = 0;

	for (i = 0; i < b->example_count && status == 0; i++) {
		arena_clear(a);
		status = run_example(b, &b->examples[i], a, f);
		if (status == -1)
			book_fail_at(b, &b->rules[b->examples[i].rule], f);
	}
	arena_free(a);
	return status;
}
