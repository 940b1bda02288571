#include "format/cha.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cha_speaker.h"
#include "format/cha_table.h"
#include "format/cha_text.h"
#include "format/source.h"
#include "text/utf8.h"

enum { LABEL = 24, ROOM = 2 * LIMIT_LABEL }; /* bytes of a code, of what it says */

/* A line that was fetched and belongs to no tier yet. */
struct line {
	struct bytes text;
	uint64_t at, number;
	bool blank;
	bool rest; /* of a line longer than an utterance may be */
};

/* What is to be given out of a tier. */
enum item_kind { ITEM_TEXT, ITEM_SPOKEN, ITEM_LEMMAS, ITEM_CODE, ITEM_TURN };

struct item {
	enum item_kind kind;
	size_t from, to; /* in the tier */
	size_t code_to;  /* ITEM_TURN: where the code ends */
};

struct reader {
	struct source *source;
	struct arena *arena;
	enum encoding encoding;
	struct line next;
	bool have, ended, inside;
	bool begun, closed; /* @Begin, @End were met */

	unsigned char *raw; /* the tier, or as much as an utterance may be */
	size_t len, solid;  /* without the line end */
	uint64_t at, end;   /* in the file; .end behind its line end */
	uint64_t line;
	bool goes_on, cut; /* more of it follows; it follows on more of it */
	const struct cha_row *row;

	struct cha_text *text;
	struct item *item;
	size_t items, items_cap, given;
	struct cha_speakers *speakers;
	uint64_t turns;

	bool spoke;     /* the utterance given last was what somebody says */
	size_t treated; /* places in what was last said that were exchanged */
};

static bool
starts_cha(struct bytes text)
{
	static const char *const first[] = { "@UTF8", "@Begin",
		"@Font:", "@PID:", "@Window:", "@ColorWords:", "@Color words:" };
	struct bytes line;
	size_t i;

	for (i = 0; i < sizeof first / sizeof *first; i++)
		if (bytes_start(text, first[i]))
			break;
	if (i == sizeof first / sizeof *first)
		return false;
	while (bytes_next(&text, '\n', &line))
		if (bytes_are(bytes_trim(line), "@Begin"))
			return true;
	return i == 0;
}

static int
cha_bid(struct bytes head)
{
	struct encoding_guess g;
	struct fail ignored = { 0 };
	struct buf text = { 0 };
	size_t used;
	int bid;

	if (encoding_guess(head, false, &g, &ignored) != 0) /* spoilt: said later */
		return starts_cha(head) ? 90 : 0;
	encoding_decode(
	    g.encoding, bytes_cut(head, g.bom, head.len), &text, &used, &ignored);
	bid = starts_cha(buf_bytes(&text)) ? 90 : 0;
	buf_free(&text);
	return bid;
}

static struct reader *
cha_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	struct reader *r = arena_get(a, 1, sizeof *r);

	(void)part;
	(void)f;
	r->source = source;
	r->arena = a;
	r->encoding = source_encoding(source).encoding;
	r->raw = arena_get(a, LIMIT_UTTERANCE, 1);
	r->text = cha_text_new(a);
	r->speakers = cha_speakers_new(a);
	source_rewind(source);
	return r;
}

static bool
is_blank(struct bytes text)
{
	return bytes_trim(text).len == 0;
}

/* 1: r->next holds a line. 0: there is none. */
static int
fetch(struct reader *r, struct fail *f)
{
	struct line *l = &r->next;
	int got;

	if (r->have)
		return 1;
	if (r->ended)
		return 0;
	got = source_line(r->source, &l->text, &l->at, &l->number, f);
	if (got <= 0) {
		r->ended = true;
		return got;
	}
	r->have = true;
	l->rest = r->inside;
	l->blank = is_blank(l->text);
	r->inside = memchr("\n\r", l->text.at[l->text.len - 1], 2) == NULL;
	return 1;
}

static int
wrong(const struct reader *r, const char *what, struct fail *f)
{
	fail(f, FAIL_INPUT, what);
	return fail_at(f, NULL, r->line);
}

static void
take(struct reader *r)
{
	const struct line *l = &r->next;

	memcpy(r->raw + r->len, l->text.at, l->text.len);
	r->len += l->text.len;
	r->have = false;
	if (l->blank)
		return;
	r->solid = r->len;
	while (r->solid > 0 && memchr("\n\r", r->raw[r->solid - 1], 2) != NULL)
		r->solid--;
	r->end = l->at + encoding_width(r->encoding, l->text);
}

static bool
continues(const struct line *l)
{
	return l->rest || l->blank || l->text.at[0] == '\t' || l->text.at[0] == ' ';
}

/* The next tier, or as much of it as there is room for. */
static int
collect(struct reader *r, struct fail *f)
{
	int got;

	r->cut = r->goes_on;
	r->goes_on = false;
	while ((got = fetch(r, f)) == 1 && !r->cut && r->next.blank)
		r->have = false;
	if (got <= 0)
		return got;
	r->at = r->next.at;
	r->line = r->next.number;
	r->end = r->at;
	r->len = r->solid = 0;
	take(r);
	while ((got = fetch(r, f)) == 1 && continues(&r->next)) {
		if (r->len + r->next.text.len > LIMIT_UTTERANCE - ROOM) {
			r->goes_on = true;
			break;
		}
		take(r);
	}
	return got == -1 ? -1 : 1;
}

static void
item_add(struct reader *r, enum item_kind kind, size_t from, size_t to)
{
	if (from >= to || is_blank((struct bytes){ r->raw + from, to - from }))
		return;
	r->item =
	    arena_grow(r->arena, r->item, r->items, &r->items_cap, sizeof *r->item);
	r->item[r->items++] = (struct item){ kind, from, to, 0 };
}

static size_t
skip_blanks(const struct reader *r, size_t i, size_t to)
{
	while (i < to && memchr(" \t\r\n", r->raw[i], 4) != NULL)
		i++;
	return i;
}

/* The end of the part that begins at i, up to a separator. */
static size_t
part_end(const struct reader *r, size_t i, size_t to, const char *separators)
{
	while (i < to && strchr(separators, r->raw[i]) == NULL)
		i++;
	return i;
}

static struct bytes
cut(const struct reader *r, size_t from, size_t to)
{
	return bytes_cut((struct bytes){ r->raw, r->len }, from, to);
}

static void
take_out_tier(struct reader *r, enum hidden what)
{
	struct removal *removal;

	/* a tier that was cut is one all the same */
	cha_text_take_out(r->text, 0, r->solid, r->cut ? HIDDEN_NONE : what, "");
	removal = &r->text->removal[r->text->removals - 1];
	removal->end = r->end;
}

/* "KAR Kari_Nordhaug Target_Child" */
static int
read_participant(struct reader *r, size_t from, size_t to, struct fail *f)
{
	size_t i = skip_blanks(r, from, to), code_to = part_end(r, i, to, " \t\r\n");
	size_t code = i, name = 0, name_to = 0, last = code_to, last_to = code_to;
	struct bytes role = { NULL, 0 };

	for (i = skip_blanks(r, code_to, to); i < to; i = skip_blanks(r, last_to, to)) {
		name = name ? name : i;
		name_to = last_to;
		last = i;
		last_to = part_end(r, i, to, " \t\r\n");
	}
	if (last > code)
		role = cut(r, last, last_to);
	if (role.len > 0 && !cha_is_role(role)) {
		cha_text_take_out(
		    r->text, code_to, last_to, HIDDEN_AUTHOR, " Participant");
		name_to = last_to;
		role.len = 0;
	} else if (name > 0 && last > name) {
		cha_text_take_out(r->text, code_to, name_to, HIDDEN_AUTHOR, "");
	}
	item_add(r, ITEM_CODE, code, code_to);
	return code_to == code
	           ? 0
	           : cha_speakers_add(r->speakers, cut(r, code, code_to),
			 name < name_to && name ? cut(r, name, name_to) : bytes_of(""),
			 role, f);
}

static int
read_participants(struct reader *r, size_t from, struct fail *f)
{
	size_t end;

	for (; from < r->solid; from = end + 1) {
		end = part_end(r, from, r->solid, ",");
		if (read_participant(r, from, end, f) == -1)
			return -1;
	}
	return 0;
}

static bool
is_language(struct bytes word)
{
	size_t i;

	for (i = 0; i < word.len; i++)
		if (!(word.at[i] >= 'a' && word.at[i] <= 'z') &&
		    !(word.at[i] == '-' && i == 3))
			return false;
	return word.len == 2 || word.len == 3 || (word.len > 4 && word.at[3] == '-');
}

static bool
is_number(struct bytes word)
{
	size_t i;

	for (i = 0; i < word.len; i++)
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
	return true;
}

/* All words of raw [from, to) are of the list, or languages where there is none. */
static bool
are_words(const struct reader *r, size_t from, size_t to, const char *words)
{
	struct bytes word;
	size_t end;

	for (; from < to; from = end + 1) {
		end = part_end(r, from, to, " ,;\t\r\n");
		word = cut(r, from, end);
		if (word.len > 0 &&
		    !(words ? is_number(word) || cha_has_word(words, word)
			    : is_language(word)))
			return false;
	}
	return true;
}

/* "media": the file's name is said to nobody. */
static void
read_media(struct reader *r, size_t from)
{
	static const char media[] = "media";
	size_t end = part_end(r, from, r->solid, ",");

	if (from < end && !bytes_are(cut(r, from, end), media))
		cha_text_take_out(r->text, from, end, HIDDEN_MEDIA, media);
	if (!are_words(r, end, r->solid, " audio video missing unlinked notrans "))
		cha_text_take_out(r->text, end, r->solid, HIDDEN_UNKNOWN, "");
}

enum { ID_FEWEST = 8, ID_FIELDS = 10 };

/* A field of "nor|corpus|KAR|2;06.|female|TD|MC|Target_Child|8|own words|". */
static void
read_id_field(struct reader *r, unsigned field, size_t from, size_t to)
{
	const char *instead = "";
	enum hidden what = HIDDEN_UNKNOWN;
	bool stays = false;

	switch (field) {
	case 0:
		stays = are_words(r, from, to, NULL);
		break;
	case 1: /* corpus */
	case 5: /* group */
	case 8: /* education */
	case 9: /* the user's own */
		item_add(r, ITEM_TEXT, from, to);
		return;
	case 2:
		item_add(r, ITEM_CODE, from, to);
		return;
	case 3: /* the age to the day */
		what = HIDDEN_PROPERTY;
		break;
	case 4:
		stays = are_words(r, from, to, " male female ");
		break;
	case 6: /* class; where from is not said */
		stays = are_words(r, from, to, " UC MC WC LI ");
		what = HIDDEN_PROPERTY;
		break;
	case 7:
		stays = cha_is_role(cut(r, from, to));
		instead = "Participant";
		break;
	default:
		break;
	}
	if (!stays && to > from)
		cha_text_take_out(r->text, from, to, what, instead);
}

static int
read_id(struct reader *r, size_t from, struct fail *f)
{
	unsigned field = 0;
	size_t end;

	for (;; from = end + 1, field++) {
		end = part_end(r, from, r->solid, "|");
		read_id_field(r, field, from, end);
		if (end >= r->solid)
			break;
	}
	return field + 1 < ID_FEWEST ? wrong(r, "cha-id", f) : 0;
}

static void
read_codes(struct reader *r, size_t from)
{
	size_t end;

	for (; from < r->solid; from = end + 1) {
		from = skip_blanks(r, from, r->solid);
		end = part_end(r, from, r->solid, " ,\t\r\n");
		item_add(r, ITEM_CODE, from, end);
	}
}

static bool
has_treated(struct reader *r)
{
	if (r->treated == 0)
		return false;
	take_out_tier(r, HIDDEN_TIER);
	return true;
}

/* "1|2|SUBJ" */
static bool
is_relation(const struct reader *r, size_t from, size_t to)
{
	size_t first = part_end(r, from, to, "|"), second;

	if (first == to)
		return false;
	second = part_end(r, first + 1, to, "|");
	return second < to && is_number(cut(r, from, first)) &&
	       is_number(cut(r, first + 1, second)) &&
	       cha_is_relation(cut(r, second + 1, to));
}

static bool
are_relations(const struct reader *r, size_t from)
{
	size_t end;

	for (; from < r->solid; from = end + 1) {
		end = part_end(r, from, r->solid, " \t\r\n");
		if (end > from && !is_relation(r, from, end))
			return false;
	}
	return true;
}

/* @Begin and @End, each once, around all but a few headers. */
static int
read_frame(struct reader *r, struct fail *f)
{
	if (r->row->act == CHA_BEGIN ? r->begun : !r->begun || r->closed)
		return wrong(r, "cha-order", f);
	r->begun = true;
	r->closed = r->row->act == CHA_END;
	return 0;
}

/* What becomes of raw [from, solid), the text of a header or a tier. */
static int
read_body(struct reader *r, size_t from, struct fail *f)
{
	switch ((enum cha_act)r->row->act) {
	case CHA_BEGIN:
	case CHA_END:
		if (!r->cut && read_frame(r, f) == -1)
			return -1;
		/* fallthrough */
	case CHA_BARE:
		if (from < r->solid)
			cha_text_take_out(r->text, from, r->solid, HIDDEN_UNKNOWN, "");
		return 0;
	case CHA_WORDS:
	case CHA_LANGUAGES:
		if (are_words(r, from, r->solid, r->row->words))
			return 0;
		/* fallthrough */
	case CHA_TEXT:
		item_add(r, ITEM_TEXT, from, r->solid);
		return 0;
	case CHA_OUT:
		take_out_tier(r, r->row->what);
		return 0;
	case CHA_PARTICIPANTS:
		return read_participants(r, from, f);
	case CHA_ID:
		return read_id(r, from, f);
	case CHA_MEDIA:
		read_media(r, from);
		return 0;
	case CHA_CODES:
		read_codes(r, from);
		return 0;
	case CHA_AGAIN_SPOKEN:
		if (has_treated(r))
			return 0;
		/* fallthrough */
	case CHA_SPOKEN:
		item_add(r, ITEM_SPOKEN, from, r->solid);
		return 0;
	case CHA_AGAIN_TEXT:
		if (!has_treated(r))
			item_add(r, ITEM_TEXT, from, r->solid);
		return 0;
	case CHA_AGAIN_MOR:
		if (!has_treated(r))
			item_add(r, ITEM_LEMMAS, from, r->solid);
		return 0;
	case CHA_AGAIN_GRA:
		if (!has_treated(r) && !are_relations(r, from))
			take_out_tier(r, HIDDEN_UNKNOWN);
		return 0;
	}
	die("cha: row %d", r->row->act);
}

static int
begin_tier(struct reader *r, struct fail *f)
{
	static const struct cha_row unknown = { "", CHA_OUT, HIDDEN_UNKNOWN, false,
		NULL };
	bool header = r->raw[0] == '@';
	size_t colon = part_end(r, 1, r->solid, header ? ":\r\n" : ":\t \r\n");
	size_t from = colon, of;

	if (colon < r->solid && r->raw[colon] == ':')
		from = skip_blanks(r, colon + 1, r->solid);
	else if (!header)
		return wrong(r, "cha-line", f);
	r->row = header ? cha_header(bytes_trim(cut(r, 1, colon)))
	                : cha_tier(cut(r, 1, colon));
	if (r->row == NULL)
		r->row = &unknown;
	if (r->row->of_code && r->row->act != CHA_OUT) {
		of = 1 + strlen(r->row->name);
		item_add(r, ITEM_CODE, skip_blanks(r, of, colon), colon);
	}
	if (r->row->act <= CHA_END) /* nor a colon */
		from = colon;
	return read_body(r, from, f);
}

static bool
is_code(struct bytes code)
{
	size_t i, len;
	uint32_t c;

	for (i = 0; i < code.len; i += len) {
		c = utf8_next(bytes_cut(code, i, code.len), &len);
		if (!utf8_is_letter(c) && !utf8_is_digit(c) && c != '_' && c != '-' &&
		    c != '\'' && c != '+' && c != '/')
			return false;
	}
	return code.len > 0 && code.len <= LABEL;
}

static int
begin_turn(struct reader *r, struct fail *f)
{
	size_t colon = part_end(r, 1, r->solid, ":\r\n");
	struct item *turn;

	if (colon == r->solid || r->raw[colon] != ':' || !is_code(cut(r, 1, colon)))
		return wrong(r, "cha-label", f);
	r->row = &cha_main;
	r->treated = 0;
	if (r->solid > LIMIT_UTTERANCE - ROOM) { /* no room for what the code says */
		item_add(r, ITEM_CODE, 1, colon);
		item_add(r, ITEM_SPOKEN, colon + 1, r->solid);
		return 0;
	}
	item_add(r, ITEM_TURN, 1, r->solid);
	turn = &r->item[r->items - 1];
	turn->code_to = colon;
	return 0;
}

static int
read_tier(struct reader *r, struct fail *f)
{
	struct bytes raw = { r->raw, r->solid };

	r->items = r->given = 0;
	cha_text_of(r->text, raw, r->at, r->encoding);
	if (r->cut) {
		if (r->row->act == CHA_PARTICIPANTS || r->row->act == CHA_ID ||
		    r->row->act == CHA_MEDIA) {
			fail(f, FAIL_LIMIT, "cha-long");
			return fail_at(f, NULL, r->line);
		}
		return read_body(r, 0, f);
	}
	if (r->closed || (!r->begun && r->raw[0] != '@'))
		return wrong(r, "cha-order", f);
	if (r->raw[0] == '*')
		return begin_turn(r, f);
	if (r->raw[0] == '@' || r->raw[0] == '%')
		return begin_tier(r, f);
	return wrong(r, "cha-line", f);
}

/* A code, as what it says. */
static int
say_code(struct reader *r, size_t from, size_t to, struct utterance *u, struct fail *f)
{
	const struct cha_speaker *who =
	    cha_speaker_of(r->speakers, cut(r, from, to), f);

	if (who == NULL)
		return fail_at(f, NULL, r->line);
	if (bytes_equal(who->said, who->code))
		cha_text_plain(r->text, from, to);
	else
		cha_text_whole(r->text, from, to, who->said);
	u->label = who->usual ? LABEL_USUAL : LABEL_NAME;
	u->label_from = 0;
	u->label_to = (uint32_t)r->text->len;
	u->neutral = who->neutral;
	return 0;
}

static uint64_t
line_of(const struct reader *r, size_t raw)
{
	uint64_t line = r->line;
	size_t i;

	for (i = 0; i < raw; i++)
		line +=
		    r->raw[i] == '\n' || (r->raw[i] == '\r' && r->raw[i + 1] != '\n');
	return line;
}

/* What the item says, into r->text. */
static int
say_item(struct reader *r, const struct item *i, struct utterance *u, struct fail *f)
{
	size_t from;

	cha_text_clear(r->text);
	switch (i->kind) {
	case ITEM_TEXT:
		cha_text_running(r->text, i->from, i->to, false, r->speakers);
		return 0;
	case ITEM_SPOKEN:
		cha_text_running(r->text, i->from, i->to, true, r->speakers);
		return 0;
	case ITEM_LEMMAS:
		cha_text_lemmas(r->text, i->from, i->to);
		return 0;
	case ITEM_CODE:
		return say_code(r, i->from, i->to, u, f);
	case ITEM_TURN:
		if (say_code(r, i->from, i->code_to, u, f) == -1)
			return -1;
		/* the colon itself is syntax: nothing that is exchanged reaches it */
		cha_text_mark(r->text, i->code_to, ": ");
		from = skip_blanks(r, i->code_to + 1, i->to);
		cha_text_running(r->text, from, i->to, true, r->speakers);
		return 0;
	}
	die("cha: item %d", (int)i->kind);
}

/* The next item of the tier; of one that has none but removals, those alone. */
static int
give(struct reader *r, struct utterance *u, struct fail *f)
{
	const struct item *i = r->given < r->items ? &r->item[r->given] : NULL;

	*u = (struct utterance){ .line = i ? line_of(r, i->from) : r->line };
	if (r->given == 0 && !r->cut && i != NULL)
		r->turns++;
	u->number = r->turns;
	if (r->given > 0)
		r->text->removals = 0; /* told */
	if (i != NULL && say_item(r, i, u, f) == -1)
		return -1;
	r->given++;
	u->continued = i != NULL && r->cut && r->given == 1;
	u->text = (struct bytes){ r->text->text, i ? r->text->len : 0 };
	u->segment = r->text->segment;
	u->segments = i ? r->text->segments : 0;
	u->removal = r->text->removal;
	u->removals = r->text->removals;
	u->settled = r->given < r->items ? r->at : r->end;
	r->spoke = r->row == &cha_main;
	return 1;
}

static int
cha_next(struct reader *r, struct utterance *u, struct fail *f)
{
	size_t i;
	int got;

	for (i = 0; r->spoke && i < u->exchanges; i++)
		r->treated += u->exchanged[i].to > u->label_to;
	r->spoke = false;
	while (r->given >= r->items && !(r->given == 0 && r->text->removals > 0)) {
		got = collect(r, f);
		if (got == 0 && !r->closed)
			return wrong(r, "cha-order", f);
		if (got <= 0)
			return got;
		if (read_tier(r, f) == -1)
			return -1;
	}
	return give(r, u, f);
}

static void
cha_close(struct reader *r)
{
	(void)r; /* all of it is the arena's */
}

const struct format format_cha = {
	.name = "cha",
	.suffix = ".cha",
	.said = "format-cha",
	.bid = cha_bid,
	.open = cha_open,
	.next = cha_next,
	.close = cha_close,
};
