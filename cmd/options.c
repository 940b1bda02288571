#include "cmd/options.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/nearest.h"
#include "cmd/command.h"

const struct option global_options[] = {
	[GLOBAL_HELP] = { "help", OPTION_FLAG, NULL, "opt-help" },
	[GLOBAL_LANG] = { "lang", OPTION_TEXT, "no|en", "opt-lang" },
	[GLOBAL_QUIET] = { "quiet", OPTION_FLAG, NULL, "opt-quiet" },
	[GLOBAL_NO_SANDBOX] = { "no-sandbox", OPTION_FLAG, NULL, "opt-no-sandbox" },
	[GLOBAL_PASSPHRASE] = { "passphrase-file", OPTION_PATH, "FILE",
	    "opt-passphrase-file" },
	[GLOBAL_RULES] = { "rules", OPTION_PATH, "DIR", "opt-rules" },
	[GLOBAL_DRY_RUN] = { "dry-run", OPTION_FLAG, NULL, "opt-dry-run" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

static const char *global_given[GLOBALS];

static const struct {
	const char *brief, *full;
} short_options[] = { { "-h", "--help" }, { "-o", "--output" }, { "-q", "--quiet" } };

const char *
global_value(int option)
{
	return global_given[option];
}

/* The option of this name in a table; -1: none. */
static int
find(const struct option *table, const char *name, size_t len)
{
	int i;

	for (i = 0; table != NULL && table[i].name != NULL; i++)
		if (strlen(table[i].name) == len &&
		    strncmp(table[i].name, name, len) == 0)
			return i;
	return -1;
}

static int
unknown(const struct invocation *inv, const char *arg, struct fail *f)
{
	const char *names[OPTIONS_MOST * 2 + 1], *near;
	const struct option *o;
	size_t n = 0;

	for (o = inv->command->options;
	     o != NULL && o->name != NULL && n < OPTIONS_MOST; o++)
		names[n++] = o->name;
	for (o = global_options; o->name != NULL; o++)
		names[n++] = o->name;
	names[n] = NULL;
	near = nearest_word(arg + strspn(arg, "-"), names);
	return fail_with(f, FAIL_USAGE, near ? "option-unknown" : "option-stranger",
	    "%s\t%s", arg, near ? near : "");
}

static int
check_number(const struct option *o, const char *value, struct fail *f)
{
	const char *c;

	if (o->type != OPTION_NUMBER)
		return 0;
	for (c = value; *c; c++)
		if (!isdigit((unsigned char)*c))
			return fail_with(f, FAIL_USAGE, "option-number", "%s", o->name);
	return *value && strlen(value) < 10
	           ? 0
	           : fail_with(f, FAIL_USAGE, "option-number", "%s", o->name);
}

/* One option at argv[*i], its value there or in the next word. */
static int
read_option(struct invocation *inv, int argc, char **argv, int *i, struct fail *f)
{
	const char *arg = argv[*i] + 2, *equals = strchr(arg, '=');
	size_t len = equals ? (size_t)(equals - arg) : strlen(arg);
	const struct option *o;
	const char **to;
	int n = find(inv->command->options, arg, len);

	if (n >= 0) {
		o = &inv->command->options[n];
		to = &inv->value[n];
	} else {
		n = find(global_options, arg, len);
		if (n < 0)
			return unknown(inv, argv[*i], f);
		o = &global_options[n];
		to = &global_given[n];
	}
	if (*to != NULL)
		return fail_with(f, FAIL_USAGE, "option-twice", "%s", o->name);
	if (o->type == OPTION_FLAG && equals != NULL)
		return fail_with(f, FAIL_USAGE, "option-flag", "%s", o->name);
	if (o->type == OPTION_FLAG)
		*to = "";
	else if (equals != NULL)
		*to = equals + 1;
	else if (++*i < argc)
		*to = argv[*i];
	else
		return fail_with(f, FAIL_USAGE, "option-value", "%s", o->name);
	return check_number(o, *to, f);
}

static char *
long_form(struct arena *a, char *arg)
{
	size_t i;

	for (i = 0; i < sizeof short_options / sizeof short_options[0]; i++)
		if (strcmp(arg, short_options[i].brief) == 0)
			return arena_text(a, bytes_of(short_options[i].full));
	return arg;
}

int
options_read(struct invocation *inv, int argc, char **argv, struct fail *f)
{
	bool only_operands = false;
	int i;

	inv->value = arena_get(inv->arena, OPTIONS_MOST, sizeof *inv->value);
	inv->operand = arena_get(inv->arena, (size_t)argc + 1, sizeof *inv->operand);
	for (i = 0; i < argc; i++) {
		argv[i] = only_operands ? argv[i] : long_form(inv->arena, argv[i]);
		if (!only_operands && strcmp(argv[i], "--") == 0)
			only_operands = true;
		else if (!only_operands && strncmp(argv[i], "--", 2) == 0) {
			if (read_option(inv, argc, argv, &i, f) == -1)
				return -1;
		} else if (!only_operands && argv[i][0] == '-' && argv[i][1] != '\0' &&
			   argv[i][1] != ':') /* -:12 is a line of standard input */
			return unknown(inv, argv[i], f);
		else
			inv->operand[inv->operands++] = argv[i];
	}
	return 0;
}

const char *
option_text(const struct invocation *inv, const char *name)
{
	int n = find(inv->command->options, name, strlen(name));

	if (n < 0)
		die("%s has no option %s", inv->command->name, name);
	return inv->value[n];
}

bool
option_given(const struct invocation *inv, const char *name)
{
	return option_text(inv, name) != NULL;
}

bool
option_known(const struct invocation *inv, const char *name)
{
	return find(inv->command->options, name, strlen(name)) >= 0;
}
