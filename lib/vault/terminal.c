#include "vault/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/fail.h"
#include "base/limits.h"
#include "vault/secret.h"

static const int watched[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGALRM, SIGPIPE,
	SIGTSTP, SIGTTIN, SIGTTOU };
enum { WATCHED = sizeof watched / sizeof *watched };

static volatile sig_atomic_t noted[NSIG];

static void
note(int number)
{
	noted[number] = 1;
}

static void
watch(struct sigaction before[WATCHED])
{
	struct sigaction now = { .sa_handler = note }; /* no SA_RESTART: end the read */
	size_t i;

	sigemptyset(&now.sa_mask);
	for (i = 0; i < WATCHED; i++) {
		noted[watched[i]] = 0;
		sigaction(watched[i], &now, &before[i]);
	}
}

/* Handlers as they were; then let the noted signals do their work. True if the
 * program was stopped and goes on, so that the line must be asked for again. */
static bool
unwatch(const struct sigaction before[WATCHED])
{
	bool stopped = false;
	size_t i;

	for (i = 0; i < WATCHED; i++)
		sigaction(watched[i], &before[i], NULL);
	for (i = 0; i < WATCHED; i++) {
		if (!noted[watched[i]])
			continue;
		raise(watched[i]);
		stopped |= watched[i] == SIGTSTP || watched[i] == SIGTTIN ||
		           watched[i] == SIGTTOU;
	}
	return stopped;
}

static int
echo_off(int fd, struct termios *before)
{
	struct termios now;

	if (tcgetattr(fd, before) != 0)
		return -1;
	now = *before;
	now.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	now.c_lflag |= ICANON;
	return tcsetattr(fd, TCSAFLUSH, &now);
}

static void
put(int fd, const char *text)
{
	struct bytes b = bytes_of(text);
	ssize_t done;

	while (b.len && (done = write(fd, b.at, b.len)) > 0)
		b = bytes_cut(b, (size_t)done, b.len);
}

/* 0 at the end of a line or of input, -1 for a signal or an error. */
static int
take_line(int fd, struct secret *s)
{
	unsigned char *c = sodium_malloc(1);
	ssize_t got;

	if (c == NULL)
		die("out of memory");
	while ((got = read(fd, c, 1)) == 1 && *c != '\n')
		if (secret_bytes(s).len < LIMIT_PASSPHRASE + 2)
			secret_add(s, (struct bytes){ c, 1 });
	sodium_free(c);
	return got < 0 ? -1 : 0;
}

static int
ask_once(int fd, const char *prompt, bool shown, struct secret *s, bool *again)
{
	struct sigaction before[WATCHED];
	struct termios mode;
	int rc;

	watch(before);
	rc = shown ? tcgetattr(fd, &mode) : echo_off(fd, &mode);
	if (rc == 0) {
		put(fd, prompt);
		rc = take_line(fd, s);
		if (!shown)
			put(fd, "\n");
		while (!shown && tcsetattr(fd, TCSAFLUSH, &mode) != 0 && errno == EINTR)
			;
	}
	*again = unwatch(before);
	return rc;
}

/* NULL: there is no terminal. */
static struct secret *
ask(const char *prompt, bool shown)
{
	struct secret *s = secret_new(0);
	bool again = false;
	int fd, rc = -1;

	fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (fd >= 0) {
		do {
			secret_cut(s, 0);
			rc = ask_once(fd, prompt, shown, s, &again);
		} while (again);
		close(fd);
	}
	if (rc == 0)
		return s;
	secret_close(s);
	return NULL;
}

struct secret *
terminal_secret(const char *prompt, struct fail *f)
{
	struct secret *s = ask(prompt, false);

	if (s == NULL)
		fail(f, FAIL_USAGE, "passphrase-no-terminal");
	return s;
}

struct secret *
terminal_line(const char *prompt, struct fail *f)
{
	struct secret *s = ask(prompt, true);

	if (s == NULL)
		fail(f, FAIL_USAGE, "terminal-none");
	return s;
}
