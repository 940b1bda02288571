#include "format/package.h"

#include "base/arena.h"

struct part *
package_add(struct package *p, const char *name, struct arena *a)
{
	struct part *part;

	p->part = arena_grow(a, p->part, p->parts, &p->cap, sizeof *p->part);
	part = &p->part[p->parts++];
	*part = (struct part){ .name = name };
	return part;
}
