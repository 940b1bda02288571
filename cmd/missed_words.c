#include "cmd/missed_words.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "cmd/question.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "people/names.h"
#include "people/roster.h"
#include "scrub/judged.h"
#include "text/utf8.h"
#include "vault/secret.h"
#include "vault/terminal.h"

enum { FEWEST_LETTERS = 2, MOST_WORDS = 12, LONGEST = 160 };

static size_t
letters(struct bytes text)
{
	size_t count = 0, len, i;

	for (i = 0; i < text.len; i += len)
		count += utf8_is_letter(utf8_next(bytes_cut(text, i, text.len), &len));
	return count;
}

static bool
is_well_formed(struct bytes text)
{
	size_t i;

	if (text.len == 0 || text.len > LONGEST || utf8_valid(text) != text.len)
		return false;
	for (i = 0; i < text.len; i++)
		if (iscntrl(text.at[i]))
			return false;
	return true;
}

/* How many words it has, and whether each is among the commonest. */
static size_t
count_words(const struct missed_asker *a, struct bytes text, bool *common)
{
	struct bytes word;
	size_t n = 0;

	*common = true;
	while (bytes_next(&text, ' ', &word)) {
		if (word.len == 0)
			continue;
		n++;
		*common = *common && lexicon_has(rulebook_common(a->rulebook), word);
	}
	return n;
}

/* It can be covered wherever it stands without the texts being spoilt. */
static int
check(const struct missed_asker *a, struct bytes text, struct fail *f)
{
	bool common;
	size_t words;

	if (!is_well_formed(text))
		return fail(f, FAIL_INPUT, "missed-form");
	words = count_words(a, text, &common);
	if (words > MOST_WORDS)
		return fail(f, FAIL_INPUT, "missed-form");
	if (letters(text) < FEWEST_LETTERS)
		return fail(f, FAIL_REFUSED, "missed-short");
	if (common)
		return fail(f, FAIL_REFUSED, "missed-common");
	if (roster_is_code(a->roster, text))
		return fail(f, FAIL_REFUSED, "missed-code");
	return 0;
}

static int
add(const struct missed_asker *a, struct bytes text, const char *who,
    struct missed_words *to, struct fail *f)
{
	const struct asker asker = { .roster = a->roster, .arena = a->arena };
	struct missed_word w = { .ordinary = false };
	struct buf folded = { 0 };

	if (question_who(&asker, who, &w.row, f) == -1)
		return -1;
	judged_fold(text, &folded);
	w.row.text = arena_bytes(a->arena, buf_bytes(&folded));
	buf_free(&folded);
	w.ordinary = names_flags(w.row.text, rulebook_words(a->rulebook),
			 rulebook_common(a->rulebook)) &
	             LEXICON_WORD;
	to->at = arena_grow(a->arena, to->at, to->len, &to->cap, sizeof *to->at);
	to->at[to->len++] = w;
	return 0;
}

/* A line typed, trimmed, in the arena. NULL: there is no terminal. */
static const char *
line(const struct missed_asker *a, const char *id, struct fail *f)
{
	struct secret *typed = terminal_line(ui_text(id), f);
	const char *text;

	if (typed == NULL)
		return NULL;
	text = arena_text(a->arena, bytes_trim(secret_bytes(typed)));
	secret_close(typed);
	return text;
}

/* Of the numbers that the question offers, the first asks further. */
static const char *
ask_who(const struct missed_asker *a, struct fail *f)
{
	static const char *const what[] = { "what-person", "what-place", "what-body",
		"what-remove" };
	const char *typed = line(a, "ask-missed-what", f);

	if (typed == NULL)
		return NULL;
	if (strcmp(typed, "1") == 0)
		return line(a, "ask-missed-who", f);
	if (typed[0] >= '2' && typed[0] <= '5' && typed[1] == '\0')
		return ui_text(what[typed[0] - '2']);
	return typed;
}

/* One word: 1, 0 where nothing is typed, -1. */
static int
ask_one(const struct missed_asker *a, const char *id, struct missed_words *to,
    struct fail *f)
{
	const char *word = line(a, id, f), *who;
	struct fail wrong = { 0 };

	if (word == NULL)
		return -1;
	if (word[0] == '\0')
		return 0;
	if (check(a, bytes_of(word), &wrong) == -1) {
		ui_fail(&wrong);
		return 1;
	}
	do {
		if (wrong.kind != FAIL_NONE)
			ui_fail(&wrong);
		wrong = (struct fail){ 0 };
		who = ask_who(a, f);
		if (who == NULL)
			return -1;
	} while (add(a, bytes_of(word), who, to, &wrong) == -1);
	return 1;
}

int
missed_ask(const struct missed_asker *a, struct missed_words *to, struct fail *f)
{
	const char *id = "ask-missed-word";
	int rc;

	while ((rc = ask_one(a, id, to, f)) == 1)
		if (to->len > 0)
			id = "ask-missed-more";
	if (rc == -1)
		return -1;
	return to->len > 0 ? 0 : fail(f, FAIL_USAGE, "missed-none");
}

static int
check_private(const char *path, struct fail *f)
{
	struct stat st;

	if (strncmp(path, "/dev/fd/", 8) == 0)
		return 0;
	if (stat(path, &st) != 0)
		return fail_errno(f, "file-open", path);
	if (S_ISREG(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 077) == 0)
		return 0;
	fail(f, FAIL_USAGE, "missed-public");
	return fail_at(f, path, 0);
}

static int
take_line(const struct missed_asker *a, struct bytes text, struct missed_words *to,
    struct fail *f)
{
	struct bytes word;

	if (memchr(text.at, '\t', text.len) == NULL)
		return fail(f, FAIL_INPUT, "missed-line");
	bytes_next(&text, '\t', &word);
	word = bytes_trim(word);
	if (check(a, word, f) == -1)
		return -1;
	return add(a, word, arena_text(a->arena, bytes_trim(text)), to, f);
}

int
missed_read(const struct missed_asker *a, const char *path, struct missed_words *to,
    struct fail *f)
{
	struct bytes all, one;
	uint64_t n = 0;

	if (check_private(path, f) == -1 ||
	    file_read(path, LIMIT_CELL * 8, a->arena, &all, f) == -1)
		return -1;
	while (bytes_next(&all, '\n', &one)) {
		n++;
		one = bytes_trim(one);
		if (one.len > 0 && take_line(a, one, to, f) == -1)
			return fail_at(f, path, n);
	}
	return to->len > 0 ? 0 : fail(f, FAIL_USAGE, "missed-none");
}
