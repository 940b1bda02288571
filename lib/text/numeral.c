#include "text/numeral.h"

#include <stdint.h>
#include <string.h>

struct number_word {
	const char *word;
	uint16_t value;
	bool is_ordinal;
};

/* A longer word stands before its own beginning. */
static const struct number_word number_words[] = {
	{ "seventeenth", 17, 1 },
	{ "thirteenth", 13, 1 },
	{ "fourteenth", 14, 1 },
	{ "eighteenth", 18, 1 },
	{ "nineteenth", 19, 1 },
	{ "fifteenth", 15, 1 },
	{ "sixteenth", 16, 1 },
	{ "twentieth", 20, 1 },
	{ "thirtieth", 30, 1 },
	{ "seventeen", 17, 0 },
	{ "fourteen", 14, 0 },
	{ "thirteen", 13, 0 },
	{ "eighteen", 18, 0 },
	{ "nineteen", 19, 0 },
	{ "eleventh", 11, 1 },
	{ "fifteen", 15, 0 },
	{ "sixteen", 16, 0 },
	{ "seventh", 7, 1 },
	{ "seventy", 70, 0 },
	{ "hundred", 100, 0 },
	{ "thousand", 1000, 0 },
	{ "twelfth", 12, 1 },
	{ "twelve", 12, 0 },
	{ "twenty", 20, 0 },
	{ "eleven", 11, 0 },
	{ "eighth", 8, 1 },
	{ "eighty", 80, 0 },
	{ "ninety", 90, 0 },
	{ "thirty", 30, 0 },
	{ "fourth", 4, 1 },
	{ "second", 2, 1 },
	{ "third", 3, 1 },
	{ "forty", 40, 0 },
	{ "fifty", 50, 0 },
	{ "sixty", 60, 0 },
	{ "fifth", 5, 1 },
	{ "sixth", 6, 1 },
	{ "ninth", 9, 1 },
	{ "tenth", 10, 1 },
	{ "seven", 7, 0 },
	{ "eight", 8, 0 },
	{ "three", 3, 0 },
	{ "first", 1, 1 },
	{ "four", 4, 0 },
	{ "five", 5, 0 },
	{ "nine", 9, 0 },
	{ "six", 6, 0 },
	{ "ten", 10, 0 },
	{ "one", 1, 0 },
	{ "two", 2, 0 },
	{ "trettende", 13, 1 },
	{ "trettande", 13, 1 },
	{ "fjortende", 14, 1 },
	{ "fjortande", 14, 1 },
	{ "femtende", 15, 1 },
	{ "femtande", 15, 1 },
	{ "sekstende", 16, 1 },
	{ "sekstande", 16, 1 },
	{ "syttende", 17, 1 },
	{ "syttande", 17, 1 },
	{ "attende", 18, 1 },
	{ "attande", 18, 1 },
	{ "nittende", 19, 1 },
	{ "nittande", 19, 1 },
	{ "trettiende", 30, 1 },
	{ "trettiande", 30, 1 },
	{ "tredevte", 30, 1 },
	{ "elvte", 11, 1 },
	{ "ellvte", 11, 1 },
	{ "tjuende", 20, 1 },
	{ "tjuande", 20, 1 },
	{ "tyvende", 20, 1 },
	{ "første", 1, 1 },
	{ "fyrste", 1, 1 },
	{ "andre", 2, 1 },
	{ "annen", 2, 1 },
	{ "tredje", 3, 1 },
	{ "fjerde", 4, 1 },
	{ "femten", 15, 0 },
	{ "femte", 5, 1 },
	{ "sjette", 6, 1 },
	{ "sjuende", 7, 1 },
	{ "sjuande", 7, 1 },
	{ "syvende", 7, 1 },
	{ "åttende", 8, 1 },
	{ "åttande", 8, 1 },
	{ "niende", 9, 1 },
	{ "niande", 9, 1 },
	{ "tiende", 10, 1 },
	{ "tiande", 10, 1 },
	{ "ellevte", 11, 1 },
	{ "tolvte", 12, 1 },
	{ "hundre", 100, 0 },
	{ "tusen", 1000, 0 },
	{ "fjorten", 14, 0 },
	{ "ellve", 11, 0 },
	{ "trætten", 13, 0 },
	{ "fæmten", 15, 0 },
	{ "sæksten", 16, 0 },
	{ "seisten", 16, 0 },
	{ "søtten", 17, 0 },
	{ "nittan", 19, 0 },
	{ "trædve", 30, 0 },
	{ "fæmti", 50, 0 },
	{ "sæksti", 60, 0 },
	{ "søtti", 70, 0 },
	{ "sjutti", 70, 0 },
	{ "otti", 80, 0 },
	{ "nætti", 90, 0 },
	{ "førr", 40, 0 },
	{ "tjuge", 20, 0 },
	{ "tretten", 13, 0 },
	{ "seksten", 16, 0 },
	{ "sytten", 17, 0 },
	{ "atten", 18, 0 },
	{ "nitten", 19, 0 },
	{ "tredve", 30, 0 },
	{ "tretti", 30, 0 },
	{ "førti", 40, 0 },
	{ "femti", 50, 0 },
	{ "seksti", 60, 0 },
	{ "sytti", 70, 0 },
	{ "åtti", 80, 0 },
	{ "nitti", 90, 0 },
	{ "tjue", 20, 0 },
	{ "tyve", 20, 0 },
	{ "elleve", 11, 0 },
	{ "tolv", 12, 0 },
	{ "fire", 4, 0 },
	{ "seks", 6, 0 },
	{ "åtte", 8, 0 },
	{ "fir", 4, 0 },
	{ "fem", 5, 0 },
	{ "fæm", 5, 0 },
	{ "sæks", 6, 0 },
	{ "otte", 8, 0 },
	{ "sjau", 7, 0 },
	{ "null", 0, 0 },
	{ "zero", 0, 0 },
	{ "oh", 0, 0 },
	{ "fourty", 40, 0 },
	{ "én", 1, 0 },
	{ "éin", 1, 0 },
	{ "æn", 1, 0 },
	{ "sju", 7, 0 },
	{ "syv", 7, 0 },
	{ "tre", 3, 0 },
	{ "ein", 1, 0 },
	{ "ett", 1, 0 },
	{ "eit", 1, 0 },
	{ "en", 1, 0 },
	{ "to", 2, 0 },
	{ "ni", 9, 0 },
	{ "ti", 10, 0 },
};

/* The first number word that this begins with; NULL: none. */
static const struct number_word *
first_of(struct bytes word)
{
	size_t i;

	for (i = 0; i < sizeof number_words / sizeof *number_words; i++)
		if (bytes_start(word, number_words[i].word))
			return &number_words[i];
	return NULL;
}

size_t
numerals_of(struct bytes word, struct numeral out[NUMERALS_MOST])
{
	const struct number_word *w;
	size_t n = 0;

	while (word.len > 0) {
		w = first_of(word);
		if (w != NULL && n < NUMERALS_MOST) {
			out[n++] = (struct numeral){ w->value, w->is_ordinal };
			word = bytes_cut(word, strlen(w->word), word.len);
		} else if (n > 0 && bytes_start(word, "og") && word.len > 2) {
			word = bytes_cut(word, 2, word.len);
		} else if (n > 0 && bytes_start(word, "å") && word.len > 2) {
			word = bytes_cut(word, strlen("å"), word.len);
		} else {
			return 0;
		}
	}
	return n;
}

static bool
is_tens(unsigned value)
{
	return value >= 20 && value < 100 && value % 10 == 0;
}

int
numeral_below_hundred(const unsigned *value, size_t count)
{
	if (count == 1 && value[0] < 100)
		return (int)value[0];
	if (count != 2)
		return -1;
	if (value[0] == 0 && value[1] < 10) /* null fire, oh four */
		return (int)value[1];
	if (is_tens(value[0]) && value[1] < 10)
		return (int)(value[0] + value[1]);
	if (value[0] < 10 && is_tens(value[1]))
		return (int)(value[0] + value[1]);
	return -1;
}

unsigned
numeral_year(const unsigned *value, size_t count)
{
	unsigned century;
	size_t from = 1;
	int rest;

	if (count < 2)
		return 0;
	century = value[0] * 100;
	if (value[0] == 2 && value[1] == 1000)
		century = 2000;
	else if (value[0] < 17 || value[0] > 20)
		return 0;
	if (value[1] == 100 || century == 2000)
		from = value[1] == 100 || value[1] == 1000 ? 2 : 1;
	if (from == 2 && count == 2)
		return century;
	rest = numeral_below_hundred(value + from, count - from);
	if (rest < 0 || (from == 1 && count == 2 && rest < (value[0] == 20 ? 10 : 1)))
		return 0; /* "tjuefire" is a number */
	return century + (unsigned)rest;
}
