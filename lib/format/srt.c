#include "format/srt.h"

#include <string.h>

#include "format/cue.h"
#include "format/cues.h"
#include "format/gather.h"

enum { LINES = 8 }; /* looked at; what stands in front of the first cue is text */

/* The next line that is not blank, without blanks at its ends; line ends of any kind. */
static bool
next_line(struct bytes *text, struct bytes *line)
{
	size_t i, len;

	do {
		for (i = 0;
		     i < text->len && text->at[i] != '\n' && text->at[i] != '\r';)
			i++;
		*line = bytes_trim(bytes_cut(*text, 0, i));
		len = i < text->len ? i + 1 : i;
		*text = bytes_cut(*text, len, text->len);
	} while (line->len == 0 && text->len > 0);
	return line->len > 0;
}

/* A number and a time line; or, as strict as programs write it, one behind a single word
 * or first of all. */
static int
srt_bid(struct bytes head)
{
	struct buf buf = { 0 };
	struct bytes text = gather_head(head, &buf), line;
	bool numbered = false, word = true;
	size_t settings;
	unsigned n;
	int bid = 0;

	for (n = 0; n < LINES && bid == 0 && next_line(&text, &line); n++) {
		if ((word && cue_line_is_strict(line)) ||
		    (numbered && cue_line_of(line, &settings) == CUE_LINE_TIME))
			bid = 80;
		numbered = cue_is_number(line);
		word = memchr(line.at, ' ', line.len) == NULL;
	}
	buf_free(&buf);
	return bid;
}

static struct reader *
srt_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	(void)part;
	(void)f;
	return cues_open(source, false, a);
}

const struct format format_srt = {
	.name = "srt",
	.suffix = ".srt",
	.said = "format-srt",
	.bid = srt_bid,
	.open = srt_open,
	.next = cues_next,
	.close = cues_close,
};
