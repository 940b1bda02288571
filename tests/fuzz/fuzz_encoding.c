#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/fail.h"
#include "text/encoding.h"
#include "text/utf8.h"

/*
 * Any bytes in every encoding: what is read is UTF-8, as wide as the bytes it came
 * from, and gives back those bytes. A guess, if there is one, can be read that way.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(enum encoding e, struct bytes raw, struct buf *text, struct buf *back)
{
	struct fail f = { 0 };
	size_t used;

	buf_clear(text);
	buf_clear(back);
	if (encoding_decode(e, raw, text, &used, &f) != 0 && f.what[0] == '\0')
		die("refused without a reason");
	if (used > raw.len || utf8_valid(buf_bytes(text)) != text->len)
		die("read %zu bytes of %zu", used, raw.len);
	if (encoding_width(e, buf_bytes(text)) != used)
		die("%zu bytes have another width", used);
	f = (struct fail){ 0 };
	if (encoding_encode(e, buf_bytes(text), back, &f) != 0 ||
	    !bytes_equal(buf_bytes(back), bytes_cut(raw, 0, used)))
		die("%s does not come back", encoding_name(e));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes raw = { data, size };
	struct buf text = { 0 }, back = { 0 };
	struct encoding_guess g;
	struct fail f = { 0 };
	int e;

	for (e = ENCODING_UTF8; e <= ENCODING_CP865; e++)
		check((enum encoding)e, raw, &text, &back);
	if (encoding_guess(raw, true, &g, &f) == 0) {
		if (g.bom > size || g.sure > 100)
			die("a guess beyond the sample");
	} else if (f.what[0] == '\0') {
		die("refused without a reason");
	}
	buf_free(&text);
	buf_free(&back);
	return 0;
}
