#include "format/xml_root.h"

#include <string.h>

static const struct {
	const char *begin, *end;
} prolog[] = { { "<?", "?>" }, { "<!--", "-->" }, { "<!DOCTYPE", ">" } };

enum { PROLOG = sizeof prolog / sizeof *prolog };

/* Behind what b begins with, if that is of the prolog. */
static bool
skip(struct bytes *b)
{
	const unsigned char *end;
	size_t i;

	while (b->len > 0 && memchr(" \t\r\n", b->at[0], 4) != NULL)
		*b = bytes_cut(*b, 1, b->len);
	for (i = 0; i < PROLOG; i++) {
		if (!bytes_start(*b, prolog[i].begin))
			continue;
		end = memmem(b->at, b->len, prolog[i].end, strlen(prolog[i].end));
		if (end == NULL)
			return false;
		*b = bytes_cut(
		    *b, (size_t)(end - b->at) + strlen(prolog[i].end), b->len);
		return true;
	}
	return false;
}

bool
xml_root_is(struct bytes head, const char *name)
{
	size_t len = strlen(name);

	if (bytes_start(head, "\xEF\xBB\xBF"))
		head = bytes_cut(head, 3, head.len);
	while (skip(&head))
		;
	if (head.len < len + 2 || head.at[0] != '<')
		return false;
	return memcmp(head.at + 1, name, len) == 0 &&
	       memchr(" \t\r\n/>", head.at[1 + len], 6) != NULL;
}
