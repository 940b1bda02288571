#include "find/rulebook.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "find/book.h"
#include "find/rule.h"

/* From so many documents on it pays to prepare what each worker would else do for
 * itself. */
enum { MANY_DOCUMENTS = 4, LIST_HITS = 8 };

/* What is no rule file's: RULE_ROSTER and so on, in that order. */
static const struct rule own_rules[] = {
	[RULE_ROSTER] = { .id = "roster",
	    .why = "a name of the people of this study",
	    .hvorfor = "et navn på noen i denne studien",
	    .category = CATEGORY_PER,
	    .score = 95,
	    .sure = 95 },
	[RULE_PROPAGATED] = { .id = "propagated",
	    .why = "proved to be a name elsewhere in the document",
	    .hvorfor = "vist å være et navn et annet sted i dokumentet",
	    .category = CATEGORY_PER,
	    .score = 85,
	    .sure = 85 },
	[RULE_NEAR] = { .id = "near",
	    .why = "one letter from a name of the people",
	    .hvorfor = "én bokstav fra et navn på noen i studien",
	    .category = CATEGORY_PER,
	    .score = 40,
	    .sure = 40 },
	[RULE_CODE] = { .id = "code",
	    .why = "a code of the study in running text",
	    .hvorfor = "en kode fra studien i løpende tekst",
	    .category = CATEGORY_PER,
	    .score = 40,
	    .sure = 40 },
	[RULE_LABEL] = { .id = "label",
	    .why = "who speaks",
	    .hvorfor = "hvem som snakker",
	    .category = CATEGORY_PER,
	    .score = 95,
	    .sure = 95 },
	[RULE_CAPITAL] = { .id = "capital",
	    .why = "a capital inside a sentence on a word that is not known",
	    .hvorfor = "stor bokstav inne i en setning på et ukjent ord",
	    .category = CATEGORY_PER,
	    .score = 45,
	    .sure = 60 },
	[RULE_DECIDED] = { .id = "decided",
	    .why = "somebody decided that this is to be covered",
	    .hvorfor = "noen har avgjort at dette skal dekkes",
	    .category = CATEGORY_PER,
	    .score = 97,
	    .sure = 97 },
	[RULE_SHOWN] = { .id = "shown",
	    .why = "a name of a person in another document of the study",
	    .hvorfor = "navnet på en person i et annet dokument i studien",
	    .category = CATEGORY_PER,
	    .score = 55,
	    .sure = 55 },
};

struct rulebook *
book_new(struct arena *a)
{
	const size_t own = sizeof own_rules / sizeof *own_rules;
	struct rulebook *b = arena_get(a, 1, sizeof *b);
	size_t i;

	b->arena = a;
	b->engine = rule_engine_new(a);
	b->ids = map_new(a);
	b->shapes = shapes_new();
	b->lists = lexicon_new(a);
	b->words = lexicon_new(a);
	b->common = lexicon_new(a);
	b->tails = lexicon_new(a);
	b->stays = lexicon_new(a);
	b->deeds = lexicon_new(a);
	b->value_number = map_new(a);
	book_value(b, bytes_of(""));
	for (i = 0; i < own; i++) {
		b->rules = arena_grow(a, b->rules, b->len, &b->cap, sizeof *b->rules);
		b->rules[b->len] = (struct compiled){ .rule = own_rules[i] };
		b->rules[b->len].rule.language = "";
		map_put(b->ids, bytes_of(own_rules[i].id), (uint32_t)b->len++, NULL);
	}
	b->rules[RULE_CAPITAL].rule.to = book_value(b, bytes_of("navn"));
	return b;
}

uint32_t
book_source(struct rulebook *b, struct source s)
{
	b->sources = arena_grow(
	    b->arena, b->sources, b->source_count, &b->source_cap, sizeof *b->sources);
	b->sources[b->source_count] = s;
	return (uint32_t)b->source_count++;
}

uint32_t
book_value(struct rulebook *b, struct bytes text)
{
	uint32_t number;
	int added;

	number = *map_put(b->value_number, text, (uint32_t)b->values, &added);
	if (added) {
		b->value = arena_grow(
		    b->arena, b->value, b->values, &b->value_cap, sizeof *b->value);
		b->value[b->values++] = arena_bytes(b->arena, text);
	}
	return number;
}

static bool
ends(const char *s, const char *tail)
{
	size_t len = strlen(s), tail_len = strlen(tail);

	return len > tail_len && strcmp(s + len - tail_len, tail) == 0;
}

/* "no/phone.yaml" gives "no"; "own.yaml" gives "" */
static const char *
language_of_path(const char *name, struct arena *a)
{
	const char *slash = strchr(name, '/');

	return slash ? arena_printf(a, "%.*s", (int)(slash - name), name) : "";
}

/* Rule files and lists below dir; what else stands there is not ours. */
static int
read_sources(struct rulebook *b, const char *dir, bool study, struct fail *f)
{
	struct source s = { .study = study };
	char **names;
	size_t i, count;

	if (file_list(dir, false, b->arena, &names, &count, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		if ((!ends(names[i], ".yaml") && !ends(names[i], ".txt")) ||
		    strcmp(names[i], "policy.yaml") == 0) /* scrub/policy.h reads it */
			continue;
		s.name = names[i];
		s.path = path_join(b->arena, dir, names[i]);
		s.language = language_of_path(names[i], b->arena);
		if (file_read(s.path, LIMIT_LIST, b->arena, &s.bytes, f) == -1)
			return -1;
		book_source(b, s);
	}
	return 0;
}

/* The lexicon that a file of this name is for; NULL: it is none of the word lists. */
static struct lexicon *
words_of_name(struct rulebook *b, const char *name, uint8_t *flags)
{
	const struct {
		const char *name;
		struct lexicon *to;
		uint8_t flags;
	} lists[] = {
		{ "words.txt", b->words, LEXICON_EXACT },
		{ "common.txt", b->common, LEXICON_EXACT },
		{ "tails.txt", b->tails, LEXICON_EXACT },
		{ "stay.txt", b->stays, LEXICON_CAPITAL },
		{ "deeds.txt", b->deeds, LEXICON_EXACT },
	};
	size_t i;

	for (i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(name, lists[i].name) == 0) {
			*flags = lists[i].flags;
			return lists[i].to;
		}
	return NULL;
}

/* The word lists first: the entries of other lists are weighed against them. */
static int
load_words(struct rulebook *b, struct fail *f)
{
	struct lexicon *to;
	uint8_t flags;
	size_t i;

	for (i = 0; i < b->source_count; i++) {
		to = words_of_name(b, path_base(b->sources[i].name), &flags);
		if (to != NULL && book_add_words(b, to, &b->sources[i], flags, f) == -1)
			return -1;
	}
	return 0;
}

static void
hash_text(crypto_hash_sha256_state *h, struct bytes text)
{
	unsigned char len[8];
	size_t i;

	for (i = 0; i < sizeof len; i++)
		len[i] = (unsigned char)(text.len >> (8 * (7 - i)));
	crypto_hash_sha256_update(h, len, sizeof len);
	if (text.len > 0)
		crypto_hash_sha256_update(h, text.at, text.len);
}

/* For each file: shipped or the study's, its name, its bytes; lengths before them,
 * so that nothing can move from one into the other. */
static void
make_digest(struct rulebook *b)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state h;
	size_t i;

	crypto_hash_sha256_init(&h);
	for (i = 0; i < b->source_count; i++) {
		hash_text(&h, bytes_of(b->sources[i].study ? "study" : "rules"));
		hash_text(&h, bytes_of(b->sources[i].name));
		hash_text(&h, b->sources[i].bytes);
	}
	crypto_hash_sha256_final(&h, sum);
	sodium_bin2hex(b->digest, sizeof b->digest, sum, sizeof sum);
}

bool
book_is_word(
    const struct rulebook *b, struct bytes text, const struct words *words, size_t i)
{
	struct lexicon_hit hit;

	if (word_is_foreign(bytes_cut(text, words->at[i].from, words->at[i].to)))
		return false;
	return lexicon_find(b->words, text, words, i, NULL, &hit, 1) > 0 ||
	       lexicon_find(b->common, text, words, i, NULL, &hit, 1) > 0;
}

static void
index_words(struct rulebook *b)
{
	struct triggers *t = &b->triggers;
	size_t i, slot, slots = 16, rules = 0, pass;
	struct trigger *at;

	while (slots < b->trigger_count * 4)
		slots *= 2;
	t->mask = slots - 1;
	t->slot = arena_get(b->arena, slots, sizeof *t->slot);
	t->rules = arena_get(b->arena, b->trigger_count, sizeof *t->rules);
	for (pass = 0; pass < 2; pass++) { /* count, then place */
		for (i = 0; i < b->trigger_count; i++) {
			slot = b->trigger_words[i].hash & t->mask;
			while (t->slot[slot].hash != 0 &&
			       t->slot[slot].hash != b->trigger_words[i].hash)
				slot = (slot + 1) & t->mask;
			at = &t->slot[slot];
			at->hash = b->trigger_words[i].hash;
			if (pass == 1)
				t->rules[at->first + at->len] =
				    b->trigger_words[i].rule;
			at->len++;
		}
		for (slot = 0; pass == 0 && slot < slots; slot++) {
			t->slot[slot].first = (uint32_t)rules;
			rules += t->slot[slot].len;
			t->slot[slot].len = 0;
		}
	}
	for (slot = 0; slot < slots; slot++)
		if (t->slot[slot].len > 0)
			t->slot[slot].start = shapes_start(b->shapes,
			    t->rules + t->slot[slot].first, t->slot[slot].len);
}

void
book_index(struct rulebook *b)
{
	struct rule_set *set;
	size_t i;

	for (i = 0; i <= BEGINS_ANY; i++)
		b->sets[i].at = arena_get(b->arena, b->len, sizeof *b->sets[i].at);
	b->back = arena_get(b->arena, b->len, sizeof *b->back);
	b->alone = arena_get(b->arena, b->len, sizeof *b->alone);
	for (i = 0; i < b->len; i++) {
		if (b->rules[i].pattern == NULL)
			continue;
		b->alone[i] = (uint16_t)i;
		b->rules[i].start = shapes_start(b->shapes, &b->alone[i], 1);
		if (b->rules[i].begins == BEGINS_WORD)
			continue;
		set = &b->sets[b->rules[i].begins];
		if (b->rules[i].back > 0)
			b->back[b->back_len++] = (uint16_t)i;
		set->at[set->len++] = (uint16_t)i;
	}
	for (i = 0; i <= BEGINS_ANY; i++)
		b->sets[i].start =
		    shapes_start(b->shapes, b->sets[i].at, b->sets[i].len);
	index_words(b);
}

/* Replaced where a program is linked for rules that have been built with it. */
__attribute__((weak)) const char rulebook_shipped[65] = "";

static struct rulebook *
load(const char *dir, const char *study_dir, rulebook_failing *failing, void *with,
    struct arena *a, struct fail *f)
{
	struct rulebook *b = book_new(a);
	uint32_t i;

	if (read_sources(b, dir, false, f) == -1)
		goto bad;
	if (study_dir != NULL && read_sources(b, study_dir, true, f) == -1)
		goto bad;
	make_digest(b);
	b->proved = strcmp(b->digest, rulebook_shipped) == 0;
	if (load_words(b, f) == -1)
		goto bad;
	for (i = 0; i < b->source_count; i++)
		if (ends(b->sources[i].name, ".yaml") && book_add_yaml(b, i, f) == -1)
			goto bad;
	book_index(b);
	if ((failing != NULL || !b->proved) &&
	    book_run_examples(b, failing, with, f) == -1)
		goto bad;
	return b;
bad:
	rulebook_close(b);
	return NULL;
}

struct rulebook *
rulebook_load(const char *dir, const char *study_dir, struct arena *a, struct fail *f)
{
	return load(dir, study_dir, NULL, NULL, a, f);
}

struct rulebook *
rulebook_check(const char *dir, const char *study_dir, rulebook_failing *failing,
    void *with, struct arena *a, struct fail *f)
{
	return load(dir, study_dir, failing, with, a, f);
}

void
rulebook_hasten(struct rulebook *b, size_t documents)
{
	struct fail f = { 0 };
	size_t i;

	if (documents < MANY_DOCUMENTS || !b->proved)
		return;
	/* what fails here fails again, and is told, where the rule is tried */
	for (i = 0; i < b->len; i++)
		rule_compile(&b->rules[i], b->engine, &f);
	shapes_hasten(b->shapes);
}

void
rulebook_close(struct rulebook *b)
{
	size_t i;

	if (b == NULL)
		return;
	for (i = 0; i < b->len; i++)
		rule_close(&b->rules[i]);
	rule_engine_close(b->engine);
	shapes_free(b->shapes);
}

size_t
rulebook_count(const struct rulebook *b)
{
	return b->len;
}

const struct rule *
rulebook_rule(const struct rulebook *b, size_t index)
{
	if (index >= b->len)
		die("rulebook_rule: %zu of %zu", index, b->len);
	return &b->rules[index].rule;
}

const char *
rulebook_digest(const struct rulebook *b)
{
	return b->digest;
}

struct bytes
rulebook_value(const struct rulebook *b, uint32_t value)
{
	if (value >= b->values)
		die("rulebook_value: %u of %zu", (unsigned)value, b->values);
	return b->value[value];
}

size_t
rulebook_values(const struct rulebook *b)
{
	return b->values;
}

bool
rulebook_is_person(const struct rulebook *b, struct bytes name)
{
	struct word one;
	struct words words = { &one, words_into(name, true, &one, 1) };
	struct lexicon_hit hit[LIST_HITS];
	size_t i, n;

	n = words.len == 1
	        ? lexicon_find(b->lists, name, &words, 0, NULL, hit, LIST_HITS)
	        : 0;
	for (i = 0; i < n; i++)
		if (b->rules[hit[i].entry.rule].rule.category == CATEGORY_PER &&
		    hit[i].from == 0 && hit[i].to == name.len)
			return true;
	return false;
}

const struct lexicon *
rulebook_words(const struct rulebook *b)
{
	return b->words;
}

const struct lexicon *
rulebook_common(const struct rulebook *b)
{
	return b->common;
}
