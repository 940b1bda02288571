#define PCRE2_CODE_UNIT_WIDTH 8

#include <archive.h>
#include <expat.h>
#include <jansson.h>
#include <pcre2.h>
#include <seccomp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/sandbox.h"
#include "cmd/answer.h"
#include "cmd/command.h"
#include "cmd/place.h"
#include "cmd/session.h"
#include "cmd/setup.h"
#include "cmd/ui.h"
#include "find/rulebook.h"
#include "vault/seal.h"

static const struct option options[] = {
	{ "json", OPTION_FLAG, NULL, "opt-json" },
	{ NULL, OPTION_FLAG, NULL, NULL },
};

enum { FREE_LEAST = 1024, LOCK_LEAST = 64 * 1024, DIGEST_SHOWN = 12 };

/* How a thing stands, in a word: {state} of an object and the first column. */
static const struct {
	const char *name, *word;
} states[] = { { "ok", "doctor-ok" }, { "cannot", "doctor-cannot" },
	{ "warning", "doctor-warning" } };
enum state { OK, CANNOT, WARNING };

static void found(const struct invocation *, enum state, const char *id,
    const char *fields, ...) __attribute__((format(printf, 4, 5)));

static void
found(const struct invocation *inv, enum state state, const char *id,
    const char *fields, ...)
{
	char word[32], field[32];
	va_list ap;

	/* the longest word is 8 letters, all of them ASCII */
	snprintf(word, sizeof word, "%-9s", ui_text(states[state].word));
	snprintf(field, sizeof field, "state=%s", states[state].name);
	va_start(ap, fields);
	answer_after(inv, word, field, id, fields, ap);
	va_end(ap);
}

static void
look_at_kernel(const struct invocation *inv)
{
	int landlock = sandbox_landlock();

	if (sandbox_refuses_sockets())
		found(inv, OK, "doctor-sockets", "%s", "");
	else
		found(inv, CANNOT, "doctor-sockets-not", "%s", "");
	if (landlock > 0)
		found(inv, OK, "doctor-landlock", "version#=%d", landlock);
	else
		found(inv, CANNOT, "doctor-landlock-not", "%s", "");
	if (sandbox_refuses_dumps())
		found(inv, OK, "doctor-dumps", "%s", "");
	else
		found(inv, CANNOT, "doctor-dumps-not", "%s", "");
}

/* Keys are locked into memory, page by page, by libsodium: as far as one may. */
static void
look_at_locking(const struct invocation *inv)
{
	unsigned char *page = sodium_malloc(4096);
	struct rlimit lock = { 0, 0 };
	bool locked = page != NULL && sodium_mlock(page, 4096) == 0;

	sodium_free(page);
	getrlimit(RLIMIT_MEMLOCK, &lock);
	if (locked && lock.rlim_cur == RLIM_INFINITY)
		found(inv, OK, "doctor-locking-all", "%s", "");
	else if (locked && lock.rlim_cur >= LOCK_LEAST)
		found(inv, OK, "doctor-locking", "kib#=%llu",
		    (unsigned long long)lock.rlim_cur / 1024);
	else
		found(inv, CANNOT, "doctor-locking-not", "kib#=%llu",
		    (unsigned long long)lock.rlim_cur / 1024);
}

/* What the kernel says can be had without swapping; 0: it does not say. */
static uint64_t
available_mib(struct arena *a)
{
	static const char word[] = "MemAvailable:";
	struct fail none = { 0 };
	struct bytes text;
	const char *at;

	if (file_read("/proc/meminfo", 1 << 16, a, &text, &none) == -1)
		return 0;
	at = strstr((const char *)text.at, word);
	return at != NULL ? strtoull(at + sizeof word - 1, NULL, 10) / 1024 : 0;
}

/* scrypt takes 128 bytes, times its block size 8, times 2 to the work factor
 * (RFC 7914, section 2). */
static void
look_at_memory(const struct invocation *inv)
{
	uint64_t needed = (UINT64_C(128) * 8 << SEAL_LOG_N) / (1024 * 1024);
	uint64_t there = available_mib(inv->arena);
	struct rlimit most = { RLIM_INFINITY, RLIM_INFINITY };

	getrlimit(RLIMIT_AS, &most);
	if (most.rlim_cur != RLIM_INFINITY && most.rlim_cur / (1024 * 1024) < there)
		there = most.rlim_cur / (1024 * 1024);
	if (there >= needed)
		found(inv, OK, "doctor-memory", "needed_mib#=%llu\tfree_mib#=%llu",
		    (unsigned long long)needed, (unsigned long long)there);
	else
		found(inv, WARNING, "doctor-memory-little",
		    "needed_mib#=%llu\tfree_mib#=%llu", (unsigned long long)needed,
		    (unsigned long long)there);
}

static void
look_at_screen(const struct invocation *inv)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value = NULL;
	size_t i;

	for (i = 0; i < 3 && (value == NULL || value[0] == '\0'); i++)
		value = getenv(variables[i]);
	if (value != NULL && (strcasestr(value, "UTF-8") || strcasestr(value, "UTF8")))
		found(inv, OK, "doctor-screen", "%s", "");
	else
		found(inv, WARNING, "doctor-screen-not", "%s", "");
}

static void
look_at_rules(const struct invocation *inv)
{
	struct arena *a = inv->arena;
	struct fail none = { 0 };
	const char *dir = setup_rules_dir(a, &none), *study = session_find(".", a);
	const char *own = study ? path_join(a, study, "rules") : NULL, *digest;
	struct rulebook *book;

	if (dir == NULL) {
		found(inv, CANNOT, "doctor-rules-none", "%s", "");
		return;
	}
	book = rulebook_load(dir, own && file_is_dir(own) ? own : NULL, a, &none);
	if (book == NULL) {
		found(inv, CANNOT, "doctor-rules-bad", "dir=%s", dir);
		return;
	}
	digest = rulebook_digest(book);
	found(inv, OK,
	    strcmp(digest, rulebook_shipped) == 0 ? "doctor-rules" : "doctor-rules-own",
	    "count#=%zu\tdigest=%.*s\tdir=%s", rulebook_count(book), DIGEST_SHOWN,
	    digest, dir);
	rulebook_close(book);
}

/* The same input gives the same bytes with the same of these. */
static void
look_at_libraries(const struct invocation *inv)
{
	const struct scmp_version *v = seccomp_version();
	char pcre[64] = "";

	pcre2_config(PCRE2_CONFIG_VERSION, pcre);
	pcre[strcspn(pcre, " ")] = '\0';
	found(inv, OK, "doctor-libraries",
	    "pcre2=%s\tlibsodium=%s\tlibarchive=%s\tzlib=%s\texpat=%s\t"
	    "libxlsxwriter=%s\tjansson=%s\tlibseccomp=%u.%u.%u",
	    pcre, sodium_version_string(),
	    archive_version_string() + strcspn(archive_version_string(), "0123456789"),
	    zlibVersion(),
	    XML_ExpatVersion() + strcspn(XML_ExpatVersion(), "0123456789"),
	    lxw_version(), jansson_version_str(), v ? v->major : 0, v ? v->minor : 0,
	    v ? v->micro : 0);
	found(inv, OK, "doctor-programs", "%s", "");
}

static void
look_at_readers(const struct invocation *inv, const struct place *p)
{
	const char *group, *who = place_readers(p->mode, p->group, inv->arena, &group);

	if (!p->is_writable)
		found(inv, CANNOT, "doctor-folder-closed", "%s", "");
	else if (who == NULL)
		found(inv, OK, "doctor-readers", "%s", "");
	else
		found(inv, WARNING, "doctor-readers-others",
		    "who=%s\tgroup=%s\tmode=%04o", who, group, (unsigned)p->mode);
}

static int
look_at_folder(const struct invocation *inv, const char *dir, struct fail *f)
{
	struct place p;

	if (place_look(dir, inv->arena, &p, f) == -1)
		return -1;
	answer(inv, "doctor-folder", "dir=%s", p.dir);
	look_at_readers(inv, &p);
	if (p.service != NULL)
		found(inv, WARNING, "doctor-service", "service=%s\tseen_by=%s",
		    p.service, p.seen_by);
	else
		found(inv, OK, "doctor-service-none", "%s", "");
	if (p.is_network)
		found(inv, WARNING, "doctor-network", "system=%s", p.system);
	else
		found(inv, OK, "doctor-disk", "%s", "");
	found(inv, p.free_mib < FREE_LEAST ? WARNING : OK,
	    p.free_mib < FREE_LEAST ? "doctor-space-little" : "doctor-space",
	    "free_mib#=%llu", (unsigned long long)p.free_mib);
	return 0;
}

static int
acquire(struct invocation *inv, struct fail *f)
{
	const char *dir = session_find(".", inv->arena);

	if (inv->operands > 1)
		return fail_with(f, FAIL_USAGE, "operand-extra", "%s", "doctor");
	if (inv->operands == 1)
		dir = inv->operand[0];
	answer(inv, "doctor-version", "version=%s", VERSION);
	look_at_kernel(inv);
	look_at_locking(inv);
	look_at_memory(inv);
	look_at_screen(inv);
	look_at_rules(inv);
	look_at_libraries(inv);
	return look_at_folder(inv, dir != NULL ? dir : ".", f);
}

const struct command command_doctor = {
	.name = "doctor",
	.operands = "[DIR]",
	.summary = "cmd-doctor",
	.example = "taus doctor",
	.options = options,
	.reads_only = true,
	.runs_unconfined = true,
	.acquire = acquire,
};
