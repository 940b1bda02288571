#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/fail.h"
#include "tests/accuracy/studies.h"
#include "text/utf8.h"

/* A form makes the text, or NULL where the name does not have it. */
typedef const char *maker(struct study *, const struct person *);

static const char *
full(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s %s", p->given, p->family);
}

static const char *
given(struct study *s, const struct person *p)
{
	(void)s;
	return p->given;
}

static const char *
family(struct study *s, const struct person *p)
{
	(void)s;
	return p->family;
}

static const char *
alias(struct study *s, const struct person *p)
{
	(void)s;
	return *p->alias ? p->alias : NULL;
}

static const char *
some(struct study *s, const struct person *p)
{
	switch (draw_below(&s->draw, 3)) {
	case 0:
		return p->given;
	case 1:
		return p->family;
	default:
		return full(s, p);
	}
}

static const char *
each(struct study *s, const char *text, utf8proc_int32_t (*change)(utf8proc_int32_t))
{
	const struct bytes b = bytes_of(text);
	struct buf out = { 0 };
	size_t i, len;

	for (i = 0; i < b.len; i += len)
		utf8_add(&out, (uint32_t)change((utf8proc_int32_t)utf8_next(
				   bytes_cut(b, i, b.len), &len)));
	text = arena_text(s->arena, buf_bytes(&out));
	buf_free(&out);
	return text;
}

static const char *
upper(struct study *s, const struct person *p)
{
	return each(s, some(s, p), utf8proc_toupper);
}

/* In small letters a name that is a word is the word. */
static const char *
lower(struct study *s, const struct person *p)
{
	if (!p->given_word)
		return each(s, draw_percent(&s->draw, 50) ? p->given : full(s, p),
		    utf8proc_tolower);
	return p->family_word ? NULL : each(s, p->family, utf8proc_tolower);
}

/* Each of one string exchanged for another; NULL where none stands there. */
static const char *
exchanged(struct study *s, const char *text, const char *const pairs[][2], size_t n)
{
	struct buf out = { 0 };
	bool any = false;
	size_t i;

	while (*text) {
		for (i = 0; i < n; i++)
			if (strncmp(text, pairs[i][0], strlen(pairs[i][0])) == 0)
				break;
		if (i < n) {
			buf_text(&out, pairs[i][1]);
			text += strlen(pairs[i][0]);
			any = true;
		} else
			buf_byte(&out, (unsigned char)*text++);
	}
	text = any ? arena_text(s->arena, buf_bytes(&out)) : NULL;
	buf_free(&out);
	return text;
}

static const char *
folded(struct study *s, const struct person *p)
{
	static const char *const pairs[][2] = { { "å", "aa" }, { "ø", "oe" },
		{ "æ", "ae" }, { "Å", "Aa" }, { "Ø", "Oe" }, { "Æ", "Ae" } };

	return exchanged(s, some(s, p), pairs, sizeof pairs / sizeof *pairs);
}

static const char *
hyphens(struct study *s, const struct person *p)
{
	static const char *const to_space[][2] = { { "-", " " } };
	static const char *const hard[][2] = { { "-", "\u2011" } };
	static const char *const dash[][2] = { { "-", "\u2013" } };
	static const char *const to_hyphen[][2] = { { " ", "-" } };
	const char *name = draw_percent(&s->draw, 50) ? p->given : p->family;

	if (strstr(name, "van ") == name)
		return NULL;
	if (strchr(name, ' '))
		return exchanged(s, name, to_hyphen, 1);
	switch (draw_below(&s->draw, 3)) {
	case 0:
		return exchanged(s, name, to_space, 1);
	case 1:
		return exchanged(s, name, hard, 1);
	default:
		return exchanged(s, name, dash, 1);
	}
}

static const char *
initial(struct study *s, const char *name)
{
	size_t len;

	utf8_next(bytes_of(name), &len);
	return arena_text(s->arena, bytes_cut(bytes_of(name), 0, len));
}

static const char *
initial_family(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s. %s", initial(s, p->given), p->family);
}

static const char *
given_initial(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s %s.", p->given, initial(s, p->family));
}

static const char *
initials(struct study *s, const struct person *p)
{
	return arena_printf(
	    s->arena, "%s.%s.", initial(s, p->given), initial(s, p->family));
}

static const char *
comma(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s, %s", p->family, p->given);
}

/* Something between two letters inside a name, not at its ends. */
static const char *
cut_by(struct study *s, const char *name, const char *what)
{
	const struct bytes b = bytes_of(name);
	size_t at = 0, len, k, letters = utf8_count(b);

	if (letters < 5)
		return NULL;
	for (k = 2 + draw_below(&s->draw, letters - 3); k > 0; k--) {
		utf8_next(bytes_cut(b, at, b.len), &len);
		at += len;
	}
	if (name[at] == ' ' || name[at] == '-' || name[at - 1] == ' ' ||
	    name[at - 1] == '-')
		return NULL;
	return arena_printf(s->arena, "%.*s%s%s", (int)at, name, what, name + at);
}

static const char *
soft_hyphen(struct study *s, const struct person *p)
{
	return cut_by(s, some(s, p), "\u00ad");
}

static const char *
divided(struct study *s, const struct person *p)
{
	return cut_by(s, p->family, "-\n");
}

static const char *
split(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s\n%s", p->given, p->family);
}

static const char *
hard_space(struct study *s, const struct person *p)
{
	return arena_printf(s->arena, "%s\u00a0%s", p->given, p->family);
}

static const char *
decomposed(struct study *s, const struct person *p)
{
	const char *name = some(s, p), *text;
	char *nfd = (char *)utf8proc_NFD((const utf8proc_uint8_t *)name);

	if (nfd == NULL)
		die("no NFD of %s", name);
	text = strcmp(nfd, name) ? arena_text(s->arena, bytes_of(nfd)) : NULL;
	free(nfd);
	return text;
}

/* By whoever transcribed; of a short name nobody could tell. */
static const char *
misspelt(struct study *s, const struct person *p)
{
	const char *name = draw_percent(&s->draw, 50) ? p->given : p->family;

	return utf8_count(bytes_of(name)) < 6 || strpbrk(name, " -")
	           ? NULL
	           : name_edited(s, name);
}

/* Of all mentions in a thousand, as far as the name has the form. */
static const struct {
	const char *kind;
	maker *make;
	unsigned weight;
} forms[] = {
	{ "given", given, 480 },
	{ "full", full, 140 },
	{ "family", family, 90 },
	{ "alias", alias, 50 },
	{ "initial-family", initial_family, 30 },
	{ "given-initial", given_initial, 20 },
	{ "hyphens", hyphens, 30 },
	{ "folded", folded, 30 },
	{ "upper", upper, 25 },
	{ "lower", lower, 20 },
	{ "split", split, 20 },
	{ "divided", divided, 10 },
	{ "decomposed", decomposed, 15 },
	{ "soft-hyphen", soft_hyphen, 10 },
	{ "hard-space", hard_space, 10 },
	{ "initials", initials, 10 },
	{ "misspelt", misspelt, 10 },
};

static const char *
genitive_of(const char *name, const char *language)
{
	const size_t len = strlen(name);

	if (strcmp(language, "en") == 0)
		return "'s";
	return len > 0 && strchr("szxSZX", name[len - 1]) ? "'" : "s";
}

static struct form
form_any(struct study *s, const struct person *p)
{
	struct form f = { .behind = "" };
	size_t i, n, all = 0;

	for (i = 0; i < sizeof forms / sizeof *forms; i++)
		all += forms[i].weight;
	while (f.text == NULL) {
		n = draw_below(&s->draw, all);
		for (i = 0; n >= forms[i].weight; i++)
			n -= forms[i].weight;
		f.kind = forms[i].kind;
		f.text = forms[i].make(s, p);
	}
	return f;
}

struct form
form_draw(
    struct study *s, const struct person *p, const char *wanted, const char *language)
{
	struct form f = { .kind = wanted, .behind = "" };

	if (strcmp(wanted, "full") == 0)
		f.text = full(s, p);
	else if (strcmp(wanted, "given") == 0)
		f.text = p->given;
	else if (strcmp(wanted, "comma") == 0)
		f.text = comma(s, p);
	else if (strcmp(wanted, "head") == 0)
		f.text = draw_percent(&s->draw, 70) ? p->given : p->family;
	else if (strcmp(wanted, "gen") == 0) {
		f.text = some(s, p);
		f.kind = "genitive";
		f.behind = genitive_of(f.text, language);
	} else if (*wanted == '\0')
		f = form_any(s, p);
	else
		die("no form %s", wanted);
	return f;
}
