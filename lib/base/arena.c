#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define BLOCK ((size_t)64 * 1024)

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *first; /* kept by arena_clear() */
	struct block *now;
};

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof *b)
		die("arena: %zu bytes", size);
	b = malloc(sizeof *b + size);
	if (b == NULL)
		die("out of memory");
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = malloc(sizeof *a);

	if (a == NULL)
		die("out of memory");
	a->first = a->now = block_new(BLOCK);
	return a;
}

void *
arena_get(struct arena *a, size_t count, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	struct block *b = a->now;
	size_t need;
	void *at;

	if (size != 0 && count > (SIZE_MAX / 2) / size)
		die("arena: %zu of %zu bytes", count, size);
	need = (count * size + align - 1) / align * align;
	if (need > b->size - b->used) {
		b = block_new(need > BLOCK ? need : BLOCK);
		a->now->next = b;
		a->now = b;
	}
	at = b->data + b->used;
	b->used += need;
	memset(at, 0, need);
	return at;
}

void *
arena_grow(struct arena *a, void *array, size_t len, size_t *cap, size_t size)
{
	void *bigger;

	if (len < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 8;
	bigger = arena_get(a, *cap, size);
	if (len)
		memcpy(bigger, array, len * size);
	return bigger;
}

struct bytes
arena_bytes(struct arena *a, struct bytes b)
{
	return (struct bytes){ (unsigned char *)arena_text(a, b), b.len };
}

char *
arena_text(struct arena *a, struct bytes b)
{
	char *copy = arena_get(a, b.len + 1, 1);

	if (b.len)
		memcpy(copy, b.at, b.len);
	return copy;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *text;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("arena_printf: bad format");
	text = arena_get(a, (size_t)len + 1, 1);
	va_start(ap, fmt);
	vsnprintf(text, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return text;
}

void
arena_clear(struct arena *a)
{
	struct block *b, *next;

	for (b = a->first->next; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	a->first->next = NULL;
	a->first->used = 0;
	a->now = a->first;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	arena_clear(a);
	free(a->first);
	free(a);
}
