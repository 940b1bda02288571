#include "test_format_zip.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/sandbox.h"

#define BODY "<p>Det var en gang, det var en gang, det var en gang.</p>"

/* The type first and stored, a part in two pieces, an empty one, one of another
 * language. */
static int
write_parts(int fd, struct arena *a, struct fail *f)
{
	struct zip_out *out = zip_out_new(fd, a);
	int status = -1;

	if (zip_out_begin(out, BYTES("mimetype"), true, f) == -1 ||
	    zip_out_write(out, BYTES("application/vnd.oasis.opendocument.text"), f) ==
		-1 ||
	    zip_out_end(out, f) == -1 ||
	    zip_out_begin(out, BYTES("content.xml"), false, f) == -1 ||
	    zip_out_write(out, BYTES(BODY), f) == -1 ||
	    zip_out_write(out, BYTES(""), f) == -1 ||
	    zip_out_write(out, BYTES(BODY), f) == -1 || zip_out_end(out, f) == -1 ||
	    zip_out_begin(out, BYTES("empty.xml"), false, f) == -1 ||
	    zip_out_end(out, f) == -1 ||
	    zip_out_begin(out, BYTES("Bilder/\xC3\xA5.bin"), true, f) == -1 ||
	    zip_out_write(out, BYTES("\0\1\2"), f) == -1 || zip_out_end(out, f) == -1 ||
	    zip_out_finish(out, f) == -1)
		goto out;
	status = 0;
out:
	zip_out_close(out);
	return status;
}

static struct bytes
written(struct arena *a)
{
	off_t size = lseek(fileno(file), 0, SEEK_END);
	unsigned char *at = arena_get(a, (size_t)size, 1);

	assert_int_equal(pread(fileno(file), at, (size_t)size, 0), size);
	return (struct bytes){ at, (size_t)size };
}

static void
part_is(struct zip *z, const char *name, struct bytes expected)
{
	const struct zip_entry *e = zip_find(z, name);
	struct buf got = { 0 };
	struct fail f = { 0 };

	assert_non_null(e);
	assert_int_equal(read_part(z, e, 10, &got, &f), 0);
	assert_true(bytes_equal(buf_bytes(&got), expected));
	buf_free(&got);
}

static struct zip *
reopened(void)
{
	struct fail f = { 0 };
	struct source *s = source_of_file(fileno(file), arena, &f);
	struct zip *z = zip_open(s, arena, &f);

	if (z == NULL)
		print_error("%s %s\n", f.what, f.args);
	assert_non_null(z);
	return z;
}

TEST(gives_back_what_was_written)
{
	struct fail f = { 0 };
	struct zip *z;

	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	z = reopened();
	assert_int_equal(zip_count(z), 4);
	part_is(z, "mimetype", BYTES("application/vnd.oasis.opendocument.text"));
	part_is(z, "content.xml", BYTES(BODY BODY));
	part_is(z, "empty.xml", BYTES(""));
	part_is(z, "Bilder/\xC3\xA5.bin", BYTES("\0\1\2"));
	assert_true(zip_at(z, 0)->stored && !zip_at(z, 1)->stored);
	assert_int_equal(zip_besides(z).extras, 0);
	assert_int_equal(zip_besides(z).comments, 0);
	assert_int_equal(zip_besides(z).times, 0);
}

TEST(writes_the_same_bytes_each_time)
{
	struct fail f = { 0 };
	struct bytes first;

	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	first = written(arena);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	setenv("TZ", "Pacific/Auckland", 1);
	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	setenv("TZ", "UTC", 1);
	assert_true(bytes_equal(written(arena), first));
}

/* Byte for byte what ODF 1.2 part 3, 3.3 wants; and nobody is named in the rest. */
TEST(writes_plain_headers)
{
	struct fail f = { 0 };
	struct buf b = { 0 };
	size_t central;

	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	buf_add(&b, written(arena));
	assert_memory_equal(
	    b.at + 30, "mimetypeapplication/vnd.oasis.opendocument.text", 47);
	assert_int_equal(number_at(&b, 6, 2), 0);           /* flags */
	assert_int_equal(number_at(&b, 8, 2), 0);           /* method */
	assert_int_equal(number_at(&b, 10, 4), 0x00210000); /* time and date */
	assert_int_equal(number_at(&b, 28, 2), 0);          /* extra fields */
	central = number_at(&b, b.len - 6, 4);
	assert_int_equal(number_at(&b, central + 4, 2), 0);  /* made by */
	assert_int_equal(number_at(&b, central + 36, 2), 0); /* internal attributes */
	assert_int_equal(number_at(&b, central + 38, 4), 0); /* external */
	buf_free(&b);
}

TEST(marks_a_name_of_another_language_as_utf8)
{
	struct fail f = { 0 };
	struct buf b = { 0 };
	struct zip *z;

	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	buf_add(&b, written(arena));
	z = reopened();
	assert_int_equal(number_at(&b, zip_at(z, 3)->offset + 6, 2), 0x800);
	buf_free(&b);
}

static const char *
refused_name(struct zip_out *out, struct bytes name)
{
	static struct fail f;

	f = (struct fail){ 0 };
	assert_int_equal(zip_out_begin(out, name, false, &f), -1);
	return f.what;
}

TEST(refuses_names_that_it_would_not_read)
{
	struct zip_out *out = zip_out_new(fileno(file), arena);
	struct fail f = { 0 };

	assert_string_equal(refused_name(out, BYTES("../a")), "zip-name");
	assert_string_equal(refused_name(out, BYTES("a\0b")), "zip-name");
	assert_string_equal(refused_name(out, BYTES("")), "zip-name");
	assert_int_equal(zip_out_begin(out, BYTES("a"), false, &f), 0);
	assert_int_equal(zip_out_end(out, &f), 0);
	assert_string_equal(refused_name(out, BYTES("A")), "zip-twice");
	zip_out_close(out);
}

TEST(refuses_more_parts_than_it_would_read)
{
	struct zip_out *out = zip_out_new(fileno(file), arena);
	struct fail f = { 0 };
	char name[16];
	int i;

	for (i = 0; i < LIMIT_ZIP_ENTRIES; i++) {
		snprintf(name, sizeof name, "%d", i);
		assert_int_equal(zip_out_begin(out, bytes_of(name), true, &f), 0);
		assert_int_equal(zip_out_end(out, &f), 0);
	}
	assert_string_equal(refused_name(out, BYTES("one more")), "zip-entries");
	zip_out_close(out);
}

/* 17 MiB of nothing become about 17 KiB: such a part would be refused when read. */
TEST(refuses_a_bomb_of_its_own)
{
	struct zip_out *out = zip_out_new(fileno(file), arena);
	static const unsigned char zeros[1 << 20];
	struct fail f = { 0 };
	int i;

	assert_int_equal(zip_out_begin(out, BYTES("a"), false, &f), 0);
	for (i = 0; i < 17; i++)
		assert_int_equal(
		    zip_out_write(out, (struct bytes){ zeros, sizeof zeros }, &f), 0);
	assert_int_equal(zip_out_end(out, &f), -1);
	assert_string_equal(f.what, "zip-bomb");
	assert_int_equal(f.kind, FAIL_LIMIT);
	zip_out_close(out);
}

TEST(says_when_the_disk_is_full)
{
	struct fail f = { 0 };
	int fd = open("/dev/full", O_RDWR);

	assert_true(fd >= 0);
	assert_int_equal(write_parts(fd, arena, &f), -1);
	assert_string_equal(f.what, "zip-write");
	assert_int_equal(f.kind, FAIL_SYSTEM);
	close(fd);
}

TEST(leaves_no_package_where_it_was_not_finished)
{
	struct zip_out *out = zip_out_new(fileno(file), arena);
	struct fail f = { 0 };

	assert_int_equal(zip_out_begin(out, BYTES("a"), false, &f), 0);
	assert_int_equal(zip_out_write(out, BYTES(BODY), &f), 0);
	zip_out_close(out);
	assert_null(zip_open(source_of_file(fileno(file), arena, &f), arena, &f));
	assert_string_equal(f.what, "zip-end");
	zip_out_close(NULL);
}

/* Wherever the descriptor stands, and it stays there: others may write by it. */
TEST(does_not_mind_the_place_of_the_descriptor)
{
	struct fail f = { 0 };

	assert_int_equal(lseek(fileno(file), 5, SEEK_SET), 5);
	assert_int_equal(write_parts(fileno(file), arena, &f), 0);
	assert_int_equal(lseek(fileno(file), 0, SEEK_CUR), 5);
	assert_int_equal(zip_count(reopened()), 4);
}

/* In a child, for there is no way back. Written, read back, in the sandbox. */
static int
in_the_sandbox(void)
{
	struct fail f = { 0 };
	struct buf got = { 0 };
	struct zip *z;

	if (sandbox_worker(&f) == -1 || write_parts(fileno(file), arena, &f) == -1)
		return 1;
	z = zip_open(source_of_file(fileno(file), arena, &f), arena, &f);
	if (z == NULL || read_part(z, zip_at(z, 1), 10, &got, &f) == -1)
		return 2;
	return bytes_are(buf_bytes(&got), BODY BODY) ? 0 : 3;
}

TEST(works_in_the_sandbox)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(in_the_sandbox());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(zip_count(reopened()), 4);
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(SMALL(gives_back_what_was_written), SMALL(writes_the_same_bytes_each_time),
    SMALL(writes_plain_headers), SMALL(marks_a_name_of_another_language_as_utf8),
    SMALL(refuses_names_that_it_would_not_read),
    SMALL(refuses_more_parts_than_it_would_read), SMALL(refuses_a_bomb_of_its_own),
    SMALL(says_when_the_disk_is_full),
    SMALL(leaves_no_package_where_it_was_not_finished),
    SMALL(does_not_mind_the_place_of_the_descriptor), SMALL(works_in_the_sandbox))
