#include "cmd/copies.h"

#include <string.h>

#include "base/arena.h"
#include "format/format.h"
#include "format/txt.h"
#include "people/meeting.h"

const char *
copy_name(const struct meeting *m, struct arena *a)
{
	const struct format *f = format_of_name(m->file);

	return arena_printf(
	    a, "%s%s", m->id, f->rewritten ? format_txt.suffix : f->suffix);
}

const char *
copy_object(const struct meeting *m, struct arena *a)
{
	return arena_printf(a, "out/transcripts/%s", copy_name(m, a));
}

const char *
copy_reading(const struct meeting *m, struct arena *a)
{
	return arena_printf(a, "read/%s", copy_name(m, a));
}

const char *
copy_aside(const struct meeting *m, struct arena *a)
{
	return arena_printf(a, "aside/%s", copy_name(m, a));
}

const char *
copy_file(const char *file, bool as_text, struct arena *a)
{
	const struct format *f = format_of_name(file);

	if (f == &format_txt || !(as_text || f->rewritten))
		return file;
	return arena_printf(a, "%.*s%s", (int)(strlen(file) - strlen(f->suffix)), file,
	    format_txt.suffix);
}
