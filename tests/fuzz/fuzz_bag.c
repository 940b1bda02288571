#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "release/bag_form.h"
#include "release/bag_ledger.h"
#include "release/bag_read.h"
#include "release/bag_sign.h"
#include "release/metadata.h"
#include "release/premis.h"
#include "vault/sign.h"
#include "vault/tar.h"

/*
 * Any bytes as an archive of somebody; the first byte says as which part of one.
 * What is refused says why; what nobody signed is never accepted; a bag that is
 * accepted has the counts that it says; a ledger that is accepted has as many PREMIS
 * events as entries.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The base point of the curve is nobody's key: no signature of it is known. */
static const struct verifying nobody = { { 1, 2, 3, 4, 5, 6, 7, 8 },
	{ 0x58, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
	    0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66,
	    0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66 } };

static void
check_refusal(const struct fail *f)
{
	if (f->kind != FAIL_SEAL && f->kind != FAIL_INPUT && f->kind != FAIL_LIMIT)
		die("refused without a reason");
	if (strncmp(f->what, "bag-", 4) != 0 && strncmp(f->what, "tar-", 4) != 0 &&
	    strncmp(f->what, "sign-", 5) != 0)
		die("refused for %s", f->what);
}

/*
 * Members from text, so that a fuzzer need not make a tar: "NAME\x01CONTENT\x02" and
 * so on.
 */
static bool
split(struct bytes b, struct arena *a, struct bag_members *m)
{
	struct bytes part, name;
	size_t cap = 0;

	memset(m, 0, sizeof *m);
	while (bytes_next(&b, 2, &part)) {
		if (!bytes_next(&part, 1, &name) || name.len == 0)
			continue;
		m->at = arena_grow(a, m->at, m->len, &cap, sizeof *m->at);
		m->at[m->len++] = (struct bag_member){ name, part };
		m->data = m->data || bytes_start(name, "data/");
	}
	return bag_members_sort(m);
}

static void
try_form(struct bytes b, struct arena *a)
{
	struct bag_members m;
	struct bag_form form, again;
	struct fail f = { 0 };
	size_t i, files = 0;

	if (!split(b, a, &m))
		return;
	if (bag_form_check(&m, a, &form, &f) < 0) {
		check_refusal(&f);
		return;
	}
	for (i = 0; i < m.len; i++)
		files += bytes_start(m.at[i].name, "data/");
	if (form.files != files || form.manifests == 0)
		die("accepted with another count");
	if (bag_form_check(&m, a, &again, &f) < 0)
		die("accepted once only");
}

static void
try_ledger(struct bytes b, struct arena *a)
{
	struct bag_result r = { .kind = BAG_DATA };
	struct bag_members m;
	struct fail f = { 0 };

	if (!split(b, a, &m))
		return;
	if (bag_ledger_check(&m, &nobody, NULL, a, &r, &f) == 0)
		die("accepted without a checkpoint");
	check_refusal(&f);
}

static void
try_premis(struct bytes b)
{
	struct buf xml = { 0 };
	struct fail f = { 0 };
	struct ledger_lines lines = { .rest = b };
	uint64_t events, entries = 0;

	if (premis_write(b, "p", &xml, &f) < 0) {
		check_refusal(&f);
	} else {
		while (ledger_lines_next(&lines, &f) == 1)
			entries++;
		if (premis_events(buf_bytes(&xml), &events, &f) < 0 ||
		    events != entries)
			die("events are not entries");
	}
	buf_free(&xml);
}

static void
try_archive(struct bytes b, struct arena *a)
{
	struct bag_result r;
	struct fail f = { 0 };

	if (bag_verify_inside(b, &nobody, NULL, a, &r, &f) == 0)
		die("accepted without a signature");
	check_refusal(&f);
}

static void
try_small(struct bytes b, struct arena *a)
{
	struct fail f = { 0 };
	const char *comment;
	uint64_t events;

	if (bag_signature(&nobody, bytes_of("x"), b, true, a, &comment, &f) == 0)
		die("accepted a signature");
	check_refusal(&f);
	memset(&f, 0, sizeof f);
	if (premis_events(b, &events, &f) < 0)
		check_refusal(&f);
	memset(&f, 0, sizeof f);
	if (metadata_check(b, &f) < 0)
		check_refusal(&f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct bytes rest = { data, size };

	if (size > 0)
		rest = bytes_cut(rest, 1, size);
	switch (size > 0 ? data[0] % 5 : 0) {
	case 0:
		try_form(rest, a);
		break;
	case 1:
		try_ledger(rest, a);
		break;
	case 2:
		try_premis(rest);
		break;
	case 3:
		try_archive(rest, a);
		break;
	default:
		try_small(rest, a);
	}
	arena_free(a);
	return 0;
}
