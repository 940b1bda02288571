#include "cmd/hidden_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "cmd/ui.h"

/* "3 comments" */
static void
put_words(enum hidden h, uint64_t count, struct buf *to)
{
	char *words = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&words, &len);

	if (out == NULL)
		die("out of memory");
	ui_write(out, ui_language(), hidden_said(h), "%llu", (unsigned long long)count);
	if (fclose(out) != 0)
		die("out of memory");
	buf_text(to, words);
	free(words);
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
