#include "format/package.h"
#include "format/qdpx.h"
#include "format/xml.h"
#include "taken_apart.h"

/* The project of a package that has no texts; those that it holds itself stay as they
 * are, so that its positions do. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each read is of a document of its own. */
static struct reader *
open_anew(struct source *s, const struct part *part, struct arena *a, struct fail *f)
{
	struct qdpx_project *project = arena_get(a, 1, sizeof *project);
	struct xml_context *context = arena_get(a, 1, sizeof *context);
	struct part anew = { .with = context };

	(void)part;
	*project = (struct qdpx_project){ .arena = a, .place = qdpx_place_new(a) };
	*context = (struct xml_context){ &qdpx_profile, symbols_new(a), project };
	return format_qdpx_project.open(s, &anew, a, f);
}

static int
next(struct reader *r, struct utterance *u, struct fail *f)
{
	return format_qdpx_project.next(r, u, f);
}

static void
close_reader(struct reader *r)
{
	format_qdpx_project.close(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct format anew = {
		.open = open_anew, .next = next, .close = close_reader
	};

	take_apart(&anew, (struct bytes){ data, size }, 0);
	return 0;
}
