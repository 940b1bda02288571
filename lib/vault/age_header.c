#include "vault/age_header.h"

#include <sodium.h>
#include <string.h>

#include "base/fail.h"
#include "base/limits.h"
#include "vault/base64.h"

static const char version_line[] = "age-encryption.org/v1\n";
static const char armor_line[] = "-----BEGIN AGE ENCRYPTED FILE-----";
static const char header_info[] = "header";

enum { COLUMNS = 64, LINE = 48 }; /* of a body: letters, and bytes they give */

/* The next line without its LF, which must be there. */
static bool
take_line(struct bytes *rest, struct bytes *line)
{
	const unsigned char *end = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;

	if (end == NULL)
		return false;
	*line = bytes_cut(*rest, 0, (size_t)(end - rest->at));
	*rest = bytes_cut(*rest, line->len + 1, rest->len);
	return true;
}

/* One word of visible ASCII; one space before each but the first. */
static bool
take_word(struct bytes *line, struct bytes *word)
{
	size_t i;

	for (i = 0; i < line->len && line->at[i] != ' '; i++)
		if (line->at[i] < 33 || line->at[i] > 126)
			return false;
	*word = bytes_cut(*line, 0, i);
	*line = bytes_cut(*line, i, line->len);
	if (line->len == 1) /* a space at the end */
		return false;
	if (line->len)
		*line = bytes_cut(*line, 1, line->len);
	return word->len > 0;
}

/*
 * Lines of 64 columns and a shorter one, empty at times, that ends the body. The
 * first AGE_BODY bytes go to body; *len is how many there are in all.
 */
static bool
take_body(struct bytes *rest, unsigned char body[AGE_BODY], size_t *len)
{
	unsigned char raw[LINE];
	struct bytes line;
	size_t got;

	*len = 0;
	do {
		if (!take_line(rest, &line) || line.len > COLUMNS)
			return false;
		if (!base64_read(line, false, raw, sizeof raw, &got))
			return false;
		if (*len == 0)
			memcpy(body, raw, got < AGE_BODY ? got : AGE_BODY);
		*len += got;
	} while (line.len == COLUMNS);
	return true;
}

/* ^[1-9][0-9]*$; three digits and more are all too many. */
static bool
read_log_n(struct bytes text, unsigned *log_n)
{
	size_t i;

	if (text.len == 0 || text.at[0] == '0')
		return false;
	*log_n = 0;
	for (i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		if (*log_n < 1000)
			*log_n = *log_n * 10 + (unsigned)(text.at[i] - '0');
	}
	return true;
}

/* What a stanza of a known kind must hold. */
static bool
read_known(struct age_stanza *s, struct bytes args[3], size_t count, size_t body_len)
{
	if (bytes_are(args[0], "X25519")) {
		s->kind = AGE_X25519;
		return count == 2 &&
		       base64_read_exactly(args[1], false, s->share, AGE_KEY) &&
		       body_len == AGE_BODY;
	}
	if (bytes_are(args[0], "scrypt")) {
		s->kind = AGE_SCRYPT;
		return count == 3 &&
		       base64_read_exactly(args[1], false, s->salt, AGE_SALT) &&
		       read_log_n(args[2], &s->log_n) && body_len == AGE_BODY;
	}
	s->kind = AGE_UNKNOWN;
	return true;
}

static bool
take_stanza(struct bytes *rest, struct age_stanza *s)
{
	struct bytes line, word, args[3] = { { 0 } };
	size_t count = 0, body_len;

	memset(s, 0, sizeof *s);
	if (!take_line(rest, &line) || !bytes_start(line, "-> "))
		return false;
	line = bytes_cut(line, 3, line.len);
	do {
		if (!take_word(&line, &word))
			return false;
		if (count < 3)
			args[count] = word;
		count++;
	} while (line.len);
	return take_body(rest, s->body, &body_len) &&
	       read_known(s, args, count, body_len);
}

bool
age_stanza_next(struct bytes *stanzas, struct age_stanza *s)
{
	return bytes_start(*stanzas, "-> ") && take_stanza(stanzas, s);
}

static int
first_line(struct bytes file, struct fail *f)
{
	if (bytes_start(file, version_line))
		return 0;
	if (bytes_start(bytes_trim(file), armor_line))
		return fail(f, FAIL_SEAL, "seal-armor");
	return fail(f, FAIL_SEAL, "seal-not-sealed");
}

/* All stanzas: well formed, not too many, scrypt alone. */
static int
count_stanzas(struct bytes *rest, struct age_header *h, struct fail *f)
{
	struct age_stanza s;
	size_t scrypt = 0;

	while (bytes_start(*rest, "-> ")) {
		if (!take_stanza(rest, &s))
			return fail(f, FAIL_SEAL, "seal-damaged");
		h->keys += s.kind == AGE_X25519;
		h->unknown += s.kind == AGE_UNKNOWN;
		scrypt += s.kind == AGE_SCRYPT;
		if (h->keys + h->unknown + scrypt > LIMIT_AGE_STANZAS)
			return fail_with(
			    f, FAIL_LIMIT, "seal-large", "%d", LIMIT_AGE_STANZAS);
		if (s.kind == AGE_SCRYPT && s.log_n > LIMIT_SCRYPT_LOG_N)
			return fail_with(f, FAIL_LIMIT, "seal-work", "%u\t%d", s.log_n,
			    LIMIT_SCRYPT_LOG_N);
	}
	h->passphrase = scrypt > 0;
	if (h->keys + h->unknown + scrypt == 0 ||
	    (scrypt && h->keys + h->unknown + scrypt != 1))
		return fail(f, FAIL_SEAL, "seal-damaged");
	return 0;
}

int
age_header_read(struct bytes file, struct age_header *h, struct fail *f)
{
	struct bytes rest = file, line;

	memset(h, 0, sizeof *h);
	if (first_line(file, f) < 0)
		return -1;
	if (rest.len > LIMIT_AGE_HEADER)
		rest.len = LIMIT_AGE_HEADER;
	rest = bytes_cut(rest, strlen(version_line), rest.len);
	h->stanzas = rest;
	if (count_stanzas(&rest, h, f) < 0)
		return -1;
	h->signed_part = bytes_cut(file, 0, (size_t)(rest.at - file.at));
	if (!take_line(&rest, &line) || !bytes_start(line, "--- ") ||
	    !base64_read_exactly(bytes_cut(line, 4, line.len), false, h->mac, AGE_KEY))
		return fail(f, FAIL_SEAL, "seal-damaged");
	h->signed_part.len += 3; /* "---" is signed, the space is not */
	h->end = (size_t)(rest.at - file.at);
	return 0;
}

static void
header_mac(struct bytes text, const unsigned char key[AGE_FILE_KEY],
    unsigned char mac[AGE_KEY])
{
	unsigned char mac_key[AGE_KEY];

	age_hkdf((struct bytes){ key, AGE_FILE_KEY }, (struct bytes){ 0 }, header_info,
	    mac_key);
	crypto_auth_hmacsha256(mac, text.at, text.len, mac_key);
	sodium_memzero(mac_key, sizeof mac_key);
}

bool
age_header_fits(const struct age_header *h, const unsigned char key[AGE_FILE_KEY])
{
	unsigned char mac[AGE_KEY];

	header_mac(h->signed_part, key, mac);
	return sodium_memcmp(mac, h->mac, sizeof mac) == 0;
}

void
age_header_start(struct buf *to)
{
	buf_text(to, version_line);
}

void
age_header_x25519(struct buf *to, const unsigned char share[AGE_KEY],
    const unsigned char body[AGE_BODY])
{
	buf_text(to, "-> X25519 ");
	base64_add(to, share, AGE_KEY, false);
	buf_text(to, "\n");
	base64_add(to, body, AGE_BODY, false);
	buf_text(to, "\n");
}

void
age_header_scrypt(struct buf *to, const unsigned char salt[AGE_SALT], unsigned log_n,
    const unsigned char body[AGE_BODY])
{
	buf_text(to, "-> scrypt ");
	base64_add(to, salt, AGE_SALT, false);
	buf_printf(to, " %u\n", log_n);
	base64_add(to, body, AGE_BODY, false);
	buf_text(to, "\n");
}

void
age_header_end(struct buf *to, const unsigned char key[AGE_FILE_KEY])
{
	unsigned char mac[AGE_KEY];

	buf_text(to, "---");
	header_mac(buf_bytes(to), key, mac);
	buf_text(to, " ");
	base64_add(to, mac, sizeof mac, false);
	buf_text(to, "\n");
}
