#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/nearest.h"
#include "base/sandbox.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/document.h"
#include "cmd/options.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "vault/secret.h"

const struct command *const commands[] = { &command_init, &command_roster,
	&command_survey, &command_review, &command_scrub, &command_check,
	&command_consent, &command_table, &command_read, &command_missed,
	&command_adopt, &command_deposit, &command_verify, &command_key,
	&command_status, &command_run, &command_explain, &command_rules,
	&command_doctor, &command_completion, NULL };

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
		.session = outer->session,
		.step = true };
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

void
say_next(const struct invocation *inv, const char *id)
{
	if (!inv->step)
		say(id, "%s", "");
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
		    "  %-11s %s\n", commands[i]->name, ui_text(commands[i]->summary));
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

/* taus alone, perhaps with options, where a study is. */
static bool
is_visit(const struct invocation *inv, int argc, char **argv)
{
	return (argc < 2 || argv[1][0] == '-') && session_find(".", inv->arena) != NULL;
}

static int
run(struct invocation *inv, int argc, char **argv, struct fail *f)
{
	int named = is_visit(inv, argc, argv) ? 0 : 1;

	inv->command = named ? command_named(argv[1]) : &command_visit;
	if (inv->command == NULL && argv[1][0] == '-')
		return fail_with(f, FAIL_USAGE, "command-first", "%s", argv[1]);
	if (inv->command == NULL)
		return unknown_command(argv[1], f);
	if (sandbox_keeper(f) == -1 && !inv->command->runs_unconfined)
		return -1;
	if (options_read(inv, argc - 1 - named, argv + 1 + named, f) == -1)
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
	if (is_trial() && trial_begin(f) == -1)
		return -1;
	if (run_command(inv, f) == -1)
		return -1;
	if (is_trial() && !wants_json(inv))
		trial_end();
	return 0;
}

static bool
is_word(const char *arg, const char *word)
{
	return arg != NULL && strcmp(arg, word) == 0;
}

int
main(int argc, char **argv)
{
	struct invocation inv = { .arena = arena_new() };
	struct fail f = { 0 };
	const char *first = argc > 1 ? argv[1] : NULL;

	setlocale(
	    LC_CTYPE, "C.UTF-8"); /* names in archives and the terminal are UTF-8 */
	ui_set_language(NULL, NULL);
	secret_ready();
	if (is_word(first, "--help") || is_word(first, "-h") ||
	    (is_word(first, "help") && argc == 2) ||
	    (first == NULL && !is_visit(&inv, argc, argv)))
		print_help();
	else if (is_word(first, "help") && command_named(argv[2]) != NULL)
		print_command_help(command_named(argv[2]));
	else if (is_word(first, "--version"))
		puts("taus " VERSION);
	else if (run(&inv, argc, argv, &f) == -1) {
		ui_fail(&f);
		inv.status = (int)f.kind > inv.status ? (int)f.kind : inv.status;
	}
	session_close(inv.session);
	arena_free(inv.arena);
	if (fflush(stdout) == EOF && inv.status == 0)
		inv.status = FAIL_SYSTEM;
	return inv.status;
}
