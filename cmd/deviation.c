#include "cmd/deviation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/reading.h"
#include "cmd/session.h"
#include "cmd/trial.h"
#include "cmd/ui.h"
#include "people/meeting.h"
#include "vault/digest.h"

enum { HOURS = 72 };

static const char *
minute_text(const struct session *s, int64_t time)
{
	struct time_text t = time_text(time); /* "2026-12-01T03:20:00Z" */

	return arena_printf(s->arena, "%.10s %.5s UTC", t.at, t.at + 11);
}

const char *
deviation_until(const struct session *s, const struct deviation *d)
{
	return minute_text(s, d->time + HOURS * 3600);
}

static uint64_t
places_in_copies(const struct deviation *d)
{
	uint64_t places = 0;
	size_t i;

	for (i = 0; i < d->ins; i++)
		places += d->in[i].places;
	return places;
}

bool
deviation_is(const struct deviation *d)
{
	const struct release *r;
	size_t i;

	for (i = 0; i < d->releases->len; i++) {
		r = &d->releases->at[i];
		if (r->places > 0 ||
		    (r->state != RELEASE_SEARCHED && places_in_copies(d) > 0))
			return true;
	}
	return false;
}

/* "M1 (2), M2 (1)" */
static const char *
held_list(const struct session *s, const struct release *r)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < r->helds; i++)
		list = arena_printf(s->arena, "%s%s%s (%llu)", list, i > 0 ? ", " : "",
		    r->held[i].meeting, (unsigned long long)r->held[i].places);
	return list;
}

static void
write_release(
    const struct session *s, const struct release *r, enum ui_language l, FILE *to)
{
	struct day_text day = day_text((int32_t)(r->time / 86400));

	if (r->state != RELEASE_SEARCHED)
		ui_write(to, l, "deviation-unknown", "%s\t%s\t%s", r->name, day.at,
		    r->sha256);
	else if (r->places > 0)
		ui_write(to, l, "deviation-held", "%s\t%s\t%s\t%s", r->name, day.at,
		    r->sha256, held_list(s, r));
	else
		ui_write(to, l, "deviation-not-held", "%s\t%s\t%s", r->name, day.at,
		    r->sha256);
}

static void
write_all(const struct session *s, const struct deviation *d, FILE *to)
{
	enum ui_language l =
	    strcmp(s->study.language, "no") == 0 ? UI_NORWEGIAN : UI_ENGLISH;
	size_t i;

	ui_write(to, l, "deviation-head", "%s\t%s\t%s\t%s\t%llu", s->study.project,
	    minute_text(s, d->time), d->by, deviation_until(s, d),
	    (unsigned long long)places_in_copies(d));
	for (i = 0; i < d->ins; i++)
		ui_write(to, l, "deviation-copy", "%s\t%llu", d->in[i].meeting->id,
		    (unsigned long long)d->in[i].places);
	ui_write(to, l, "deviation-archives", "%s", "");
	for (i = 0; i < d->releases->len; i++)
		write_release(s, &d->releases->at[i], l, to);
	ui_write(to, l, "deviation-decide", "%s", deviation_until(s, d));
	ui_write(to, l, "deviation-do", "%s", "");
	for (i = 0; i < d->releases->len; i++)
		if (d->releases->at[i].places > 0 ||
		    d->releases->at[i].state != RELEASE_SEARCHED)
			ui_write(
			    to, l, "deviation-recall", "%s", d->releases->at[i].name);
	ui_write(to, l, "deviation-after", "%s", "");
}

static const char *
free_name(const struct session *s, const struct deviation *d)
{
	struct day_text day = day_text((int32_t)(d->time / 86400));
	const char *name = arena_printf(s->arena, "documents/deviation-%s.md", day.at);
	int n = 1;

	while (file_exists(session_path(s, name)))
		name =
		    arena_printf(s->arena, "documents/deviation-%s-%d.md", day.at, ++n);
	return name;
}

int
deviation_begin(
    struct session *s, const struct deviation *d, const char **name, struct fail *f)
{
	struct digest_text sha;
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	struct bytes all;
	int rc;

	if (to == NULL)
		die("out of memory");
	write_all(s, d, to);
	fclose(to);
	all = (struct bytes){ (const unsigned char *)text, len };
	*name = free_name(s, d);
	sha = digest_bytes(DIGEST_SHA256, all);
	rc = make_dir_but_in_trial(session_path(s, "documents"), 0755, f);
	if (is_trial())
		trial_write(*name);
	else if (rc == 0)
		rc = file_replace(session_path(s, *name), 0644, all, f);
	if (rc == 0)
		rc = session_record(
		    s, d->by, EVENT_CREATION, *name, REASON_MISSED, sha.at, f);
	free(text);
	return rc;
}
