#include "vault/name.h"

static bool
is_letter(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

bool
name_is_label(struct bytes b, size_t max)
{
	size_t i;

	for (i = 0; i < b.len; i++)
		if (!is_letter(b.at[i]))
			return false;
	return b.len > 0 && b.len <= max;
}

bool
name_is_path(struct bytes b, size_t max)
{
	struct bytes rest = b, part;

	while (bytes_next(&rest, '/', &part))
		if (!name_is_label(part, max) || bytes_are(part, ".") ||
		    bytes_are(part, ".."))
			return false;
	return b.len > 0 && b.len <= max && b.at[b.len - 1] != '/';
}
