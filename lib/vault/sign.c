#include "vault/sign.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/base64.h"
#include "vault/sign_key.h"

static const char first_start[] = "untrusted comment: ";
static const char first_line[] = "untrusted comment: signature from taus";
static const char trusted_start[] = "trusted comment: ";

enum {
	DIGEST = 64, /* BLAKE2b-512 */
	COMMENT_MAX = 512,
	SIGNATURE_FILE = 4096
};

struct mark_form {
	unsigned char kind[2]; /* "ED": over the digest; "Ed" was over the file */
	unsigned char id[8];
	unsigned char mark[SIGN_MARK];
};

static int
hash_file(const char *path, unsigned char to[DIGEST], struct fail *f)
{
	crypto_generichash_blake2b_state state;
	unsigned char block[65536];
	ssize_t got;
	int fd;

	fd = file_open(path, f);
	if (fd < 0)
		return -1;
	crypto_generichash_blake2b_init(&state, NULL, 0, DIGEST);
	while ((got = read(fd, block, sizeof block)) != 0) {
		if (got > 0)
			crypto_generichash_blake2b_update(&state, block, (size_t)got);
		else if (errno != EINTR)
			break;
	}
	crypto_generichash_blake2b_final(&state, to, DIGEST);
	if (got < 0)
		fail_errno(f, "file-read", path);
	close(fd);
	return got < 0 ? -1 : 0;
}

static void
hash_bytes_in(struct bytes b, unsigned char to[DIGEST])
{
	crypto_generichash_blake2b(to, DIGEST, b.at, b.len, NULL, 0);
}

static bool
is_plain(struct bytes comment)
{
	size_t i;

	for (i = 0; i < comment.len; i++)
		if (comment.at[i] < 32 || comment.at[i] > 126)
			return false;
	return comment.len <= COMMENT_MAX;
}

/* What the second signature covers: the first one and the trusted comment. */
static void
bind(struct buf *to, const unsigned char mark[SIGN_MARK], struct bytes comment)
{
	buf_add(to, (struct bytes){ mark, SIGN_MARK });
	buf_add(to, comment);
}

static int
sign_digest(const struct signing *s, const unsigned char digest[DIGEST],
    const char *signature_path, const char *comment, struct fail *f)
{
	unsigned char both[SIGN_MARK];
	struct buf bound = { 0 }, text = { 0 };
	struct mark_form form;
	int rc;

	if (!is_plain(bytes_of(comment)))
		die("a signature's comment is not plain");
	memcpy(form.kind, "ED", 2);
	memcpy(form.id, signing_verifying(s)->id, sizeof form.id);
	crypto_sign_ed25519_detached(
	    form.mark, NULL, digest, DIGEST, signing_secret(s));
	bind(&bound, form.mark, bytes_of(comment));
	crypto_sign_ed25519_detached(
	    both, NULL, bound.at, bound.len, signing_secret(s));
	buf_printf(&text, "%s\n", first_line);
	base64_add(&text, (const unsigned char *)&form, sizeof form, true);
	buf_printf(&text, "\n%s%s\n", trusted_start, comment);
	base64_add(&text, both, sizeof both, true);
	buf_text(&text, "\n");
	rc = file_replace(signature_path, 0644, buf_bytes(&text), f);
	buf_free(&text);
	buf_free(&bound);
	return rc;
}

int
sign_file(const struct signing *s, const char *path, const char *signature_path,
    const char *comment, struct fail *f)
{
	unsigned char digest[DIGEST];

	if (hash_file(path, digest, f) < 0)
		return -1;
	return sign_digest(s, digest, signature_path, comment, f);
}

int
sign_bytes(const struct signing *s, struct bytes b, const char *signature_path,
    const char *comment, struct fail *f)
{
	unsigned char digest[DIGEST];

	hash_bytes_in(b, digest);
	return sign_digest(s, digest, signature_path, comment, f);
}

struct parts {
	struct mark_form form;
	struct bytes comment;
	unsigned char both[SIGN_MARK];
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
	return true;
}

/* Exactly four lines, and in strict form the fixed first line and plain ASCII. */
static bool
parse(struct bytes file, bool lax, struct parts *p)
{
	struct bytes line[4];
	size_t i;

	for (i = 0; i < 4; i++)
		if (!take_line(&file, &line[i]) || line[i].len > SIGN_LINE_COMMENT)
			return false;
	if (file.len || !bytes_start(line[2], trusted_start))
		return false;
	p->comment = bytes_cut(line[2], strlen(trusted_start), line[2].len);
	if (lax ? !bytes_start(line[0], first_start)
		: !bytes_are(line[0], first_line) || !is_plain(p->comment))
		return false;
	return base64_read_exactly(
		   line[1], true, (unsigned char *)&p->form, sizeof p->form) &&
	       base64_read_exactly(line[3], true, p->both, sizeof p->both) &&
	       memcmp(p->form.kind, "ED", 2) == 0;
}

static bool
fits(const struct verifying *v, const unsigned char digest[DIGEST],
    const struct parts *p)
{
	struct buf bound = { 0 };
	bool fit;

	bind(&bound, p->form.mark, p->comment);
	fit = crypto_sign_ed25519_verify_detached(
		  p->form.mark, digest, DIGEST, v->key) == 0 &&
	      crypto_sign_ed25519_verify_detached(
		  p->both, bound.at, bound.len, v->key) == 0;
	buf_free(&bound);
	return fit;
}

static int
verify_digest(const struct verifying *v, const unsigned char digest[DIGEST],
    const char *signature_path, bool lax, struct arena *a, const char **comment,
    struct fail *f)
{
	struct parts p;
	struct bytes file;

	if (!file_exists(signature_path)) {
		fail(f, FAIL_SEAL, "sign-missing");
		return fail_at(f, signature_path, 0);
	}
	if (file_read(signature_path, SIGNATURE_FILE, a, &file, f) < 0)
		return -1;
	if (!parse(file, lax, &p))
		fail(f, FAIL_SEAL, "sign-form");
	else if (memcmp(p.form.id, v->id, sizeof v->id) != 0)
		fail(f, FAIL_SEAL, "sign-other-key");
	else if (!fits(v, digest, &p))
		fail(f, FAIL_SEAL, "sign-wrong");
	else {
		if (comment != NULL)
			*comment = arena_text(a, p.comment);
		return 0;
	}
	return fail_at(f, signature_path, 0);
}

static int
verify_either(const struct verifying *v, const char *path, const char *signature_path,
    bool lax, struct arena *a, const char **comment, struct fail *f)
{
	unsigned char digest[DIGEST];

	if (hash_file(path, digest, f) < 0)
		return -1;
	return verify_digest(v, digest, signature_path, lax, a, comment, f);
}

int
verify_file(const struct verifying *v, const char *path, const char *signature_path,
    struct arena *a, const char **comment, struct fail *f)
{
	return verify_either(v, path, signature_path, false, a, comment, f);
}

int
verify_file_lax(const struct verifying *v, const char *path, const char *signature_path,
    struct arena *a, const char **comment, struct fail *f)
{
	return verify_either(v, path, signature_path, true, a, comment, f);
}

int
verify_bytes(const struct verifying *v, struct bytes b, const char *signature_path,
    struct arena *a, const char **comment, struct fail *f)
{
	unsigned char digest[DIGEST];

	hash_bytes_in(b, digest);
	return verify_digest(v, digest, signature_path, false, a, comment, f);
}
