#include "scrub/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/finder.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "scrub/policy.h"
#include "text/lexicon.h"
#include "text/shadow.h"
#include "text/utf8.h"
#include "text/word.h"

enum { SCORE_PROOF = 70 }; /* as find/finder.h says of what is learnt */

struct proof {
	uint16_t rule; /* 0: none, the roster proves nothing in a document */
	uint64_t line;
};

/* Something that is not exchanged for sure: a suspicion, or what stands there by
 * right. */
struct candidate {
	struct span span;
	enum fate fate; /* FATE_STAYS, FATE_MARKER; FATES: to be seen */
};

void
trace_learn(struct trace *t, const struct utterance *u, const struct spans *spans,
    struct arena *document)
{
	const struct rulebook *book = t->scrub->finder.rulebook;
	const struct span *s;
	size_t i;

	for (i = 0; t->line != 0 && i < spans->len; i++) {
		s = &spans->at[i];
		if (s->entity == 0 || s->entity > NAMES_MOST ||
		    s->score < SCORE_PROOF || !rulebook_rule(book, s->rule)->proves)
			continue;
		while (t->proofs <= s->entity) {
			t->proof = arena_grow(document, t->proof, t->proofs,
			    &t->proof_cap, sizeof *t->proof);
			t->proof[t->proofs++] = (struct proof){ 0, 0 };
		}
		if (t->proof[s->entity].rule == 0)
			t->proof[s->entity] =
			    (struct proof){ s->rule, utterance_line(u, s->from) };
	}
}

/* The first proof of the name that a mention bears: its numbers from the finding read
 * are one name where they have one text. */
static struct proof
proof_of(const struct trace *t, uint32_t entity)
{
	const struct memory *memory = t->deciding->memory;
	struct proof best = { 0, 0 };
	const unsigned char *text;
	size_t i;

	if (entity == 0 || entity > NAMES_MOST)
		return best;
	text = memory_name(memory, entity).text.at;
	for (i = 1; i < t->proofs; i++)
		if (t->proof[i].rule != 0 &&
		    (best.rule == 0 || t->proof[i].line < best.line) &&
		    memory_name(memory, (uint32_t)i).text.at == text)
			best = t->proof[i];
	return best;
}

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* Characters of its line before this byte of the text. */
static uint64_t
columns_before(const struct trace *t, const struct utterance *u, uint32_t at)
{
	uint64_t n = 0;

	for (; at > 0 && !is_line_end(u->text.at[at - 1]); at--)
		n += (u->text.at[at - 1] & 0xC0) != 0x80;
	return at == 0 ? n + t->columns : n;
}

static void
begin_columns(struct trace *t, const struct utterance *u)
{
	const uint32_t end = (uint32_t)u->text.len;

	t->columns = u->continued && u->line == t->tail_line ? t->tail_columns : 0;
	t->tail_line = utterance_line(u, end);
	t->tail_columns = columns_before(t, u, end);
}

static bool
is_on_line(const struct trace *t, const struct utterance *u, uint32_t from, uint32_t to)
{
	return utterance_line(u, from) <= t->line &&
	       utterance_line(u, to - 1) >= t->line;
}

static void
add(struct trace *t, const struct utterance *u, struct span s, enum fate fate,
    struct arena *a)
{
	if (!is_on_line(t, u, s.from, s.to))
		return;
	t->found = arena_grow(a, t->found, t->founds, &t->found_cap, sizeof *t->found);
	t->found[t->founds++] = (struct candidate){ s, fate };
}

static void
add_stays(struct trace *t, const struct utterance *u, struct arena *a)
{
	const struct lexicon *stay = t->scrub->finder.stay;
	struct shadow shadow = shadow_of(u->text, a);
	const struct bytes text = { shadow.at, shadow.len };
	struct words words = words_of(text, true, a);
	struct span s = { .score = 0 };
	struct lexicon_hit hit;
	size_t i;

	for (i = 0; stay != NULL && i < words.len; i++) {
		if (lexicon_find(stay, text, &words, i, NULL, &hit, 1) != 1)
			continue;
		shadow_place(&shadow, hit.from, hit.to, &s.from, &s.to);
		add(t, u, s, FATE_STAYS, a);
		while (i + 1 < words.len && words.at[i + 1].from < hit.to)
			i++;
	}
}

static void
add_markers(struct trace *t, const struct utterance *u, struct arena *a)
{
	struct span s = { .score = 0 };
	const unsigned char *end;
	struct bytes rest;
	size_t i;

	for (i = 0; i + 4 <= u->text.len; i++) {
		rest = bytes_cut(u->text, i, u->text.len);
		if (!bytes_start(rest, "[["))
			continue;
		rest = bytes_cut(rest, 2, rest.len);
		end = memmem(rest.at, rest.len, "]]", 2);
		if (end == NULL)
			return;
		rest.len = (size_t)(end - rest.at);
		if (!policy_is_marker(t->scrub->judge.policy, rest))
			continue;
		s.from = (uint32_t)i;
		s.to = (uint32_t)(i + 2 + rest.len + 2);
		add(t, u, s, FATE_MARKER, a);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct span *x = &((const struct candidate *)a)->span,
			  *y = &((const struct candidate *)b)->span;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to > y->to ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Two entries of a list with one spelling are one finding. */
static void
drop_doubles(struct trace *t)
{
	size_t i, n = 0;

	for (i = 0; i < t->founds; i++)
		if (n == 0 || by_place(&t->found[n - 1], &t->found[i]) != 0)
			t->found[n++] = t->found[i];
	t->founds = n;
}

void
trace_begin(struct trace *t, const struct utterance *u, const struct spans *spans,
    struct arena *a)
{
	size_t i;

	t->found = NULL;
	t->founds = t->found_cap = t->next = 0;
	if (t->line == 0)
		return;
	begin_columns(t, u);
	if (u->line > t->line || t->tail_line < t->line)
		return;
	for (i = 0; i < spans->len; i++)
		add(t, u, spans->at[i], FATES, a);
	add_stays(t, u, a);
	add_markers(t, u, a);
	if (t->founds > 1)
		qsort(t->found, t->founds, sizeof *t->found, by_place);
	drop_doubles(t);
}

static int
say(struct trace *t, const struct utterance *u, struct record_finding *r, uint32_t from,
    uint32_t to, struct fail *f)
{
	utterance_place(u, t->deciding->encoding, from, to, &r->start, &r->end);
	r->line = utterance_line(u, from);
	r->line_last = utterance_line(u, to - 1);
	r->column = columns_before(t, u, from) + 1;
	r->column_last = columns_before(t, u, to);
	if (r->column_last == 0) /* it ends with the end of a line */
		r->column_last = 1;
	return t->sink(t->with, RECORD_FINDING, r, sizeof *r, f);
}

static int
say_candidate(struct trace *t, const struct utterance *u, const char *role,
    const struct span *s, enum fate fate, struct fail *f)
{
	const struct judge *j = &t->scrub->judge;
	struct record_finding r = { .fate = fate,
		.category = s->category,
		.rule = s->rule,
		.score = s->score };
	struct proof proof = { 0, 0 };

	if (s->rule == RULE_PROPAGATED)
		proof = proof_of(t, s->entity);
	r.proved_by = proof.rule;
	r.proved_line = proof.line;
	r.policy = policy_index(j->policy,
	    policy_line(j->policy, (enum category)s->category, role, j->meeting));
	return say(t, u, &r, s->from, s->to, f);
}

static bool
overlap(const struct span *s, const struct decision *d)
{
	return s->from < d->to && s->to > d->from;
}

static bool
is_covered(const struct span *s, const struct decisions *all)
{
	size_t i;

	for (i = 0; i < all->len; i++)
		if (overlap(s, &all->at[i]))
			return true;
	return false;
}

static enum fate
fate_of(const struct trace *t, const struct utterance *u, const char *role,
    const struct candidate *c)
{
	const struct span *s = &c->span;

	if (c->fate != FATES)
		return c->fate;
	if (s->rule == RULE_CODE)
		return FATE_CODE;
	if (!decide_acts(&t->scrub->judge, role, u, s))
		return s->rule == RULE_ROSTER ? FATE_INITIALS : FATE_POLICY;
	if (u->label != LABEL_NONE && s->from < u->label_to && s->to > u->label_from)
		return FATE_LABEL;
	return FATE_DECISION;
}

int
trace_kept(struct trace *t, const struct utterance *u, const char *role,
    const struct decisions *all, uint32_t before, struct fail *f)
{
	const struct candidate *c;

	for (; t->next < t->founds && t->found[t->next].span.from < before; t->next++) {
		c = &t->found[t->next];
		if (!is_covered(&c->span, all) && say_candidate(t, u, role, &c->span,
						      fate_of(t, u, role, c), f) == -1)
			return -1;
	}
	return 0;
}

int
trace_decision(struct trace *t, const struct utterance *u, const struct decision *d,
    struct fail *f)
{
	struct record_finding r = { .fate = FATE_NAMED, .basis = d->basis };
	struct proof proof = { 0, 0 };
	const struct span *s;
	size_t i;

	if (t->line == 0 || !is_on_line(t, u, d->from, d->to))
		return 0;
	for (i = 0; d->rule == RULE_PROPAGATED && proof.rule == 0 && i < t->founds; i++)
		if (t->found[i].span.rule == d->rule && overlap(&t->found[i].span, d))
			proof = proof_of(t, t->found[i].span.entity);
	r.category = d->category;
	r.rule = d->rule;
	r.score = d->score;
	r.policy = policy_index(t->scrub->judge.policy, d->line);
	r.proved_by = proof.rule;
	r.proved_line = proof.line;
	if (say(t, u, &r, d->from, d->to, f) == -1)
		return -1;
	for (i = 0; i < t->founds; i++) {
		s = &t->found[i].span;
		if (t->found[i].fate != FATES || !overlap(s, d) ||
		    (s->rule == d->rule && s->category == d->category))
			continue;
		if (say_candidate(t, u, "", s, FATE_OUTVOTED, f) == -1)
			return -1;
	}
	return 0;
}
