#include "vault/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "vault/digest.h"
#include "vault/ledger_line.h"
#include "vault/ledger_read.h"

/* An entry that is kept, with its digest in itself; agent and object are texts
 * that are kept once. */
struct kept {
	struct ledger_entry entry;
	char sha256[65];
};

struct object {
	struct kept last, success; /* success.entry.n 0: none */
};

struct ledger {
	struct arena *arena;
	const char *audit_dir, *path;
	int fd;
	bool append, lost; /* lost: a failed write could not be taken back */
	uint64_t size;     /* bytes of whole entries */
	uint64_t n;
	int64_t time;
	char head[65];

	struct map *by_name; /* object -> its place in objects */
	struct object **objects;
	size_t count, cap;
	struct map *by_agent;
	const char **agents;
	size_t agent_count, agent_cap;
};

static const char *
agent_once(struct ledger *l, const char *agent)
{
	int added;
	uint32_t *at =
	    map_put(l->by_agent, bytes_of(agent), (uint32_t)l->agent_count, &added);

	if (added) {
		l->agents = arena_grow(l->arena, l->agents, l->agent_count,
		    &l->agent_cap, sizeof *l->agents);
		l->agents[l->agent_count++] = arena_text(l->arena, bytes_of(agent));
	}
	return l->agents[*at];
}

static void
keep(struct ledger *l, struct kept *k, const struct ledger_entry *e, const char *object)
{
	k->entry = *e;
	k->entry.agent = agent_once(l, e->agent);
	k->entry.object = object;
	if (e->sha256 != NULL) {
		memcpy(k->sha256, e->sha256, sizeof k->sha256);
		k->entry.sha256 = k->sha256;
	}
}

/* The ledger's state after this entry. */
static void
take_in(struct ledger *l, const struct ledger_entry *e)
{
	struct object *o;
	const char *name;
	uint32_t *at;
	int added;

	at = map_put(l->by_name, bytes_of(e->object), (uint32_t)l->count, &added);
	if (added) {
		l->objects = arena_grow(
		    l->arena, l->objects, l->count, &l->cap, sizeof(struct object *));
		o = arena_get(l->arena, 1, sizeof *o);
		o->last.entry.object = arena_text(l->arena, bytes_of(e->object));
		l->objects[l->count++] = o;
	}
	o = l->objects[*at];
	name = o->last.entry.object;
	keep(l, &o->last, e, name);
	if (e->outcome == OUTCOME_SUCCESS)
		keep(l, &o->success, e, name);
	l->n = e->n;
	l->time = e->time;
	memcpy(l->head, e->head, sizeof l->head);
}

static int
read_all(struct ledger *l, bool *torn, struct fail *f)
{
	struct ledger_read *r = ledger_read_fd(l->fd, l->path);
	struct ledger_entry e;
	int got;

	while ((got = ledger_read_next(r, &e, f)) == 1)
		take_in(l, &e);
	l->size = ledger_read_size(r);
	*torn = ledger_read_torn(r);
	ledger_read_close(r);
	return got;
}

static int
cut_torn(struct ledger *l, struct fail *f)
{
	if (ftruncate(l->fd, (off_t)l->size) != 0 || fsync(l->fd) != 0)
		return fail_errno(f, "file-write", l->path);
	return 0;
}

/* One writer at a time. The lock goes with the descriptor. */
static int
lock(struct ledger *l, struct fail *f)
{
	if (flock(l->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno != EWOULDBLOCK)
		return fail_errno(f, "file-open", l->path);
	fail(f, FAIL_SYSTEM, "ledger-busy");
	return fail_at(f, l->path, 0);
}

struct ledger *
ledger_open(const char *audit_dir, bool append, struct fail *f)
{
	struct arena *a = arena_new();
	struct ledger *l = arena_get(a, 1, sizeof *l);
	bool torn;

	l->arena = a;
	l->audit_dir = arena_text(a, bytes_of(audit_dir));
	l->path = path_join(a, audit_dir, ledger_file_name);
	l->append = append;
	l->by_name = map_new(a);
	l->by_agent = map_new(a);
	memcpy(l->head, digest_none, sizeof l->head);
	l->fd = ledger_file_open(l->path, append ? O_RDWR | O_APPEND : O_RDONLY, f);
	if (l->fd < 0 || (append && lock(l, f) < 0) || read_all(l, &torn, f) < 0 ||
	    (append && torn && cut_torn(l, f) < 0)) {
		ledger_close(l);
		return NULL;
	}
	return l;
}

void
ledger_close(struct ledger *l)
{
	if (l == NULL)
		return;
	if (l->fd >= 0)
		close(l->fd);
	arena_free(l->arena);
}

static int
sync_dir(const char *dir, struct fail *f)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
		rc = fail_errno(f, "file-write", dir);
	if (fd >= 0)
		close(fd);
	return rc;
}

int
ledger_create(const char *audit_dir, struct fail *f)
{
	struct arena *a = arena_new();
	const char *path = path_join(a, audit_dir, ledger_file_name);
	int fd, rc = -1;

	if (file_make_dir(path_join(a, audit_dir, "checkpoints"), 0755, f) < 0)
		goto out;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0 && errno == EEXIST) {
		fail(f, FAIL_REFUSED, "ledger-exists");
		fail_at(f, path, 0);
	} else if (fd < 0) {
		fail_errno(f, "file-create", path);
	} else {
		rc = fsync(fd) == 0 ? 0 : fail_errno(f, "file-write", path);
		close(fd);
		if (rc == 0)
			rc = sync_dir(audit_dir, f);
	}
out:
	arena_free(a);
	return rc;
}

/* Nobody has written since we read it? */
static int
check_unmoved(struct ledger *l, struct fail *f)
{
	struct stat st;

	if (fstat(l->fd, &st) != 0)
		return fail_errno(f, "file-read", l->path);
	if (!l->lost && (uint64_t)st.st_size == l->size)
		return 0;
	fail(f, FAIL_SEAL, "ledger-moved");
	return fail_at(f, l->path, 0);
}

/* The whole line on the disk, or nothing of it. */
static int
write_line(struct ledger *l, struct bytes line, struct fail *f)
{
	if (l->size + line.len > LIMIT_LEDGER) {
		fail_with(f, FAIL_LIMIT, "file-large", "%d", LIMIT_LEDGER);
		return fail_at(f, l->path, 0);
	}
	if (file_write_fd(l->fd, line, l->path, f) == 0) {
		if (fsync(l->fd) == 0)
			return 0;
		fail_errno(f, "file-write", l->path);
	}
	if (ftruncate(l->fd, (off_t)l->size) != 0 || fsync(l->fd) != 0)
		l->lost = true;
	return -1;
}

static int
check_entry(const struct ledger *l, const struct ledger_entry *e, struct fail *f)
{
	if (!l->append)
		die("ledger_append: opened for reading");
	if (!ledger_agent_fits(e->agent))
		return fail(f, FAIL_INPUT, "ledger-agent");
	if (!ledger_object_fits(e->object))
		return fail(f, FAIL_INPUT, "ledger-object");
	if (e->sha256 != NULL && !digest_is_sha256(bytes_of(e->sha256)))
		die("ledger_append: a digest that is none");
	if (bytes_start(bytes_of(e->object), "data/") && e->event != EVENT_DELETION &&
	    (e->sha256 == NULL || strcmp(e->sha256, digest_none) == 0))
		die("ledger_append: %s without digest", e->object);
	return 0;
}

int
ledger_append(struct ledger *l, struct ledger_entry *e, struct fail *f)
{
	struct buf line = { 0 };
	int64_t now = clock_now();
	int rc = -1;

	if (check_entry(l, e, f) < 0 || check_unmoved(l, f) < 0)
		return -1;
	e->n = l->n + 1;
	e->time = now > l->time ? now : l->time;
	ledger_line_write(&line, e, l->head);
	if (write_line(l, buf_bytes(&line), f) == 0) {
		memcpy(e->head, digest_bytes(DIGEST_SHA256, buf_bytes(&line)).at,
		    sizeof e->head);
		l->size += line.len;
		take_in(l, e);
		rc = 0;
	}
	buf_free(&line);
	return rc;
}

uint64_t
ledger_entries(const struct ledger *l)
{
	return l->n;
}

const char *
ledger_head(const struct ledger *l)
{
	return l->head;
}

int64_t
ledger_time(const struct ledger *l)
{
	return l->time;
}

const char *
ledger_dir(const struct ledger *l)
{
	return l->audit_dir;
}

static const struct object *
find(const struct ledger *l, const char *object)
{
	const uint32_t *at = map_get(l->by_name, bytes_of(object));

	return at ? l->objects[*at] : NULL;
}

const struct ledger_entry *
ledger_last_for(const struct ledger *l, const char *object)
{
	const struct object *o = find(l, object);

	return o ? &o->last.entry : NULL;
}

const struct ledger_entry *
ledger_success_for(const struct ledger *l, const char *object)
{
	const struct object *o = find(l, object);

	return o && o->success.entry.n ? &o->success.entry : NULL;
}

size_t
ledger_objects(const struct ledger *l)
{
	return l->count;
}

const struct ledger_entry *
ledger_object(const struct ledger *l, size_t i)
{
	if (i >= l->count)
		die("ledger_object: %zu of %zu", i, l->count);
	return &l->objects[i]->last.entry;
}
