#include "format/cha_speaker.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/cha_table.h"

struct cha_speakers {
	struct arena *arena;
	struct cha_speaker *at;
	size_t len, cap, listed;
	unsigned numbers; /* of neutral codes given */
};

struct cha_speakers *
cha_speakers_new(struct arena *a)
{
	struct cha_speakers *s = arena_get(a, 1, sizeof *s);

	s->arena = a;
	return s;
}

static struct cha_speaker *
find(const struct cha_speakers *s, struct bytes code)
{
	size_t i;

	for (i = 0; i < s->len; i++)
		if (bytes_equal(s->at[i].code, code))
			return &s->at[i];
	return NULL;
}

/* Without the number at its end. */
static struct bytes
stem_of(struct bytes code)
{
	while (code.len > 0 && isdigit(code.at[code.len - 1]))
		code.len--;
	return code;
}

/* A word of the text, parted by "_" and blanks, begins with the stem, in any case
 * (ASCII). */
static bool
begins_word(struct bytes stem, struct bytes text)
{
	size_t i, k;

	for (i = 0; stem.len >= 2 && i + stem.len <= text.len; i++) {
		if (i > 0 && text.at[i - 1] != '_' && text.at[i - 1] != ' ')
			continue;
		for (k = 0; k < stem.len; k++)
			if (tolower(text.at[i + k]) != tolower(stem.at[k]))
				break;
		if (k == stem.len)
			return true;
	}
	return false;
}

/* The code says a role and no name. */
static bool
is_for_role(struct bytes code, struct bytes name, struct bytes role)
{
	struct bytes stem = stem_of(code);

	return !begins_word(stem, name) &&
	       (cha_is_usual_code(code) || begins_word(stem, role));
}

static bool
is_said_before(const struct cha_speakers *s, struct bytes name)
{
	size_t i;

	for (i = 0; i < s->len; i++)
		if (bytes_equal(s->at[i].said, name))
			return true;
	return false;
}

/* The name as it is spoken: "Kari_Nordhaug" is two words. */
static struct bytes
spoken(struct arena *a, struct bytes name)
{
	char *text = arena_text(a, name);
	size_t i;

	for (i = 0; i < name.len; i++)
		if (text[i] == '_')
			text[i] = ' ';
	return bytes_of(text);
}

static int
add(struct cha_speakers *s, struct bytes code, struct bytes name, struct bytes role,
    struct fail *f)
{
	struct cha_speaker one = { .code = arena_bytes(s->arena, code) };
	bool for_role = is_for_role(code, name, role);
	bool numbered = stem_of(code).len < code.len && !for_role;

	if (s->len == LIMIT_CHA_SPEAKERS)
		return fail(f, FAIL_LIMIT, "cha-speakers");
	one.role = arena_bytes(s->arena, role);
	one.said = one.code; /* SW4 is SW4, whatever name was given it */
	name = spoken(s->arena, name);
	if (name.len > 0 && name.len <= LIMIT_LABEL && !numbered &&
	    !is_said_before(s, name))
		one.said = name;
	one.usual = for_role && bytes_equal(one.said, one.code);
	if (for_role)
		one.neutral = "";
	s->at = arena_grow(s->arena, s->at, s->len, &s->cap, sizeof *s->at);
	s->at[s->len++] = one;
	return 0;
}

int
cha_speakers_add(struct cha_speakers *s, struct bytes code, struct bytes name,
    struct bytes role, struct fail *f)
{
	if (find(s, code) != NULL)
		return 0;
	if (add(s, code, name, role, f) == -1)
		return -1;
	s->listed = s->len;
	return 0;
}

/* "P01" and so on: the first that no code is. */
static const char *
neutral_for(struct cha_speakers *s)
{
	const char *neutral;

	do
		neutral = arena_printf(s->arena, "P%02u", ++s->numbers);
	while (find(s, bytes_of(neutral)) != NULL);
	return neutral;
}

const struct cha_speaker *
cha_speaker_of(struct cha_speakers *s, struct bytes code, struct fail *f)
{
	struct cha_speaker *one = find(s, code);

	if (one == NULL) {
		if (add(s, code, bytes_of(""), bytes_of(""), f) == -1)
			return NULL;
		one = &s->at[s->len - 1];
	}
	if (one->neutral == NULL)
		one->neutral = neutral_for(s);
	return one;
}

const struct cha_speaker *
cha_speaker_in_text(const struct cha_speakers *s, struct bytes word)
{
	const struct cha_speaker *one = find(s, word);

	if (one == NULL || bytes_equal(one->said, one->code) ||
	    is_for_role(one->code, one->said, one->role))
		return NULL;
	return one;
}
