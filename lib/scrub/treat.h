#ifndef SCRUB_TREAT_H
#define SCRUB_TREAT_H

#include <stdbool.h>

#include "base/bytes.h"
#include "text/language.h"

struct arena;

/*
 * Coarser words for dates and ages (domain.md 3, 4.3, 5.8): what stands in a
 * marker instead of the exact one. Each gives "" where the text is not understood;
 * the caller then writes the category's own marker word, never the text.
 */

/* "23.03.17", "8. februar 2015", "March 3rd, 2018" -> "mars 2017", "februar 2015",
 * "March 2018"; without a year -> "mars"; a year alone -> itself; of a range or list the
 * first month, but of two years both ("2014/15" -> "2014-2015"). The same in words: "femte i tredje nittenåttifire" -> "mars 1984",
 * "tjuefjorten" -> "2014". Years of two digits: 00..19 are 2000..2019, 20..99 are
 * 1920..1999. */
struct bytes treat_month(struct bytes date, enum language, struct arena *);

/* "34 år", "34-åring", "aged 34", "trettifire" -> "30-39 år"; below 20, and in months or
 * weeks, "under 20 år"; from 60 "60+ år". Of several ages the first. */
struct bytes treat_age_band(struct bytes age, enum language, struct arena *);

/* One of the forms that the two above write, in any language. */
bool treat_is_month(struct bytes);
bool treat_is_age_band(struct bytes);

#endif
