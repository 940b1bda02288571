#include "scrub/mention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "scrub/decide.h"
#include "scrub/passage.h"
#include "text/utf8.h"
#include "vault/digest.h"

static bool
is_blank(unsigned char c)
{
	return c <= ' ' || c == 0x7f;
}

/* One line, blanks made one, cut between characters where room ends; true if nothing is
 * cut. room counts the NUL. */
static bool
put_line(char *to, size_t room, struct bytes text)
{
	size_t i, len, n = 0;

	for (i = 0; i < text.len; i += len) {
		utf8_next(bytes_cut(text, i, text.len), &len);
		if (n + len >= room)
			break;
		if (is_blank(text.at[i])) {
			if (n == 0 || to[n - 1] != ' ')
				to[n++] = ' ';
			continue;
		}
		memcpy(to + n, text.at + i, len);
		n += len;
	}
	to[n] = '\0';
	return i >= text.len;
}

/* The last bytes before from, not beginning inside a character or a word. */
static struct bytes
words_before(struct bytes text, size_t from, size_t room)
{
	size_t at = from > room ? from - room : 0;

	while (at > 0 && at < from && !is_blank(text.at[at - 1]))
		at++;
	return bytes_cut(text, at, from);
}

static struct bytes
words_after(struct bytes text, size_t to, size_t room)
{
	size_t end = text.len - to > room ? to + room : text.len;

	while (end < text.len && end > to && !is_blank(text.at[end]))
		end--;
	return bytes_cut(text, to, end);
}

/* An ordinary word that may be a name: what it is, each place tells anew. */
static bool
is_ordinary(const struct passage *p, struct bytes text)
{
	const struct rulebook *book = p->scrub->finder.rulebook;

	return lexicon_has(rulebook_words(book), text) ||
	       lexicon_has(rulebook_common(book), text);
}

static int
say(struct passage *p, const struct utterance *u, struct record_mention *r,
    uint32_t from, uint32_t to, struct fail *f)
{
	struct bytes text = bytes_cut(u->text, from, to);

	r->line = utterance_line(u, from);
	r->turn = u->number;
	r->ordinary = is_ordinary(p, text);
	r->cut = !put_line(r->text, sizeof r->text, bytes_trim(text));
	put_line(r->before, sizeof r->before,
	    words_before(u->text, from, sizeof r->before - 1));
	put_line(
	    r->after, sizeof r->after, words_after(u->text, to, sizeof r->after - 1));
	snprintf(r->part, sizeof r->part, "%s", p->part->name);
	if (r->text[0] == '\0')
		return 0; /* signs that are no words */
	return p->sink(p->with, RECORD_MENTION, r, sizeof *r, f);
}

static void
put_whose(struct record_mention *r, const struct whose *w)
{
	r->person = w->person == WHOSE_NOBODY ? RECORD_NOBODY : w->person;
	r->of_people = w->of_people;
	r->entity = w->entity;
}

int
mention_say(struct passage *p, const struct utterance *u, const struct decision *d,
    struct fail *f)
{
	struct record_mention r = { .category = d->category,
		.rule = d->rule,
		.score = d->score,
		.doubt = d->action == TREAT_ASK,
		.decided = d->basis == BASIS_DECISION };

	if (!p->scrub->asked || d->basis == BASIS_LABEL)
		return 0;
	utterance_place(u, p->deciding.encoding, d->from, d->to, &r.start, &r.end);
	put_whose(&r, &d->whose);
	memcpy(r.code, d->instead.at, d->instead.len);
	return say(p, u, &r, d->from, d->name_to, f);
}

int
mention_say_kept(struct passage *p, const struct utterance *u,
    const struct stretch_kept *k, struct fail *f)
{
	struct record_mention r = { .category = k->category,
		.rule = k->rule,
		.score = k->score,
		.decided = true,
		.kept = true,
		.at_place = k->at_place };

	if (!p->scrub->asked)
		return 0;
	utterance_place(u, p->deciding.encoding, k->from, k->to, &r.start, &r.end);
	put_whose(&r, &k->whose);
	return say(p, u, &r, k->from, k->name_to, f);
}

int
mention_say_code(struct passage *p, const struct utterance *u, const struct span *s,
    bool kept, struct fail *f)
{
	struct record_mention r = { .category = s->category,
		.rule = s->rule,
		.score = s->score,
		.person = RECORD_NOBODY,
		.doubt = !kept,
		.decided = kept,
		.kept = kept,
		.at_place = kept };

	if (!p->scrub->asked)
		return 0;
	utterance_place(u, p->deciding.encoding, s->from, s->to, &r.start, &r.end);
	put_line(r.code, sizeof r.code, bytes_cut(u->text, s->from, s->to));
	return say(p, u, &r, s->from, s->to, f);
}

static int
by_rank(const void *a, const void *b)
{
	const struct record_turn *x = a, *y = b;

	return strcmp(x->rank, y->rank);
}

void
sample_sort(struct sample *s)
{
	if (s->turns > 1)
		qsort(s->turn, s->turns, sizeof *s->turn, by_rank);
}

void
sample_add(struct sample *s, const struct record_turn *t, struct arena *a)
{
	size_t i, last = 0;

	if (s->turn == NULL)
		s->turn = arena_get(a, SAMPLE_TURNS, sizeof *s->turn);
	if (s->turns < SAMPLE_TURNS) {
		s->turn[s->turns++] = *t;
		return;
	}
	for (i = 1; i < s->turns; i++)
		if (by_rank(&s->turn[i], &s->turn[last]) > 0)
			last = i;
	if (by_rank(t, &s->turn[last]) < 0)
		s->turn[last] = *t;
}

static void
rank_turn(const struct passage *p, struct record_turn *t)
{
	char text[160];

	snprintf(text, sizeof text, "%s/%s/%llu", p->scrub->seed,
	    p->scrub->judge.meeting, (unsigned long long)t->turn);
	memcpy(t->rank, digest_bytes(DIGEST_SHA256, bytes_of(text)).at,
	    sizeof t->rank - 1);
}

static void
end_turn(struct passage *p)
{
	struct sample *s = &p->sample;

	if (s->reading && !s->found && s->words >= SAMPLE_WORDS) {
		rank_turn(p, &s->now);
		sample_add(s, &s->now, p->document);
	}
	s->reading = false;
}

static size_t
count_words(struct bytes text)
{
	size_t i, n = 0;

	for (i = 0; i < text.len; i++)
		n += !is_blank(text.at[i]) && (i == 0 || is_blank(text.at[i - 1]));
	return n;
}

/* Who speaks is no finding in what is said. */
static bool
has_findings(const struct utterance *u, const struct decisions *all)
{
	const uint32_t label_to = u->label != LABEL_NONE ? u->label_to : 0;
	size_t i;

	for (i = 0; i < all->len; i++)
		if (all->at[i].from >= label_to)
			return true;
	return all->kepts > 0;
}

void
sample_see(
    struct passage *p, const struct utterance *u, const struct decisions *decisions)
{
	struct sample *s = &p->sample;

	if (!p->scrub->asked)
		return;
	if (!s->reading || s->now.turn != u->number) {
		end_turn(p);
		s->now = (struct record_turn){ .turn = u->number, .line = u->line };
		s->now.cut =
		    !put_line(s->now.text, sizeof s->now.text, bytes_trim(u->text));
		s->reading = true;
		s->found = false;
		s->words = 0;
	} else
		s->now.cut = true;
	s->found = s->found || has_findings(u, decisions);
	s->words += count_words(u->text);
}

int
sample_say(struct passage *p, struct fail *f)
{
	struct sample *s = &p->sample;
	size_t i;

	end_turn(p);
	sample_sort(s);
	for (i = 0; i < s->turns; i++)
		if (p->sink(p->with, RECORD_TURN, &s->turn[i], sizeof s->turn[i], f) ==
		    -1)
			return -1;
	return 0;
}
