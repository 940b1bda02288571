#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct document;
struct fail;
struct session;

/*
 * A command is a row of a table: cmd/<name>.c defines one and cmd/main.c lists
 * it. Parsing, --help, the usage line and the check that the manual mentions every
 * option are all read off this; no command parses argv.
 *
 * A command runs in three steps. In the keeper, acquire() opens every file, asks
 * every question and uses every key, and parses nothing that a stranger wrote.
 * For each document it names, prepare() (if any) gets ready what belongs to it, a
 * worker is forked, the sandbox shuts in it, and it
 * calls process(), which parses and answers in checked records (take() sees them,
 * in the order of the documents); no key is in reach. Back in the keeper,
 * finish() (if any) puts the document's copy in place, and conclude() seals, signs and appends
 * to the ledger. A command without documents has acquire() alone.
 */
enum option_type { OPTION_FLAG, OPTION_TEXT, OPTION_PATH, OPTION_NUMBER };

struct option {
	const char *name; /* "policy": --policy */
	enum option_type type;
	const char *value_name; /* "FILE" in the usage line, NULL for a flag */
	const char *help;       /* id of its text, one line: cmd/messages/help.def */
};

struct invocation;

struct command {
	const char *name;
	const char *operands;         /* "[FILE...]" or "" */
	const char *summary;          /* id of its text, one line: help.def */
	const char *example;          /* one line that works in a study */
	const struct option *options; /* ends with a NULL name */
	bool reads_only;      /* writes nothing into the study, not even the log */
	bool runs_unconfined; /* goes on where the kernel has no filter, and says so */
	bool is_silent; /* what fails here fails again in what follows, which says so */
	int (*acquire)(struct invocation *, struct fail *);
	int (*prepare)(struct invocation *, struct document *, struct fail *);
	int (*process)(
	    struct invocation *, struct document *, int records, struct fail *);
	int (*take)(struct invocation *, struct document *, uint32_t kind,
	    const void *record, size_t len, struct fail *);
	int (*finish)(struct invocation *, struct document *, struct fail *);
	int (*conclude)(struct invocation *, struct fail *);
};

extern const struct command command_check, command_completion, command_consent,
    command_deposit, command_doctor, command_explain, command_init, command_key,
    command_read, command_review, command_roster, command_rules, command_run,
    command_scrub, command_status, command_survey, command_table, command_verify,
    command_visit;
extern const struct command command_adopt, command_missed;

extern const struct command
    *const commands[]; /* in the order of --help; ends with NULL */

const struct command *command_named(const char *name); /* NULL: none */

/* One run of a command. */
struct invocation {
	const struct command *command;
	const char **value; /* by number of the option, NULL: not given; flags "" */
	const char **operand;
	size_t operands;
	struct arena *arena; /* the run's */
	struct session
	    *session; /* the study's, opened once for all steps; see session.h */
	struct document *document;
	size_t documents;
	void *state; /* the command's own */
	bool step;   /* run as part of another command */
	int status;  /* the highest so far of what did not stop the run */
};

/* The options that every command takes. */
enum {
	GLOBAL_HELP,
	GLOBAL_LANG,
	GLOBAL_QUIET,
	GLOBAL_NO_SANDBOX,
	GLOBAL_PASSPHRASE,
	GLOBAL_RULES,
	GLOBAL_DRY_RUN,
	GLOBALS
};
extern const struct option global_options[]; /* ends with a NULL name */

/* Given as --name; NULL where not. Dies for a name the command does not have. */
const char *option_text(const struct invocation *, const char *name);
bool option_given(const struct invocation *, const char *name);
bool option_known(const struct invocation *, const char *name); /* it has such one */

/* What the user gave to options of all commands; process-wide. */
const char *global_value(int option);

/*
 * All steps of a command, its documents in workers. Returns 0 or -1; the status of
 * what did not stop it is in invocation.status.
 */
int run_command(struct invocation *, struct fail *);

/* Say what comes next, unless the command is a step of another one, which says that. */
void say_next(const struct invocation *, const char *id);

/* Run another command's steps as part of this one, in the same session. operands
 * end with NULL, options are pairs of name and value and end with NULL; either may
 * be NULL. */
int run_step(struct invocation *, const char *name, const char *const *operands,
    const char *const *options, struct fail *);

#endif
