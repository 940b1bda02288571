#include "scrub/label.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "find/finder.h"
#include "format/format.h"
#include "text/lexicon.h"
#include "text/utf8.h"

/* Labels that name nobody: the word, and perhaps a number behind it. */
static const char *const neutral[] = { "i", "int", "intervjuer", "intervjuar",
	"interviewer", "interviewee", "r", "b", "ip", "informant", "deltaker",
	"deltakar", "participant", "moderator", "respondent", "taler", "talar",
	"speaker", "m", "f", "k", "p", "person", "stemme", "voice", "alle", "all",
	"ukjent", "unknown", "flere", "fleire", "observatør", "observer", "forsker",
	"forskar", "researcher" };

/* The label without a number, blank or underscore at its end. */
static struct bytes
stem_of(struct bytes label)
{
	size_t len = label.len;

	while (len > 0 && (isdigit(label.at[len - 1]) || label.at[len - 1] == ' ' ||
			      label.at[len - 1] == '_'))
		len--;
	return bytes_cut(label, 0, len);
}

static bool
is_neutral(struct bytes label)
{
	struct bytes stem = stem_of(label);
	size_t i;

	if (stem.len == 0)
		return true; /* numbers alone */
	for (i = 0; i < sizeof neutral / sizeof neutral[0]; i++)
		if (strlen(neutral[i]) == stem.len &&
		    strncasecmp(neutral[i], (const char *)stem.at, stem.len) == 0)
			return true;
	return false;
}

/* One to four capitals and up to three digits, perhaps a holder's letter. */
static bool
looks_like_code(struct bytes label)
{
	size_t letters = 0, digits = 0, i = 0;

	for (; i < label.len && isupper(label.at[i]); i++)
		letters++;
	for (; i < label.len && isdigit(label.at[i]); i++)
		digits++;
	if (digits > 0 && i < label.len && islower(label.at[i]))
		i++;
	return i == label.len && letters >= 1 && letters <= 4 && digits >= 1 &&
	       digits <= 3;
}

static struct speaker
mapped(const struct label_judge *j, struct bytes text)
{
	struct speaker l = { LABEL_NOT, NULL, false };
	const struct meeting *m = j->meeting;
	size_t i;

	for (i = 0; m != NULL && j->roster != NULL && i < m->labels; i++)
		if (m->label[i].label.len == text.len &&
		    strncasecmp((const char *)m->label[i].label.at,
			(const char *)text.at, text.len) == 0) {
			l.kind = LABEL_MAPPED;
			l.person = true;
			l.holding =
			    roster_holding(j->roster, m->label[i].person, &j->occasion);
		}
	return l;
}

static bool
any_word_has(const struct lexicon *lexicon, struct bytes text)
{
	struct bytes word;

	while (lexicon != NULL && bytes_next(&text, ' ', &word))
		if (word.len > 0 && lexicon_has(lexicon, word))
			return true;
	return false;
}

/* Two to four capitals alone. */
static bool
is_capitals(struct bytes text)
{
	unsigned letters = 0;
	size_t len;

	for (; text.len > 0; text = bytes_cut(text, len, text.len), letters++)
		if (!utf8_is_upper(utf8_next(text, &len)))
			return false;
	return letters >= 2 && letters <= 4;
}

/* Begins with a capital and holds no everyday word: may be somebody. */
static bool
looks_like_name(const struct label_judge *j, struct bytes text)
{
	size_t len;

	return text.len > 1 && utf8_is_upper(utf8_next(text, &len)) &&
	       !any_word_has(j->common, text) &&
	       (is_capitals(text) || !any_word_has(j->words, text));
}

/* A word that is a name too: whoever is called by it speaks. */
static bool
is_word_and_name(const struct label_judge *j, struct bytes text)
{
	size_t len;

	return j->finder != NULL && text.len > 1 &&
	       utf8_is_upper(utf8_next(text, &len)) &&
	       finder_shows(j->finder, j->memory, text);
}

/* A name where one must stand: capitals alone are none of a word, small letters are one
 * of everyday or a name. */
static bool
is_bare_name(const struct label_judge *j, struct bytes text)
{
	struct bytes rest = text;
	unsigned small = 0, letters = 0;
	uint32_t c;
	size_t len;

	for (; rest.len > 0; rest = bytes_cut(rest, len, rest.len)) {
		c = utf8_next(rest, &len);
		letters += utf8_is_letter(c);
		small += utf8_is_letter(c) && !utf8_is_upper(c);
	}
	if (letters < 2 || (small > 0 && small < letters))
		return false;
	return small == 0 ||
	       !(any_word_has(j->common, text) || any_word_has(j->words, text));
}

/* The label is more than a guess. */
static bool
is_sure(const struct utterance *u)
{
	return u->label == LABEL_COLON || u->label == LABEL_NAME;
}

struct speaker
speaker_of(const struct label_judge *j, const struct utterance *u)
{
	struct speaker l = { LABEL_NOT, NULL, false };
	struct bytes text;

	if (u->label == LABEL_NONE)
		return l;
	text = bytes_cut(u->text, u->label_from, u->label_to);
	l = mapped(j, text);
	if (l.kind != LABEL_NOT)
		return l;
	if (j->roster != NULL && roster_is_code(j->roster, text)) {
		l.kind = LABEL_CODE;
		l.holding = roster_seat(j->roster, text, &j->occasion);
	} else if (j->roster != NULL && roster_is_role(j->roster, text))
		l.kind = LABEL_INCOMPLETE;
	else if (u->label == LABEL_USUAL || (is_sure(u) && is_neutral(text)))
		l.kind = LABEL_NEUTRAL;
	else if (is_sure(u) && looks_like_code(text))
		l.kind = j->roster ? LABEL_UNKNOWN : LABEL_NEUTRAL;
	else if (u->label == LABEL_NAME && is_bare_name(j, text))
		l.kind = LABEL_STRANGER;
	else if (is_sure(u) && looks_like_name(j, text))
		l.kind = is_capitals(text) ? LABEL_CAPITALS : LABEL_STRANGER;
	else if (is_sure(u) && is_word_and_name(j, text))
		l.kind = LABEL_STRANGER;
	return l;
}

static bool
has_digit(struct bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (isdigit(text.at[i]))
			return true;
	return false;
}

void
label_count(struct label_count *c, const struct utterance *u, struct speaker l)
{
	if (l.kind == LABEL_STRANGER)
		c->named++;
	else if (l.kind != LABEL_NOT && l.kind != LABEL_CAPITALS &&
		 has_digit(bytes_cut(u->text, u->label_from, u->label_to)))
		c->coded++;
}

bool
label_are_coded(const struct label_count *c)
{
	return c->coded > 0 && c->named == 0;
}

/* One letter more, less or other (the two are ASCII). */
static bool
within_one_edit(struct bytes a, struct bytes b)
{
	struct bytes swap;
	size_t i = 0;

	if (a.len > b.len) {
		swap = a;
		a = b;
		b = swap;
	}
	if (b.len - a.len > 1)
		return false;
	while (i < a.len && a.at[i] == b.at[i])
		i++;
	if (a.len == b.len)
		return i == a.len || bytes_equal(bytes_cut(a, i + 1, a.len),
					 bytes_cut(b, i + 1, b.len));
	return bytes_equal(bytes_cut(a, i, a.len), bytes_cut(b, i + 1, b.len));
}

static bool
is_candidate(const struct label_judge *j, const struct holding *h, struct bytes label)
{
	if (j->occasion.team[0] && strcasecmp(h->team, j->occasion.team) != 0)
		return false;
	return bytes_are(label, h->role) || within_one_edit(label, bytes_of(h->seat));
}

size_t
label_candidates(
    const struct label_judge *j, struct bytes label, uint32_t *holding, size_t room)
{
	const struct roster *r = j->roster;
	size_t found = 0, i, k;

	for (i = 0; r != NULL && i < r->holdings; i++) {
		if (!is_candidate(j, &r->holding[i], label))
			continue;
		for (k = 0; k < found; k++)
			if (strcmp(r->holding[holding[k]].seat, r->holding[i].seat) ==
			    0)
				break;
		if (k < found)
			continue;
		if (found == room)
			return 0;
		holding[found++] = (uint32_t)i;
	}
	return found;
}
