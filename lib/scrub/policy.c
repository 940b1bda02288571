#include "scrub/policy.h"

#include <ctype.h>
#include <string.h>

#include <cyaml/cyaml.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "scrub/treat.h"
#include "text/utf8.h"
#include "vault/digest.h"

enum { WORD_MOST = 80, NUMBER_MOST = 4 }; /* bytes of a word; digits of its number */

static const char *const treatment_names[TREATMENTS] = {
	[TREAT_CODE] = "code",
	[TREAT_PLACEHOLDER] = "placeholder",
	[TREAT_GENERALISE] = "generalise",
	[TREAT_BAND] = "band",
	[TREAT_SHIFT] = "shift",
	[TREAT_COARSEN] = "coarsen",
	[TREAT_REMOVE] = "remove",
	[TREAT_KEEP] = "keep",
	[TREAT_ASK] = "ask",
};

/* As the YAML has it. */
struct line_yaml {
	char *name, *category, *role, *meeting, *treatment, *to;
};

struct policy_yaml {
	unsigned v;
	char **markers;
	unsigned markers_count;
	struct line_yaml *treat;
	unsigned treat_count;
	int *comments, *changes; /* NULL: not said */
};

#define TEXT(key, flags, type, member) \
	CYAML_FIELD_STRING_PTR(        \
	    key, CYAML_FLAG_POINTER | (flags), type, member, 0, CYAML_UNLIMITED)

static const cyaml_schema_value_t marker_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t line_fields[] = {
	TEXT("name", 0, struct line_yaml, name),
	TEXT("category", 0, struct line_yaml, category),
	TEXT("role", CYAML_FLAG_OPTIONAL, struct line_yaml, role),
	TEXT("meeting", CYAML_FLAG_OPTIONAL, struct line_yaml, meeting),
	TEXT("do", 0, struct line_yaml, treatment),
	TEXT("to", CYAML_FLAG_OPTIONAL, struct line_yaml, to),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t line_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct line_yaml, line_fields),
};

static const cyaml_strval_t comments_words[] = { { "drop", 0 }, { "keep", 1 } };
static const cyaml_strval_t changes_words[] = { { "accept", 0 }, { "keep", 1 } };

static const cyaml_schema_field_t policy_fields[] = {
	CYAML_FIELD_UINT("v", CYAML_FLAG_DEFAULT, struct policy_yaml, v),
	CYAML_FIELD_SEQUENCE("markers", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
	    struct policy_yaml, markers, &marker_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("treat", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
	    struct policy_yaml, treat, &line_schema, 0, CYAML_UNLIMITED),
	CYAML_FIELD_ENUM_PTR("comments",
	    CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT,
	    struct policy_yaml, comments, comments_words, 2),
	CYAML_FIELD_ENUM_PTR("changes",
	    CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT,
	    struct policy_yaml, changes, changes_words, 2),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t policy_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct policy_yaml, policy_fields),
};

struct marker {
	struct bytes word[LANGUAGES];
};

struct policy {
	struct arena *arena;
	struct policy_line *line;
	size_t lines, lines_cap;
	struct marker *marker;
	size_t markers, markers_cap;
	struct map *words; /* every word that may stand in a marker */
	struct choice choice;
	bool comments_said, changes_said;
	struct bytes *word;
	size_t word_count, word_cap;
	struct digest digest;
	const char *hex;
};

const char *
treatment_name(enum treatment t)
{
	return treatment_names[t];
}

const char *
action_name(enum treatment t)
{
	if (t == TREAT_SHIFT || t == TREAT_COARSEN)
		t = TREAT_GENERALISE;
	return treatment_names[t];
}

int
treatment_named(const char *name)
{
	int t;

	for (t = 0; t < TREATMENTS; t++)
		if (strcmp(treatment_names[t], name) == 0)
			return t;
	return -1;
}

/* A word must stand in a marker without ending it, and survive any format. */
static bool
fits_marker(struct bytes word)
{
	size_t len, i;
	uint32_t c;

	for (i = 0; i < word.len; i += len) {
		c = utf8_next(bytes_cut(word, i, word.len), &len);
		if (c == UTF8_BAD || (!utf8_is_letter(c) && !utf8_is_digit(c) &&
					 c != ' ' && c != '-' && c != '.' && c != '/'))
			return false;
	}
	return word.len > 0 && word.len <= WORD_MOST;
}

void
policy_allow(struct policy *p, struct bytes word)
{
	int added = 0;

	if (fits_marker(word))
		map_put(p->words, word, 0, &added);
	if (!added)
		return;
	p->word =
	    arena_grow(p->arena, p->word, p->word_count, &p->word_cap, sizeof *p->word);
	p->word[p->word_count++] = arena_bytes(p->arena, word);
}

/* "sjef|sjef|manager", or one word for all languages. */
static int
add_marker(struct policy *p, const char *words, struct fail *f)
{
	struct bytes rest = bytes_of(words), word = { NULL, 0 }, next;
	struct marker *m;
	int l;

	p->marker = arena_grow(
	    p->arena, p->marker, p->markers, &p->markers_cap, sizeof *p->marker);
	m = &p->marker[p->markers++];
	for (l = 0; l < LANGUAGES; l++) {
		if (bytes_next(&rest, '|', &next))
			word = bytes_trim(next);
		if (!fits_marker(word))
			return fail_with(
			    f, FAIL_INPUT, "policy-marker", "%u", (unsigned)p->markers);
		m->word[l] = arena_bytes(p->arena, word);
		policy_allow(p, m->word[l]);
	}
	return 0;
}

static const char *
text_or_none(struct policy *p, const char *text)
{
	return text ? arena_text(p->arena, bytes_of(text)) : "";
}

static int
add_line(struct policy *p, const struct line_yaml *y, struct fail *f)
{
	int category = category_named(y->category);
	int treatment = treatment_named(y->treatment);
	struct policy_line *line;
	size_t i;

	if (category < 0)
		return fail_with(f, FAIL_INPUT, "policy-category", "%s", y->category);
	if (treatment < 0)
		return fail_with(f, FAIL_INPUT, "policy-do", "%s", y->treatment);
	for (i = 0; i < p->lines; i++)
		if (strcmp(p->line[i].name, y->name) == 0)
			return fail_with(f, FAIL_INPUT, "policy-twice", "%s", y->name);
	p->line =
	    arena_grow(p->arena, p->line, p->lines, &p->lines_cap, sizeof *p->line);
	line = &p->line[p->lines++];
	line->name = text_or_none(p, y->name);
	line->category = (enum category)category;
	line->treatment = (enum treatment)treatment;
	line->role = text_or_none(p, y->role);
	line->meeting = text_or_none(p, y->meeting);
	line->to = text_or_none(p, y->to);
	return 0;
}

/* The file read first has the word. */
static void
choose(struct policy *p, const struct policy_yaml *y)
{
	if (y->comments != NULL && !p->comments_said)
		p->choice.keep_comments = *y->comments == 1;
	if (y->changes != NULL && !p->changes_said)
		p->choice.keep_changes = *y->changes == 1;
	p->comments_said = p->comments_said || y->comments != NULL;
	p->changes_said = p->changes_said || y->changes != NULL;
}

static int
add_file(struct policy *p, const char *path, struct fail *f)
{
	const struct policy_yaml *y;
	struct bytes text;
	void *value = NULL;
	int rc = -1;
	unsigned i;

	if (file_read(path, LIMIT_YAML, p->arena, &text, f) == -1 ||
	    config_load(text, path, &policy_schema, &value, f) == -1)
		goto out;
	y = value;
	if (y->v != 1) {
		fail_with(f, FAIL_INPUT, "policy-version", "%u", y->v);
		goto out;
	}
	digest_add(&p->digest, text);
	for (i = 0; i < y->markers_count; i++)
		if (add_marker(p, y->markers[i], f) == -1)
			goto out;
	for (i = 0; i < y->treat_count; i++)
		if (add_line(p, &y->treat[i], f) == -1)
			goto out;
	choose(p, y);
	rc = 0;
out:
	config_free(&policy_schema, value);
	return rc == 0 ? 0 : fail_at(f, path, 0);
}

/* Something may be written instead of what is of this category. People are covered
 * whatever the policy says. */
static bool
needs_word(const struct policy *p, enum category category)
{
	size_t i;

	for (i = 0; i < p->lines; i++)
		if (p->line[i].category == category &&
		    p->line[i].treatment != TREAT_KEEP)
			return true;
	return category == CATEGORY_PER;
}

/* Every category has a line for all roles and meetings, with a word where one may be
 * written; every word is a marker. */
static int
check_whole(const struct policy *p, struct fail *f)
{
	const struct policy_line *line;
	size_t i;
	int c;

	for (i = 0; i < p->lines; i++)
		if (p->line[i].to[0] &&
		    map_get(p->words, bytes_of(p->line[i].to)) == NULL)
			return fail_with(
			    f, FAIL_INPUT, "policy-to", "%s", p->line[i].to);
	for (c = 0; c < CATEGORIES; c++) {
		line = policy_line(p, (enum category)c, "", "");
		if (line == NULL)
			return fail_with(f, FAIL_INPUT, "policy-gap", "%s",
			    category_name((enum category)c));
		if (policy_marker(p, line)[0] == '\0' &&
		    needs_word(p, (enum category)c))
			return fail_with(f, FAIL_INPUT, "policy-word", "%s",
			    category_name((enum category)c));
	}
	return 0;
}

int
policy_load(const char *shipped, const char *study, struct arena *a,
    struct policy **out, struct fail *f)
{
	struct policy *p = arena_get(a, 1, sizeof *p);

	p->arena = a;
	p->words = map_new(a);
	p->digest = digest_start(DIGEST_SHA256);
	if ((study != NULL && add_file(p, study, f) == -1) ||
	    add_file(p, shipped, f) == -1)
		return -1;
	if (check_whole(p, f) == -1)
		return fail_at(f, study ? study : shipped, 0);
	p->hex = arena_printf(a, "%s", digest_end(&p->digest).at);
	*out = p;
	return 0;
}

const struct choice *
policy_choice(const struct policy *p)
{
	return &p->choice;
}

const struct policy_line *
policy_line(const struct policy *p, enum category category, const char *role,
    const char *meeting)
{
	const struct policy_line *line;
	size_t i;

	for (i = 0; i < p->lines; i++) {
		line = &p->line[i];
		if (line->category == category &&
		    (!line->role[0] || strcmp(line->role, role) == 0) &&
		    (!line->meeting[0] || strcmp(line->meeting, meeting) == 0))
			return line;
	}
	return NULL;
}

const char *
policy_marker(const struct policy *p, const struct policy_line *line)
{
	const struct policy_line *other;
	size_t i;

	if (line->to[0])
		return line->to;
	for (i = 0; i < p->lines; i++) {
		other = &p->line[i];
		if (other->category == line->category && other->to[0] &&
		    !other->role[0] && !other->meeting[0])
			return other->to;
	}
	return "";
}

uint32_t
policy_index(const struct policy *p, const struct policy_line *line)
{
	return (uint32_t)(line - p->line);
}

const struct policy_line *
policy_at(const struct policy *p, uint32_t index)
{
	return &p->line[index];
}

size_t
policy_lines(const struct policy *p)
{
	return p->lines;
}

struct bytes
policy_word(const struct policy *p, struct bytes word, enum language language)
{
	size_t i;

	for (i = 0; i < p->markers; i++)
		if (bytes_equal(p->marker[i].word[LANGUAGE_BOKMAL], word))
			return p->marker[i].word[language];
	return word;
}

/* "sjef 12" -> "sjef"; "sjef" and "E 6" as they are where they are words. */
static struct bytes
without_number(struct bytes inside)
{
	size_t len = inside.len;

	while (len > 0 && isdigit(inside.at[len - 1]))
		len--;
	if (len == 0 || len == inside.len || inside.len - len > NUMBER_MOST ||
	    inside.at[len - 1] != ' ')
		return inside;
	return bytes_cut(inside, 0, len - 1);
}

bool
policy_has(const struct policy *p, struct bytes word)
{
	return map_get(p->words, word) != NULL;
}

/* Those that begin so. */
static uint64_t
count_markers(const struct policy *p, struct bytes text, const char *start)
{
	const unsigned char *from, *to;
	struct bytes inside;
	uint64_t count = 0;

	while ((from = memmem(text.at, text.len, "[[", 2)) != NULL) {
		inside = bytes_cut(text, (size_t)(from - text.at) + 2, text.len);
		to = memmem(inside.at, inside.len, "]]", 2);
		if (to == NULL)
			break;
		if (policy_is_marker(
			p, bytes_cut(inside, 0, (size_t)(to - inside.at)))) {
			count += bytes_start(inside, start);
			text =
			    bytes_cut(inside, (size_t)(to - inside.at) + 2, inside.len);
		} else /* "[[[" may begin one with its second bracket */
			text = bytes_cut(text, (size_t)(from - text.at) + 1, text.len);
	}
	return count;
}

uint64_t
policy_markers(const struct policy *p, struct bytes text)
{
	return count_markers(p, text, "");
}

uint64_t
policy_questions(const struct policy *p, struct bytes text)
{
	return count_markers(p, text, "? ");
}

bool
policy_is_marker(const struct policy *p, struct bytes inside)
{
	if (bytes_start(inside, "? "))
		inside = bytes_cut(inside, 2, inside.len);
	return policy_has(p, inside) || policy_has(p, without_number(inside)) ||
	       treat_is_month(inside) || treat_is_age_band(inside);
}

int
policy_next_word(const struct policy *p, size_t *place, struct bytes *word)
{
	if (*place >= p->word_count)
		return 0;
	*word = p->word[(*place)++];
	return 1;
}

const char *
policy_digest(const struct policy *p)
{
	return p->hex;
}
