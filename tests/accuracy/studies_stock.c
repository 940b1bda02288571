#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "tests/accuracy/studies.h"

enum { FILE_MOST = 1 << 20 };

struct part {
	const char *name;
	const char **entry;
	size_t entries, cap;
};

struct stock {
	struct part *part;
	size_t parts, cap;
};

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t
draw_next(struct draw *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

size_t
draw_below(struct draw *d, size_t n)
{
	return (size_t)(draw_next(d) % n);
}

bool
draw_percent(struct draw *d, unsigned percent)
{
	return draw_below(d, 100) < percent;
}

static void
part_add(struct part *p, struct bytes entry, struct arena *a)
{
	entry = bytes_trim(entry);
	if (entry.len == 0)
		return;
	p->entry = arena_grow(a, p->entry, p->entries, &p->cap, sizeof *p->entry);
	p->entry[p->entries++] = arena_text(a, entry);
}

static struct part *
part_new(struct stock *s, struct bytes name, struct arena *a)
{
	struct part *p;

	s->part = arena_grow(a, s->part, s->parts, &s->cap, sizeof *s->part);
	p = &s->part[s->parts++];
	*p = (struct part){ .name = arena_text(a, bytes_trim(name)) };
	return p;
}

struct stock *
stock_read(const char *path, bool by_line, struct arena *a)
{
	struct stock *s = arena_get(a, 1, sizeof *s);
	struct bytes text, line, entry;
	struct part *p = NULL;
	struct fail f = { 0 };

	if (file_read(path, FILE_MOST, a, &text, &f) == -1)
		die("%s cannot be read", path);
	while (bytes_next(&text, '\n', &line)) {
		if (bytes_start(line, "## ")) {
			p = part_new(s, bytes_cut(line, 3, line.len), a);
			continue;
		}
		if (bytes_start(line, "#") || p == NULL)
			continue;
		if (by_line && strstr(p->name, " list ") == NULL)
			part_add(p, line, a);
		else
			while (bytes_next(&line, '|', &entry))
				part_add(p, entry, a);
	}
	return s;
}

static const struct part *
stock_part(const struct stock *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->parts && strcmp(s->part[i].name, name) != 0; i++)
		;
	return i < s->parts ? &s->part[i] : NULL;
}

size_t
stock_count(const struct stock *s, const char *name)
{
	const struct part *p = stock_part(s, name);

	return p ? p->entries : 0;
}

const char *
stock_draw(const struct stock *s, const char *name, struct draw *d)
{
	const struct part *p = stock_part(s, name);

	if (p == NULL || p->entries == 0)
		die("no part %s", name);
	return p->entry[draw_below(d, p->entries)];
}
