#include "vault/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/limits.h"
#include "vault/secret.h"
#include "vault/terminal.h"

/* A passphrase is a secret of its own type, so that no other secret can be handed
 * over in its place. */
struct passphrase;

static struct passphrase *
as_passphrase(struct secret *s)
{
	return (struct passphrase *)s;
}

struct bytes
passphrase_bytes(const struct passphrase *p)
{
	return secret_bytes((const struct secret *)p);
}

void
passphrase_close(struct passphrase *p)
{
	secret_close((struct secret *)p);
}

/* Take s over if it may be a passphrase; close it if not. */
static struct passphrase *
checked(struct secret *s, struct fail *f)
{
	struct bytes b = secret_bytes(s);

	if (b.len == 0)
		fail(f, FAIL_INPUT, "passphrase-empty");
	else if (b.len > LIMIT_PASSPHRASE)
		fail_with(f, FAIL_LIMIT, "passphrase-long", "%d", LIMIT_PASSPHRASE);
	else if (memchr(b.at, 0, b.len) != NULL)
		fail(f, FAIL_INPUT, "passphrase-empty");
	else
		return as_passphrase(s);
	secret_close(s);
	return NULL;
}

struct passphrase *
passphrase_of(struct bytes b)
{
	struct secret *s = secret_new(0);
	struct fail f = { 0 };
	struct passphrase *p;

	secret_add(s, b);
	p = checked(s, &f);
	if (p == NULL)
		die("passphrase_of: %zu bytes", b.len);
	return p;
}

/* N of "/dev/fd/N"; -1 for any other path. */
static int
fd_number(const char *path)
{
	static const char prefix[] = "/dev/fd/";
	const char *at = path + sizeof prefix - 1;
	int n = 0;

	if (strncmp(path, prefix, sizeof prefix - 1) != 0 || *at == '\0')
		return -1;
	for (; *at; at++) {
		if (*at < '0' || *at > '9' || n > 99999)
			return -1;
		n = n * 10 + (*at - '0');
	}
	return n;
}

static int
private_file(int fd, struct fail *f)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return fail_errno(f, "passphrase-open", NULL);
	if (!S_ISREG(st.st_mode))
		return fail(f, FAIL_USAGE, "passphrase-kind");
	if (st.st_uid != geteuid() || (st.st_mode & 077) != 0)
		return fail(f, FAIL_USAGE, "passphrase-public");
	return 0;
}

static int
open_source(const char *path, struct fail *f)
{
	int n = fd_number(path);
	int fd;

	if (n >= 0)
		fd = fcntl(n, F_DUPFD_CLOEXEC, 0);
	else /* not waiting for the other end of a named pipe */
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0) {
		fail_errno(f, "passphrase-open", path);
	} else if (n < 0 && private_file(fd, f) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* One byte at a time: what follows the first line of a pipe is not ours. */
static int
read_line(int fd, struct secret *s, struct fail *f)
{
	unsigned char *c = sodium_malloc(1);
	ssize_t got = 0;
	int rc = 0;

	if (c == NULL)
		die("out of memory");
	while (secret_bytes(s).len <= LIMIT_PASSPHRASE + 1) {
		got = read(fd, c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0 || *c == '\n')
			break;
		secret_add(s, (struct bytes){ c, 1 });
	}
	if (got < 0)
		rc = fail_errno(f, "passphrase-open", NULL);
	sodium_free(c);
	return rc;
}

struct passphrase *
passphrase_file(const char *path, struct fail *f)
{
	struct secret *s = secret_new(0);
	struct passphrase *p = NULL;
	struct bytes b;
	int fd = open_source(path, f);

	if (fd < 0 || read_line(fd, s, f) < 0)
		goto out;
	b = secret_bytes(s);
	if (b.len && b.at[b.len - 1] == '\r')
		secret_cut(s, b.len - 1);
	p = checked(s, f);
	s = NULL;
out:
	if (p == NULL)
		fail_at(f, path, 0);
	secret_close(s);
	if (fd >= 0)
		close(fd);
	return p;
}

struct passphrase *
passphrase_ask(const char *prompt, const char *again, struct fail *f)
{
	struct passphrase *p = NULL, *q = NULL;
	struct secret *s;

	s = terminal_secret(prompt, f);
	p = s ? checked(s, f) : NULL;
	if (p == NULL || again == NULL)
		return p;
	s = terminal_secret(again, f);
	if (s != NULL && bytes_equal(secret_bytes(s), passphrase_bytes(p)))
		q = p;
	else
		passphrase_close(p);
	if (s != NULL && q == NULL)
		fail(f, FAIL_INPUT, "passphrase-differs");
	secret_close(s);
	return q;
}

struct passphrase *
passphrase_generate(void)
{
	struct secret *s = secret_new(0);
	const char *word;
	int i;

	secret_ready();
	for (i = 0; i < PASSPHRASE_DRAWN; i++) {
		if (i)
			secret_add(s, bytes_of("-"));
		word = passphrase_words[randombytes_uniform(PASSPHRASE_WORDS)];
		secret_add(s, bytes_of(word));
	}
	return as_passphrase(s);
}
