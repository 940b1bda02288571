#ifndef CMD_WISHES_H
#define CMD_WISHES_H

struct arena;
struct fail;
struct invocation;

/*
 * How a study shall begin: what options say, what its folder says already, what is asked
 * where somebody sits at the terminal, and else what is usual. Nothing is asked that is
 * answered, also by a run that was killed. project and codes are NULL where study.yaml is
 * there and says them.
 */
struct wishes {
	const char *project; /* [a-z0-9-]: names files */
	const char *key_dir; /* outside the study */
	const char *codes;   /* "team", "role" */
};

/* Below the study: where the key lies, if that is not beside it. */
extern const char wishes_key_note[];

/* study is its folder, as wishes_path() says it. In the invocation's arena. FAIL_USAGE:
 * "init-settings" (options against study.yaml), "codes-name", "study-project",
 * "key-inside" (in this study, or another). */
int wishes_find(struct invocation *, const char *study, struct wishes *, struct fail *);

/* The path from the root: of a folder that is there, or of one that will be. */
const char *wishes_path(const char *path, struct arena *);

#endif
