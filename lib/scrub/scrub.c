#include "scrub/scrub.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "find/rulebook.h"
#include "format/format.h"
#include "format/source.h"
#include "scrub/client.h"
#include "scrub/clues.h"
#include "scrub/label.h"
#include "scrub/numbering.h"
#include "scrub/parts.h"
#include "scrub/passage.h"
#include "scrub/rewrite.h"
#include "scrub/splice.h"
#include "scrub/trace.h"
#include "text/utf8.h"

enum { LABEL_SCORE = 45 }; /* a stranger's label is a doubt */

bool
scrub_opaque(const void *policy, struct bytes inside)
{
	return policy_is_marker(policy, inside);
}

/* Keep the last words of this utterance for the next one. */
static void
keep_carry(struct passage *p)
{
	size_t from = p->text.len > LIMIT_CARRY ? p->text.len - LIMIT_CARRY : 0;

	while (from < p->text.len && from > 0 && p->text.at[from - 1] != ' ' &&
	       p->text.at[from - 1] != '\n')
		from++;
	p->text.len -= from;
	memmove(p->text.at, p->text.at + from, p->text.len);
}

/* What the finder sees: carry, a break unless the turn just goes on, utterance. */
static void
set_text(struct passage *p, const struct utterance *u)
{
	if (u->label != LABEL_NONE)
		buf_clear(&p->text);
	if (p->text.len > 0 && !u->continued)
		buf_text(&p->text, "\n\n");
	p->carry = p->text.len;
	buf_add(&p->text, u->text);
}

static int
find(struct passage *p, const struct utterance *u, struct spans *spans, struct fail *f)
{
	size_t i;

	memset(spans, 0, sizeof *spans);
	set_text(p, u);
	if (finder_find(&p->scrub->finder, p->memory, buf_bytes(&p->text), p->carry,
		u->label == LABEL_NONE ? 0 : u->label_to, !u->continued, p->utterance,
		spans, f) == -1)
		return fail_at(f, NULL, u->line);
	for (i = 0; i < spans->len; i++) {
		spans->at[i].from -= (uint32_t)p->carry;
		spans->at[i].to -= (uint32_t)p->carry;
	}
	keep_carry(p);
	return 0;
}

static bool
in_label(const struct utterance *u, const struct span *s)
{
	return u->label != LABEL_NONE && s->from < u->label_to && s->to > u->label_from;
}

/* A code of the people in running text. */
static bool
is_code_in_text(const struct utterance *u, const struct span *s)
{
	return s->rule == RULE_CODE && !in_label(u, s);
}

static int
refuse_codes(const struct passage *p, const struct utterance *u,
    const struct spans *spans, struct fail *f)
{
	size_t i;

	for (i = 0; p->scrub->strict && i < spans->len; i++)
		if (is_code_in_text(u, &spans->at[i])) {
			fail(f, FAIL_INPUT, "code-in-text");
			return fail_at(f, NULL, utterance_line(u, spans->at[i].from));
		}
	return 0;
}

/* Every word that may be written must exist in the encoding of the document. */
static int
check_encodable(const struct passage *p, struct fail *f)
{
	const struct judge *j = &p->scrub->judge;
	enum encoding e = p->deciding.encoding;
	struct buf out = { 0 };
	struct bytes word;
	size_t place = 0, i;
	int rc = 0;

	if (e == ENCODING_UTF8 || p->scrub->copy_as != COPY_AS_IS)
		return 0;
	while (rc == 0 && policy_next_word(j->policy, &place, &word) == 1)
		rc = encoding_encode(e, word, &out, f);
	for (i = 0; rc == 0 && j->roster != NULL && i < j->roster->holdings; i++)
		rc = encoding_encode(e, bytes_of(j->roster->holding[i].code), &out, f);
	buf_free(&out);
	return rc;
}

typedef int step_fn(struct passage *, const struct utterance *, struct fail *);

/* What the file holds that is not known. */
static int
refuse_unknown(const struct passage *p, const struct utterance *u, struct fail *f)
{
	size_t i;

	for (i = 0; p->scrub->strict && i < u->removals; i++)
		if (u->removal[i].what == HIDDEN_UNKNOWN) {
			fail(f, FAIL_INPUT, "format-unknown-inside");
			return fail_at(f, NULL, u->line);
		}
	return 0;
}

/* Turns and lines are counted through all parts. */
static void
count_on(struct passage *p, struct utterance *u)
{
	u->number += p->turns_before;
	u->line += p->lines_before;
	if (u->text.len == 0)
		return;
	p->turns = u->number;
	p->lines = utterance_line(u, (uint32_t)u->text.len);
}

/* Read the utterances of a part, each through step(). */
static int
each_utterance(struct passage *p, struct source *source, step_fn *step, struct fail *f)
{
	const struct part *part = p->parts.zip ? p->part : NULL;
	struct reader *reader;
	struct utterance u = { .exchanges = 0 };
	int rc = -1;

	source_rewind(source);
	buf_clear(&p->text);
	p->role = "";
	p->turns_before = p->turns;
	p->lines_before = p->lines;
	reader = p->part->format->open(source, part, p->reading, f);
	if (reader == NULL)
		return -1;
	while ((rc = p->part->format->next(reader, &u, f)) == 1) {
		arena_clear(p->utterance);
		count_on(p, &u);
		p->exchanges = 0;
		if (step(p, &u, f) == -1) {
			rc = -1;
			break;
		}
		u.exchanged = p->exchange;
		u.exchanges = p->exchanges;
	}
	p->part->format->close(reader);
	return rc;
}

/* One part, into the copy if there is one. */
static int
read_part(struct passage *p, step_fn *step, struct fail *f)
{
	struct source *source = NULL;
	int rc = 0;

	if (p->part->kind == PART_READ) {
		arena_clear(p->reading);
		source = parts_source(&p->parts, p->part, p->reading, f);
		if (source == NULL)
			return -1;
		p->deciding.encoding = source_encoding(source).encoding;
		rc = check_encodable(p, f);
	}
	if (rc == 0 && p->copy != NULL)
		rc = copy_begin(p->copy, p->part, source, &p->splice, f);
	if (rc == 0 && source != NULL)
		rc = each_utterance(p, source, step, f);
	if (rc == 0 && p->copy != NULL)
		rc = copy_end(p->copy, f);
	source_close(source);
	return rc;
}

static int
each_part(struct passage *p, step_fn *step, struct fail *f)
{
	size_t i;

	p->turns = p->lines = 0;
	for (i = 0; i < p->parts.package.parts; i++) {
		p->part = &p->parts.package.part[i];
		p->deciding.part = p->part->name;
		if (read_part(p, step, f) == -1)
			return -1;
	}
	return 0;
}

/* The finding read. */
static int
step_find(struct passage *p, const struct utterance *u, struct fail *f)
{
	struct spans spans;

	if (refuse_unknown(p, u, f) == -1)
		return -1;
	if (u->text.len == 0)
		return 0;
	if (find(p, u, &spans, f) == -1)
		return -1;
	label_count(&p->label_count, u, speaker_of(&p->labels, u));
	trace_learn(&p->trace, u, &spans, p->document);
	return refuse_codes(p, u, &spans, f);
}

static int
say_note(struct passage *p, const struct utterance *u, enum note note, uint32_t from,
    uint32_t to, const struct holding *holding, struct fail *f)
{
	struct record_note r = { .note = note, .turn = u->number };
	size_t n = 0;

	utterance_place(u, p->deciding.encoding, from, to, &r.start, &r.end);
	r.line = utterance_line(u, from);
	if (holding != NULL)
		r.candidate[n++] =
		    (uint32_t)(holding - p->scrub->judge.roster->holding);
	else if (note == NOTE_LABEL_UNKNOWN || note == NOTE_LABEL_INCOMPLETE)
		n = label_candidates(&p->labels, bytes_cut(u->text, from, to),
		    r.candidate, NOTE_CANDIDATES);
	for (; n < NOTE_CANDIDATES; n++)
		r.candidate[n] = RECORD_NOBODY;
	return p->sink(p->with, RECORD_NOTE, &r, sizeof r, f);
}

static bool
is_listed(const struct meeting *m, uint32_t person)
{
	size_t i;

	for (i = 0; i < m->presents; i++)
		if (m->present[i] == person)
			return true;
	return false;
}

/* Somebody is heard: said once, and noted when Meetings does not know of it. */
static int
hear(struct passage *p, const struct utterance *u, const struct holding *h,
    struct fail *f)
{
	struct record_speaker r;

	p->role = h->role;
	r.holding = (uint32_t)(h - p->scrub->judge.roster->holding);
	if (p->heard[r.holding])
		return 0;
	p->heard[r.holding] = true;
	if (p->scrub->listed != NULL && !is_listed(p->scrub->listed, h->person) &&
	    say_note(p, u, NOTE_SPEAKER_ABSENT, u->label_from, u->label_to, h, f) == -1)
		return -1;
	return p->sink(p->with, RECORD_SPEAKER, &r, sizeof r, f);
}

/* A label that may be a name is a suspicion as a whole, whatever part of it the
 * finder knew. */
static void
cover_label(struct passage *p, const struct utterance *u, struct spans *spans)
{
	struct span s = {
		.from = u->label_from, .to = u->label_to, .rule = RULE_LABEL
	};

	s.category = CATEGORY_PER;
	s.score = LABEL_SCORE;
	spans_add(spans, p->utterance, s, u->text.len);
}

static void
keep_piece(struct passage *p, struct spans *kept, struct span s, uint32_t from,
    uint32_t to, size_t len)
{
	s.from = from;
	s.to = to;
	if (from < to)
		spans_add(kept, p->utterance, s, len);
}

/* What the finder saw in a label that stays is no finding; what reaches out of the
 * label still is one out there. */
static void
drop_in_label(struct passage *p, const struct utterance *u, struct spans *spans)
{
	struct spans kept = { .len = 0 };
	struct span s;
	size_t i;

	for (i = 0; i < spans->len; i++) {
		s = spans->at[i];
		if (!in_label(u, &s)) {
			spans_add(&kept, p->utterance, s, u->text.len);
			continue;
		}
		keep_piece(p, &kept, s, s.from, u->label_from, u->text.len);
		keep_piece(p, &kept, s, u->label_to, s.to, u->text.len);
	}
	*spans = kept;
}

/* "Taler 1" of Meetings.labels, exchanged for the code of who it is. */
static void
map_label(struct passage *p, const struct utterance *u, const struct speaker *l,
    struct decisions *out)
{
	const struct judge *j = &p->scrub->judge;
	struct decision *d;

	out->at =
	    arena_grow(p->utterance, out->at, out->len, &out->cap, sizeof *out->at);
	d = &out->at[out->len++];
	*d = (struct decision){ .from = u->label_from, .to = u->label_to };
	d->category = CATEGORY_PER;
	d->rule = RULE_LABEL;
	d->score = 100;
	d->line = policy_line(j->policy, CATEGORY_PER, p->role, j->meeting);
	d->holding = l->holding;
	d->basis = BASIS_LABEL;
	d->action = l->holding ? TREAT_CODE : TREAT_PLACEHOLDER;
	d->instead = l->holding ? bytes_of(l->holding->code)
	                        : decide_neutral(&p->deciding, d->line, p->utterance);
}

/* A code alone on its line, or with a note alone, needs no colon; before speech it
 * does. */
static bool
lacks_colon(const struct utterance *u)
{
	struct bytes rest = bytes_cut(u->text, u->label_to, u->text.len);
	struct bytes line = rest;
	const unsigned char *end;

	if (u->label != LABEL_BARE)
		return false;
	bytes_next(&rest, '\n', &line);
	line = bytes_trim(line);
	end = line.len && line.at[0] == '(' ? memchr(line.at, ')', line.len) : NULL;
	if (end != NULL)
		line =
		    bytes_trim(bytes_cut(line, (size_t)(end - line.at) + 1, line.len));
	end = line.len ? memchr(line.at, '\r', line.len)
	               : NULL; /* lines that end in CR */
	return end != NULL ? end != line.at : line.len > 0;
}

/* Capitals: of somebody by these initials, a code, or a stranger's initials. */
static enum label_kind
capitals_kind(
    const struct passage *p, const struct utterance *u, const struct spans *spans)
{
	size_t i;

	if (!label_are_coded(&p->label_count))
		return LABEL_STRANGER;
	for (i = 0; i < spans->len; i++)
		if (in_label(u, &spans->at[i]) && (spans->at[i].rule == RULE_ROSTER ||
						      spans->at[i].rule == RULE_NEAR))
			return LABEL_STRANGER;
	return p->labels.roster ? LABEL_UNKNOWN : LABEL_NEUTRAL;
}

static int
handle_label(struct passage *p, const struct utterance *u, struct spans *spans,
    struct decisions *out, struct fail *f)
{
	struct speaker l = speaker_of(&p->labels, u);
	enum note note = NOTES;

	if (u->label != LABEL_NONE)
		p->role = "";
	if (l.kind == LABEL_CAPITALS)
		l.kind = capitals_kind(p, u, spans);
	p->done.labels += l.kind != LABEL_NOT;
	switch (l.kind) {
	case LABEL_NOT:
		break;
	case LABEL_CAPITALS:
	case LABEL_STRANGER:
		cover_label(p, u, spans);
		break;
	case LABEL_MAPPED:
		drop_in_label(p, u, spans);
		map_label(p, u, &l, out);
		break;
	case LABEL_CODE:
		p->done.codes++;
		if (lacks_colon(u))
			note = NOTE_LABEL_COLON;
		drop_in_label(p, u, spans);
		break;
	case LABEL_UNKNOWN:
	case LABEL_INCOMPLETE:
		note = l.kind == LABEL_UNKNOWN ? NOTE_LABEL_UNKNOWN
		                               : NOTE_LABEL_INCOMPLETE;
		drop_in_label(p, u, spans);
		break;
	case LABEL_NEUTRAL:
		drop_in_label(p, u, spans);
		break;
	}
	if (note != NOTES &&
	    say_note(p, u, note, u->label_from, u->label_to, l.holding, f) == -1)
		return -1;
	return l.holding ? hear(p, u, l.holding, f) : 0;
}

/* A code stays, and is noted until somebody has decided that it is one. */
static int
note_code(
    struct passage *p, const struct utterance *u, const struct span *s, struct fail *f)
{
	const enum code_said said = decide_code(&p->deciding, u, s);

	p->done.codes++;
	if (said == CODE_OTHER)
		return 0;
	if (said == CODE_OPEN &&
	    say_note(p, u, NOTE_CODE_IN_TEXT, s->from, s->to, NULL, f) == -1)
		return -1;
	return mention_say_code(p, u, s, said == CODE_STAYS, f);
}

static int
note_codes(struct passage *p, const struct utterance *u, const struct spans *spans,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < spans->len; i++)
		if (is_code_in_text(u, &spans->at[i]) &&
		    note_code(p, u, &spans->at[i], f) == -1)
			return -1;
	return 0;
}

/* The speaker of a turn that begins with a name is heard before the turn is decided:
 * some treatments are for a role. */
static int
hear_named_label(struct passage *p, const struct utterance *u, const struct spans *all,
    struct fail *f)
{
	struct decisions decisions = { .len = 0 };
	const struct decision *d;
	struct spans label = { .len = 0 };
	size_t i;

	for (i = 0; i < all->len; i++)
		if (in_label(u, &all->at[i]))
			spans_add(&label, p->utterance, all->at[i], u->text.len);
	if (decide(&p->deciding, p->role, u, &label, p->utterance, &decisions, f) == -1)
		return -1;
	for (i = 0; i < decisions.len; i++) {
		d = &decisions.at[i];
		if (d->holding != NULL && d->from <= u->label_from &&
		    d->to >= u->label_to)
			return hear(p, u, d->holding, f);
	}
	return 0;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What the record of the whole says of this utterance. */
static void
count(struct passage *p, const struct utterance *u)
{
	size_t i;

	p->done.turns = u->number;
	p->done.lines = utterance_line(u, (uint32_t)u->text.len);
	p->done.markers += policy_markers(p->scrub->judge.policy, u->text);
	p->done.asked += (uint32_t)policy_questions(p->scrub->judge.policy, u->text);
	for (i = 0; i < u->text.len; i++)
		p->done.words +=
		    !is_blank(u->text.at[i]) && (i == 0 || is_blank(u->text.at[i - 1]));
}

/* The turn is over: say so if it points to one person. */
static int
end_turn(struct passage *p, struct fail *f)
{
	struct record_clues r;

	if (p->turn == 0 || !clues_point(&p->clues, p->professional, &r))
		return 0;
	r.turn = p->turn;
	r.line = p->turn_line;
	return p->sink(p->with, RECORD_CLUES, &r, sizeof r, f);
}

/* The clues of this utterance, a turn or a part of one. */
static int
gather_clues(struct passage *p, const struct utterance *u, const struct spans *spans,
    struct fail *f)
{
	size_t i;

	if (u->number != p->turn) {
		if (end_turn(p, f) == -1)
			return -1;
		memset(&p->clues, 0, sizeof p->clues);
		p->turn = u->number;
		p->turn_line = u->line;
	}
	p->professional = client_professional(p->scrub->study, p->role);
	clues_add(&p->clues, p->scrub->finder.rulebook, spans, p->utterance);
	for (i = 0; p->professional && i < spans->len; i++)
		if (client_named(
			p->scrub->study, p->scrub->judge.roster, &spans->at[i]))
			clues_add_client(&p->clues);
	return 0;
}

/* The second read of an utterance with text. */
static int
decide_text(struct passage *p, const struct utterance *u, struct fail *f)
{
	struct decisions decisions = { .len = 0 };
	struct spans spans;
	size_t i, next = 0;

	if (find(p, u, &spans, f) == -1)
		return -1;
	trace_begin(&p->trace, u, &spans, p->utterance);
	if (note_codes(p, u, &spans, f) == -1 ||
	    handle_label(p, u, &spans, &decisions, f) == -1 ||
	    hear_named_label(p, u, &spans, f) == -1 ||
	    gather_clues(p, u, &spans, f) == -1 ||
	    decide(&p->deciding, p->role, u, &spans, p->utterance, &decisions, f) == -1)
		return -1;
	decisions_sort(&decisions);
	for (i = 0; i < decisions.len; i++) {
		if (!decision_fits(u, &decisions.at[i]))
			continue;
		passage_keep_before(p, u, &decisions, decisions.at[i].from, &next);
		if (trace_kept(&p->trace, u, p->role, &decisions, decisions.at[i].from,
			f) == -1 ||
		    passage_carry_out(p, u, &decisions.at[i], f) == -1 ||
		    mention_say(p, u, &decisions.at[i], f) == -1 ||
		    trace_decision(&p->trace, u, &decisions.at[i], f) == -1)
			return -1;
	}
	passage_keep_before(p, u, &decisions, UINT32_MAX, &next);
	passage_keep(p, u, &decisions);
	for (i = 0; i < decisions.kepts; i++)
		if (mention_say_kept(p, u, &decisions.kept[i], f) == -1)
			return -1;
	sample_see(p, u, &decisions);
	count(p, u);
	return trace_kept(&p->trace, u, p->role, &decisions, UINT32_MAX, f);
}

/* The second read. */
static int
step_decide(struct passage *p, const struct utterance *u, struct fail *f)
{
	passage_take_out(p, u);
	rewrite_begin(p->rewrite, u);
	if (u->text.len > 0 && decide_text(p, u, f) == -1)
		return -1;
	if (rewrite_end(p->rewrite, f) == -1)
		return -1;
	return p->splice ? splice_settle(p->splice, u->settled, f) : 0;
}

static int
open_document(struct passage *p, struct source *source, struct fail *f)
{
	const struct scrub *s = p->scrub;
	struct fail why = { 0 };
	size_t i;

	if (parts_open(&p->parts, s->format, source, s->encoding,
		policy_choice(s->judge.policy), p->document, &why) == -1)
		return parts_refuse(s->file, &why, f);
	if (s->called != NULL && parts_check_name(&p->parts, s->called, f) == -1)
		return -1;
	if (s->strict && p->parts.package.unknown)
		return fail(f, FAIL_INPUT, "format-unknown-inside");
	for (i = 0; i < HIDDENS; i++)
		p->done.hidden[i] = p->parts.package.hidden[i];
	p->memory = memory_new(p->document);
	p->role = "";
	if (s->judge.roster != NULL)
		p->heard =
		    arena_get(p->document, s->judge.roster->holdings, sizeof *p->heard);
	p->labels = (struct label_judge){ s->judge.roster, s->listed, s->judge.occasion,
		rulebook_words(s->finder.rulebook), rulebook_common(s->finder.rulebook),
		&s->finder, p->memory };
	p->deciding.judge = &s->judge;
	p->deciding.memory = p->memory;
	p->deciding.numbering = numbering_new(p->document);
	return 0;
}

static int
finish(struct passage *p, struct fail *f)
{
	struct encoding_guess guess = source_encoding(p->parts.file);

	p->done.bytes = source_size(p->parts.file);
	while (formats[p->done.format] != p->parts.format)
		p->done.format++;
	p->done.language = p->deciding.language;
	p->done.encoding = guess.encoding;
	p->done.encoding_sure = guess.sure;
	p->done.bom = guess.bom;
	if (end_turn(p, f) == -1)
		return -1;
	if (sample_say(p, f) == -1)
		return -1;
	if (p->copy != NULL && copy_finish(p->copy, f) == -1)
		return -1;
	return p->sink(p->with, RECORD_DONE, &p->done, sizeof p->done, f);
}

/* The finding read. */
static int
read_first(struct passage *p, struct source *source, struct fail *f)
{
	const struct scrub *s = p->scrub;

	p->trace = (struct trace){ .line = s->explain,
		.deciding = &p->deciding,
		.scrub = s,
		.sink = p->sink,
		.with = p->with };
	p->document = arena_new();
	p->utterance = arena_new();
	p->reading = arena_new();
	if (open_document(p, source, f) == -1 || each_part(p, step_find, f) == -1)
		return -1;
	memory_close_learning(p->memory);
	p->deciding.language = memory_language(p->memory);
	return 0;
}

static void
close_passage(struct passage *p)
{
	copy_close(p->copy);
	buf_free(&p->text);
	arena_free(p->utterance);
	arena_free(p->reading);
	arena_free(p->document);
}

static int
say_shown(struct passage *p, bool ordinary, struct fail *f)
{
	struct record_shown r = { .ordinary = ordinary };
	size_t at = 0;
	uint64_t word;

	while (memory_shown(p->memory, ordinary, &at, &word)) {
		r.word[r.words++] = word;
		if (r.words < RECORD_WORDS)
			continue;
		if (p->sink(p->with, RECORD_SHOWN, &r, sizeof r, f) == -1)
			return -1;
		r.words = 0;
	}
	return r.words > 0 ? p->sink(p->with, RECORD_SHOWN, &r, sizeof r, f) : 0;
}

int
scrub_learn(const struct scrub *s, struct source *source, scrub_sink *sink, void *with,
    struct fail *f)
{
	struct passage p = { .scrub = s, .sink = sink, .with = with };
	int rc = read_first(&p, source, f);

	if (rc == 0 && (say_shown(&p, false, f) == -1 || say_shown(&p, true, f) == -1))
		rc = -1;
	close_passage(&p);
	return rc;
}

int
scrub_document(const struct scrub *s, struct source *source, int out, scrub_sink *sink,
    void *with, struct fail *f)
{
	struct passage p = { .scrub = s, .sink = sink, .with = with };
	int rc = -1;

	if (read_first(&p, source, f) == -1)
		goto out;
	if (out >= 0) {
		p.copy = copy_new(&p.parts, out, s->copy_as, p.document, f);
		if (p.copy == NULL)
			goto out;
		copy_tell(p.copy, (struct kept_sink){ passage_say_kept, &p });
		p.rewrite = copy_rewrite(p.copy);
	}
	if (each_part(&p, step_decide, f) == -1)
		goto out;
	rc = finish(&p, f);
out:
	close_passage(&p);
	return rc;
}
