#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "tests/accuracy/studies.h"
#include "text/utf8.h"

enum { TEAM_SEATS = 4, PARTICIPANTS = 10 };

static const char *const seats[TEAM_SEATS] = { "SW", "T", "WA", "ES" };

/* The name without its stars; *word: it had one. */
static const char *
unstarred(struct study *s, const char *name, bool *word)
{
	struct buf out = { 0 };
	const char *text;

	*word = strchr(name, '*') != NULL;
	for (; *name; name++)
		if (*name != '*')
			buf_byte(&out, (unsigned char)*name);
	text = arena_text(s->arena, buf_bytes(&out));
	buf_free(&out);
	return text;
}

static const char *
joined(struct study *s, const char *what)
{
	const char *head, *tail;

	head = stock_draw(s->names, arena_printf(s->arena, "%s head", what), &s->draw);
	tail = stock_draw(s->names, arena_printf(s->arena, "%s tail", what), &s->draw);
	return arena_printf(s->arena, "%s%s", head, tail);
}

/* A given name and a family name; not two ordinary ones, which somebody may have. */
void
person_draw(struct study *s, struct person *p)
{
	const char *sex = draw_percent(&s->draw, 50) ? "woman" : "man";
	const char *given, *family;
	bool plain;

	p->sex = *sex == 'w' ? 'F' : 'M';
	plain = draw_percent(&s->draw, 60);
	given = plain ? stock_draw(s->names, sex, &s->draw) : joined(s, sex);
	family = !plain || draw_percent(&s->draw, 10)
	             ? stock_draw(s->names, "family", &s->draw)
	             : joined(s, "family");
	p->given = unstarred(s, given, &p->given_word);
	p->family = unstarred(s, family, &p->family_word);
	p->alias = "";
	if (draw_percent(&s->draw, 15))
		p->alias =
		    unstarred(s, stock_draw(s->names, "nickname", &s->draw), &plain);
	p->row_given = p->given;
	p->row_family = p->family;
}

static bool
is_taken(const struct study *s, const struct person *p)
{
	size_t i;

	for (i = 0; i < s->persons; i++)
		if (strcmp(s->person[i].family, p->family) == 0 ||
		    (*p->alias && strcmp(s->person[i].alias, p->alias) == 0))
			return true;
	return false;
}

static struct person *
person_add(struct study *s, const char *role, unsigned team)
{
	struct person *p = &s->person[s->persons];

	do {
		*p = (struct person){ .role = role, .team = team };
		person_draw(s, p);
	} while (is_taken(s, p));
	p->id = arena_printf(s->arena, "p%02zu", ++s->persons);
	return p;
}

const char *
name_edited(struct study *s, const char *name)
{
	static const char letters[] = "aeioudgklmnrstv";
	const struct bytes text = bytes_of(name);
	uint32_t c[64], swap;
	struct buf out = { 0 };
	size_t n = 0, at, i, len;
	const char *edited;

	for (i = 0; i < text.len && n < 60; i += len)
		c[n++] = utf8_next(bytes_cut(text, i, text.len), &len);
	at = 1 + draw_below(&s->draw, n - 2);
	switch (draw_below(&s->draw, 4)) {
	case 0:
		memmove(c + at, c + at + 1, (--n - at) * sizeof *c);
		break;
	case 1:
		memmove(c + at + 1, c + at, (n++ - at) * sizeof *c);
		break; /* twice the same letter */
	case 2:
		swap = c[at];
		c[at] = c[at + 1];
		c[at + 1] = swap;
		break;
	default:
		c[at] =
		    (unsigned char)letters[draw_below(&s->draw, sizeof letters - 1)];
	}
	for (i = 0; i < n; i++)
		utf8_add(&out, c[i]);
	edited = arena_text(s->arena, buf_bytes(&out));
	buf_free(&out);
	return strcmp(edited, name) == 0 ? name_edited(s, name) : edited;
}

static void
gap_make(struct study *s, struct person *p, enum gap gap)
{
	bool given = draw_percent(&s->draw, 50);

	if (gap == GAP_EDIT && strlen(given ? p->given : p->family) < 3)
		given = !given;
	p->gap = gap;
	if (gap == GAP_EDIT && given)
		p->row_given = name_edited(s, p->given);
	else if (gap == GAP_EDIT)
		p->row_family = name_edited(s, p->family);
	else if (gap == GAP_ONE && given)
		p->row_family = "";
	else if (gap == GAP_ONE)
		p->row_given = "";
}

/* A fifth of the people, the kinds of gap in turn. */
static void
gaps_make(struct study *s)
{
	size_t left = (s->persons + 2) / 5;
	struct person *p;

	while (left > 0) {
		p = &s->person[draw_below(&s->draw, s->persons)];
		if (p->gap == GAP_NONE)
			gap_make(
			    s, p, (enum gap)(GAP_EDIT + (left-- + s->meetings) % 3));
	}
}

void
people_draw(struct study *s, bool gaps)
{
	struct person *p;
	unsigned team, i;

	if (s->interviews) {
		person_add(s, "R", 1);
		for (i = 0; i < PARTICIPANTS; i++)
			person_add(s, "P", 1);
	}
	for (team = 1; !s->interviews && team <= s->teams; team++)
		for (i = 0; i < TEAM_SEATS; i++) {
			if (team == 2 && i == 3 && s->teams > 2) {
				s->person[3].other_team = team; /* two seats */
				continue;
			}
			p = person_add(s, seats[i], team);
			/* two of one given name */
			if (team == s->teams && i == 2)
				p->given = p->row_given = s->person[0].given;
			if (team == s->teams && i == 2)
				p->given_word = s->person[0].given_word;
		}
	if (gaps)
		gaps_make(s);
}
