#include "cmd/ui.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "cmd/command.h"
#include "cmd/trial.h"
#include "find/rulebook.h"

struct message {
	const char *id;
	const char *text[2]; /* by enum ui_language */
};

#define MESSAGE(id, english, norwegian) { id, { english, norwegian } },
static const struct message messages[] = {
#include "cmd/messages/after.def"
#include "cmd/messages/base.def"
#include "cmd/messages/book.def"
#include "cmd/messages/cli.def"
#include "cmd/messages/cmd.def"
#include "cmd/messages/find.def"
#include "cmd/messages/format.def"
#include "cmd/messages/help.def"
#include "cmd/messages/hidden.def"
#include "cmd/messages/people.def"
#include "cmd/messages/refused.def"
#include "cmd/messages/release_bag.def"
#include "cmd/messages/release_table.def"
#include "cmd/messages/review.def"
#include "cmd/messages/rtf.def"
#include "cmd/messages/scrub.def"
#include "cmd/messages/text.def"
#include "cmd/messages/vault.def"
#include "cmd/messages/zip.def"
};
#undef MESSAGE

enum { MESSAGES = sizeof messages / sizeof messages[0], ARGS = 9, PROGRESS_NAME = 40 };

static enum ui_language language;

static bool
is_norwegian(const char *name)
{
	return name != NULL &&
	       (strncmp(name, "no", 2) == 0 || strncmp(name, "nb", 2) == 0 ||
		   strncmp(name, "nn", 2) == 0);
}

int
ui_set_language(const char *option, const char *study)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = option;
	size_t i;

	for (i = 0; i < 3 && value == NULL; i++) {
		value = getenv(variables[i]);
		if (value != NULL && (value[0] == '\0' || value[0] == 'C' ||
					 strncmp(value, "POSIX", 5) == 0))
			value = NULL;
	}
	if (value == NULL)
		value = study;
	language = is_norwegian(value) ? UI_NORWEGIAN : UI_ENGLISH;
	return option == NULL || is_norwegian(option) || strcmp(option, "en") == 0 ? 0
	                                                                           : -1;
}

enum ui_language
ui_language(void)
{
	return language;
}

static const char *
text_of(const char *id)
{
	size_t i;

	for (i = 0; i < MESSAGES; i++)
		if (strcmp(messages[i].id, id) == 0)
			return messages[i].text[language];
	return NULL;
}

const char *
ui_text(const char *id)
{
	const char *text = text_of(id);

	if (text != NULL)
		return text;
	die("no text for the message %s", id);
}

const char *
ui_text_in(const char *id, enum ui_language l)
{
	enum ui_language before = language;
	const char *text;

	language = l;
	text = ui_text(id);
	language = before;
	return text;
}

/* One argument, up to its tab; "@id" is a text. */
static void
print_arg(FILE *to, const char *arg)
{
	const char *end = strchr(arg, '\t');
	size_t len = end ? (size_t)(end - arg) : strlen(arg);
	const char *text = NULL;
	char id[40];

	if (arg[0] == '@' && len <= sizeof id) {
		memcpy(id, arg + 1, len - 1);
		id[len - 1] = '\0';
		text = text_of(id);
	}
	if (text != NULL)
		fputs(text, to);
	else
		fwrite(arg, 1, len, to);
}

/* Arguments, a tab between two. */
struct args {
	const char *at[ARGS];
	int len;
};

static struct args
args_of(const char *text)
{
	struct args a = { .len = 0 };

	for (a.at[a.len++] = text; a.len < ARGS && (text = strchr(text, '\t')) != NULL;)
		a.at[a.len++] = ++text;
	return a;
}

static void print_piece(FILE *, const char *text, size_t len, const struct args *);

/* "one|many": the first where the argument is 1. */
static void
print_counted(
    FILE *to, const char *forms, size_t len, const char *arg, const struct args *a)
{
	const char *bar = memchr(forms, '|', len);
	const size_t one = bar ? (size_t)(bar - forms) : len;

	if (bar == NULL || (arg[0] == '1' && (arg[1] == '\t' || arg[1] == '\0')))
		print_piece(to, forms, one, a);
	else
		print_piece(to, bar + 1, len - one - 1, a);
}

/* Where the brace ends that begins here; braces may stand in it. */
static size_t
brace_length(const char *text, size_t len)
{
	size_t i, depth = 0;

	for (i = 0; i < len; i++) {
		depth += text[i] == '{';
		if (text[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* Put the arguments where the text has {1} .. {9}, and of {1:file|files} the word that
 * goes with the number. */
static void
print_piece(FILE *to, const char *text, size_t len, const struct args *a)
{
	size_t i, brace;
	int n;

	for (i = 0; i < len; i++) {
		brace = text[i] == '{' ? brace_length(text + i, len - i) : 0;
		if (brace < 3 || text[i + 1] < '1' || text[i + 1] > '9' ||
		    (text[i + 2] != '}' && text[i + 2] != ':')) {
			fputc(text[i], to);
			continue;
		}
		n = text[i + 1] - '1';
		if (n < a->len && text[i + 2] == '}')
			print_arg(to, a->at[n]);
		else if (n < a->len)
			print_counted(to, text + i + 3, brace - 4, a->at[n], a);
		i += brace - 1;
	}
}

static void
print_text(FILE *to, const char *text, const char *args)
{
	const struct args a = args_of(args);

	print_piece(to, text, strlen(text), &a);
}

static bool progress_shown;

void
ui_progress_end(void)
{
	if (progress_shown)
		fputs("\r\033[K", stderr); /* ECMA-48: to the margin, erase the line */
	progress_shown = false;
}

static bool
may_show_progress(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) && global_value(GLOBAL_QUIET) == NULL &&
	       term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

/* The name fits a line with the rest, and holds nothing that a terminal obeys. */
static void
shorten(const char *name, char to[PROGRESS_NAME + 1])
{
	const char *slash = strrchr(name, '/');
	size_t i, len;

	name = slash != NULL && slash[1] != '\0' ? slash + 1 : name;
	len = strlen(name);
	if (len > PROGRESS_NAME)
		for (len = PROGRESS_NAME; len > 0 && (name[len] & 0xc0) == 0x80; len--)
			; /* not inside a character */
	for (i = 0; i < len; i++)
		to[i] = (unsigned char)name[i] < ' ' || name[i] == 0x7f ? '?' : name[i];
	to[len] = '\0';
}

void
ui_progress(size_t number, size_t of, const char *name)
{
	char text[PROGRESS_NAME + 64], shown[PROGRESS_NAME + 1];

	if (!may_show_progress())
		return;
	shorten(name, shown);
	ui_progress_end();
	fflush(stdout);
	snprintf(text, sizeof text, "%zu\t%zu\t%s", number, of, shown);
	print_text(stderr, ui_text("progress"), text);
	progress_shown = true;
}

void
ui_print(struct bytes lines)
{
	ui_progress_end();
	if (lines.len > 0)
		fwrite(lines.at, 1, lines.len, stdout);
}

static void
print_said(FILE *to, const char *id, const char *args, va_list ap)
{
	char text[4096]; /* all that may hide, in words, is 2 KiB */

	vsnprintf(text, sizeof text, args, ap);
	ui_progress_end();
	print_text(to, ui_text(id), text);
}

static void
print_line(FILE *to, const char *id, const char *args, va_list ap)
{
	print_said(to, id, args, ap);
	fputc('\n', to);
}

void
ask(const char *id, const char *args, ...)
{
	va_list ap;

	va_start(ap, args);
	print_said(stdout, id, args, ap);
	va_end(ap);
}

void
say(const char *id, const char *args, ...)
{
	va_list ap;

	if (global_value(GLOBAL_QUIET) != NULL)
		return;
	fflush(stdout); /* what was told before stands before */
	ui_progress_end();
	if (is_trial()) /* "16 files done" is not what happened */
		fputs(ui_text("trial-prefix"), stderr);
	va_start(ap, args);
	print_line(stderr, id, args, ap);
	va_end(ap);
}

void
tell(const char *id, const char *args, ...)
{
	va_list ap;

	va_start(ap, args);
	print_line(stdout, id, args, ap);
	va_end(ap);
}

/* "people.csv:5, to: " of a file, "study.xlsx, People, row 5, column to: " of a sheet. */
static void
print_place(const struct fail *f)
{
	bool sheet = strstr(f->path, ".xlsx, ") != NULL;

	fputs(f->path, stderr);
	if (f->line && sheet)
		fprintf(stderr, ", %s %llu", ui_text("place-row"),
		    (unsigned long long)f->line);
	else if (f->line)
		fprintf(stderr, "%s%llu", f->path[0] ? ":" : "",
		    (unsigned long long)f->line);
	if (f->column[0])
		fprintf(stderr, ", %s %s", ui_text("place-column"), f->column);
	fputs(": ", stderr);
}

void
ui_write(FILE *to, enum ui_language l, const char *id, const char *args, ...)
{
	enum ui_language before = language;
	va_list ap;

	va_start(ap, args);
	language = l;
	print_said(to, id, args, ap);
	language = before;
	va_end(ap);
}

void
ui_fail(const struct fail *f)
{
	const char *text = text_of(f->what);

	ui_progress_end();
	fflush(stdout);
	fputs("taus: ", stderr);
	if (f->path[0] || f->line)
		print_place(f);
	/* what a worker sent may name a message that is none */
	print_text(stderr, text ? text : ui_text("worker-answer"), f->args);
	fputc('\n', stderr);
}

const char *
ui_share(struct arena *a, unsigned parts, bool words)
{
	const char *point = words && language == UI_NORWEGIAN ? "," : ".";

	return arena_printf(a, "%u%s%u", parts / 10, point, parts % 10);
}

const char *
ui_why(const struct rule *r)
{
	return language == UI_NORWEGIAN ? r->hvorfor : r->why;
}
