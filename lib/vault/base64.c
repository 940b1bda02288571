#include "vault/base64.h"

#include <sodium.h>

static int
variant(bool padded)
{
	return padded ? sodium_base64_VARIANT_ORIGINAL
	              : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
}

/* libsodium 1.0.18 takes 0xab for '+' and 0xaf for '/' (its constant-time
 * comparison drops the sign of a char), so bytes beyond ASCII stop here. */
bool
base64_read(struct bytes text, bool padded, unsigned char *to, size_t size, size_t *len)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.at[i] > 126)
			return false;
	return sodium_base642bin(to, size, (const char *)text.at, text.len, NULL, len,
		   NULL, variant(padded)) == 0;
}

bool
base64_read_exactly(struct bytes text, bool padded, unsigned char *to, size_t len)
{
	size_t got;

	return base64_read(text, padded, to, len, &got) && got == len;
}

void
base64_add(struct buf *to, const unsigned char *raw, size_t len, bool padded)
{
	size_t room = sodium_base64_encoded_len(len, variant(padded));

	sodium_bin2base64((char *)buf_room(to, room), room, raw, len, variant(padded));
	to->len += room - 1;
}
