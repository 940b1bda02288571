#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

unsigned char *
buf_room(struct buf *b, size_t len)
{
	size_t cap = b->cap ? b->cap : 64;

	if (len > SIZE_MAX / 4 - b->len)
		die("buf: %zu more bytes", len);
	while (cap - b->len < len)
		cap *= 2;
	if (cap != b->cap) {
		b->at = realloc(b->at, cap);
		if (b->at == NULL)
			die("out of memory");
		b->cap = cap;
	}
	return b->at + b->len;
}

void
buf_add(struct buf *b, struct bytes more)
{
	if (more.len == 0)
		return;
	memcpy(buf_room(b, more.len), more.at, more.len);
	b->len += more.len;
}

void
buf_text(struct buf *b, const char *s)
{
	buf_add(b, bytes_of(s));
}

void
buf_byte(struct buf *b, unsigned char c)
{
	*buf_room(b, 1) = c;
	b->len++;
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("buf_printf: bad format");
	buf_room(b, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf((char *)b->at + b->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

struct bytes
buf_bytes(const struct buf *b)
{
	return (struct bytes){ b->at, b->len };
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
}

void
buf_free(struct buf *b)
{
	free(b->at);
	*b = (struct buf){ 0 };
}
