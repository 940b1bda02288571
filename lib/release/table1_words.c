#include "release/table1_words.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "release/table1.h"

static const struct table1_words english = {
	.title = "Table 1. Participants by role",
	.all = "All roles",
	.persons = "Persons",
	.seats = "Seats",
	.unstated = "not stated",
	.not_shown = "not shown",
	.range = "range",
	.mean = "mean (SD)",
	.note_counts = "{1} persons in {2} seats. A person is counted once, also when "
		       "holding several seats; counts below are of persons.",
	.note_hidden =
	    "{1} = hidden: more than 0 and fewer than {2} persons (all roles) "
	    "or fewer than {3} (one role), or to protect another hidden "
	    "number. Persons and seats in each role belong to the design and "
	    "are always shown.",
	.note_sensitive =
	    "Sensitive, so that fewer than {2} persons are hidden for all "
	    "roles too, and numbers that tell of nobody or everybody as "
	    "well: {1}.",
	.note_merged = "Neighbouring levels merged, to protect small groups: {1}.",
	.note_all = "For all roles together only, to protect small groups: {1}.",
	.note_not_shown = "Not shown, to protect small groups: {1}.",
	.note_range =
	    "Ends of a range are rounded outward to 5. Range, mean and standard "
	    "deviation in whole numbers, only for {1} persons or more.",
	.note_percent = "Percentages only where the base is {1} persons or more.",
	.note_group = "Rows and columns in which everybody has the same value: {1}.",
};

static const struct table1_words bokmaal = {
	.title = "Tabell 1. Deltakere etter rolle",
	.all = "Alle roller",
	.persons = "Personer",
	.seats = "Plasser",
	.unstated = "ikke oppgitt",
	.not_shown = "ikke vist",
	.range = "spenn",
	.mean = "gjennomsnitt (SD)",
	.note_counts =
	    "{1} personer på {2} plasser. En person telles én gang, også med "
	    "flere plasser; tallene nedenfor er personer.",
	.note_hidden =
	    "{1} = skjult: flere enn 0 og færre enn {2} personer (alle roller) "
	    "eller færre enn {3} (én rolle), eller for å verne et annet "
	    "skjult tall. Personer og plasser i hver rolle hører til "
	    "designet og vises alltid.",
	.note_sensitive =
	    "Sensitivt, derfor skjules færre enn {2} personer også for alle "
	    "roller, og tall som gjelder ingen eller alle: {1}.",
	.note_merged = "Nabonivåer slått sammen for å verne små grupper: {1}.",
	.note_all = "Bare for alle roller samlet, for å verne små grupper: {1}.",
	.note_not_shown = "Ikke vist, for å verne små grupper: {1}.",
	.note_range =
	    "Endene av et spenn er rundet utover til 5. Spenn, gjennomsnitt og "
	    "standardavvik i hele tall, bare for {1} personer eller flere.",
	.note_percent = "Prosent bare der grunnlaget er {1} personer eller flere.",
	.note_group = "Rader og kolonner der alle har samme verdi: {1}.",
};

const struct table1_words *
table1_words(const char *language)
{
	return language != NULL && strcmp(language, "nb") == 0 ? &bokmaal : &english;
}

const char *
words_fill(struct arena *a, const char *text, const char *one, const char *two,
    const char *three)
{
	const char *const argument[] = { one, two, three };
	struct buf b = { 0 };
	const char *filled;

	for (const char *p = text; *p != '\0'; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '3' && p[2] == '}') {
			buf_text(&b, argument[p[1] - '1']);
			p += 2;
		} else {
			buf_byte(&b, (unsigned char)*p);
		}
	}
	filled = arena_text(a, buf_bytes(&b));
	buf_free(&b);
	return filled;
}
