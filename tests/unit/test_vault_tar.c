#include "test_vault_dir.h"

#include <fcntl.h>

#include "vault/secret.h"
#include "vault/tar.h"

enum { MTIME = 1520253296 };

static const struct {
	const char *name, *content;
} sample[] = {
	{ "a/b.txt", "b" },
	{ "a/c", "" },
	{ "files.csv", "v,id\n1,p01\n" },
	{ "people.csv", "v,person\n1,p01\n" },
};
enum { SAMPLE = sizeof sample / sizeof *sample };

static struct secret *
sample_tar(size_t pad)
{
	struct secret *s = secret_new(0);
	struct tar *t = tar_new(s, MTIME);
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < SAMPLE; i++)
		assert_int_equal(
		    tar_add(t, sample[i].name, bytes_of(sample[i].content), &f), 0);
	assert_int_equal(tar_close(t, pad, &f), 0);
	return s;
}

TEST(reads_what_it_wrote)
{
	struct secret *s = sample_tar(0);
	struct tar_file *files;
	struct fail f = { 0 };
	size_t count, i;

	assert_int_equal(tar_read(secret_bytes(s), test_arena, &files, &count, &f), 0);
	assert_int_equal(count, SAMPLE);
	for (i = 0; i < count; i++) {
		assert_string_equal(files[i].name, sample[i].name);
		assert_true(bytes_are(files[i].content, sample[i].content));
	}
	assert_int_equal(secret_bytes(s).len, 4 * 512 + 3 * 512 + 1024);
	secret_close(s);
}

TEST(writes_a_header_that_says_nothing_of_the_machine)
{
	struct secret *s = sample_tar(0);
	const char *at = (const char *)secret_bytes(s).at;

	assert_string_equal(at, "a/b.txt");
	assert_memory_equal(at + 100,
	    "000644 \0"
	    "000000 \0"
	    "000000 \0",
	    24);
	assert_memory_equal(at + 136, "13247234560 ", 12); /* MTIME in octal */
	assert_memory_equal(at + 156, "0", 1);
	assert_memory_equal(at + 257,
	    "ustar\0"
	    "00",
	    8);
	assert_int_equal(at[265], '\0'); /* no owner's name */
	assert_int_equal(at[297], '\0');
	secret_close(s);
}

TEST(gives_the_same_bytes_each_time_and_in_a_file)
{
	struct secret *a = sample_tar(0), *b = sample_tar(0);
	const char *path = in_dir("x.tar");
	struct fail f = { 0 };
	struct file_out *out = file_create(path, 0644, &f);
	struct tar *t = tar_new_file(out, MTIME);
	size_t i;

	assert_true(bytes_equal(secret_bytes(a), secret_bytes(b)));
	for (i = 0; i < SAMPLE; i++) {
		file_put(in_dir("one"), bytes_of(sample[i].content));
		assert_int_equal(tar_add_file(t, sample[i].name, in_dir("one"), &f), 0);
	}
	assert_int_equal(tar_close(t, 0, &f), 0);
	assert_int_equal(file_commit(out, &f), 0);
	assert_true(bytes_equal(secret_bytes(a), file_content(path)));
	secret_close(a);
	secret_close(b);
}

TEST(pads_to_a_multiple_that_still_reads)
{
	struct secret *plain = sample_tar(0), *s = sample_tar(TAR_PAD);
	struct tar_file *files;
	struct fail f = { 0 };
	struct bytes b = secret_bytes(s);
	size_t count;

	assert_int_equal(b.len, TAR_PAD);
	assert_true(
	    bytes_equal(bytes_cut(b, 0, secret_bytes(plain).len), secret_bytes(plain)));
	assert_int_equal(tar_read(b, test_arena, &files, &count, &f), 0);
	assert_int_equal(count, SAMPLE);
	secret_close(plain);
	secret_close(s);
}

TEST(holds_contents_of_every_size_round_a_block)
{
	static const size_t sizes[] = { 0, 1, 511, 512, 513, 65535, 65536, 200000 };
	unsigned char *at = arena_get(test_arena, 200000, 1);
	struct secret *s = secret_new(0);
	struct tar *t = tar_new(s, MTIME);
	struct tar_file *files;
	struct fail f = { 0 };
	size_t i, count;

	for (i = 0; i < 200000; i++)
		at[i] = (unsigned char)(i * 7 + i / 255);
	for (i = 0; i < 8; i++)
		assert_int_equal(tar_add(t, arena_printf(test_arena, "f%zu", i),
				     (struct bytes){ at, sizes[i] }, &f),
		    0);
	assert_int_equal(tar_close(t, TAR_PAD, &f), 0);
	assert_int_equal(tar_read(secret_bytes(s), test_arena, &files, &count, &f), 0);
	assert_int_equal(count, 8);
	for (i = 0; i < 8; i++)
		assert_true(
		    bytes_equal(files[i].content, (struct bytes){ at, sizes[i] }));
	secret_close(s);
}

TEST(reads_an_empty_one)
{
	struct secret *s = secret_new(0);
	struct tar *t = tar_new(s, MTIME);
	struct tar_file *files;
	struct fail f = { 0 };
	size_t count = 9;

	assert_int_equal(tar_close(t, TAR_PAD, &f), 0);
	assert_int_equal(tar_read(secret_bytes(s), test_arena, &files, &count, &f), 0);
	assert_int_equal(count, 0);
	secret_close(s);
}

TEST(refuses_names_that_are_not_plain)
{
	static const char *const spoilt[] = { "", "/etc/x", "../x", "a/../b", "a//b",
		"a/", "./a", "a b", "bl\xc3\xa5", "a\nb" };
	size_t i;

	for (i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
		struct secret *s = secret_new(0);
		struct tar *t = tar_new(s, MTIME);
		struct fail f = { 0 };

		assert_int_equal(tar_add(t, spoilt[i], bytes_of("x"), &f), -1);
		assert_fails(&f, FAIL_INPUT, "tar-name");
		tar_abandon(t);
		secret_close(s);
	}
}

static int
shell(const char *command)
{
	return system(arena_printf(
	    test_arena, "cd %s && (%s) >/dev/null 2>&1", test_dir, command));
}

static int
reads_file(const char *name, size_t *count, struct tar_file **files, struct fail *f)
{
	memset(f, 0, sizeof *f);
	return tar_read(file_content(in_dir(name)), test_arena, files, count, f);
}

TEST(reads_what_other_programs_made_but_no_links)
{
	struct tar_file *files;
	struct fail f;
	size_t count;

	assert_int_equal(
	    shell("mkdir -p d/e && echo 1 >d/e/one.csv && echo 2 >d/two.csv && "
		  "tar -C d -cf gnu.tar . && tar -C d --format=posix -cf pax.tar . && "
		  "tar -C d --format=ustar -cf ustar.tar e/one.csv two.csv"),
	    0);
	assert_int_equal(reads_file("gnu.tar", &count, &files, &f), 0);
	assert_int_equal(count, 2);
	assert_int_equal(reads_file("pax.tar", &count, &files, &f), 0);
	assert_int_equal(count, 2);
	assert_int_equal(reads_file("ustar.tar", &count, &files, &f), 0);
	assert_string_equal(files[0].name, "e/one.csv");
	assert_true(bytes_are(files[0].content, "1\n"));
	assert_int_equal(
	    shell("ln -s /etc/passwd d/link && tar -C d -cf link.tar ."), 0);
	assert_int_equal(reads_file("link.tar", &count, &files, &f), -1);
	assert_fails(&f, FAIL_INPUT, "tar-kind");
	assert_int_equal(shell("rm d/link && ln d/two.csv d/zwei.csv && "
			       "tar -C d -cf hard.tar two.csv zwei.csv"),
	    0);
	assert_int_equal(reads_file("hard.tar", &count, &files, &f), -1);
	assert_fails(&f, FAIL_INPUT, "tar-kind");
	assert_int_equal(
	    shell("tar -C d -cf up.tar --transform 's,^,../,' two.csv"), 0);
	assert_int_equal(reads_file("up.tar", &count, &files, &f), -1);
	assert_fails(&f, FAIL_INPUT, "tar-name");
	assert_int_equal(
	    shell("tar -C d -cf twice.tar two.csv two.csv --hard-dereference"), 0);
	assert_int_equal(reads_file("twice.tar", &count, &files, &f), -1);
	assert_fails(&f, FAIL_INPUT, "tar-twice");
}

TEST(refuses_one_that_is_cut_short_or_none)
{
	struct secret *s = sample_tar(0);
	struct bytes b = secret_bytes(s);
	struct tar_file *files;
	size_t count, len;

	for (len = 0; len < b.len; len += 128) {
		struct fail f = { 0 };

		assert_int_equal(
		    tar_read(bytes_cut(b, 0, len), test_arena, &files, &count, &f), -1);
		assert_fails(&f, FAIL_INPUT, "tar-form");
	}
	secret_close(s);
}

/* Whatever is changed, what is read lies inside and nothing goes wrong. */
TEST(survives_every_changed_byte)
{
	struct secret *s = sample_tar(0);
	struct bytes b = secret_bytes(s);
	unsigned char *at = secret_room(s);
	size_t i, j, count;

	for (i = 0; i < b.len; i++) {
		struct arena *a = arena_new();
		struct tar_file *files;
		struct fail f = { 0 };

		at[i] ^= 0x41;
		if (tar_read(b, a, &files, &count, &f) == 0)
			for (j = 0; j < count; j++)
				assert_true(
				    files[j].content.len == 0 ||
				    (files[j].content.at >= b.at &&
					files[j].content.at + files[j].content.len <=
					    b.at + b.len));
		else
			assert_int_equal(f.kind, FAIL_INPUT);
		at[i] ^= 0x41;
		arena_free(a);
	}
	secret_close(s);
}

TEST(says_when_it_cannot_write)
{
	struct fail f = { 0 };
	struct file_out *out = file_create(in_dir("full.tar"), 0600, &f);
	int fd = file_out_fd(out), full = open("/dev/full", O_WRONLY);
	struct tar *t;

	assert_true(full >= 0 && dup2(full, fd) == fd);
	t = tar_new_file(out, MTIME);
	assert_int_equal(tar_add(t, "a", bytes_of("x"), &f), -1);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_string_equal(f.path, in_dir("full.tar"));
	tar_abandon(t);
	file_abandon(out);
	close(full);
}

UNIT_IN_DIR(cmocka_unit_test(reads_what_it_wrote),
    cmocka_unit_test(writes_a_header_that_says_nothing_of_the_machine),
    cmocka_unit_test(gives_the_same_bytes_each_time_and_in_a_file),
    cmocka_unit_test(pads_to_a_multiple_that_still_reads),
    cmocka_unit_test(holds_contents_of_every_size_round_a_block),
    cmocka_unit_test(reads_an_empty_one),
    cmocka_unit_test(refuses_names_that_are_not_plain),
    cmocka_unit_test(reads_what_other_programs_made_but_no_links),
    cmocka_unit_test(refuses_one_that_is_cut_short_or_none),
    cmocka_unit_test(survives_every_changed_byte),
    cmocka_unit_test(says_when_it_cannot_write))
