#include "test_format_zip.h"

/* One way to spoil a package: numbers in its records exchanged. */
enum where { NOWHERE, END, LOCAL, CENTRAL, LATER };

struct spoilt {
	const char *id; /* of the refusal */
	enum fail_kind kind;
	struct {
		enum where where;
		size_t part, at; /* byte of the record */
		uint64_t value;
		size_t width;
	} patch[4];
};

static size_t
place(const struct pack *p, enum where where, size_t part)
{
	return where == END     ? p->end
	       : where == LOCAL ? p->local[part]
	       : where == LATER ? p->later[part]
	                        : p->central[part];
}

static void
spoil(const struct spoilt *s, size_t count, const struct made *m, size_t parts)
{
	struct pack p;
	size_t i, k;

	for (i = 0; i < count; i++) {
		make(&p, m, parts);
		for (k = 0; k < 4 && s[i].patch[k].where != NOWHERE; k++)
			patch(&p.bytes,
			    place(&p, s[i].patch[k].where, s[i].patch[k].part) +
				s[i].patch[k].at,
			    s[i].patch[k].value, s[i].patch[k].width);
		refused_pack(&p, s[i].id, s[i].kind);
	}
}

#define SPOIL(table, parts)                                 \
	spoil(table, sizeof table / sizeof table[0], parts, \
	    sizeof parts / sizeof parts[0])

TEST(gives_the_parts_of_a_good_package)
{
	struct fail f = { 0 };
	struct buf got = { 0 };
	struct pack p;
	struct zip *z;
	const struct zip_entry *e;

	make(&p, ordinary, ORDINARY);
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	assert_non_null(z);
	assert_int_equal(zip_count(z), 4);
	e = zip_find(z, "word/document.xml");
	assert_non_null(e);
	assert_ptr_equal(e, zip_at(z, 1));
	assert_true(bytes_are(e->name, "word/document.xml"));
	assert_int_equal(e->number, 2);
	assert_int_equal(e->size, 39);
	assert_int_equal(e->offset, p.local[1]);
	assert_false(e->stored || e->folder);
	assert_true(zip_at(z, 0)->stored && zip_at(z, 3)->folder);
	assert_null(zip_find(z, "word/Document.xml"));
	assert_int_equal(read_part(z, e, 7, &got, &f), 0);
	assert_true(bytes_equal(buf_bytes(&got), ordinary[1].data));
	buf_clear(&got);
	assert_int_equal(read_part(z, zip_at(z, 3), 7, &got, &f), 0);
	assert_int_equal(got.len, 0);
	buf_free(&got);
	pack_free(&p);
}

TEST(takes_a_package_without_parts)
{
	struct fail f = { 0 };
	struct pack p;
	struct zip *z;

	make(&p, NULL, 0);
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	assert_non_null(z);
	assert_int_equal(zip_count(z), 0);
	pack_free(&p);
}

TEST(takes_each_form_of_data_descriptor)
{
	static const unsigned forms[] = { 12, 16, 20, 24 };
	struct made m = ordinary[2];
	struct fail f = { 0 };
	struct buf got = { 0 };
	struct pack p;
	size_t i;

	for (i = 0; i < 4; i++) {
		m.later_form = forms[i];
		make(&p, &m, 1);
		assert_int_equal(read_all(buf_bytes(&p.bytes), 100, &got, &f), 0);
		pack_free(&p);
	}
	assert_int_equal(got.len, 4 * 15);
	buf_free(&got);
}

TEST(counts_what_a_package_says_besides)
{
	const struct made m[] = {
		{ .name = "a",
		    .extra = BYTES("\x55\x54\2\0zz"),
		    .comment = BYTES("Kari") },
		{ .name = "b", .local_extra = BYTES("\x20\xA2\2\0\0\0") },
		{ .name = "c", .comment = BYTES("Ola") },
	};
	struct fail f = { 0 };
	struct zip_besides b;
	struct pack p = { 0 };
	struct zip *z;

	pack_add(&p, &m[0]);
	pack_add(&p, &m[1]);
	pack_add(&p, &m[2]);
	pack_directory(&p);
	pack_end(&p, "of the whole");
	patch(&p.bytes, p.central[2] + 12, 0x5521, 2);
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	assert_non_null(z);
	b = zip_besides(z);
	assert_int_equal(b.extras, 2);
	assert_int_equal(b.comments, 3);
	assert_int_equal(b.times, 1);
	pack_free(&p);
}

#define IN FAIL_INPUT

TEST(refuses_an_end_that_is_not_one)
{
	static const struct spoilt s[] = {
		{ "zip-end", IN, { { END, 0, 0, 'Q', 1 } } },
		{ "zip-end", IN, { { END, 0, 20, 1, 2 } } },
		{ "zip-end", IN, { { END, 0, 20, 0xFFFF, 2 } } },
		{ "zip-disks", IN, { { END, 0, 4, 1, 2 } } },
		{ "zip-disks", IN, { { END, 0, 6, 1, 2 } } },
		{ "zip-disks", IN, { { END, 0, 8, 3, 2 } } },
		{ "zip-directory", IN, { { END, 0, 8, 0x00030003, 4 } } },
		{ "zip-directory", IN, { { END, 0, 8, 0x00050005, 4 } } },
		{ "zip-directory", IN, { { END, 0, 8, 0, 4 } } },
		{ "zip-entries", FAIL_LIMIT, { { END, 0, 8, 0x07D107D1, 4 } } },
		{ "zip-entries", FAIL_LIMIT, { { END, 0, 8, 0xFFFFFFFF, 4 } } },
		{ "zip-directory", IN, { { END, 0, 12, 0, 4 } } },
		{ "zip-directory", IN, { { END, 0, 12, 0xFFFFFFFF, 4 } } },
		{ "zip-directory", IN, { { END, 0, 16, 0, 4 } } },
		{ "zip-directory", IN, { { END, 0, 16, 0xFFFFFFFF, 4 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_a_directory_that_cannot_be)
{
	static const struct spoilt s[] = {
		{ "zip-directory", IN, { { CENTRAL, 0, 0, 'Q', 1 } } },
		{ "zip-directory", IN, { { CENTRAL, 2, 3, 4, 1 } } },
		{ "zip-name", IN, { { CENTRAL, 0, 28, 0, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 0, 28, 9, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 3, 28, 6, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 0, 28, 0xFFFF, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 0, 30, 0xFFFF, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 0, 32, 0xFFFF, 2 } } },
		{ "zip-directory", IN, { { CENTRAL, 0, 32, 1, 2 } } },
		{ "zip-disks", IN, { { CENTRAL, 0, 34, 1, 2 } } },
		{ "zip-disks", IN, { { CENTRAL, 0, 34, 0xFFFF, 2 } } },
		{ "zip-start", IN, { { CENTRAL, 0, 42, 1, 4 } } },
		{ "zip-start", IN, { { CENTRAL, 0, 42, 0xFFFFFFFF, 4 } } },
		{ "zip-overlap", IN, { { CENTRAL, 1, 42, 0, 4 } } },
		{ "zip-overlap", IN, { { CENTRAL, 3, 42, 0, 4 } } },
		{ "zip-gap", IN, { { CENTRAL, 3, 42, 0xFFFFFFFF, 4 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_what_only_some_programs_can_read)
{
	static const struct spoilt s[] = {
		{ "zip-encrypted", IN,
		    { { CENTRAL, 1, 8, 1, 2 }, { LOCAL, 1, 6, 1, 2 } } },
		{ "zip-encrypted", IN, { { CENTRAL, 1, 8, 0x41, 2 } } },
		{ "zip-encrypted", IN, { { CENTRAL, 1, 8, 0x40, 2 } } },
		{ "zip-flags", IN,
		    { { CENTRAL, 1, 8, 0x10, 2 }, { LOCAL, 1, 6, 0x10, 2 } } },
		{ "zip-flags", IN, { { CENTRAL, 1, 8, 0x20, 2 } } },
		{ "zip-flags", IN, { { CENTRAL, 1, 8, 0x2000, 2 } } },
		{ "zip-flags", IN, { { CENTRAL, 1, 8, 0x8000, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 1, 2 }, { LOCAL, 1, 8, 1, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 9, 2 }, { LOCAL, 1, 8, 9, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 12, 2 }, { LOCAL, 1, 8, 12, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 14, 2 }, { LOCAL, 1, 8, 14, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 93, 2 }, { LOCAL, 1, 8, 93, 2 } } },
		{ "zip-method", IN,
		    { { CENTRAL, 1, 10, 99, 2 }, { LOCAL, 1, 8, 99, 2 } } },
		{ "zip-special", IN, { { CENTRAL, 1, 40, 0120777, 2 } } },
		{ "zip-special", IN, { { CENTRAL, 1, 40, 0010644, 2 } } },
		{ "zip-special", IN, { { CENTRAL, 1, 40, 0020644, 2 } } },
		{ "zip-special", IN, { { CENTRAL, 1, 40, 0060644, 2 } } },
		{ "zip-special", IN, { { CENTRAL, 1, 40, 0140644, 2 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_two_headers_that_differ)
{
	static const struct spoilt s[] = {
		{ "zip-local", IN, { { LOCAL, 1, 0, 'Q', 1 } } },
		{ "zip-local", IN, { { LOCAL, 0, 2, 1, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 6, 8, 2 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 8, 2, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 6, 1, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 6, 0x800, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 8, 0, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 14, 1, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 14, 0, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 18, 1, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 18, 0xFFFFFFFF, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 22, 40, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 22, 0, 4 } } },
		{ "zip-local", IN, { { LOCAL, 1, 26, 16, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 26, 0, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 26, 0xFFFF, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 28, 0xFFFF, 2 } } },
		{ "zip-local", IN, { { LOCAL, 1, 36, '0', 1 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 52, '0', 1 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 16, 0, 4 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 20, 9, 4 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 24, 40, 4 } } },
		{ "zip-local", IN, { { LOCAL, 2, 14, 1, 4 } } },
		{ "zip-local", IN, { { LOCAL, 2, 18, 1, 4 } } },
		{ "zip-local", IN, { { LOCAL, 2, 22, 1, 4 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_sizes_that_cannot_be)
{
	static const struct spoilt s[] = {
		{ "zip-size", IN, { { CENTRAL, 0, 20, 12, 4 } } },
		{ "zip-size", IN,
		    { { CENTRAL, 0, 24, 14, 4 }, { LOCAL, 0, 22, 14, 4 } } },
		{ "zip-size", IN,
		    { { CENTRAL, 1, 20, 1, 4 }, { LOCAL, 1, 18, 1, 4 } } },
		{ "zip-size", IN,
		    { { CENTRAL, 3, 16, 1, 4 }, { LOCAL, 3, 14, 1, 4 } } },
		{ "zip-size", IN,
		    { { CENTRAL, 3, 20, 1, 4 }, { CENTRAL, 3, 24, 1, 4 } } },
		{ "zip-overlap", IN,
		    { { CENTRAL, 1, 20, 999, 4 }, { LOCAL, 1, 18, 999, 4 } } },
		{ "zip-overlap", IN,
		    { { CENTRAL, 1, 20, 0xFFFFFFFF, 4 },
			{ LOCAL, 1, 18, 0xFFFFFFFF, 4 } } },
		{ "zip-gap", IN, { { CENTRAL, 1, 20, 9, 4 }, { LOCAL, 1, 18, 9, 4 } } },
		{ "zip-gap", IN, { { LATER, 2, 0, 'Q', 1 } } },
		{ "zip-gap", IN, { { LATER, 2, 4, 1, 4 } } },
		{ "zip-gap", IN, { { LATER, 2, 8, 1, 4 } } },
		{ "zip-gap", IN, { { LATER, 2, 12, 1, 4 } } },
		{ "zip-gap", IN, { { CENTRAL, 2, 16, 1, 4 } } },
		/* it says that it has a descriptor and has none */
		{ "zip-gap", IN, { { CENTRAL, 1, 8, 8, 2 }, { LOCAL, 1, 6, 8, 2 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_what_would_become_too_large)
{
	static const struct spoilt s[] = {
		{ "zip-large", FAIL_LIMIT, { { CENTRAL, 1, 24, 0x40000001, 4 } } },
		{ "zip-large", FAIL_LIMIT, { { CENTRAL, 1, 24, 0xFFFFFFFF, 4 } } },
		{ "zip-total", FAIL_LIMIT,
		    { { CENTRAL, 1, 24, 0x30000000, 4 },
			{ CENTRAL, 1, 20, 0x300000, 4 },
			{ CENTRAL, 2, 24, 0x10000000, 4 },
			{ CENTRAL, 2, 20, 0x100000, 4 } } },
		{ "zip-bomb", FAIL_LIMIT, { { CENTRAL, 1, 24, 0x40000000 - 13, 4 } } },
		{ "zip-bomb", FAIL_LIMIT,
		    { { CENTRAL, 1, 24, 320 * 60000 + 320, 4 },
			{ CENTRAL, 1, 20, 60000, 4 } } },
		/* as much as may be, and then not true */
		{ "zip-local", IN,
		    { { CENTRAL, 1, 24, 320 * 60000, 4 },
			{ CENTRAL, 1, 20, 60000, 4 } } },
		{ "zip-local", IN, { { CENTRAL, 1, 24, 16 << 20, 4 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_parts_that_are_not_what_they_say)
{
	static const struct spoilt s[] = {
		{ "zip-data", IN,
		    { { CENTRAL, 1, 16, 1, 4 }, { LOCAL, 1, 14, 1, 4 } } },
		{ "zip-data", IN,
		    { { CENTRAL, 0, 16, 1, 4 }, { LOCAL, 0, 14, 1, 4 } } },
		{ "zip-data", IN,
		    { { CENTRAL, 1, 24, 40, 4 }, { LOCAL, 1, 22, 40, 4 } } },
		{ "zip-data", IN,
		    { { CENTRAL, 1, 24, 38, 4 }, { LOCAL, 1, 22, 38, 4 } } },
		{ "zip-data", IN,
		    { { CENTRAL, 1, 24, 0, 4 }, { LOCAL, 1, 22, 0, 4 } } },
		{ "zip-data", IN, { { LOCAL, 1, 47, 7, 1 } } }, /* no kind of block */
		{ "zip-data", IN, { { LOCAL, 0, 38, 'A', 1 } } },
	};

	SPOIL(s, ordinary);
}

TEST(refuses_names_that_a_program_could_take_for_others)
{
	static char long_name[257];
	const char *bad[] = { "/etc/passwd", "../a", "a/../b", "a/..", "..", ".", "./a",
		"a/./b", "a//b", "/", "//", "C:/a", "c:a", "a\\b", "\\\\host\\a",
		"a\nb", "a\x01", "a\x7F", "a\xC2\x85", "a\xFF", "\xC3", "a\xED\xA0\x80",
		"\xC0\xAFz", "a//", "../", long_name };
	struct made m = { .name = "" };
	struct pack p;
	size_t i;

	memset(long_name, 'a', sizeof long_name - 1);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		m.name = bad[i];
		refused_made(&m, 1, "zip-name");
	}
	make(&p, &ordinary[0], 1);
	patch(&p.bytes, p.local[0] + 33, 0, 1);
	patch(&p.bytes, p.central[0] + 49, 0, 1);
	refused_pack(&p, "zip-name", FAIL_INPUT);
}

TEST(takes_names_of_other_languages)
{
	const struct made m[] = { { .name = "word/bilde \xC3\xA5.png" },
		{ .name = "a..b/..c/.d" }, { .name = "[Content_Types].xml" },
		{ .name = "\xE6\x96\x87/1:2" } };
	struct fail f = { 0 };
	struct pack p;

	make(&p, m, 4);
	assert_non_null(zip_open(source_of(buf_bytes(&p.bytes)), arena, &f));
	pack_free(&p);
}

TEST(refuses_a_name_twice)
{
	static const char *twins[][2] = { { "a", "a" }, { "word/a.xml", "Word/A.xml" },
		{ "\xC3\xA5", "\xC3\x85" }, { "\xC3\xA5", "a\xCC\x8A" }, { "a", "a/" },
		{ "\xCF\x83", "\xCF\x82" } };
	struct made m[2] = { { .name = "" }, { .name = "" } };
	size_t i;

	for (i = 0; i < sizeof twins / sizeof twins[0]; i++) {
		m[0].name = twins[i][0];
		m[1].name = twins[i][1];
		refused_made(m, 2, "zip-twice");
	}
}

TEST(refuses_extra_fields_that_are_damaged_or_rename)
{
	/* CRC-32 of "a" is E8B7BE43 */
	const struct bytes bad[] = { BYTES("\1"), BYTES("\1\2\3"),
		BYTES("\x55\x54\1\0"), BYTES("\x55\x54\1\0zz"),
		BYTES("\1\0\0\0\1\0\0\0"),
		BYTES("\x75\x70\6\0\1\x43\xBE\xB7\xE8"
		      "b"),
		BYTES("\x75\x70\7\0\1\x43\xBE\xB7\xE8"
		      "ab") };
	const struct bytes good[] = { BYTES("\x55\x54\1\0z"),
		BYTES("\x75\x70\6\0\1\x43\xBE\xB7\xE8"
		      "a"),
		BYTES("\x75\x70\6\0\1\x43\xBE\xB7\xE7"
		      "b") };
	struct fail f = { 0 };
	struct pack p;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		refused_made(
		    &(struct made){ .name = "a", .extra = bad[i] }, 1, "zip-extra");
		refused_made(&(struct made){ .name = "a", .local_extra = bad[i] }, 1,
		    "zip-extra");
	}
	for (i = 0; i < sizeof good / sizeof good[0]; i++) {
		make(&p, &(struct made){ .name = "a", .extra = good[i] }, 1);
		assert_non_null(zip_open(source_of(buf_bytes(&p.bytes)), arena, &f));
		pack_free(&p);
	}
}

/* The sizes of part 0 in ZIP64 fields of both headers, as some programs always do. */
static void
make_wide(struct pack *p, struct bytes extra)
{
	const struct made m = {
		.name = "a", .data = BYTES("hei"), .extra = extra, .local_extra = extra
	};

	make(p, &m, 1);
	patch(&p->bytes, p->local[0] + 18, UINT64_MAX, 8);
	patch(&p->bytes, p->central[0] + 20, UINT64_MAX, 8);
}

TEST(reads_sizes_of_zip64_where_they_are_needed)
{
	struct fail f = { 0 };
	struct buf got = { 0 };
	struct pack p;

	make_wide(&p, BYTES("\1\0\x10\0\3\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0"));
	assert_int_equal(read_all(buf_bytes(&p.bytes), 100, &got, &f), 0);
	assert_true(bytes_are(buf_bytes(&got), "hei"));
	pack_free(&p);
	make_wide(&p, BYTES("\1\0\x08\0\3\0\0\0\0\0\0\0"));
	refused_pack(&p, "zip-extra", FAIL_INPUT);
	make_wide(&p, BYTES("\1\0\x10\0\3\0\0\0\0\0\0\0\3\0\0\0\0\0\0\x80"));
	refused_pack(&p, "zip-size", FAIL_INPUT);
	make_wide(&p, BYTES("\1\0\x10\0\3\0\0\0\0\0\0\1\3\0\0\0\0\0\0\1"));
	refused_pack(&p, "zip-large", FAIL_LIMIT);
	make_wide(&p, BYTES("\2\0\0\0"));
	refused_pack(&p, "zip-large", FAIL_LIMIT);
	buf_free(&got);
}

/* An end record of ZIP64, with its locator, before the old one. */
static void
make_end64(struct pack *p)
{
	size_t at;

	memset(p, 0, sizeof *p);
	pack_add(p, &ordinary[0]);
	pack_directory(p);
	at = p->bytes.len;
	buf_text(&p->bytes, "PK\6\6");
	put(&p->bytes, 44, 8);
	put(&p->bytes, 45 | 45 << 16, 4);
	put(&p->bytes, 0, 8);
	put(&p->bytes, 1, 8);
	put(&p->bytes, 1, 8);
	put(&p->bytes, p->directory.len, 8);
	put(&p->bytes, p->at, 8);
	buf_text(&p->bytes, "PK\6\7");
	put(&p->bytes, 0, 4);
	put(&p->bytes, at, 8);
	put(&p->bytes, 1, 4);
	pack_end(p, "");
}

TEST(reads_an_end_of_zip64_that_agrees_with_the_old_one)
{
	static const struct {
		const char *id;
		size_t at, width; /* before the old end record */
		uint64_t value;
	} bad[] = {
		{ "zip-64", 76, 1, 'Q' },
		{ "zip-64", 72, 8, 45 },
		{ "zip-disks", 60, 4, 1 },
		{ "zip-disks", 56, 4, 1 },
		{ "zip-disks", 52, 8, 2 },
		{ "zip-64", 52, 16, 0 },
		{ "zip-64", 36, 8, 1 },
		{ "zip-64", 28, 8, 1 },
		{ "zip-directory", 20, 1, 'Q' },
		{ "zip-disks", 16, 4, 1 },
		{ "zip-64", 12, 8, 1 },
		{ "zip-disks", 4, 4, 2 },
	};
	struct fail f = { 0 };
	struct pack p;
	size_t i;

	make_end64(&p);
	assert_non_null(zip_open(source_of(buf_bytes(&p.bytes)), arena, &f));
	patch(&p.bytes, p.end + 8, UINT64_MAX, 8);
	patch(&p.bytes, p.end + 16, UINT32_MAX, 4);
	assert_non_null(zip_open(source_of(buf_bytes(&p.bytes)), arena, &f));
	pack_free(&p);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		make_end64(&p);
		patch(&p.bytes, p.end - bad[i].at, bad[i].value, bad[i].width);
		refused_pack(&p, bad[i].id, FAIL_INPUT);
	}
}

TEST(refuses_bytes_that_are_nobodys)
{
	struct made m[2] = { ordinary[0], ordinary[1] };
	struct pack p = { 0 };

	m[0].before = BYTES("MZ");
	refused_made(m, 2, "zip-start");
	m[0].before.len = 0;
	m[1].before = BYTES("Kari Nordmann");
	refused_made(m, 2, "zip-gap");
	m[1].before.len = 0;

	pack_add(&p, &m[0]);
	buf_text(&p.bytes, "Kari"); /* before the directory */
	pack_directory(&p);
	pack_end(&p, "");
	refused_pack(&p, "zip-gap", FAIL_INPUT);
	pack_add(&p, &m[0]);
	pack_directory(&p);
	buf_text(&p.bytes, "Kari"); /* behind the directory */
	pack_end(&p, "");
	refused_pack(&p, "zip-directory", FAIL_INPUT);
	pack_add(&p, &m[0]);
	pack_directory(&p);
	p.directory.len += 4; /* and counted as of it */
	buf_text(&p.bytes, "Kari");
	pack_end(&p, "");
	refused_pack(&p, "zip-directory", FAIL_INPUT);
	make(&p, m, 2);
	buf_text(&p.bytes, "Kari"); /* behind the end */
	refused_pack(&p, "zip-end", FAIL_INPUT);
	refused(BYTES("Kari"), "zip-end", FAIL_INPUT);
	refused(BYTES(""), "zip-end", FAIL_INPUT);
}

/* A part of a part: its packed bytes are the header and bytes of the next one too. */
TEST(refuses_parts_that_share_bytes)
{
	struct pack p;

	make(&p, ordinary, ORDINARY);
	patch(&p.bytes, p.local[0] + 18, p.local[2] - 38, 4);
	patch(&p.bytes, p.local[0] + 22, p.local[2] - 38, 4);
	patch(&p.bytes, p.central[0] + 20, p.local[2] - 38, 4);
	patch(&p.bytes, p.central[0] + 24, p.local[2] - 38, 4);
	refused_pack(&p, "zip-overlap", FAIL_INPUT);
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(SMALL(gives_the_parts_of_a_good_package), SMALL(takes_a_package_without_parts),
    SMALL(takes_each_form_of_data_descriptor),
    SMALL(counts_what_a_package_says_besides), SMALL(refuses_an_end_that_is_not_one),
    SMALL(refuses_a_directory_that_cannot_be),
    SMALL(refuses_what_only_some_programs_can_read),
    SMALL(refuses_two_headers_that_differ), SMALL(refuses_sizes_that_cannot_be),
    SMALL(refuses_what_would_become_too_large),
    SMALL(refuses_parts_that_are_not_what_they_say),
    SMALL(refuses_names_that_a_program_could_take_for_others),
    SMALL(takes_names_of_other_languages), SMALL(refuses_a_name_twice),
    SMALL(refuses_extra_fields_that_are_damaged_or_rename),
    SMALL(reads_sizes_of_zip64_where_they_are_needed),
    SMALL(reads_an_end_of_zip64_that_agrees_with_the_old_one),
    SMALL(refuses_bytes_that_are_nobodys), SMALL(refuses_parts_that_share_bytes))
