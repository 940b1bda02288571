#include "cmd/aside.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/copies.h"
#include "cmd/copy_state.h"
#include "cmd/document.h"
#include "cmd/session.h"
#include "cmd/trial.h"

static const char folder[] = "private/aside";

static int
is_named(
    const struct invocation *inv, const struct meeting *m, bool *named, struct fail *f)
{
	const struct meetings *ms = &inv->session->linking.meetings;
	size_t i;

	*named = inv->operands == 0;
	for (i = 0; i < inv->operands; i++) {
		if (meeting_named(ms, inv->operand[i]) == NULL)
			return fail(f, FAIL_USAGE, "without-meeting");
		*named = *named || strcmp(inv->operand[i], m->id) == 0;
	}
	return 0;
}

int
aside_wanted(
    struct invocation *inv, const struct document *d, bool *wanted, struct fail *f)
{
	struct session *s = inv->session;
	const char *object = copy_object(d->meeting, s->arena);
	bool named, ours;

	*wanted = false;
	if (!option_given(inv, "again"))
		return 0;
	if (is_named(inv, d->meeting, &named, f) == -1 ||
	    copy_ours(s, object, true, &ours, f) == -1)
		return -1;
	*wanted = named && (!ours || copy_adopted(s, d->meeting));
	return 0;
}

/* A name below the study that nothing has yet: of a second one that day "M01-1 2026-11-28 2.txt". */
static const char *
free_name(struct session *s, const struct meeting *m)
{
	const char *name = copy_name(m, s->arena), *path;
	int stem = (int)strlen(m->id), n = 1;
	struct day_text day = day_text((int32_t)(clock_now() / 86400));

	path = arena_printf(
	    s->arena, "%s/%.*s %s%s", folder, stem, name, day.at, name + stem);
	while (file_exists(session_path(s, path)))
		path = arena_printf(s->arena, "%s/%.*s %s %d%s", folder, stem, name,
		    day.at, ++n, name + stem);
	return path;
}

int
aside_put(struct session *s, const struct meeting *m, struct fail *f)
{
	const char *from = session_path(s, copy_object(m, s->arena)), *to;

	if (make_dir_but_in_trial(session_path(s, folder), 0700, f) == -1)
		return -1;
	to = free_name(s, m);
	if (is_trial()) {
		trial_write(to);
		trial_log(1);
		return 0;
	}
	if (rename(from, session_path(s, to)) == -1)
		return fail_errno(f, "file-rename", from);
	return session_record(s, NULL, EVENT_MODIFICATION, copy_aside(m, s->arena),
	    REASON_SCRUB, NULL, f);
}

int
aside_count(const struct session *s, size_t *count, struct fail *f)
{
	const char *path = session_path(s, folder);
	char **name;

	*count = 0;
	return file_is_dir(path) ? file_list(path, false, s->arena, &name, count, f)
	                         : 0;
}
