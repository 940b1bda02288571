#include "format/qdpx.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/moves.h"
#include "format/package.h"
#include "format/xml.h"
#include "format/xml_lookup.h"
#include "format/zip.h"

static const char sources[] = "sources/";
enum { SOURCES = sizeof sources - 1 };

/* What stays behind, by how its name ends. */
static const struct {
	const char *suffix;
	enum hidden what;
} kinds[] = { { ".docx", HIDDEN_EMBEDDED }, { ".doc", HIDDEN_EMBEDDED },
	{ ".rtf", HIDDEN_EMBEDDED }, { ".odt", HIDDEN_EMBEDDED },
	{ ".pdf", HIDDEN_EMBEDDED }, { ".htm", HIDDEN_EMBEDDED },
	{ ".html", HIDDEN_EMBEDDED }, { ".xlsx", HIDDEN_EMBEDDED },
	{ ".png", HIDDEN_PICTURE }, { ".jpg", HIDDEN_PICTURE },
	{ ".jpeg", HIDDEN_PICTURE }, { ".gif", HIDDEN_PICTURE },
	{ ".bmp", HIDDEN_PICTURE }, { ".tif", HIDDEN_PICTURE },
	{ ".tiff", HIDDEN_PICTURE }, { ".wav", HIDDEN_MEDIA }, { ".mp3", HIDDEN_MEDIA },
	{ ".m4a", HIDDEN_MEDIA }, { ".ogg", HIDDEN_MEDIA }, { ".wma", HIDDEN_MEDIA },
	{ ".flac", HIDDEN_MEDIA }, { ".mp4", HIDDEN_MEDIA }, { ".mov", HIDDEN_MEDIA },
	{ ".avi", HIDDEN_MEDIA }, { ".wmv", HIDDEN_MEDIA }, { ".mpg", HIDDEN_MEDIA },
	{ ".mpeg", HIDDEN_MEDIA }, { ".webm", HIDDEN_MEDIA } };

static bool
ends(struct bytes name, const char *suffix)
{
	size_t len = strlen(suffix);

	return name.len > len &&
	       strncasecmp((const char *)name.at + name.len - len, suffix, len) == 0;
}

/* In the folder of sources; some programs write "Sources". */
static bool
is_source(struct bytes name)
{
	return name.len > SOURCES &&
	       strncasecmp((const char *)name.at, sources, SOURCES) == 0;
}

static const struct zip_entry *
project_of(const struct zip *zip)
{
	const struct zip_entry *e;
	size_t i;

	for (i = 0; i < zip_count(zip); i++) {
		e = zip_at(zip, i);
		if (ends(e->name, ".qde") &&
		    memchr(e->name.at, '/', e->name.len) == NULL)
			return e;
	}
	return NULL;
}

static bool
claims(const struct zip *zip)
{
	return project_of(zip) != NULL;
}

/* A GUID says nothing; any other name may. */
static const char *
neutral_name(struct bytes name, size_t number, struct arena *a)
{
	struct bytes stem = bytes_cut(name, SOURCES, name.len - strlen(".txt"));

	if (xml_is_guid(stem))
		return arena_printf(
		    a, "%s%.*s.txt", sources, (int)stem.len, (const char *)stem.at);
	return arena_printf(a, "%stext%zu.txt", sources, number);
}

static void
add_text(struct qdpx_project *p, struct zip *zip, const struct zip_entry *e,
    struct package *package, struct arena *a)
{
	struct qdpx_text *text = &p->text[p->texts++];
	struct part *part;

	*text = (struct qdpx_text){ .zip = zip, .entry = e };
	text->name = neutral_name(e->name, p->texts, a);
	text->moves = moves_new(a);
	part = package_add(package, text->name, a);
	part->entry = e;
	part->format = &format_qdpx_text;
	part->with = text;
}

static void
leave(struct package *package, struct bytes name)
{
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (is_source(name) && ends(name, kinds[i].suffix)) {
			package->hidden[kinds[i].what]++;
			return;
		}
	package->hidden[HIDDEN_UNKNOWN]++;
	package->unknown = true;
}

/* The texts first: what was exchanged in them is known when the project is written. */
static int
plan(struct zip *zip, const struct choice *choice, struct arena *a,
    struct package *package, struct fail *f)
{
	const struct zip_entry *project = project_of(zip), *e;
	struct qdpx_project *p = arena_get(a, 1, sizeof *p);
	struct xml_context *context = arena_get(a, 1, sizeof *context);
	struct zip_besides b = zip_besides(zip);
	struct part *part;
	size_t i;

	(void)choice; /* nothing of a project is kept besides */
	if (project == NULL)
		return fail(f, FAIL_INPUT, "qdpx-project");
	p->text = arena_get(a, zip_count(zip), sizeof *p->text);
	for (i = 0; i < zip_count(zip); i++) {
		e = zip_at(zip, i);
		if (is_source(e->name) && ends(e->name, ".txt") && !e->folder)
			add_text(p, zip, e, package, a);
		else if (e != project && !e->folder)
			leave(package, e->name);
	}
	package->hidden[HIDDEN_EXTRA] += b.extras + b.comments;
	p->arena = a;
	p->place = qdpx_place_new(a);
	*context = (struct xml_context){ &qdpx_profile, symbols_new(a), p };
	part = package_add(package, "project.qde", a);
	part->entry = project;
	part->format = &format_qdpx_project;
	part->with = context;
	return 0;
}

const struct format format_qdpx = {
	.name = "qdpx",
	.suffix = ".qdpx",
	.said = "format-qdpx",
	.claims = claims,
	.plan = plan,
	.says_encoding = true,
};
