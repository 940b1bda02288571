#include "release/bag_sign.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "vault/base64.h"
#include "vault/sign.h"
#include "vault/sign_key.h"

static const char first_start[] = "untrusted comment: ";
static const char first_line[] = "untrusted comment: signature from taus";
static const char trusted_start[] = "trusted comment: ";

enum { DIGEST = 64, KIND = 2, ID = 8, FORM = KIND + ID + SIGN_MARK };

struct parts {
	unsigned char form[FORM]; /* "ED", id of the key, signature of the digest */
	unsigned char both[SIGN_MARK];
	struct bytes comment;
};

/* A line with its LF behind it. */
static bool
take_line(struct bytes *rest, struct bytes *line)
{
	const unsigned char *end = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;

	if (end == NULL)
		return false;
	*line = bytes_cut(*rest, 0, (size_t)(end - rest->at));
	*rest = bytes_cut(*rest, line->len + 1, rest->len);
	return line->len <= SIGN_LINE_COMMENT;
}

/* No control characters: the comment may be shown. */
static bool
is_plain(struct bytes b)
{
	size_t i;

	for (i = 0; i < b.len; i++)
		if (b.at[i] < 32 || b.at[i] > 126)
			return false;
	return true;
}

static bool
parse(struct bytes file, bool lax, struct parts *p)
{
	struct bytes line[4];
	size_t i;

	for (i = 0; i < 4; i++)
		if (!take_line(&file, &line[i]))
			return false;
	if (file.len || !bytes_start(line[2], trusted_start))
		return false;
	p->comment = bytes_cut(line[2], strlen(trusted_start), line[2].len);
	if (lax ? !bytes_start(line[0], first_start)
		: !bytes_are(line[0], first_line) || !is_plain(p->comment))
		return false;
	return base64_read_exactly(line[1], true, p->form, sizeof p->form) &&
	       base64_read_exactly(line[3], true, p->both, sizeof p->both) &&
	       memcmp(p->form, "ED", KIND) == 0;
}

static bool
fits(const struct verifying *v, struct bytes signed_bytes, const struct parts *p)
{
	unsigned char digest[DIGEST], bound[SIGN_MARK + SIGN_LINE_COMMENT];
	const unsigned char *mark = p->form + KIND + ID;

	crypto_generichash_blake2b(
	    digest, DIGEST, signed_bytes.at, signed_bytes.len, NULL, 0);
	memcpy(bound, mark, SIGN_MARK);
	memcpy(bound + SIGN_MARK, p->comment.at, p->comment.len);
	return crypto_sign_ed25519_verify_detached(mark, digest, DIGEST, v->key) == 0 &&
	       crypto_sign_ed25519_verify_detached(
		   p->both, bound, SIGN_MARK + p->comment.len, v->key) == 0;
}

int
bag_signature(const struct verifying *v, struct bytes signed_bytes,
    struct bytes signature, bool lax, struct arena *a, const char **comment,
    struct fail *f)
{
	struct parts p;

	if (signature.at == NULL)
		return fail(f, FAIL_SEAL, "sign-missing");
	if (!parse(signature, lax, &p))
		return fail(f, FAIL_SEAL, "sign-form");
	if (memcmp(p.form + KIND, v->id, ID) != 0)
		return fail(f, FAIL_SEAL, "sign-other-key");
	if (!fits(v, signed_bytes, &p))
		return fail(f, FAIL_SEAL, "sign-wrong");
	if (comment != NULL)
		*comment = arena_text(a, p.comment);
	return 0;
}
