#include "scrub/decide.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fail.h"
#include "find/finder.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "people/names.h"
#include "scrub/judged.h"
#include "scrub/numbering.h"
#include "scrub/places.h"
#include "scrub/treat.h"
#include "text/utf8.h"

enum { DOUBT = 50, MOST_CANDIDATES = 16, SHORT_NAME = 3 };

/* Spans that overlap, one after the other, and what becomes of them. */
struct cluster {
	const struct span *span;
	size_t spans;
	uint32_t from, to;
	struct bytes text; /* without the s that it takes along */
	const struct span *best;
	bool doubt;
	bool takes_s; /* a genitive's, which stands behind the marker again */
	enum basis basis;
	const struct holding *holding; /* of the person it is, if it is one */
	bool person;   /* somebody of the roster, perhaps without a code */
	bool at_place; /* somebody decided about it here */
	struct whose whose;
};

static bool
is_roster(const struct span *s)
{
	return s->rule == RULE_ROSTER;
}

static uint32_t
span_len(const struct span *s)
{
	return s->to - s->from;
}

/* Sure before doubtful, longer before shorter (an address before the name in it),
 * the roster before lists, then score; the first in order where all is equal. */
static bool
stronger(const struct span *a, const struct span *b)
{
	bool sure_a = a->score >= DOUBT, sure_b = b->score >= DOUBT;

	if (sure_a != sure_b)
		return sure_a;
	if (span_len(a) != span_len(b))
		return span_len(a) > span_len(b);
	if (is_roster(a) != is_roster(b))
		return is_roster(a);
	return a->score > b->score;
}

/* Who of the roster a cluster may mean, and by which kinds of name. */
struct candidates {
	uint32_t person[MOST_CANDIDATES];
	unsigned kinds[MOST_CANDIDATES]; /* bits by enum name_kind */
	size_t len;
	bool more; /* than there is room for: nobody is meant for sure */
};

static void
candidates_add(struct candidates *c, uint32_t person, unsigned kinds)
{
	size_t i;

	for (i = 0; i < c->len && c->person[i] != person; i++)
		;
	if (i == MOST_CANDIDATES) {
		c->more = true;
		return;
	}
	if (i == c->len) {
		c->person[i] = person;
		c->kinds[i] = 0;
		c->len++;
	}
	c->kinds[i] |= kinds;
}

static bool
is_whole_name(unsigned kinds)
{
	const unsigned first = 1u << NAME_GIVEN | 1u << NAME_ALIAS;
	const unsigned whole = 1u << NAME_FULL | 1u << NAME_INITIALS;

	return (kinds & whole) != 0 ||
	       ((kinds & 1u << NAME_FAMILY) != 0 && (kinds & first) != 0);
}

/* Those who satisfy the test, if any does. */
static void
candidates_narrow(struct candidates *c,
    bool (*test)(uint32_t person, unsigned kinds, const struct judge *),
    const struct judge *j)
{
	struct candidates kept = { .more = c->more };
	size_t i;

	for (i = 0; c->len > 1 && i < c->len; i++)
		if (test(c->person[i], c->kinds[i], j))
			candidates_add(&kept, c->person[i], c->kinds[i]);
	if (kept.len > 0)
		*c = kept;
}

static bool
test_whole_name(uint32_t person, unsigned kinds, const struct judge *j)
{
	(void)person;
	(void)j;
	return is_whole_name(kinds);
}

/* Of the meeting's team: of two Karis that one is meant. */
static bool
test_team(uint32_t person, unsigned kinds, const struct judge *j)
{
	(void)kinds;
	return roster_in_team(j->roster, person, j->occasion.team);
}

static bool
test_day(uint32_t person, unsigned kinds, const struct judge *j)
{
	(void)kinds;
	return roster_on_day(j->roster, person, j->occasion.day);
}

/* The finder let a name of the people grow over what follows it. */
static bool
is_grown(const struct cluster *c, const struct span *s)
{
	size_t i;

	for (i = 0; i < c->spans; i++)
		if (is_roster(&c->span[i]) && c->span[i].value == s->value &&
		    c->span[i].from == s->from && c->span[i].to < s->to)
			return true;
	return false;
}

/* The name is all of the cluster, but perhaps the s of a genitive. */
static bool
is_all(const struct cluster *c, const struct span *s)
{
	return s->from == c->from && !is_grown(c, s) &&
	       (s->to == c->to ||
		   (s->to + 1 == c->to && c->text.at[c->text.len - 1] == 's'));
}

/* Everybody by a whole name, or by one that is all of the cluster. */
static struct candidates
candidates_of(const struct cluster *c)
{
	struct candidates all = { .len = 0 }, out = { .len = 0 };
	const struct span *s;
	size_t i, k;

	for (i = 0; i < c->spans; i++)
		if (is_roster(&c->span[i]))
			candidates_add(&all, name_person_of(c->span[i].value),
			    1u << name_kind_of(c->span[i].value));
	out.more = all.more;
	for (i = 0; i < c->spans; i++) {
		s = &c->span[i];
		if (!is_roster(s))
			continue;
		for (k = 0; k < all.len && all.person[k] != name_person_of(s->value);
		     k++)
			;
		if (k < all.len && (is_whole_name(all.kinds[k]) || is_all(c, s)))
			candidates_add(&out, all.person[k], all.kinds[k]);
	}
	return out;
}

/* Where the word begins that ends at to; the text is in UTF-8. */
static uint32_t
word_before(struct bytes text, uint32_t to)
{
	uint32_t from = to;

	while (from > 0 && (text.at[from - 1] >= 0x80 || isalpha(text.at[from - 1])))
		from--;
	return from;
}

/* Somebody else who has the name, by the word before: "the other Kari", "ei anna
 * Kari". */
static bool
is_another(const struct utterance *u, const struct cluster *c)
{
	static const char *const words[] = { "other", "another", "different", "annen",
		"annan", "anna", "andre", "viss", "certain" };
	uint32_t from, to = c->from;
	size_t i;

	if (to == 0 || !isspace(u->text.at[to - 1]))
		return false;
	from = word_before(u->text, --to);
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == to - from &&
		    strncasecmp((const char *)u->text.at + from, words[i], to - from) ==
			0)
			return true;
	return false;
}

/* Who it may be, of the meeting's team and day first; WHOSE_NOBODY where that is not one
 * person. */
static uint32_t
one_person(const struct judge *j, const struct cluster *c)
{
	struct candidates who = candidates_of(c);

	candidates_narrow(&who, test_whole_name, j);
	candidates_narrow(&who, test_team, j);
	candidates_narrow(&who, test_day, j);
	return who.len == 1 && !who.more ? who.person[0] : WHOSE_NOBODY;
}

/* Whoever is meant in the end: whose name it may be. */
static void
find_whose(const struct judge *j, struct cluster *c)
{
	const struct span *s;
	size_t i;

	c->whose = (struct whose){ .person = WHOSE_NOBODY, .entity = c->best->entity };
	for (i = 0; i < c->spans; i++) {
		s = &c->span[i];
		c->whose.of_people = c->whose.of_people || is_roster(s);
		if (s->rule == RULE_NEAR)
			c->whose.person = name_person_of(s->value);
	}
	if (c->whose.of_people && j->roster != NULL)
		c->whose.person = one_person(j, c);
}

/*
 * Who is meant. A longer name around a known one ("Kari Olsen", where the roster
 * has another Kari), and another one who has the name, is nobody of the roster for sure:
 * covered, and listed.
 */
static void
find_person(const struct judge *j, const struct utterance *u, struct cluster *c)
{
	size_t i, roster = 0;

	if (j->roster == NULL || c->best->category != CATEGORY_PER)
		return;
	for (i = 0; i < c->spans; i++)
		roster += is_roster(&c->span[i]) && c->span[i].score >= DOUBT;
	if (roster == 0)
		return;
	c->person = c->whose.person != WHOSE_NOBODY;
	c->doubt = c->doubt || !c->person;
	if (c->person)
		c->holding = roster_holding(j->roster, c->whose.person, &j->occasion);
	if ((is_roster(c->best) && name_kind_of(c->best->value) == NAME_LETTERS) ||
	    is_another(u, c))
		c->doubt = true;
}

/* The word of the category's own line, for lines that name none. */
static struct bytes
word_of(const struct deciding *d, const struct policy_line *line)
{
	return policy_word(d->judge->policy,
	    bytes_of(policy_marker(d->judge->policy, line)), d->language);
}

/* A rule took in the s behind a name of the people ("Kari Nordhaugs"): it is not of
 * the name, and is given back behind the code. */
static bool
has_genitive(const struct cluster *c)
{
	bool before_s = false;
	size_t i;

	for (i = 0; i < c->spans; i++) {
		if (is_roster(&c->span[i]) && c->span[i].to == c->to)
			return false;
		before_s =
		    before_s || (is_roster(&c->span[i]) && c->span[i].to + 1 == c->to);
	}
	return before_s && c->text.at[c->text.len - 1] == 's';
}

/* What was first said of a name in the document, so that all its mentions bear one
 * word; else what the rule's list or pattern says, else its "to". Nothing where that
 * is no word for markers. */
static struct bytes
value_of(const struct deciding *d, const struct span *s)
{
	const struct judge *j = d->judge;
	uint32_t value = 0;
	struct bytes word;

	if (s->rule == RULE_ROSTER || s->rule == RULE_NEAR || s->rule == RULE_CODE)
		return bytes_of(""); /* their values say who */
	if (s->category == CATEGORY_PER && s->entity != 0)
		value = memory_name(d->memory, s->entity).to;
	if (value == 0)
		value = s->value ? s->value : rulebook_rule(j->rulebook, s->rule)->to;
	if (value == 0)
		return bytes_of("");
	word = policy_word(j->policy, rulebook_value(j->rulebook, value), d->language);
	return policy_has(j->policy, word) ? word : bytes_of("");
}

static struct bytes
marker(struct arena *a, const char *before, struct bytes word)
{
	return bytes_of(arena_printf(
	    a, "[[%s%.*s]]", before, (int)word.len, (const char *)word.at));
}

struct bytes
decide_neutral(
    const struct deciding *d, const struct policy_line *line, struct arena *a)
{
	return marker(a, "", word_of(d, line));
}

/* The exact value made coarser; the category's word where it is not understood. */
static struct bytes
coarse(const struct deciding *d, const struct cluster *c,
    const struct policy_line *line, struct arena *a)
{
	struct bytes word = value_of(d, c->best);

	if (word.len == 0 && c->best->category == CATEGORY_DATE)
		word = treat_month(c->text, d->language, a);
	if (word.len == 0 && c->best->category == CATEGORY_AGE)
		word = treat_age_band(c->text, d->language, a);
	return marker(a, "", word.len ? word : word_of(d, line));
}

static int
placeholder(const struct deciding *d, const struct cluster *c,
    const struct policy_line *line, struct arena *a, struct bytes *out, struct fail *f)
{
	struct bytes word = value_of(d, c->best);
	uint32_t number;

	if (word.len == 0)
		word = word_of(d, line);
	if (numbering_of(d->numbering, word, c->best->entity, c->text, &number, f) ==
	    -1)
		return -1;
	*out = bytes_of(arena_printf(
	    a, "[[%.*s %u]]", (int)word.len, (const char *)word.at, number));
	return 0;
}

static bool
is_some_name(const struct span *s)
{
	return s->category == CATEGORY_PER || s->category == CATEGORY_LOC ||
	       s->category == CATEGORY_ORG;
}

static int
write_instead(const struct deciding *d, const struct cluster *c, struct decision *out,
    struct arena *a, struct fail *f)
{
	struct bytes word;

	switch (out->action) {
	case TREAT_CODE:
		out->instead = bytes_of(arena_printf(
		    a, "%s%s", c->holding->code, has_genitive(c) ? "s" : ""));
		return 0;
	case TREAT_PLACEHOLDER:
		if (c->person) { /* one of us whose code is not for this text */
			out->instead = decide_neutral(d, out->line, a);
			return 0;
		}
		return placeholder(d, c, out->line, a, &out->instead, f);
	case TREAT_ASK:
		/* what stands there is no more than a name of something */
		word =
		    c->best->rule == RULE_CAPITAL ? value_of(d, c->best) : bytes_of("");
		out->instead = marker(a, "? ", word.len ? word : word_of(d, out->line));
		return 0;
	case TREAT_REMOVE:
		/* somebody said that it goes, not what it is */
		word = (c->best->rule == RULE_DECIDED || c->best->rule == RULE_CODE) &&
		               is_some_name(c->best)
		           ? policy_word(
				 d->judge->policy, bytes_of("utelatt"), d->language)
		           : value_of(d, c->best);
		out->instead = marker(a, "", word.len ? word : word_of(d, out->line));
		return 0;
	case TREAT_GENERALISE:
	case TREAT_BAND:
	case TREAT_SHIFT:
	case TREAT_COARSEN:
		out->instead = coarse(d, c, out->line, a);
		return 0;
	case TREAT_KEEP:
	case TREATMENTS:
		break;
	}
	die("write_instead: action %d", (int)out->action);
}

static enum treatment
action_of(const struct cluster *c, const struct policy_line *line)
{
	if (c->doubt)
		return TREAT_ASK;
	if (c->person)
		return c->holding ? TREAT_CODE : TREAT_PLACEHOLDER;
	return line->treatment == TREAT_CODE ? TREAT_PLACEHOLDER : line->treatment;
}

static const struct judgement *
judgement_of(const struct deciding *d, const struct utterance *u,
    const struct span *stretch, struct bytes text, bool *stale)
{
	const struct judge *j = d->judge;
	struct judged_place where = { .meeting = j->meeting, .part = d->part };

	utterance_place(
	    u, d->encoding, stretch->from, stretch->to, &where.start, &where.end);
	if (j->places != NULL &&
	    !places_original(j->places, d->part, &where.start, &where.end))
		where.meeting = ""; /* nothing was kept at this place */
	return judged_about(
	    j->judged, text, (enum category)stretch->category, &where, stale);
}

enum code_said
decide_code(const struct deciding *d, const struct utterance *u, const struct span *s)
{
	const struct judgement *said = NULL;
	bool stale;

	if (judged_count(d->judge->judged) > 0)
		said =
		    judgement_of(d, u, s, bytes_cut(u->text, s->from, s->to), &stale);
	if (said == NULL || said->scope != JUDGED_PLACE)
		return CODE_OPEN;
	return said->verdict == JUDGED_KEEP ? CODE_STAYS : CODE_OTHER;
}

/* What a person decided goes before the policy; a decision about bytes that have
 * changed since covers them. False: the stretch stays. */
static bool
apply_judgement(const struct deciding *d, const struct utterance *u, struct cluster *c,
    enum treatment *action)
{
	const struct judge *j = d->judge;
	const struct span stretch = {
		.from = c->from, .to = c->to, .category = c->best->category
	};
	const struct judgement *said;
	int64_t person;
	bool stale;

	if (judged_count(j->judged) == 0)
		return true;
	said = judgement_of(d, u, &stretch, c->text, &stale);
	if (said == NULL) {
		*action = stale ? TREAT_ASK : *action;
		c->basis = stale ? BASIS_STALE : c->basis;
		return true;
	}
	c->basis = BASIS_DECISION;
	c->at_place = said->scope == JUDGED_PLACE;
	if (said->verdict == JUDGED_KEEP)
		return false;
	if (said->verdict == JUDGED_TREAT && said->treatment != TREAT_CODE)
		*action = said->treatment;
	if (said->verdict == JUDGED_SAME && j->roster != NULL) {
		person = roster_person(j->roster, said->same_as);
		c->person = person >= 0;
		c->holding = person < 0 ? NULL
		                        : roster_holding(j->roster, (uint32_t)person,
					      &j->occasion);
		*action = c->holding ? TREAT_CODE : TREAT_PLACEHOLDER;
	}
	return *action != TREAT_KEEP;
}

static enum basis
basis_of(const struct cluster *c)
{
	if (c->best->score < DOUBT)
		return BASIS_UNSURE;
	if (c->doubt)
		return BASIS_WHO;
	return c->person ? BASIS_PERSON : BASIS_POLICY;
}

static bool
in_capitals(struct bytes text)
{
	size_t len, i;

	for (i = 0; i < text.len; i += len)
		if (!utf8_is_upper(utf8_next(bytes_cut(text, i, text.len), &len)))
			return false;
	return true;
}

/*
 * In the text right behind an abbreviation of a body or place stands the s of its
 * genitive: "EUs", "Aps". The two are one word, and of a short one the s is not little.
 */
static bool
takes_genitive(const struct utterance *u, const struct cluster *c)
{
	const struct bytes text = bytes_cut(u->text, c->from, c->to),
			   rest = bytes_cut(u->text, c->to, u->text.len);
	size_t len;

	return (c->best->category == CATEGORY_ORG ||
		   c->best->category == CATEGORY_LOC) &&
	       rest.len > 0 && rest.at[0] == 's' &&
	       (rest.len == 1 ||
		   !utf8_is_letter(utf8_next(bytes_cut(rest, 1, rest.len), &len))) &&
	       (text.len <= SHORT_NAME || in_capitals(text));
}

static void
add_kept(struct decisions *out, const struct cluster *c, struct arena *a)
{
	out->kept =
	    arena_grow(a, out->kept, out->kepts, &out->kept_cap, sizeof *out->kept);
	out->kept[out->kepts++] = (struct stretch_kept){ .from = c->from,
		.to = c->to,
		.name_to = c->from + (uint32_t)c->text.len,
		.at_place = c->at_place,
		.category = (enum category)c->best->category,
		.rule = c->best->rule,
		.score = c->best->score,
		.whose = c->whose };
}

static int
decide_cluster(const struct deciding *d, const char *role, const struct utterance *u,
    struct cluster *c, struct arena *a, struct decisions *out, struct fail *f)
{
	const struct policy_line *line = policy_line(d->judge->policy,
	    (enum category)c->best->category, role, d->judge->meeting);
	struct decision *made;
	enum treatment action;

	c->text = bytes_cut(u->text, c->from, c->to);
	c->to += c->takes_s;
	c->doubt = c->best->score < DOUBT;
	find_whose(d->judge, c);
	find_person(d->judge, u, c);
	action = action_of(c, line);
	c->basis = basis_of(c);
	if (!apply_judgement(d, u, c, &action)) {
		add_kept(out, c, a);
		return 0;
	}
	out->at = arena_grow(a, out->at, out->len, &out->cap, sizeof *out->at);
	made = &out->at[out->len++];
	*made = (struct decision){ .from = c->from, .to = c->to, .action = action };
	made->category = (enum category)c->best->category;
	made->rule = c->best->rule;
	made->score = c->best->score;
	made->basis = c->basis;
	made->line = line;
	made->holding = action == TREAT_CODE ? c->holding : NULL;
	made->whose = c->whose;
	made->name_to = c->from + (uint32_t)c->text.len;
	if (write_instead(d, c, made, a, f) == -1)
		return -1;
	if (c->takes_s)
		made->instead = bytes_of(arena_printf(a, "%.*ss",
		    (int)made->instead.len, (const char *)made->instead.at));
	return 0;
}

/* Only what the policy acts on makes a cluster longer. Initials without dots are
 * initials in capitals alone: "Da" is a word. */
bool
decide_acts(const struct judge *j, const char *role, const struct utterance *u,
    const struct span *s)
{
	if (is_roster(s) && name_kind_of(s->value) == NAME_LETTERS &&
	    !in_capitals(bytes_cut(u->text, s->from, s->to)))
		return false;
	return s->rule != RULE_CODE &&
	       !rulebook_rule(j->rulebook, s->rule)->only_clue &&
	       (is_roster(s) ||
		   policy_line(j->policy, (enum category)s->category, role, j->meeting)
			   ->treatment != TREAT_KEEP);
}

/* A doubtful name of the people ("Per" where a sentence begins) that a rule is sure
 * of is no doubt any more. */
static void
confirm(struct spans *spans)
{
	struct span *s, *other;
	size_t i, k;

	for (i = 0; i < spans->len; i++) {
		s = &spans->at[i];
		for (k = 0; is_roster(s) && s->score < DOUBT && k < spans->len; k++) {
			other = &spans->at[k];
			if (other->category == CATEGORY_PER && other->from == s->from &&
			    other->to == s->to && other->score >= DOUBT)
				s->score = other->score;
		}
	}
}

int
decide(const struct deciding *d, const char *role, const struct utterance *u,
    struct spans *spans, struct arena *a, struct decisions *out, struct fail *f)
{
	struct cluster c;
	size_t i, n = 0;

	spans_sort(spans); /* what confirms does not depend on their order either */
	confirm(spans);
	spans_sort(spans);
	for (i = 0; i < spans->len; i++)
		if (decide_acts(d->judge, role, u, &spans->at[i]) ||
		    (spans->at[i].rule == RULE_CODE &&
			decide_code(d, u, &spans->at[i]) == CODE_OTHER))
			spans->at[n++] = spans->at[i];
	spans->len = n;
	for (i = 0; i < n; i += c.spans) {
		c = (struct cluster){ .span = &spans->at[i], .spans = 1 };
		c.best = c.span;
		c.from = c.span->from;
		c.to = c.span->to;
		while (i + c.spans < n && c.span[c.spans].from < c.to) {
			if (c.span[c.spans].to > c.to)
				c.to = c.span[c.spans].to;
			if (stronger(&c.span[c.spans], c.best))
				c.best = &c.span[c.spans];
			c.spans++;
		}
		c.takes_s = (i + c.spans == n || c.span[c.spans].from > c.to) &&
		            takes_genitive(u, &c);
		if (decide_cluster(d, role, u, &c, a, out, f) == -1)
			return -1;
	}
	return 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

void
decisions_sort(struct decisions *d)
{
	if (d->len > 1)
		qsort(d->at, d->len, sizeof *d->at, by_place);
}

bool
decision_fits(const struct utterance *u, struct decision *d)
{
	if (u->neutral == NULL || d->from >= u->label_to || d->to <= u->label_from)
		return true;
	if (d->action == TREAT_CODE && d->from <= u->label_from && d->to >= u->label_to)
		return true;
	if (*u->neutral != '\0') {
		d->instead = bytes_of(u->neutral);
		return true;
	}
	d->from = u->label_to;
	return d->from < d->to;
}
