#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fail.h"
#include "vault/digest.h"
#include "vault/ledger_line.h"
#include "vault/ledger_read.h"

/*
 * Any bytes as a ledger. The entries it gives, written again, are the bytes they
 * were read from; what is left behind them is a torn line or a reason to refuse.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
file_of(const uint8_t *data, size_t size)
{
	int fd = memfd_create("ledger", MFD_CLOEXEC);

	if (fd < 0 || (size && write(fd, data, size) != (ssize_t)size))
		die("no file in memory");
	return fd;
}

/* All entries into again; 0 at the end, -1 where one does not fit. */
static int
read_all(struct ledger_read *r, struct buf *again, struct fail *f)
{
	char head[65];
	struct ledger_entry e;
	struct digest_text line;
	size_t from;
	int got;

	memcpy(head, digest_none, sizeof head);
	while ((got = ledger_read_next(r, &e, f)) == 1) {
		from = again->len;
		ledger_line_write(again, &e, head);
		line = digest_bytes(
		    DIGEST_SHA256, bytes_cut(buf_bytes(again), from, again->len));
		if (strcmp(line.at, e.head) != 0)
			die("the head is not the line's");
		memcpy(head, e.head, sizeof head);
	}
	return got;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = file_of(data, size);
	struct ledger_read *r = ledger_read_fd(fd, "ledger.jsonl");
	struct buf again = { 0 };
	struct fail f = { 0 };
	int got = read_all(r, &again, &f);

	if (again.len != ledger_read_size(r) || again.len > size ||
	    (again.len && memcmp(again.at, data, again.len) != 0))
		die("an entry has a second spelling");
	if (got == 0 && ledger_read_torn(r) != (again.len < size))
		die("torn is not what is left");
	if (got < 0 && f.kind != FAIL_SEAL)
		die("refused as %d", f.kind);
	ledger_read_close(r);
	buf_free(&again);
	close(fd);
	return 0;
}
