#include "cmd/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "cmd/command.h"
#include "cmd/ui.h"

enum { FIELDS = 16 };

struct field {
	const char *name, *value;
	bool is_number;
};

bool
wants_json(const struct invocation *inv)
{
	const struct option *o = inv->command->options;

	for (; o->name != NULL; o++)
		if (strcmp(o->name, "json") == 0)
			return option_given(inv, "json");
	return false;
}

/* Take "name#=value<tab>..." apart, in place. */
static size_t
split(char *text, struct field *field)
{
	char *next, *equals;
	size_t n = 0;

	for (; text != NULL && *text != '\0'; text = next) {
		next = strchr(text, '\t');
		if (next != NULL)
			*next++ = '\0';
		equals = strchr(text, '=');
		if (equals == NULL || equals == text || n == FIELDS)
			die("answer: no field: %s", text);
		*equals = '\0';
		field[n] = (struct field){ text, equals + 1, equals[-1] == '#' };
		if (field[n].is_number)
			equals[-1] = '\0';
		n++;
	}
	return n;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct field *)a)->name, ((const struct field *)b)->name);
}

/* "everybody" of "@place-everybody". */
static const char *
bare(const char *value)
{
	const char *hyphen = value[0] == '@' ? strchr(value, '-') : NULL;

	return hyphen != NULL ? hyphen + 1 : value;
}

static void
print_object(const char *about, struct field *field, size_t n)
{
	struct buf line = { 0 };
	struct json j = jsonl_open(&line);
	size_t i;

	field[n++] = (struct field){ "about", about, false };
	field[n++] = (struct field){ "v", "1", true };
	qsort(field, n, sizeof *field, by_name);
	for (i = 0; i < n; i++)
		if (field[i].value[0] == '\0')
			continue;
		else if (field[i].is_number)
			jsonl_number(
			    &j, field[i].name, strtoull(field[i].value, NULL, 10));
		else
			jsonl_text(&j, field[i].name, bytes_of(bare(field[i].value)));
	jsonl_close(&j);
	buf_byte(&line, '\n');
	ui_print(buf_bytes(&line));
	buf_free(&line);
}

static void
print_words(const char *id, const struct field *field, size_t n)
{
	struct buf args = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_byte(&args, '\t');
		buf_add(&args, bytes_of(field[i].value));
	}
	tell(id, "%.*s", (int)args.len, args.len > 0 ? (const char *)args.at : "");
	buf_free(&args);
}

void
answer_after(const struct invocation *inv, const char *before, const char *more,
    const char *id, const char *fields, va_list ap)
{
	const char *name = inv->command->name;
	size_t len = strlen(name), n;
	struct field field[FIELDS + 3]; /* and about, more, v */
	char text[4096], last[64];

	vsnprintf(text, sizeof text, fields, ap);
	n = split(text, field);
	if (wants_json(inv)) {
		snprintf(last, sizeof last, "%s", more);
		n += split(last, field + n);
		print_object(
		    strncmp(id, name, len) == 0 && id[len] == '-' ? id + len + 1 : id,
		    field, n);
		return;
	}
	ui_print(bytes_of(before));
	print_words(id, field, n);
}

void
answer(const struct invocation *inv, const char *id, const char *fields, ...)
{
	va_list ap;

	va_start(ap, fields);
	answer_after(inv, "", "", id, fields, ap);
	va_end(ap);
}

void
answer_row(const struct invocation *inv, const char *line, const char *about,
    const char *fields, ...)
{
	struct field field[FIELDS + 3];
	char text[4096];
	va_list ap;

	if (!wants_json(inv)) {
		puts(line);
		return;
	}
	va_start(ap, fields);
	vsnprintf(text, sizeof text, fields, ap);
	va_end(ap);
	print_object(about, field, split(text, field));
}
