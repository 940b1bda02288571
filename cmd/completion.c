#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "cmd/command.h"
#include "cmd/ui.h"

/*
 * What a shell completes, from the one table of each command: its options with what
 * they do, words where only certain ones will do ("no|en"), files and folders. Each
 * shell has four lines to print: the beginning, a command, an option, the end.
 */
static const struct option options[] = {
	{ NULL, OPTION_FLAG, NULL, NULL },
};

/* What may stand for a value or a word behind a command. */
enum kind { KIND_NOTHING, KIND_WORDS, KIND_FILES, KIND_FOLDERS };

/* "no en" of "no|en", "check explain" of "[check | explain ID]": words in small letters
 * of which one is to be chosen; "" where there is no choice. */
static const char *
choices(const char *text, struct arena *a)
{
	const char *list = "";
	size_t len;

	if (text == NULL || strchr(text, '|') == NULL)
		return "";
	for (; *text != '\0'; text += len > 0 ? len : 1) {
		len = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
		if (len > 0)
			list = arena_printf(
			    a, "%s%s%.*s", list, list[0] ? " " : "", (int)len, text);
	}
	return list;
}

static enum kind
kind_of(enum option_type type, const char *name, struct arena *a)
{
	if (choices(name, a)[0] != '\0')
		return KIND_WORDS;
	if (name != NULL && strstr(name, "DIR") != NULL)
		return KIND_FOLDERS;
	return type == OPTION_PATH ? KIND_FILES : KIND_NOTHING;
}

/* Words behind a command are files where the table calls them so. */
static enum kind
kind_of_operands(const char *operands, struct arena *a)
{
	bool files = strstr(operands, "FILE") || strstr(operands, "ARCHIVE");

	return kind_of(files ? OPTION_PATH : OPTION_TEXT, operands, a);
}

/* In single quotes: a text of taus holds no backslash, and each shell takes "'" its
 * own way, so that it becomes a typographic one. */
static void
print_quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++)
		if (*text == '\'')
			fputs("\xe2\x80\x99", stdout);
		else
			putchar(*text);
	putchar('\'');
}

static void
bash_case(const char *command, const struct option *o, struct arena *a)
{
	static const char *const todo[] = { "kind=none", "words='", "kind=files",
		"kind=folders" };
	enum kind kind;

	for (; o->name != NULL; o++) {
		if (o->type == OPTION_FLAG)
			continue;
		kind = kind_of(o->type, o->value_name, a);
		printf("\t%s:--%s) %s%s ;;\n", command, o->name, todo[kind],
		    kind == KIND_WORDS
			? arena_printf(a, "%s'", choices(o->value_name, a))
			: "");
	}
}

static void
bash_names(const struct option *o)
{
	for (; o->name != NULL; o++)
		printf(" --%s", o->name);
}

static void
bash(struct arena *a)
{
	static const char *const todo[] = { "", "", "kind=files", "kind=folders" };
	enum kind kind;
	size_t i;

	puts("# What bash completes for taus; made by: taus completion bash\n"
	     "_taus() {\n"
	     "\tlocal cur=${COMP_WORDS[COMP_CWORD]} "
	     "before=${COMP_WORDS[COMP_CWORD-1]-}\n"
	     "\tlocal command=${COMP_WORDS[1]-} kind=words words=\n"
	     "\tif [[ $cur == = ]]; then cur=\n"
	     "\telif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	     "\tcase $command:$before in");
	for (i = 0; commands[i] != NULL; i++)
		bash_case(commands[i]->name, commands[i]->options, a);
	bash_case("*", global_options, a);
	fputs("\t*) case $COMP_CWORD:$cur in\n\t\t1:-*) words='--version", stdout);
	bash_names(global_options); /* taus alone takes them */
	fputs("' ;;\n\t\t1:*) words='help", stdout);
	for (i = 0; commands[i] != NULL; i++)
		printf(" %s", commands[i]->name);
	puts("' ;;\n\t\t*) case $command:$cur in");
	for (i = 0; commands[i] != NULL; i++) {
		printf("\t\t\t%s:-*) words='", commands[i]->name);
		bash_names(commands[i]->options);
		bash_names(global_options);
		kind = kind_of_operands(commands[i]->operands, a);
		printf("' ;;\n\t\t\t%s:*) words='%s' %s ;;\n", commands[i]->name,
		    choices(commands[i]->operands, a), todo[kind]);
	}
	puts("\t\tesac ;;\n\tesac ;;\n\tesac\n"
	     "\tCOMPREPLY=()\n"
	     "\tcase $kind in\n"
	     "\twords) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\") ;;\n"
	     "\tfiles) compopt -o filenames 2>/dev/null\n"
	     "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n"
	     "\tfolders) compopt -o filenames 2>/dev/null\n"
	     "\t\tmapfile -t COMPREPLY < <(compgen -d -- \"$cur\") ;;\n"
	     "\tesac\n"
	     "}\n"
	     "complete -F _taus taus");
}

/* ":what:how" behind an option or for the words behind a command. */
static void
zsh_value(enum kind kind, const char *name, struct arena *a)
{
	const char *c;

	putchar(':');
	for (c = name; *c; c++)
		if (isalnum((unsigned char)*c) || *c == '-' || *c == '|')
			putchar(*c);
	putchar(':');
	if (kind == KIND_WORDS)
		printf("(%s)", choices(name, a));
	else if (kind != KIND_NOTHING)
		fputs(kind == KIND_FOLDERS ? "_files -/" : "_files", stdout);
}

static void
zsh_options(const struct option *o, struct arena *a)
{
	const char *c;

	for (; o->name != NULL; o++) {
		printf(
		    " \\\n\t\t\t'--%s%s[", o->name, o->type == OPTION_FLAG ? "" : "=");
		for (c = ui_text(o->help); *c; c++)
			if (*c == '\'')
				fputs("\xe2\x80\x99", stdout);
			else if (strchr("[]:", *c) != NULL)
				printf("\\%c", *c);
			else
				putchar(*c);
		putchar(']');
		if (o->type != OPTION_FLAG)
			zsh_value(kind_of(o->type, o->value_name, a), o->value_name, a);
		putchar('\'');
	}
}

static void
zsh(struct arena *a)
{
	size_t i;

	puts("#compdef taus\n# What zsh completes for taus; made by: taus completion "
	     "zsh\n"
	     "_taus() {\n\tlocal -a commands\n\tcommands=(");
	for (i = 0; commands[i] != NULL; i++) {
		fputs("\t\t", stdout);
		print_quoted(arena_printf(
		    a, "%s:%s", commands[i]->name, ui_text(commands[i]->summary)));
		putchar('\n');
	}
	puts("\t)\n"
	     "\tif (( CURRENT == 2 )); then\n"
	     "\t\t_describe -t commands command commands\n"
	     "\t\treturn\n"
	     "\tfi\n"
	     "\tlocal command=$words[2]\n"
	     "\tshift words\n"
	     "\t(( CURRENT-- ))\n"
	     "\tcase $command in");
	for (i = 0; commands[i] != NULL; i++) {
		printf("\t%s) _arguments -S", commands[i]->name);
		zsh_options(commands[i]->options, a);
		zsh_options(global_options, a);
		if (commands[i]->operands[0] != '\0') {
			fputs(" \\\n\t\t\t'*", stdout);
			zsh_value(kind_of_operands(commands[i]->operands, a),
			    commands[i]->operands, a);
			putchar('\'');
		}
		puts(" ;;");
	}
	puts("\tesac\n}\n"
	     "if [ \"$funcstack[1]\" = _taus ]; then _taus \"$@\"; else compdef _taus "
	     "taus; fi");
}

static void
fish_value(enum kind kind, const char *name, struct arena *a)
{
	if (kind == KIND_WORDS)
		printf(" -x -a '%s'", choices(name, a));
	else if (kind == KIND_FOLDERS)
		fputs(" -x -a '(__fish_complete_directories)'", stdout);
	else
		fputs(kind == KIND_FILES ? " -r -F" : " -x", stdout);
}

static void
fish_options(const char *when, const struct option *o, struct arena *a)
{
	for (; o->name != NULL; o++) {
		printf("complete -c taus%s -l %s", when, o->name);
		if (o->type != OPTION_FLAG)
			fish_value(
			    kind_of(o->type, o->value_name, a), o->value_name, a);
		fputs(" -d ", stdout);
		print_quoted(ui_text(o->help));
		putchar('\n');
	}
}

static void
fish(struct arena *a)
{
	enum kind kind;
	const char *when;
	size_t i;

	puts("# What fish completes for taus; made by: taus completion fish\n"
	     "complete -c taus -f");
	for (i = 0; commands[i] != NULL; i++) {
		printf("complete -c taus -n __fish_use_subcommand -a %s -d ",
		    commands[i]->name);
		print_quoted(ui_text(commands[i]->summary));
		putchar('\n');
		when = arena_printf(
		    a, " -n '__fish_seen_subcommand_from %s'", commands[i]->name);
		kind = kind_of_operands(commands[i]->operands, a);
		if (kind == KIND_FILES)
			printf("complete -c taus%s -F\n", when);
		else if (kind != KIND_NOTHING) {
			printf("complete -c taus%s", when);
			fish_value(kind, commands[i]->operands, a);
			putchar('\n');
		}
		fish_options(when, commands[i]->options, a);
	}
	fish_options("", global_options, a);
}

static const struct {
	const char *name;
	void (*print)(struct arena *);
} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

static int
acquire(struct invocation *inv, struct fail *f)
{
	size_t i;

	for (i = 0; inv->operands == 1 && i < sizeof shells / sizeof shells[0]; i++)
		if (strcmp(inv->operand[0], shells[i].name) == 0) {
			shells[i].print(inv->arena);
			return 0;
		}
	return fail_with(
	    f, FAIL_USAGE, "operand-choice", "%s\t%s", "completion", "bash, zsh, fish");
}

const struct command command_completion = {
	.name = "completion",
	.operands = "bash|zsh|fish",
	.summary = "cmd-completion",
	.example = "taus completion bash",
	.options = options,
	.reads_only = true,
	.runs_unconfined = true,
	.acquire = acquire,
};
