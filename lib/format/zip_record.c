#include "format/zip_record.h"

#include <string.h>
#include <zlib.h>

#include "base/fail.h"
#include "base/limits.h"
#include "format/source.h"

enum {
	END = 22, /* bytes of each record without its name, extra and comment */
	END64 = 56,
	LOCATOR64 = 20,
	CENTRAL = 46,
	LOCAL = 30,
	COMMENT_MAX = 65535,

	EXTRA_ZIP64 = 0x0001, /* 4.5.3 */
	EXTRA_NAME = 0x7075   /* 4.6.9: the name in UTF-8 once more */
};

static const char end_mark[] = "PK\5\6", end64_mark[] = "PK\6\6",
		  locator64_mark[] = "PK\6\7", central_mark[] = "PK\1\2",
		  local_mark[] = "PK\3\4", descriptor_mark[] = "PK\7\10";

static uint16_t
le16(const unsigned char *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t
le32(const unsigned char *at)
{
	return le16(at) | (uint32_t)le16(at + 2) << 16;
}

static uint64_t
le64(const unsigned char *at)
{
	return le32(at) | (uint64_t)le32(at + 4) << 32;
}

static bool
marked(const unsigned char *at, const char *mark)
{
	return memcmp(at, mark, 4) == 0;
}

/* What a record of ZIP64 says is what the older one says, where that says anything. */
static bool
same16(uint16_t old, uint64_t value)
{
	return old == UINT16_MAX || old == value;
}

static bool
same32(uint32_t old, uint64_t value)
{
	return old == UINT32_MAX || old == value;
}

/*
 * The two records of ZIP64 stand right before the end record, old, at from in the
 * package. They take the place of what it says, and may not contradict it.
 */
static int
end64_read(const unsigned char *old, uint64_t from, struct zip_end *e, struct fail *f)
{
	const unsigned char *locator = old - LOCATOR64, *end = locator - END64;
	uint64_t at = from - LOCATOR64 - END64;

	if (!marked(end, end64_mark) || le64(end + 4) != END64 - 12 ||
	    le64(locator + 8) != at)
		return fail(f, FAIL_INPUT, "zip-64");
	if (le32(locator + 4) != 0 || le32(locator + 16) != 1 || le32(end + 16) != 0 ||
	    le32(end + 20) != 0 || le64(end + 24) != le64(end + 32))
		return fail(f, FAIL_INPUT, "zip-disks");
	e->entries = le64(end + 32);
	e->size = le64(end + 40);
	e->at = le64(end + 48);
	if (!same16(le16(old + 10), e->entries) || !same32(le32(old + 12), e->size) ||
	    !same32(le32(old + 16), e->at))
		return fail(f, FAIL_INPUT, "zip-64");
	return 0;
}

/* The end record at tail.at[i], where `from` is its place in the package. */
static int
end_parse(struct bytes tail, size_t i, uint64_t from, struct zip_end *e, struct fail *f)
{
	const unsigned char *at = tail.at + i;
	uint64_t before = from; /* where the directory ends */

	e->comment = le16(at + 20) > 0;
	if (le16(at + 20) != tail.len - i - END)
		return fail(f, FAIL_INPUT, "zip-end");
	if (le16(at + 4) != 0 || le16(at + 6) != 0 || le16(at + 8) != le16(at + 10))
		return fail(f, FAIL_INPUT, "zip-disks");
	e->entries = le16(at + 10);
	e->size = le32(at + 12);
	e->at = le32(at + 16);
	if (i >= LOCATOR64 + END64 && marked(at - LOCATOR64, locator64_mark)) {
		if (end64_read(at, from, e, f) == -1)
			return -1;
		before = from - LOCATOR64 - END64;
	}
	if (e->entries > LIMIT_ZIP_ENTRIES)
		return fail_with(
		    f, FAIL_LIMIT, "zip-entries", "%d", (int)LIMIT_ZIP_ENTRIES);
	if (e->at > before || e->size != before - e->at)
		return fail(f, FAIL_INPUT, "zip-directory");
	return 0;
}

int
zip_end_read(struct source *s, struct zip_end *e, struct fail *f)
{
	const uint64_t most = LOCATOR64 + END64 + END + COMMENT_MAX;
	uint64_t size = source_size(s), from = size > most ? size - most : 0;
	struct bytes tail;
	size_t i;

	if (source_raw(s, from, (size_t)(size - from), &tail, f) == -1)
		return -1;
	for (i = tail.len; i-- > 0;)
		if (tail.len - i >= END && marked(tail.at + i, end_mark))
			return end_parse(tail, i, from + i, e, f);
	return fail(f, FAIL_INPUT, "zip-end");
}

/* Sizes and offset that did not fit in 32 bits stand here, in this order. */
static bool
extra_zip64(struct zip_record *r, struct bytes field)
{
	uint64_t *value[] = { &r->size, &r->packed, &r->offset };
	size_t i, at = 0;

	for (i = 0; i < sizeof value / sizeof value[0]; i++) {
		if (*value[i] != UINT32_MAX)
			continue;
		if (field.len - at < 8)
			return false;
		*value[i] = le64(field.at + at);
		at += 8;
	}
	return true;
}

/* A second name is no other name. It counts only while the CRC of the first fits. */
static bool
extra_name(const struct zip_record *r, struct bytes field)
{
	if (field.len < 5 || field.at[0] != 1 ||
	    le32(field.at + 1) != crc32(0, r->name.at, (uInt)r->name.len))
		return true;
	return bytes_equal(bytes_cut(field, 5, field.len), r->name);
}

static int
extra_read(struct zip_record *r, struct fail *f)
{
	struct bytes rest = r->extra, field;
	bool good = true, zip64 = false;
	uint16_t id;

	while (good && rest.len > 0) {
		good = rest.len >= 4 && le16(rest.at + 2) <= rest.len - 4;
		if (!good)
			break;
		id = le16(rest.at);
		field = bytes_cut(rest, 4, 4 + (size_t)le16(rest.at + 2));
		if (id == EXTRA_ZIP64) {
			good = !zip64 && extra_zip64(r, field);
			zip64 = true;
		} else if (id == EXTRA_NAME) {
			good = extra_name(r, field);
		}
		rest = bytes_cut(rest, 4 + field.len, rest.len);
	}
	return good ? 0 : fail_with(f, FAIL_INPUT, "zip-extra", "%u", r->number);
}

/* From the flags to the CRC and sizes both headers are alike. */
static void
common_parse(const unsigned char *at, struct zip_record *r)
{
	r->flags = le16(at);
	r->method = le16(at + 2);
	r->time = le16(at + 4);
	r->date = le16(at + 6);
	r->crc = le32(at + 8);
	r->packed = le32(at + 12);
	r->size = le32(at + 16);
}

/* The n + m + k bytes behind a header of fixed size: name, extra fields, comment. */
static int
names_read(struct source *s, uint64_t at, const size_t len[3], struct zip_record *r,
    const char *what, struct fail *f)
{
	size_t whole = len[0] + len[1] + len[2]; /* below LIMIT_WINDOW: 3 x 65535 */
	struct bytes raw;

	if (source_raw(s, at, whole, &raw, f) == -1)
		return -1;
	if (raw.len != whole)
		return fail_with(f, FAIL_INPUT, what, "%u", r->number);
	r->name = bytes_cut(raw, 0, len[0]);
	r->extra = bytes_cut(raw, len[0], len[0] + len[1]);
	r->comment = bytes_cut(raw, len[0] + len[1], whole);
	r->end = at + whole;
	return extra_read(r, f);
}

int
zip_central_read(
    struct source *s, uint64_t at, uint64_t end, struct zip_record *r, struct fail *f)
{
	struct bytes raw;
	size_t len[3];

	if (source_raw(s, at, CENTRAL, &raw, f) == -1)
		return -1;
	if (at > end || end - at < CENTRAL || raw.len != CENTRAL ||
	    !marked(raw.at, central_mark))
		return fail_with(f, FAIL_INPUT, "zip-directory", "%u", r->number);
	common_parse(raw.at + 8, r);
	len[0] = le16(raw.at + 28);
	len[1] = le16(raw.at + 30);
	len[2] = le16(raw.at + 32);
	r->disk = le16(raw.at + 34);
	r->attributes = le32(raw.at + 38);
	r->offset = le32(raw.at + 42);
	if (len[0] + len[1] + len[2] > end - at - CENTRAL)
		return fail_with(f, FAIL_INPUT, "zip-directory", "%u", r->number);
	return names_read(s, at + CENTRAL, len, r, "zip-directory", f);
}

int
zip_local_read(
    struct source *s, uint64_t at, uint64_t end, struct zip_record *r, struct fail *f)
{
	struct bytes raw;
	size_t len[3] = { 0 };

	if (source_raw(s, at, LOCAL, &raw, f) == -1)
		return -1;
	if (at > end || end - at < LOCAL || raw.len != LOCAL ||
	    !marked(raw.at, local_mark))
		return fail_with(f, FAIL_INPUT, "zip-local", "%u", r->number);
	common_parse(raw.at + 6, r);
	len[0] = le16(raw.at + 26);
	len[1] = le16(raw.at + 28);
	if (len[0] + len[1] > end - at - LOCAL)
		return fail_with(f, FAIL_INPUT, "zip-local", "%u", r->number);
	return names_read(s, at + LOCAL, len, r, "zip-local", f);
}

int
zip_descriptor_read(struct source *s, uint64_t at, uint64_t end,
    const struct zip_record *r, struct fail *f)
{
	struct bytes raw;
	uint64_t len = end - at;

	if (len != 12 && len != 16 && len != 20 && len != 24)
		return 0;
	if (source_raw(s, at, (size_t)len, &raw, f) == -1)
		return -1;
	if (raw.len == 16 || raw.len == 24) { /* the mark is optional */
		if (!marked(raw.at, descriptor_mark))
			return 0;
		raw = bytes_cut(raw, 4, raw.len);
	}
	if (raw.len == 12)
		return le32(raw.at) == r->crc && le32(raw.at + 4) == r->packed &&
		       le32(raw.at + 8) == r->size;
	return raw.len == 20 && le32(raw.at) == r->crc &&
	       le64(raw.at + 4) == r->packed && le64(raw.at + 12) == r->size;
}
