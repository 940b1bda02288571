#include "cmd/hidden_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "cmd/ui.h"

/* "3 comments", in the words of the message for one or for several. */
static void
put_words(enum hidden h, uint64_t count, struct buf *to)
{
	static const char number[] = "{1}";
	struct bytes rest = bytes_of(ui_text(hidden_said(h))), words;

	bytes_next(&rest, '|', &words);
	if (count != 1)
		bytes_next(&rest, '|', &words);
	if (bytes_start(words, number)) {
		buf_printf(to, "%llu", (unsigned long long)count);
		words = bytes_cut(words, strlen(number), words.len);
	}
	buf_add(to, words);
}

void
hidden_tell(const uint64_t count[HIDDENS])
{
	struct buf words = { 0 };
	enum hidden h;

	for (h = HIDDEN_NONE + 1; h < HIDDENS; h++) {
		if (count[h] == 0)
			continue;
		buf_clear(&words);
		put_words(h, count[h], &words);
		tell(hidden_stays(h) ? "hidden-stays" : "hidden-out", "%.*s",
		    (int)words.len, (const char *)words.at);
	}
	buf_free(&words);
}

void
hidden_say_left_out(const uint64_t count[HIDDENS])
{
	struct buf words = { 0 };
	enum hidden h;

	for (h = HIDDEN_NONE + 1; h < HIDDENS; h++) {
		if (count[h] == 0 || hidden_stays(h))
			continue;
		if (words.len > 0)
			buf_text(&words, ", ");
		put_words(h, count[h], &words);
	}
	if (words.len > 0)
		say("hidden-left-out", "%.*s", (int)words.len, (const char *)words.at);
	buf_free(&words);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(
	    hidden_name(*(const enum hidden *)a), hidden_name(*(const enum hidden *)b));
}

void
hidden_json(const uint64_t count[HIDDENS], struct buf *to)
{
	enum hidden sorted[HIDDENS] = { HIDDEN_NONE }, h;
	struct json j = jsonl_open(to);
	size_t i;

	for (h = HIDDEN_NONE + 1; h < HIDDENS; h++)
		sorted[h] = h;
	qsort(sorted, HIDDENS, sizeof *sorted, by_name);
	for (i = 0; i < HIDDENS; i++)
		if (sorted[i] != HIDDEN_NONE && count[sorted[i]] > 0)
			jsonl_number(&j, hidden_name(sorted[i]), count[sorted[i]]);
	jsonl_close(&j);
}
