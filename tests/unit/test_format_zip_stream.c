#include "test_format_zip.h"

TEST(refuses_packed_bytes_that_go_on_or_stop_early)
{
	struct made m = { .name = "a", .data = BYTES("hei"), .deflated = true };
	struct buf packed = { 0 };

	deflate_to(&packed, m.data);
	buf_text(&packed, "x");
	m.packed = buf_bytes(&packed);
	refused_made(&m, 1, "zip-data");
	m.packed.len -= 2;
	refused_made(&m, 1, "zip-data");
	m.packed = BYTES("\1\0\0\xFF\xFF"); /* nothing, and its end */
	refused_made(&m, 1, "zip-data");
	m.packed = BYTES("\0\0\0\xFF\xFF\0\0\0\xFF\xFF"); /* nothing, and no end */
	refused_made(&m, 1, "zip-data");
	buf_free(&packed);
}

/* 16 MiB of nothing, said to be 1,000 bytes: not more than those are made. */
TEST(stops_a_part_at_one_byte_too_many)
{
	struct buf zeros = { 0 }, packed = { 0 }, got = { 0 };
	struct made m = { .name = "a", .deflated = true };
	struct fail f = { 0 };
	struct pack p;

	memset(buf_room(&zeros, 16 << 20), 0, 16 << 20);
	zeros.len = 16 << 20;
	deflate_to(&packed, buf_bytes(&zeros));
	m.packed = buf_bytes(&packed);
	m.data = bytes_cut(buf_bytes(&zeros), 0, 1000);
	make(&p, &m, 1);
	assert_int_equal(read_all(buf_bytes(&p.bytes), 4096, &got, &f), -1);
	assert_string_equal(f.what, "zip-data");
	assert_int_equal(got.len, 0);
	assert_int_equal(read_all(buf_bytes(&p.bytes), 400, &got, &f), -1);
	assert_int_equal(got.len, 800); /* what was not yet the end */
	pack_free(&p);
	buf_free(&got);
	buf_free(&packed);
	buf_free(&zeros);
}

TEST(stays_failed_once_failed)
{
	struct fail f = { 0 };
	struct zip_stream *s;
	unsigned char to[4];
	struct pack p;
	struct zip *z;
	size_t got;

	make(&p, ordinary, ORDINARY);
	p.bytes.at[p.local[0] + 38 + 12] = '?';
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	s = zip_stream_open(z, zip_at(z, 0), arena, &f);
	while (zip_stream_read(s, to, sizeof to, &got, &f) == 1)
		;
	assert_string_equal(f.what, "zip-data");
	assert_string_equal(f.args, "1");
	f = (struct fail){ 0 };
	assert_int_equal(zip_stream_read(s, to, sizeof to, &got, &f), -1);
	assert_int_equal(got, 0);
	assert_string_equal(f.what, "zip-data");
	zip_stream_close(s);
	zip_stream_close(NULL);
	pack_free(&p);
}

/* Size and CRC are those of "hei", the packed bytes those of "heix": the one byte too
 * many is made while looking for the end, and asking again does not pass over it. */
TEST(passes_over_no_byte_when_asked_again)
{
	struct made m = { .name = "a", .data = BYTES("hei"), .deflated = true };
	struct buf packed = { 0 };
	struct fail f = { 0 };
	struct zip_stream *s;
	unsigned char to[4];
	struct pack p;
	struct zip *z;
	size_t got;

	deflate_to(&packed, BYTES("heix"));
	m.packed = buf_bytes(&packed);
	make(&p, &m, 1);
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	s = zip_stream_open(z, zip_at(z, 0), arena, &f);
	assert_int_equal(zip_stream_read(s, to, sizeof to, &got, &f), -1);
	assert_int_equal(zip_stream_read(s, to, sizeof to, &got, &f), -1);
	assert_string_equal(f.what, "zip-data");
	zip_stream_close(s);
	pack_free(&p);
	buf_free(&packed);
}

/* Bytes that do not pack well, the same each time. */
static struct bytes
noise(size_t len)
{
	unsigned char *at = malloc(len);
	uint32_t x = 1;
	size_t i;

	assert_non_null(at);
	for (i = 0; i < len; i++) {
		x = x * 1664525 + 1013904223;
		at[i] = (unsigned char)(x >> (i % 3 ? 24 : 29));
	}
	return (struct bytes){ at, len };
}

/* One block that is as it is, and ends where the bytes taken at a time do: what is
 * behind it is not taken, and is found all the same. */
TEST(refuses_packed_bytes_behind_the_end)
{
	const size_t len = 16 * 1024 - 5;
	struct bytes data = noise(len);
	struct made m = { .name = "a", .data = data, .deflated = true };
	struct buf packed = { 0 };

	put(&packed, 1, 1);
	put(&packed, len, 2);
	put(&packed, ~len & 0xFFFF, 2);
	buf_add(&packed, data);
	buf_text(&packed, "Kari");
	m.packed = buf_bytes(&packed);
	refused_made(&m, 1, "zip-data");
	buf_free(&packed);
	free((void *)(uintptr_t)data.at);
}

static void
refused_cut(const struct pack *p, size_t every)
{
	struct bytes whole = buf_bytes(&p->bytes);
	struct buf got = { 0 };
	struct fail f;
	size_t len;

	for (len = 0; len < whole.len; len += every) {
		f = (struct fail){ 0 };
		assert_int_equal(
		    read_all(bytes_cut(whole, 0, len), 4096, &got, &f), -1);
		assert_int_equal(f.kind, FAIL_INPUT);
	}
	buf_free(&got);
}

TEST(refuses_a_package_cut_anywhere)
{
	struct bytes data = noise(60000);
	struct made m[2] = { { .name = "a", .data = data, .deflated = true },
		{ .name = "b", .data = bytes_cut(data, 9, 20000) } };
	struct pack p;

	make(&p, ordinary, ORDINARY);
	refused_cut(&p, 1);
	pack_free(&p);
	make(&p, m, 2);
	refused_cut(&p, 64);
	pack_free(&p);
	free((void *)(uintptr_t)data.at);
}

/* Refused, or the same bytes of each part: only what is not looked at, and says
 * nothing of a part, may change. */
TEST(gives_no_other_bytes_whichever_bit_is_flipped)
{
	struct buf good = { 0 }, got = { 0 };
	struct fail f = { 0 };
	struct pack p;
	size_t i, accepted = 0;

	make(&p, ordinary, ORDINARY);
	assert_int_equal(read_all(buf_bytes(&p.bytes), 4096, &good, &f), 0);
	for (i = 0; i < p.bytes.len * 8; i++) {
		f = (struct fail){ 0 };
		buf_clear(&got);
		p.bytes.at[i / 8] ^= (unsigned char)(1 << i % 8);
		if (read_all(buf_bytes(&p.bytes), 4096, &got, &f) == 0) {
			assert_true(bytes_equal(buf_bytes(&got), buf_bytes(&good)));
			accepted++;
		}
		p.bytes.at[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	/* times, versions and attributes; a sixth of so small a package */
	assert_in_range(accepted, 1, p.bytes.len * 8 / 4);
	buf_free(&good);
	buf_free(&got);
	pack_free(&p);
}

TEST(leaves_a_package_in_a_package_as_it_is)
{
	struct made m = { .name = "word/embeddings/inner.docx" };
	struct buf got = { 0 };
	struct fail f = { 0 };
	struct pack inner, p;

	make(&inner, ordinary, ORDINARY);
	m.data = buf_bytes(&inner.bytes);
	make(&p, &m, 1);
	assert_int_equal(read_all(buf_bytes(&p.bytes), 100, &got, &f), 0);
	assert_true(bytes_equal(buf_bytes(&got), m.data));
	buf_free(&got);
	pack_free(&inner);
	pack_free(&p);
}

/* A reader and a copier on one part, at different paces, and a third on another. */
TEST(reads_several_streams_side_by_side)
{
	struct bytes data = noise(300000);
	const struct made m[2] = { { .name = "a", .data = data, .deflated = true },
		{ .name = "b", .data = data } };
	static const size_t pace[3] = { 999, 40000, 7777 };
	struct zip_stream *s[3];
	struct buf got[3] = { { 0 }, { 0 }, { 0 } };
	struct fail f = { 0 };
	struct pack p;
	struct zip *z;
	size_t i, len, done;

	make(&p, m, 2);
	z = zip_open(source_of(buf_bytes(&p.bytes)), arena, &f);
	for (i = 0; i < 3; i++)
		s[i] = zip_stream_open(z, zip_at(z, i / 2), arena, &f);
	do {
		for (i = 0, done = 0; i < 3; i++) {
			assert_int_not_equal(
			    zip_stream_read(
				s[i], buf_room(&got[i], pace[i]), pace[i], &len, &f),
			    -1);
			got[i].len += len;
			done += len;
		}
	} while (done > 0);
	for (i = 0; i < 3; i++) {
		assert_true(bytes_equal(buf_bytes(&got[i]), data));
		zip_stream_close(s[i]);
		buf_free(&got[i]);
	}
	pack_free(&p);
	free((void *)(uintptr_t)data.at);
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(SMALL(refuses_packed_bytes_that_go_on_or_stop_early),
    SMALL(stops_a_part_at_one_byte_too_many), SMALL(stays_failed_once_failed),
    SMALL(passes_over_no_byte_when_asked_again),
    SMALL(refuses_packed_bytes_behind_the_end), SMALL(refuses_a_package_cut_anywhere),
    SMALL(gives_no_other_bytes_whichever_bit_is_flipped),
    SMALL(leaves_a_package_in_a_package_as_it_is),
    SMALL(reads_several_streams_side_by_side))
