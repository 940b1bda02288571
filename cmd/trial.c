#include "cmd/trial.h"

#include <sys/mman.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/sandbox.h"
#include "cmd/command.h"
#include "cmd/ui.h"

static size_t said, log_lines;

bool
is_trial(void)
{
	return global_value(GLOBAL_DRY_RUN) != NULL;
}

int
trial_begin(struct fail *f)
{
	return sandbox_read_only(f);
}

void
trial_write(const char *what)
{
	tell("trial-write", "%s", what);
	said++;
}

void
trial_remove(const char *what)
{
	tell("trial-remove", "%s", what);
	said++;
}

void
trial_count(const char *id, size_t count)
{
	if (count > 0)
		tell(id, "%zu", count);
	said += count;
}

void
trial_log(unsigned lines)
{
	log_lines += lines;
}

int
trial_file(struct fail *f)
{
	int fd = memfd_create("copy", MFD_CLOEXEC);

	return fd != -1 ? fd : fail_errno(f, "file-create", NULL);
}

int
make_dir_but_in_trial(const char *path, mode_t mode, struct fail *f)
{
	return is_trial() ? 0 : file_make_dir(path, mode, f);
}

void
trial_end(void)
{
	tell(said + log_lines > 0 ? "trial-end" : "trial-nothing", "%zu", log_lines);
}
