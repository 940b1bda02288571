#include "cmd/import.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/faults.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/worker.h"
#include "cmd/command.h"
#include "cmd/ui.h"
#include "format/source.h"
#include "format/workbook.h"
#include "scrub/judged.h"
#include "text/encoding.h"
#include "vault/secret.h"

enum { PEOPLE, MEETINGS, CONSENTS, STAY, DECISIONS, TABLES };
enum { STUDY = TABLES, FILES }; /* the workbook that holds all of them */
enum { PIECE_OF_TABLES = 1, RECORD_BESIDES, RECORD_FAULT };

/* What a table's sheet is called. */
static const char *const sheets[TABLES] = { "People|Personer|Personar",
	"Meetings|Møter|Møte", "Consents|Samtykker|Samtykke",
	"Names that stay|Navn som blir|Namn som blir",
	"Decisions|Avgjørelser|Avgjerder" };

/* The tables, opened by the keeper before the sandbox shuts. */
struct tables {
	const char *path[FILES];
	int fd[FILES];
	struct roster_policy policy;
};

/* A table as it was found. */
struct table {
	struct bytes csv;
	const char *path; /* what messages say: "study.xlsx, People" */
	bool there;
	bool twice; /* it is filled in at another place as well */
};

/* What the workbooks hold besides the tables. */
struct besides {
	struct workbook_besides in;
	size_t unread; /* sheets that are none of the study's */
};

struct parsing {
	const struct tables *from;
	struct arena *arena;
	struct table table[TABLES];
	struct besides besides;
	struct faults faults;
};

static void
add_besides(struct parsing *p, const struct workbook *book)
{
	struct workbook_besides b = workbook_besides(book), *all = &p->besides.in;

	all->sheets += b.sheets;
	all->rows += b.rows;
	all->columns += b.columns;
	all->comments += b.comments;
}

/* A workbook in the place of one table: its sheet, or the only one. */
static int
read_workbook(struct parsing *p, int which, struct fail *f)
{
	struct source *source = source_of_file(p->from->fd[which], p->arena, f);
	struct workbook *book = source ? workbook_open(source, p->arena, f) : NULL;
	int sheet;

	if (book == NULL)
		return -1;
	sheet = workbook_sheet(book, sheets[which]);
	if (workbook_gather(book, sheet == -1 ? workbook_first(book) : sheet,
		p->from->path[which], p->arena, &p->table[which].csv, &p->faults,
		f) == -1)
		return -1;
	add_besides(p, book);
	return 0;
}

/* A spreadsheet writes its table in the encoding of its country. */
static int
decode(struct parsing *p, struct bytes *csv, struct fail *f)
{
	struct encoding_guess guess;
	struct buf utf8 = { 0 };
	size_t used;
	int rc;

	if (encoding_guess(*csv, true, &guess, f) == -1)
		return -1;
	if (guess.encoding == ENCODING_UTF8)
		return 0;
	rc = encoding_decode(
	    guess.encoding, bytes_cut(*csv, guess.bom, csv->len), &utf8, &used, f);
	*csv = arena_bytes(p->arena, buf_bytes(&utf8));
	buf_free(&utf8);
	return rc;
}

static int
read_table(struct parsing *p, int which, struct fail *f)
{
	struct table *t = &p->table[which];
	const char *path = p->from->path[which];

	*t = (struct table){ bytes_of(""), path, path != NULL, false };
	if (path == NULL)
		return 0;
	if (file_read_fd(p->from->fd[which], path, LIMIT_CSV, p->arena, &t->csv, f) ==
	    -1)
		return -1;
	if (workbook_is(t->csv)) {
		if (read_workbook(p, which, f) == -1)
			return fail_at(f, path, 0);
		return 0;
	}
	return decode(p, &t->csv, f) == 0 ? 0 : fail_at(f, path, 0);
}

/* More than a first line. */
static bool
has_rows(struct bytes csv)
{
	struct bytes line;
	size_t lines = 0;

	while (bytes_next(&csv, '\n', &line))
		lines += bytes_trim(line).len > 0;
	return lines > 1;
}

/* What a table's sheet is called in the language of the messages. */
static const char *
sheet_name(const struct parsing *p, int which)
{
	struct bytes names = bytes_of(sheets[which]), name;

	bytes_next(&names, '|', &name);
	if (ui_language() == UI_NORWEGIAN)
		bytes_next(&names, '|', &name);
	return arena_text(p->arena, name);
}

/* The sheets that init made; who has no names that stay, or decisions elsewhere, may have
 * taken those out. */
static bool
is_needed(int which)
{
	return which == PEOPLE || which == MEETINGS || which == CONSENTS;
}

/* A table stands in one place: a sheet of the study's workbook, or a file of its own. A
 * file that is still empty does not count. */
static int
take_sheet(struct parsing *p, struct workbook *book, int which, struct fail *f)
{
	struct table *t = &p->table[which];
	int sheet = workbook_sheet(book, sheets[which]);
	const char *base = path_base(p->from->path[STUDY]), *name;
	struct bytes csv;

	if (sheet == -1 && (t->there || !is_needed(which)))
		return 0;
	name = sheet_name(p, which);
	if (sheet == -1) {
		fail_with(f, FAIL_INPUT, "import-no-sheet", "%s", name);
		fail_at(f, base, 0);
		return faults_take(&p->faults, f);
	}
	name = arena_printf(p->arena, "%s, %s", base, name);
	if (workbook_gather(book, sheet, name, p->arena, &csv, &p->faults, f) == -1)
		return fail_at(f, name, 0);
	if (t->there && (csv.len == 0 || (!has_rows(csv) && has_rows(t->csv))))
		return 0;
	if (t->there && has_rows(t->csv)) {
		t->twice = true;
		fail_with(f, FAIL_INPUT, "import-twice", "%s", base);
		fail_at(f, t->path, 0);
		return faults_take(&p->faults, f);
	}
	*t = (struct table){ csv, name, csv.len > 0 || is_needed(which), false };
	return 0;
}

/* Sheets of the study's workbook that hold something else, the explanations aside. */
static void
count_unread(struct parsing *p, const struct workbook *book)
{
	const char *about =
	    arena_printf(p->arena, "%s|%s", ui_text_in("book-about", UI_ENGLISH),
		ui_text_in("book-about", UI_NORWEGIAN));
	size_t known = workbook_sheet(book, about) != -1;
	int i;

	for (i = 0; i < TABLES; i++)
		known += workbook_sheet(book, sheets[i]) != -1;
	p->besides.unread = workbook_sheets(book) - known;
}

static int
take_sheets(struct parsing *p, struct fail *f)
{
	struct source *source;
	struct workbook *book;
	int i;

	if (p->from->path[STUDY] == NULL)
		return 0;
	source = source_of_file(p->from->fd[STUDY], p->arena, f);
	book = source ? workbook_open(source, p->arena, f) : NULL;
	if (book == NULL)
		return fail_at(f, p->from->path[STUDY], 0);
	for (i = 0; i < TABLES; i++)
		if (take_sheet(p, book, i, f) == -1)
			return -1;
	count_unread(p, book);
	add_besides(p, book);
	return 0;
}

/* Whom meetings and consents may name. NULL where it cannot be told: the rest of what is
 * wrong there is found all the same. */
static int
parse_people(
    struct parsing *p, struct roster *out, const struct roster **known, struct fail *f)
{
	const struct table *t = &p->table[PEOPLE];

	*known = NULL;
	if (!t->there && p->from->path[STUDY] != NULL)
		return 0; /* that its sheet is missing was said */
	if (roster_parse(
		t->csv, t->path, &p->from->policy, p->arena, out, &p->faults, f) == -1)
		return faults_take(&p->faults, f);
	if (!t->twice)
		*known = out;
	return 0;
}

static int
parse_rest(struct parsing *p, struct linking *l, struct fail *f)
{
	const struct table *t = p->table;
	const struct roster *roster;
	struct arena *a = p->arena;
	struct faults *faults = &p->faults;

	if (parse_people(p, &l->roster, &roster, f) == -1)
		return -1;
	if (t[MEETINGS].there &&
	    meetings_parse(t[MEETINGS].csv, t[MEETINGS].path, roster, a, &l->meetings,
		faults, f) == -1 &&
	    faults_take(faults, f) == -1)
		return -1;
	if (t[CONSENTS].there && consents_parse(t[CONSENTS].csv, t[CONSENTS].path,
				     roster, a, &l->consents, faults, f) == -1)
		return faults_take(faults, f);
	return 0;
}

static int
parse(struct parsing *p, struct linking *l, struct fail *f)
{
	const struct table *t = p->table;
	struct arena *a = p->arena;
	struct bytes *names;
	struct judged *judged;
	size_t count;
	int i;

	for (i = 0; i < TABLES; i++)
		if (read_table(p, i, f) == -1)
			return -1;
	if (take_sheets(p, f) == -1 || parse_rest(p, l, f) == -1)
		return -1;
	if (stay_parse(t[STAY].csv, t[STAY].path, a, &names, &count, &p->faults, f) ==
		-1 &&
	    faults_take(&p->faults, f) == -1)
		return -1;
	if (judged_gather(
		t[DECISIONS].csv, t[DECISIONS].path, a, &judged, &p->faults, f) == -1 &&
	    faults_take(&p->faults, f) == -1)
		return -1;
	l->decisions = t[DECISIONS].csv;
	return p->faults.len > 0 ? 0 : stay_write(t[STAY].csv, a, &l->stay, f);
}

/* One thing that is wrong is the failure; several are told one by one before it. */
static int
send_faults(const struct faults *faults, int records, struct fail *f)
{
	size_t i;

	if (faults->len == 1)
		return faults_end(faults, f);
	for (i = 0; i < faults->len; i++)
		if (worker_send(records, RECORD_FAULT, &faults->at[i],
			sizeof faults->at[i], f) == -1)
			return -1;
	if (faults->more > 0)
		return fail_with(f, FAIL_INPUT, "import-wrong-more", "%llu\t%zu",
		    (unsigned long long)faults->more, faults->len);
	return fail_with(f, FAIL_INPUT, "import-wrong", "%zu", faults->len);
}

/* In the worker. */
static int
parse_and_send(void *with, int records, struct fail *f)
{
	struct parsing p = { .from = with, .arena = arena_new() };
	struct linking l = { .crosswalk = { NULL, 0 } };
	struct secret *tar = secret_new(0);
	struct bytes all, piece;
	size_t at, len;

	if (parse(&p, &l, f) == -1)
		return -1;
	if (p.faults.len > 0)
		return send_faults(&p.faults, records, f);
	if (linking_write(&l, tar, f) == -1)
		return -1;
	all = secret_bytes(tar);
	for (at = 0; at < all.len; at += len) {
		len = all.len - at < WORKER_RECORD ? all.len - at : WORKER_RECORD;
		piece = bytes_cut(all, at, at + len);
		if (worker_send(records, PIECE_OF_TABLES, piece.at, piece.len, f) == -1)
			return -1;
	}
	return worker_send(records, RECORD_BESIDES, &p.besides, sizeof p.besides, f);
}

static bool
is_text(const char *text, size_t room)
{
	return memchr(text, '\0', room) != NULL;
}

/* What a worker says is wrong; -1 if that is none. */
static int
say_fault(const void *record, size_t len)
{
	struct fail one;

	if (len != sizeof one)
		return -1;
	memcpy(&one, record, sizeof one);
	if (one.kind != FAIL_INPUT || !is_text(one.what, sizeof one.what) ||
	    !is_text(one.args, sizeof one.args) ||
	    !is_text(one.path, sizeof one.path) ||
	    !is_text(one.column, sizeof one.column))
		return -1;
	ui_fail(&one);
	return 0;
}

static int
receive(struct worker *w, struct buf *tar, struct besides *b, struct fail *f)
{
	unsigned char piece[WORKER_RECORD];
	uint32_t kind;
	size_t len;
	int rc;

	while ((rc = worker_next(w, &kind, piece, &len, f)) == 1) {
		if (kind == RECORD_BESIDES && len == sizeof *b) {
			memcpy(b, piece, sizeof *b);
			continue;
		}
		if (kind == RECORD_FAULT && say_fault(piece, len) == 0)
			continue;
		if (kind != PIECE_OF_TABLES || tar->len + len > LIMIT_SEALED)
			return fail(f, FAIL_INPUT, "worker-answer");
		buf_add(tar, (struct bytes){ piece, len });
	}
	return rc;
}

static void
say_besides(const struct besides *b)
{
	const struct workbook_besides *in = &b->in;

	if (in->sheets + in->rows + in->columns > 0)
		say("import-hidden", "%zu\t%zu\t%zu", in->sheets, in->rows,
		    in->columns);
	if (in->comments > 0)
		say("import-comments", "%zu", in->comments);
	if (b->unread > 0)
		say("import-unread", "%zu", b->unread);
}

int
import_tables(
    const struct import *from, struct arena *a, struct linking *l, struct fail *f)
{
	struct tables t = { .path = { from->people, from->meetings, from->consents,
				from->stay, from->decisions, from->study },
		.fd = { -1, -1, -1, -1, -1, -1 },
		.policy = from->policy };
	struct besides besides = { .unread = 0 };
	struct worker *w = NULL;
	struct buf tar = { 0 };
	int rc = -1, i;

	for (i = 0; i < FILES; i++) {
		if (t.path[i] == NULL)
			continue;
		t.fd[i] = file_open(t.path[i], f);
		if (t.fd[i] == -1)
			goto out;
	}
	w = worker_start(parse_and_send, &t, t.fd, FILES,
	    global_value(GLOBAL_NO_SANDBOX) != NULL, f);
	if (w == NULL || receive(w, &tar, &besides, f) == -1)
		goto out;
	rc = linking_read(arena_bytes(a, buf_bytes(&tar)), a, l, f);
	if (rc == 0)
		say_besides(&besides);
out:
	worker_end(w);
	for (i = 0; i < FILES; i++)
		if (t.fd[i] != -1)
			close(t.fd[i]);
	buf_free(&tar);
	return rc;
}
