#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "find/book.h"
#include "text/utf8.h"
#include "text/word.h"

enum { PHRASE_WORDS = 13 }; /* more are no entry: text/lexicon.h */

/* One list as it is read, line by line. */
struct list {
	const struct source *source;
	struct bytes rest;
	uint64_t line;
	struct map
	    *seen; /* entries, so that none stands there twice; NULL: none does */
};

static int
list_fail(const struct list *l, struct fail *f, const char *what)
{
	fail(f, FAIL_INPUT, what);
	return fail_at(f, l->source->path, l->line);
}

/* Controls and spaces at the ends are what slips in unseen. */
static bool
is_clean(struct bytes entry)
{
	size_t i;

	if (!bytes_equal(bytes_trim(entry), entry))
		return false;
	for (i = 0; i < entry.len; i++)
		if (entry.at[i] < 0x20 || entry.at[i] == 0x7f)
			return false;
	return entry.len > 0;
}

/*
 * The next entry: 1, 0 at the end, -1. value is "" where there is none. Notes and
 * empty lines are passed over.
 */
static int
list_next(struct list *l, struct bytes *entry, struct bytes *value, struct fail *f)
{
	struct bytes line;
	int added;

	while (bytes_next(&l->rest, '\n', &line)) {
		l->line++;
		if (line.len > 0 && line.at[line.len - 1] == '\r')
			line.len--;
		if (line.len == 0 || line.at[0] == '#')
			continue;
		*value = (struct bytes){ NULL, 0 };
		bytes_next(&line, '\t', entry);
		if (line.at != entry->at)
			*value = line;
		if (!is_clean(*entry) || (value->at != NULL && !is_clean(*value)))
			return list_fail(l, f, "rule-list-line");
		added = 1;
		if (l->seen != NULL)
			map_put(l->seen, *entry, 1, &added);
		if (!added)
			return list_fail(l, f, "rule-list-twice");
		return 1;
	}
	return 0;
}

/* The three notes of a list: where it is from, from when, under what terms. */
static int
check_notes(struct list *l, struct fail *f)
{
	static const char *const notes[] = { "# source:", "# date:", "# licence:" };
	struct bytes rest = l->rest, line;
	size_t i;

	for (i = 0; i < 3; i++) {
		l->line = i + 1;
		if (!bytes_next(&rest, '\n', &line) || !bytes_start(line, notes[i]) ||
		    bytes_trim(line).len <= strlen(notes[i]))
			return list_fail(l, f, "rule-list-notes");
	}
	l->line = 0;
	return 0;
}

static uint64_t
line_of(struct bytes text, size_t at)
{
	uint64_t line = 1;
	size_t i;

	for (i = 0; i < at; i++)
		line += text.at[i] == '\n';
	return line;
}

/* seen: a map for its entries; NULL where it is known that none stands there twice. */
static int
list_open(struct list *l, const struct source *s, struct map *seen, bool notes,
    struct fail *f)
{
	*l = (struct list){ s, s->bytes, 0, seen };
	if (bytes_start(l->rest, "\xef\xbb\xbf"))
		l->rest = bytes_cut(l->rest, 3, l->rest.len);
	if (utf8_valid(l->rest) != l->rest.len) {
		l->line = line_of(l->rest, utf8_valid(l->rest));
		return list_fail(l, f, "rule-list-utf8");
	}
	return notes ? check_notes(l, f) : 0;
}

/* Lists that the build has read need not be looked through again. */
static struct map *
seen_of(const struct rulebook *b, struct arena *a)
{
	return b->proved ? NULL : map_new(a);
}

static const struct source *
source_named(const struct rulebook *b, const struct source *beside, const char *name)
{
	const char *slash = strrchr(beside->name, '/');
	size_t i, dir = slash ? (size_t)(slash - beside->name) + 1 : 0;
	const struct source *s;

	for (i = 0; i < b->source_count; i++) {
		s = &b->sources[i];
		if (s->study == beside->study &&
		    strncmp(s->name, beside->name, dir) == 0 &&
		    strcmp(s->name + dir, name) == 0)
			return s;
	}
	return NULL;
}

/* Entries of NAME.except.txt; no such file: an empty map. */
static int
load_except(const struct rulebook *b, const struct source *beside, const char *name,
    struct arena *a, struct map **except, struct fail *f)
{
	size_t stem = strlen(name) > 4 ? strlen(name) - 4 : 0;
	const struct source *s;
	struct bytes entry, value;
	struct list l;
	int got;

	*except = map_new(a);
	s = source_named(
	    b, beside, arena_printf(a, "%.*s.except.txt", (int)stem, name));
	if (s == NULL)
		return 0;
	if (list_open(&l, s, *except, false, f) == -1)
		return -1;
	while ((got = list_next(&l, &entry, &value, f)) == 1)
		;
	return got;
}

/* The phrase begins with a word that is an ordinary word, too. */
static bool
begins_ordinary(const struct rulebook *b, struct bytes phrase)
{
	struct word word[PHRASE_WORDS];
	struct words w = { word, words_into(phrase, false, word, PHRASE_WORDS) };

	return w.len > 0 && book_is_word(b, phrase, &w, 0);
}

static int
add_entries(struct rulebook *b, struct list *l, uint32_t rule, uint8_t flags,
    const struct map *except, struct fail *f)
{
	struct lexicon_entry e = { .rule = (uint16_t)rule };
	struct bytes entry, value;
	int got;

	while ((got = list_next(l, &entry, &value, f)) == 1) {
		if (except != NULL && map_get(except, entry) != NULL)
			continue;
		e.flags = flags;
		if (begins_ordinary(b, entry))
			e.flags |= LEXICON_WORD;
		e.value = value.len > 0 ? book_value(b, value) : b->rules[rule].rule.to;
		if (lexicon_add(b->lists, entry, e) == -1)
			return list_fail(l, f, "rule-list-line");
	}
	return got;
}

int
book_add_list(
    struct rulebook *b, uint32_t rule, const char *name, bool compound, struct fail *f)
{
	const struct source *beside = &b->sources[b->rules[rule].source], *s;
	struct arena *a = arena_new();
	struct map *except;
	struct list l;
	int status = -1;

	s = source_named(b, beside, name);
	if (s == NULL) {
		fail_with(f, FAIL_INPUT, "rule-list-missing", "%s\t%s",
		    b->rules[rule].rule.id, name);
		goto out;
	}
	if (load_except(b, beside, name, a, &except, f) == -1 ||
	    list_open(&l, s, seen_of(b, a), true, f) == -1)
		goto out;
	status = add_entries(b, &l, rule, compound ? LEXICON_PREFIX : 0, except, f);
out:
	arena_free(a);
	return status;
}

int
book_add_words(const struct rulebook *b, struct lexicon *to, const struct source *s,
    uint8_t flags, struct fail *f)
{
	const struct lexicon_entry e = { .flags = flags };
	struct arena *a = arena_new();
	struct bytes entry, value;
	struct list l;
	int got = -1;

	if (list_open(&l, s, seen_of(b, a), true, f) == -1)
		goto out;
	while ((got = list_next(&l, &entry, &value, f)) == 1)
		if (lexicon_add(to, entry, e) == -1) {
			got = list_fail(&l, f, "rule-list-line");
			break;
		}
out:
	arena_free(a);
	return got;
}
