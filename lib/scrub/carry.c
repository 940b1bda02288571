#include "scrub/passage.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/format.h"
#include "scrub/rewrite.h"
#include "scrub/splice.h"

/* The pieces of a stretch that markup cuts: said before the stretch. */
static int
say_pieces(struct passage *p, const struct piece *piece, size_t count, struct fail *f)
{
	struct record_piece r;
	size_t i;

	for (i = 0; count > 1 && i < count; i++) {
		r = (struct record_piece){ piece[i].at, piece[i].end };
		if (p->sink(p->with, RECORD_PIECE, &r, sizeof r, f) == -1)
			return -1;
	}
	return 0;
}

int
passage_carry_out(struct passage *p, const struct utterance *u,
    const struct decision *d, struct fail *f)
{
	const struct judge *j = &p->scrub->judge;
	struct record_span r = { .turn = u->number, .action = d->action };
	size_t room = d->to - d->from + 1; /* a segment says a byte at least */
	struct piece *piece = arena_get(
	    p->utterance, room < u->segments ? room : u->segments, sizeof *piece);
	size_t pieces =
	    utterance_pieces(u, p->deciding.encoding, d->from, d->to, piece);

	r.start = piece[0].at;
	r.end = piece[pieces - 1].end;
	r.pieces = pieces > 1 ? (uint32_t)pieces : 0;
	snprintf(r.part, sizeof r.part, "%s", p->part->name);
	r.line = utterance_line(u, d->from);
	r.category = d->category;
	r.rule = d->rule;
	r.score = d->score;
	r.policy = policy_index(j->policy, d->line);
	if (d->instead.len >= sizeof r.code)
		die("replacement of %zu bytes", d->instead.len);
	memcpy(r.code, d->instead.at, d->instead.len);
	p->done.by_category[d->category]++;
	if (say_pieces(p, piece, pieces, f) == -1 ||
	    p->sink(p->with, RECORD_SPAN, &r, sizeof r, f) == -1)
		return -1;
	if (p->splice != NULL)
		splice_exchange_pieces(p->splice, piece, pieces, d->instead);
	rewrite_exchange(p->rewrite, d->from, d->to, d->instead);
	p->exchange = arena_grow(p->document, p->exchange, p->exchanges,
	    &p->exchange_cap, sizeof *p->exchange);
	p->exchange[p->exchanges++] = (struct exchange){ d->from, d->to, d->instead };
	return 0;
}

/* Where it comes to stand, who writes the copy will say. */
void
passage_keep(struct passage *p, const struct utterance *u, const struct decisions *all)
{
	struct kept k = { 0 };
	size_t i;

	for (i = 0; p->copy != NULL && i < all->kepts; i++) {
		if (!all->kept[i].at_place)
			continue;
		utterance_place(u, p->deciding.encoding, all->kept[i].from,
		    all->kept[i].to, &k.at, &k.end);
		if (p->splice != NULL)
			splice_keep(p->splice, k.at, k.end);
	}
}

/* Of a copy that is rewritten, what is kept before this byte of the text, in order with
 * what is exchanged. */
void
passage_keep_before(struct passage *p, const struct utterance *u,
    const struct decisions *all, uint32_t before, size_t *next)
{
	struct kept k = { 0 };

	for (;
	     p->rewrite != NULL && *next < all->kepts && all->kept[*next].to <= before;
	     ++*next) {
		if (!all->kept[*next].at_place)
			continue;
		utterance_place(u, p->deciding.encoding, all->kept[*next].from,
		    all->kept[*next].to, &k.at, &k.end);
		rewrite_keep(p->rewrite, all->kept[*next].from, all->kept[*next].to, k);
	}
}

int
passage_say_kept(void *with, const struct kept *k, struct fail *f)
{
	const struct passage *p = with;
	struct record_kept r = { .kept = *k };

	snprintf(r.part, sizeof r.part, "%s", p->part->name);
	return p->sink(p->with, RECORD_KEPT, &r, sizeof r, f);
}

void
passage_take_out(struct passage *p, const struct utterance *u)
{
	const struct removal *r;
	size_t i;

	for (i = 0; i < u->removals; i++) {
		r = &u->removal[i];
		p->done.hidden[r->what]++;
		if (p->splice != NULL && r->end > r->at)
			splice_take_out(p->splice, r->at, r->end, r->instead);
	}
}
