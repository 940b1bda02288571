#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/sandbox.h"
#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/options.h"
#include "cmd/session.h"
#include "cmd/ui.h"
#include "vault/secret.h"

const struct command *const commands[] = { &command_init, &command_roster,
	&command_survey, &command_review, &command_scrub, &command_check,
	&command_consent, &command_table, &command_read, &command_missed, &command_adopt,
	&command_deposit,
	&command_verify, &command_key, &command_status, &command_run, &command_explain,
	&command_rules, NULL };

const struct command *
command_named(const char *name)
{
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

int
run_command(struct invocation *inv, struct fail *f)
{
	const struct command *c = inv->command;

	if (c->acquire(inv, f) == -1)
		return -1;
	if (c->process != NULL)
		documents_run(inv);
	return c->conclude != NULL ? c->conclude(inv, f) : 0;
}

int
run_step(struct invocation *outer, const char *name, const char *const *operands,
    const char *const *options, struct fail *f)
{
	struct invocation inv = { .command = command_named(name),
		.arena = outer->arena,
		.session = outer->session };
	const struct option *o;
	int rc, i;

	inv.value = arena_get(inv.arena, OPTIONS_MOST, sizeof *inv.value);
	inv.operand =
	    (const char **)arena_get(inv.arena, OPTIONS_MOST, sizeof *inv.operand);
	for (; operands != NULL && *operands != NULL; operands++)
		inv.operand[inv.operands++] = *operands;
	for (; options != NULL && *options != NULL; options += 2)
		for (i = 0, o = inv.command->options; o[i].name != NULL; i++)
			if (strcmp(o[i].name, options[0]) == 0)
				inv.value[i] = options[1];
	rc = run_command(&inv, f);
	outer->session = inv.session;
	if (inv.status > outer->status)
		outer->status = inv.status;
	return rc;
}

static void
print_options(const struct option *o)
{
	char left[64];

	for (; o != NULL && o->name != NULL; o++) {
		snprintf(left, sizeof left, "--%s %s", o->name,
		    o->value_name ? o->value_name : "");
		printf("  %-28s %s\n", left, ui_text(o->help));
	}
}

static void
print_command_help(const struct command *c)
{
	printf("taus %s %s\n  %s\n\n", c->name, c->operands, ui_text(c->summary));
	printf("  %s\n\n", c->example);
	print_options(c->options);
	fputs(c->options->name ? "\n" : "", stdout);
	print_options(global_options);
}

static void
print_help(void)
{
	size_t i;

	puts(ui_text("help-first"));
	for (i = 0; commands[i] != NULL; i++)
		printf(
		    "  %-10s %s\n", commands[i]->name, ui_text(commands[i]->summary));
	puts(ui_text("help-last"));
}

static int
unknown_command(const char *name, struct fail *f)
{
	const char *names[sizeof commands / sizeof commands[0]], *near;
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		names[i] = commands[i]->name;
	names[i] = NULL;
	near = nearest_word(name, names);
	return fail_with(f, FAIL_USAGE, near ? "command-unknown" : "command-stranger",
	    "%s\t%s", name, near ? near : "");
}

static int
run(struct invocation *inv, int argc, char **argv, struct fail *f)
{
	inv->command = command_named(argv[1]);
	if (inv->command == NULL && argv[1][0] == '-')
		return fail_with(f, FAIL_USAGE, "command-first", "%s", argv[1]);
	if (inv->command == NULL)
		return unknown_command(argv[1], f);
	if (options_read(inv, argc - 2, argv + 2, f) == -1)
		return -1;
	if (ui_set_language(global_value(GLOBAL_LANG), NULL) == -1)
		return fail_with(
		    f, FAIL_USAGE, "lang-name", "%s", global_value(GLOBAL_LANG));
	if (global_value(GLOBAL_HELP) != NULL) {
		print_command_help(inv->command);
		return 0;
	}
	if (inv->operands > 0 && inv->command->operands[0] == '\0')
		return fail_with(
		    f, FAIL_USAGE, "operand-extra", "%s", inv->command->name);
	return run_command(inv, f);
}

int
main(int argc, char **argv)
{
	struct invocation inv = { .arena = arena_new() };
	struct fail f = { 0 };

	setlocale(
	    LC_CTYPE, "C.UTF-8"); /* names in archives and the terminal are UTF-8 */
	ui_set_language(NULL, NULL);
	secret_ready();
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    (argc == 2 && strcmp(argv[1], "help") == 0))
		print_help();
	else if (argc > 2 && strcmp(argv[1], "help") == 0 &&
		 command_named(argv[2]) != NULL)
		print_command_help(command_named(argv[2]));
	else if (strcmp(argv[1], "--version") == 0)
		puts("taus " VERSION);
	else if (sandbox_keeper(&f) == -1 || run(&inv, argc, argv, &f) == -1) {
		ui_fail(&f);
		inv.status = (int)f.kind > inv.status ? (int)f.kind : inv.status;
	}
	session_close(inv.session);
	arena_free(inv.arena);
	if (fflush(stdout) == EOF && inv.status == 0)
		inv.status = FAIL_SYSTEM;
	return inv.status;
}
