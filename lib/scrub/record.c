#include "scrub/record.h"

#include <ctype.h>
#include <string.h>

#include "find/clue.h"
#include "format/format.h"
#include "scrub/decide.h"
#include "scrub/policy.h"
#include "text/encoding.h"
#include "text/language.h"
#include "text/utf8.h"

static const char *const names[NOTES] = {
	[NOTE_LABEL_UNKNOWN] = "label-unknown",
	[NOTE_LABEL_INCOMPLETE] = "label-incomplete",
	[NOTE_LABEL_COLON] = "label-colon",
	[NOTE_CODE_IN_TEXT] = "code-in-text",
	[NOTE_SPEAKER_ABSENT] = "speaker-absent",
};

const char *
note_name(enum note n)
{
	return names[n];
}

/* A name that we gave: letters, digits and a little else, and its NUL. */
static bool
part_fits(const char part[RECORD_PART])
{
	size_t i;

	for (i = 0; i < RECORD_PART && part[i] != '\0'; i++)
		if (!isalnum((unsigned char)part[i]) &&
		    strchr("._-/[]", part[i]) == NULL)
			return false;
	return i < RECORD_PART;
}

static bool
kept_fits(const struct record_kept *r)
{
	return r->kept.at < r->kept.end && r->kept.copy_at < r->kept.copy_end &&
	       part_fits(r->part);
}

static size_t
format_count(void)
{
	size_t n = 0;

	while (formats[n] != NULL)
		n++;
	return n;
}

static bool
span_fits(const struct record_span *s, const struct record_bounds *b)
{
	const unsigned char *code = (const unsigned char *)s->code;
	size_t len = strnlen(s->code, sizeof s->code);

	return s->start < s->end && s->action < TREATMENTS && s->action != TREAT_KEEP &&
	       s->category < CATEGORIES && s->rule < b->rules && s->score >= 1 &&
	       s->score <= 100 && s->policy < b->policies && len > 0 &&
	       len < sizeof s->code && utf8_valid((struct bytes){ code, len }) == len &&
	       part_fits(s->part);
}

static bool
note_fits(const struct record_note *n, const struct record_bounds *b)
{
	size_t i;

	for (i = 0; i < NOTE_CANDIDATES; i++)
		if (n->candidate[i] >= b->holdings && n->candidate[i] != RECORD_NOBODY)
			return false;
	return n->note < NOTES && n->start <= n->end;
}

static bool
finding_fits(const struct record_finding *r, const struct record_bounds *b)
{
	return r->start < r->end && r->line >= 1 && r->line <= r->line_last &&
	       r->column >= 1 && r->column_last >= 1 && r->fate < FATES &&
	       r->basis < BASES && r->category < CATEGORIES && r->rule < b->rules &&
	       r->score <= 100 && r->policy < b->policies && r->proved_by < b->rules;
}

/* Bits of kinds that count, as many as it says. */
static bool
clues_fit(const struct record_clues *c, const struct record_bounds *b)
{
	const uint32_t all = (UINT32_C(1) << CLUE_CLIENT) - 2;
	uint32_t i;

	if ((c->kinds & ~all) != 0 || c->kinds == 0 || c->line == 0 ||
	    c->count != (uint32_t)__builtin_popcount(c->kinds) ||
	    c->weight < c->count || c->weight > c->count * CLUE_WEIGHT_MOST ||
	    c->rules > RECORD_RULES)
		return false;
	for (i = 0; i < c->rules; i++)
		if (c->rule[i] >= b->rules)
			return false;
	return true;
}

/* One line of UTF-8, at least so long. */
static bool
line_fits(const char *text, size_t room, size_t least)
{
	size_t len = strnlen(text, room), i;

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return false;
	return len >= least && len < room &&
	       utf8_valid((struct bytes){ (const unsigned char *)text, len }) == len;
}

static bool
mention_fits(const struct record_mention *m, const struct record_bounds *b)
{
	return m->start < m->end && m->line >= 1 && m->category < CATEGORIES &&
	       m->rule < b->rules && m->score >= 1 && m->score <= 100 &&
	       (m->person < b->persons || m->person == RECORD_NOBODY) &&
	       m->of_people <= 1 && m->ordinary <= 1 && m->doubt <= 1 &&
	       m->decided <= 1 && m->kept <= 1 && m->at_place <= 1 && m->cut <= 1 &&
	       line_fits(m->code, sizeof m->code, m->kept ? 0 : 1) &&
	       line_fits(m->text, sizeof m->text, 1) &&
	       line_fits(m->before, sizeof m->before, 0) &&
	       line_fits(m->after, sizeof m->after, 0) && part_fits(m->part);
}

static bool
turn_fits(const struct record_turn *t)
{
	return t->turn >= 1 && t->line >= 1 && t->cut <= 1 &&
	       strspn(t->rank, "0123456789abcdef") == sizeof t->rank - 1 &&
	       t->rank[sizeof t->rank - 1] == '\0' &&
	       line_fits(t->text, sizeof t->text, 1);
}

/* Numbers that JSON can say. */
static bool
counts_fit(const uint64_t *count, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (count[i] >= UINT64_C(1) << 53)
			return false;
	return true;
}

static bool
done_fits(const struct record_done *d)
{
	return d->language < LANGUAGES && d->encoding <= ENCODING_CP865 &&
	       d->encoding_sure <= 100 && d->bom <= 3 && d->format < format_count() &&
	       counts_fit(&d->turns, 1) && counts_fit(d->by_category, CATEGORIES) &&
	       counts_fit(d->hidden, HIDDENS);
}

bool
record_fits(
    uint32_t kind, const void *record, size_t len, const struct record_bounds *b)
{
	const struct record_speaker *speaker = record;
	const struct record_note *note = record;
	const struct record_piece *piece = record;
	const struct record_shown *shown = record;

	switch (kind) {
	case RECORD_SPAN:
		return len == sizeof(struct record_span) && span_fits(record, b);
	case RECORD_NOTE:
		return len == sizeof *note && note_fits(note, b);
	case RECORD_SPEAKER:
		return len == sizeof *speaker && speaker->holding < b->holdings;
	case RECORD_CLUES:
		return len == sizeof(struct record_clues) && clues_fit(record, b);
	case RECORD_DONE:
		return len == sizeof(struct record_done) && done_fits(record);
	case RECORD_FINDING:
		return len == sizeof(struct record_finding) && finding_fits(record, b);
	case RECORD_KEPT:
		return len == sizeof(struct record_kept) && kept_fits(record);
	case RECORD_MENTION:
		return len == sizeof(struct record_mention) && mention_fits(record, b);
	case RECORD_TURN:
		return len == sizeof(struct record_turn) && turn_fits(record);
	case RECORD_SHOWN:
		return len == sizeof *shown && shown->words >= 1 &&
		       shown->words <= RECORD_WORDS && shown->ordinary <= 1;
	case RECORD_PIECE:
		return len == sizeof *piece && piece->start < piece->end;
	default:
		return false;
	}
}
