#include "format/zip.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/map.h"
#include "format/source.h"
#include "format/zip_check.h"
#include "format/zip_record.h"

enum { DATE_1980 = 1 << 5 | 1 }; /* 1 January, years from 1980: 4.4.6 */

struct part {
	struct zip_entry entry;
	struct zip_record central; /* its name in the arena, no extra, no comment */
	bool extra;                /* one of its headers has extra fields */
};

struct zip {
	struct source *source;
	struct arena *arena;
	struct zip_end end;
	struct part *part;
	size_t parts;
	struct map *by_name; /* exact: number from 0 */
	struct map *names;   /* folded: that none is there twice */
	uint64_t total;
	struct zip_besides besides;
};

static void
besides_count(struct zip_besides *b, const struct zip_record *r)
{
	b->comments += r->comment.len > 0;
	b->times += (r->date != 0 && r->date != DATE_1980) || r->time != 0;
}

static void
entry_set(struct zip_entry *e, const struct zip_record *r)
{
	*e = (struct zip_entry){
		.name = r->name,
		.size = r->size,
		.packed = r->packed,
		.offset = r->offset,
		.crc = r->crc,
		.number = r->number,
		.stored = r->method == ZIP_STORE,
		.folder = r->name.at[r->name.len - 1] == '/',
	};
}

/* The next header of the directory, which moves *at behind it. */
static int
central_add(struct zip *z, uint64_t *at, struct fail *f)
{
	struct part *p = &z->part[z->parts];
	struct zip_record *r = &p->central;

	r->number = (uint32_t)z->parts + 1;
	if (zip_central_read(z->source, *at, z->end.at + z->end.size, r, f) == -1)
		return -1;
	*at = r->end;
	besides_count(&z->besides, r);
	p->extra = r->extra.len > 0;
	r->name = arena_bytes(z->arena, r->name);
	r->extra = r->comment = (struct bytes){ NULL, 0 };
	if (zip_check_central(r, f) == -1 ||
	    zip_check_name(z->names, r->name, r->number, f) == -1 ||
	    zip_check_size(r->size, r->packed, r->number, &z->total, f) == -1)
		return -1;
	entry_set(&p->entry, r);
	map_put(z->by_name, r->name, (uint32_t)z->parts, NULL);
	z->parts++;
	return 0;
}

static int
directory_read(struct zip *z, struct fail *f)
{
	uint64_t at = z->end.at;

	z->part = arena_get(z->arena, (size_t)z->end.entries, sizeof *z->part);
	while (z->parts < z->end.entries)
		if (central_add(z, &at, f) == -1)
			return -1;
	if (at != z->end.at + z->end.size)
		return fail(f, FAIL_INPUT, "zip-directory");
	return 0;
}

static int
by_offset(const void *a, const void *b)
{
	const struct part *x = *(struct part *const *)a, *y = *(struct part *const *)b;

	if (x->entry.offset != y->entry.offset)
		return x->entry.offset < y->entry.offset ? -1 : 1;
	return x->entry.number < y->entry.number ? -1 : 1;
}

/* What stands in [at, next), the place of one part: its header, its bytes, its
 * descriptor if it says that it has one, and nothing else. */
static int
place_check(struct zip *z, struct part *p, uint64_t next, struct fail *f)
{
	struct zip_record local = { .number = p->entry.number };
	uint64_t end;
	int fits;

	if (zip_local_read(z->source, p->entry.offset, z->end.at, &local, f) == -1 ||
	    zip_check_local(&p->central, &local, f) == -1)
		return -1;
	z->besides.extras += p->extra || local.extra.len > 0;
	p->entry.data = local.end;
	if (local.end > next || next - local.end < p->entry.packed)
		return fail_with(f, FAIL_INPUT, "zip-overlap", "%u", p->entry.number);
	end = local.end + p->entry.packed;
	fits = end == next;
	if (local.flags & ZIP_DESCRIPTOR)
		fits = zip_descriptor_read(z->source, end, next, &p->central, f);
	if (fits == 0)
		return fail_with(f, FAIL_INPUT, "zip-gap", "%u", p->entry.number);
	return fits == 1 ? 0 : -1;
}

/* The parts one behind another, from the first byte to the directory. */
static int
places_check(struct zip *z, struct fail *f)
{
	struct part **p = arena_get(z->arena, z->parts, sizeof(struct part *));
	uint64_t next;
	size_t i;

	for (i = 0; i < z->parts; i++)
		p[i] = &z->part[i];
	qsort(p, z->parts, sizeof(struct part *), by_offset);
	if ((z->parts > 0 ? p[0]->entry.offset : z->end.at) != 0)
		return fail(f, FAIL_INPUT, "zip-start");
	for (i = 0; i < z->parts; i++) {
		next = i + 1 < z->parts ? p[i + 1]->entry.offset : z->end.at;
		if (place_check(z, p[i], next, f) == -1)
			return -1;
	}
	return 0;
}

struct zip *
zip_open(struct source *s, struct arena *a, struct fail *f)
{
	struct zip *z = arena_get(a, 1, sizeof *z);

	z->source = s;
	z->arena = a;
	z->by_name = map_new(a);
	z->names = map_new(a);
	if (zip_end_read(s, &z->end, f) == -1)
		return NULL;
	z->besides.comments = z->end.comment;
	if (directory_read(z, f) == -1 || places_check(z, f) == -1)
		return NULL;
	return z;
}

size_t
zip_count(const struct zip *z)
{
	return z->parts;
}

const struct zip_entry *
zip_at(const struct zip *z, size_t at)
{
	if (at >= z->parts)
		die("zip: part %zu of %zu", at, z->parts);
	return &z->part[at].entry;
}

const struct zip_entry *
zip_find(const struct zip *z, const char *name)
{
	const uint32_t *at = map_get(z->by_name, bytes_of(name));

	return at != NULL ? &z->part[*at].entry : NULL;
}

struct source *
zip_source(const struct zip *z)
{
	return z->source;
}

struct zip_besides
zip_besides(const struct zip *z)
{
	return z->besides;
}
