#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "vault/age_header.h"
#include "vault/age_stream.h"
#include "vault/identity.h"
#include "vault/seal.h"
#include "vault/secret.h"

/*
 * The first byte says which of two:
 *
 * 'r': the rest is a sealed file. Its header, if accepted, has the stanzas it says;
 * if it belongs to the file key of the corpus and its payload opens, sealing the
 * payload again gives the same bytes: there is one spelling.
 *
 * else: two bytes of a place, one to be xored in there, the rest is sealed, changed
 * there, and opened: only what was not changed opens, and it is the same.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const unsigned char file_key[AGE_FILE_KEY] = "corpus file key";

static void
seal_payload(struct buf *to, struct bytes plain, const unsigned char nonce[AGE_NONCE])
{
	struct age_stream s;
	size_t len;

	age_stream_start(&s, file_key, nonce);
	do {
		len = plain.len < AGE_CHUNK ? plain.len : AGE_CHUNK;
		age_stream_seal(&s, bytes_cut(plain, 0, len), len == plain.len,
		    buf_room(to, len + AGE_TAG));
		to->len += len + AGE_TAG;
		plain = bytes_cut(plain, len, plain.len);
	} while (plain.len);
}

static void
check_payload(struct bytes payload)
{
	int64_t len = age_stream_length(payload.len);
	struct age_stream s;
	struct buf again = { 0 };
	struct secret *plain;
	struct bytes chunks;

	if (len < 0)
		return;
	chunks = bytes_cut(payload, AGE_NONCE, payload.len);
	plain = secret_new((size_t)len);
	age_stream_start(&s, file_key, payload.at);
	if (age_stream_open(&s, chunks, secret_room(plain)) == 0) {
		seal_payload(&again, secret_bytes(plain), payload.at);
		if (!bytes_equal(buf_bytes(&again), chunks))
			die("a second spelling was opened");
	}
	secret_close(plain);
	buf_free(&again);
}

static void
check_raw(struct bytes file)
{
	struct fail f = { 0 };
	struct age_header h;
	struct age_stanza s;
	struct bytes rest;
	size_t count[3] = { 0 };

	if (age_header_read(file, &h, &f) < 0) {
		if (f.kind != FAIL_SEAL && f.kind != FAIL_LIMIT)
			die("refused as %d", f.kind);
		return;
	}
	rest = h.stanzas;
	while (age_stanza_next(&rest, &s))
		count[s.kind]++;
	if (count[AGE_X25519] != h.keys || count[AGE_UNKNOWN] != h.unknown ||
	    (count[AGE_SCRYPT] != 0) != h.passphrase || h.end > file.len)
		die("the header is not what it says");
	if (age_header_fits(&h, file_key))
		check_payload(bytes_cut(file, h.end, file.len));
}

static void
check_changed(size_t at, unsigned char change, struct bytes plain)
{
	static struct identity *id;
	static const unsigned char nonce[AGE_NONCE] = "a corpus nonce.";
	unsigned char share[AGE_KEY], body[AGE_BODY];
	struct arena *a = arena_new();
	struct recipients *r = recipients_new(a);
	struct buf file = { 0 };
	struct fail f = { 0 };
	struct secret *s;

	if (id == NULL)
		id = identity_new();
	recipients_add(r, (struct recipient){ .text = identity_recipient(id) }, &f);
	age_x25519_wrap(recipients_key(r, 0), file_key, share, body);
	age_header_start(&file);
	age_header_x25519(&file, share, body);
	age_header_end(&file, file_key);
	buf_add(&file, (struct bytes){ nonce, AGE_NONCE });
	seal_payload(&file, plain, nonce);
	file.at[at % file.len] ^= change;
	s = unseal_bytes(buf_bytes(&file), id, &f);
	if ((s != NULL) != (change == 0))
		die("byte %zu changed by %d: %s", at % file.len, change, f.what);
	if (s != NULL && !bytes_equal(secret_bytes(s), plain))
		die("opened as something else");
	secret_close(s);
	buf_free(&file);
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes b = { data, size };

	secret_ready();
	if (size > 0 && data[0] == 'r')
		check_raw(bytes_cut(b, 1, size));
	else if (size > 4)
		check_changed(
		    (size_t)data[1] << 8 | data[2], data[3], bytes_cut(b, 4, size));
	return 0;
}
