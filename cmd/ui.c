#include "cmd/ui.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "cmd/command.h"

struct message {
	const char *id;
	const char *text[2]; /* by enum ui_language */
};

#define MESSAGE(id, english, norwegian) { id, { english, norwegian } },
static const struct message messages[] = {
#include "cmd/messages/base.def"
#include "cmd/messages/cmd.def"
#include "cmd/messages/find.def"
#include "cmd/messages/format.def"
#include "cmd/messages/hidden.def"
#include "cmd/messages/people.def"
#include "cmd/messages/release_bag.def"
#include "cmd/messages/release_table.def"
#include "cmd/messages/scrub.def"
#include "cmd/messages/text.def"
#include "cmd/messages/vault.def"
#include "cmd/messages/zip.def"
};
#undef MESSAGE

enum { MESSAGES = sizeof messages / sizeof messages[0], ARGS = 9 };

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

const char *
ui_text(const char *id)
{
	size_t i;

	for (i = 0; i < MESSAGES; i++)
		if (strcmp(messages[i].id, id) == 0)
			return messages[i].text[language];
	die("no text for the message %s", id);
}

/* Put the arguments (a tab between two) where the text has {1} .. {9}. */
static void
print_text(FILE *to, const char *text, const char *args)
{
	const char *arg[ARGS] = { NULL }, *end;
	int n = 0, i;

	for (arg[n++] = args; n < ARGS && (args = strchr(args, '\t')) != NULL; n++)
		arg[n] = ++args;
	for (; *text; text++) {
		i = text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}'
		        ? text[1] - '1'
		        : -1;
		if (i < 0) {
			fputc(*text, to);
			continue;
		}
		end = i < n ? strchr(arg[i], '\t') : NULL;
		if (i < n)
			fwrite(arg[i], 1, end ? (size_t)(end - arg[i]) : strlen(arg[i]),
			    to);
		text += 2;
	}
}

static void
print_line(FILE *to, const char *id, const char *args, va_list ap)
{
	char text[4096]; /* all that may hide, in words, is 2 KiB */

	vsnprintf(text, sizeof text, args, ap);
	print_text(to, ui_text(id), text);
	fputc('\n', to);
}

void
say(const char *id, const char *args, ...)
{
	va_list ap;

	if (global_value(GLOBAL_QUIET) != NULL)
		return;
	fflush(stdout); /* what was told before stands before */
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

/* What a worker sent may name a message that is none: never trusted to exist. */
static const char *
text_or_general(const char *id)
{
	size_t i;

	for (i = 0; i < MESSAGES; i++)
		if (strcmp(messages[i].id, id) == 0)
			return messages[i].text[language];
	return ui_text("worker-answer");
}

void
ui_fail(const struct fail *f)
{
	fflush(stdout);
	fputs("taus: ", stderr);
	if (f->path[0])
		fprintf(stderr, "%s:", f->path);
	if (f->line)
		fprintf(stderr, "%llu:", (unsigned long long)f->line);
	if (f->path[0] || f->line)
		fputc(' ', stderr);
	print_text(stderr, text_or_general(f->what), f->args);
	fputc('\n', stderr);
}
