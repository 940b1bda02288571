#include "cmd/wishes.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"

const char wishes_key_note[] = "private/key-folder";

enum { LABEL_MOST = 40 };

/* Letters that have a usual spelling without their marks. */
static const struct {
	const char *letter, *plain;
} plain_letters[] = { { "æ", "ae" }, { "Æ", "ae" }, { "ø", "o" }, { "Ø", "o" },
	{ "å", "a" }, { "Å", "a" }, { "ä", "a" }, { "ö", "o" } };

/* What stands for the character at the start of text, of *len bytes, in a label. */
static const char *
plain_of(const char *text, size_t *len)
{
	size_t i;

	for (i = 0; i < sizeof plain_letters / sizeof plain_letters[0]; i++) {
		*len = strlen(plain_letters[i].letter);
		if (strncmp(text, plain_letters[i].letter, *len) == 0)
			return plain_letters[i].plain;
	}
	*len = 1;
	return "-";
}

/* The study's label: its folder's name in small ASCII letters, digits and "-". */
static const char *
label_of(const char *dir, struct arena *a)
{
	const char *c = path_base(dir), *plain;
	struct buf label = { 0 };
	size_t len;

	while (*c && label.len < LABEL_MOST) {
		if (isalnum((unsigned char)*c)) {
			buf_byte(&label, (unsigned char)tolower((unsigned char)*c++));
			continue;
		}
		plain = plain_of(c, &len);
		if (*plain != '-' || (label.len && label.at[label.len - 1] != '-'))
			buf_text(&label, plain);
		c += len;
	}
	while (
	    label.len > 0 && (label.len > LABEL_MOST || label.at[label.len - 1] == '-'))
		label.len--;
	c = label.len ? arena_text(a, buf_bytes(&label)) : "study";
	buf_free(&label);
	return c;
}

const char *
wishes_path(const char *path, struct arena *a)
{
	char *full = realpath(path, NULL);
	const char *above, *out;

	if (full == NULL && strcmp(path, ".") != 0 && strcmp(path, "/") != 0) {
		above = wishes_path(path_dir(a, path), a);
		return path_join(a, above, path_base(path));
	}
	out = arena_text(a, bytes_of(full ? full : path));
	free(full);
	return out;
}

/* Inside the study the key would travel with every copy of it; inside another one
 * with that. */
static int
check_apart(const char *dir, const char *key_dir, struct arena *a, struct fail *f)
{
	const char *key = wishes_path(key_dir, a);
	size_t len = strlen(dir);

	if (session_find(path_dir(a, key), a) != NULL ||
	    (strncmp(key, dir, len) == 0 && (key[len] == '/' || key[len] == '\0')))
		return fail(f, FAIL_USAGE, "key-inside");
	return 0;
}

/* Somebody sits there who can answer. */
static bool
may_ask(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       global_value(GLOBAL_PASSPHRASE) == NULL &&
	       global_value(GLOBAL_QUIET) == NULL && !is_trial();
}

/* One answer; an empty one, or the end, is what stands in the brackets. */
static const char *
answer_of(const char *id, const char *usual, struct arena *a)
{
	char line[1024];

	ask(id, "%s", usual);
	fflush(stdout);
	if (fgets(line, sizeof line, stdin) == NULL || line[strspn(line, " \n")] == 0)
		return usual;
	return arena_text(a, bytes_trim(bytes_of(line)));
}

static bool
is_project(const char *label)
{
	return label[0] != '-' && label[0] != '\0' && strlen(label) <= LABEL_MOST &&
	       label[strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool
is_codes(const char *codes)
{
	return strcmp(codes, "team") == 0 || strcmp(codes, "role") == 0;
}

/* A shell would have said it so: "~" is the user's own folder. */
static const char *
at_home(const char *path, struct arena *a)
{
	const char *home = getenv("HOME");

	if (home == NULL || path[0] != '~' || (path[1] != '/' && path[1] != '\0'))
		return path;
	return arena_printf(a, "%s%s", home, path + 1);
}

static const char *
ask_project(const char *usual, struct arena *a)
{
	const char *answer = answer_of("ask-project", usual, a);

	while (!is_project(answer)) {
		say("study-project", "%s", "");
		answer = answer_of("ask-project", usual, a);
	}
	return answer;
}

static const char *
ask_codes(struct arena *a)
{
	const char *answer = answer_of("ask-codes", "team", a);

	while (!is_codes(answer)) {
		say("ask-codes-again", "%s", "");
		answer = answer_of("ask-codes", "team", a);
	}
	return answer;
}

static const char *
ask_key(const char *full, const char *usual, struct arena *a)
{
	const char *answer = at_home(answer_of("ask-key", usual, a), a);
	struct fail f = { .kind = FAIL_NONE };

	while (check_apart(full, answer, a, &f) == -1 && strcmp(answer, usual) != 0) {
		say("ask-key-again", "%s", "");
		answer = at_home(answer_of("ask-key", usual, a), a);
		f = (struct fail){ .kind = FAIL_NONE };
	}
	return answer;
}

/* Where the key lies: where a run that was killed noted it, else beside the study. */
static int
usual_key_dir(
    const char *full, bool *noted, const char **dir, struct arena *a, struct fail *f)
{
	const char *note = path_join(a, full, wishes_key_note);
	struct bytes text;

	*dir = arena_printf(a, "%s.key", full);
	*noted = file_exists(note);
	if (!*noted)
		return 0;
	if (file_read(note, 4096, a, &text, f) == -1)
		return -1;
	*dir = arena_text(a, bytes_trim(text));
	return 0;
}

static int
check_options(const struct wishes *w, bool settings, struct fail *f)
{
	if (settings && (w->project != NULL || w->codes != NULL))
		return fail(f, FAIL_USAGE, "init-settings");
	if (w->codes != NULL && !is_codes(w->codes))
		return fail(f, FAIL_USAGE, "codes-name");
	if (w->project != NULL && !is_project(w->project))
		return fail(f, FAIL_USAGE, "study-project");
	return 0;
}

int
wishes_find(struct invocation *inv, const char *full, struct wishes *w, struct fail *f)
{
	struct arena *a = inv->arena;
	const char *label = label_of(full, a), *key_dir;
	bool settings = file_exists(path_join(a, full, "study.yaml")), noted;
	bool asks = may_ask();

	w->project = option_text(inv, "project");
	w->key_dir = option_text(inv, "key");
	w->codes = option_text(inv, "codes");
	if (check_options(w, settings, f) == -1 ||
	    usual_key_dir(full, &noted, &key_dir, a, f) == -1)
		return -1;
	if (!settings && w->project == NULL)
		w->project = asks ? ask_project(label, a) : label;
	if (w->key_dir == NULL)
		w->key_dir = asks && !noted ? ask_key(full, key_dir, a) : key_dir;
	if (!settings && w->codes == NULL)
		w->codes = asks ? ask_codes(a) : "team";
	return check_apart(full, w->key_dir, a, f);
}
