#include "format/vtt.h"

#include "format/cues.h"
#include "format/gather.h"

/* "WEBVTT" and a blank, a line end or nothing (WebVTT 4.1). */
static int
vtt_bid(struct bytes head)
{
	struct buf buf = { 0 };
	struct bytes text = gather_head(head, &buf);
	int bid = 0;

	if (bytes_start(text, "WEBVTT") &&
	    (text.len == 6 || text.at[6] == ' ' || text.at[6] == '\t' ||
		text.at[6] == '\n' || text.at[6] == '\r'))
		bid = 90;
	buf_free(&buf);
	return bid;
}

static struct reader *
vtt_open(
    struct source *source, const struct part *part, struct arena *a, struct fail *f)
{
	(void)part;
	(void)f;
	return cues_open(source, true, a);
}

const struct format format_vtt = {
	.name = "vtt",
	.suffix = ".vtt",
	.said = "format-vtt",
	.bid = vtt_bid,
	.open = vtt_open,
	.next = cues_next,
	.close = cues_close,
};
