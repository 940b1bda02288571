#include "test_vault_dir.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "vault/passphrase.h"
#include "vault/secret.h"

TEST(starts_as_zeros_and_keeps_what_is_added)
{
	struct secret *s = secret_new(5);
	size_t i;

	assert_true(bytes_equal(
	    secret_bytes(s), (struct bytes){ (const unsigned char *)"\0\0\0\0\0", 5 }));
	for (i = 0; i < 20000; i++)
		secret_add(s, bytes_of("abc"));
	assert_int_equal(secret_bytes(s).len, 60005);
	assert_memory_equal(secret_bytes(s).at + 60002, "abc", 3);
	secret_cut(s, 6);
	assert_int_equal(secret_bytes(s).len, 6);
	secret_add(s, bytes_of("z"));
	assert_memory_equal(secret_bytes(s).at + 5, "az", 2);
	secret_close(s);
	secret_close(NULL);
}

TEST(is_not_there_in_a_forked_process)
{
	struct secret *s = secret_new(0);
	int status;
	pid_t child;

	secret_add(s, bytes_of("koblingsnøkkel"));
	child = fork();
	if (child == 0) {
		struct bytes b = secret_bytes(s);
		size_t i, seen = 0;

		for (i = 0; i < b.len; i++)
			seen += b.at[i] != 0;
		_exit(seen ? 1 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_true(bytes_are(secret_bytes(s), "koblingsnøkkel"));
	secret_close(s);
}

TEST(loads_a_whole_file_up_to_the_limit)
{
	const char *path = in_dir("raw");
	unsigned char *at = arena_get(test_arena, 70000, 1);
	struct fail f = { 0 };
	struct secret *s;

	memset(at, 'r', 70000);
	file_put(path, (struct bytes){ at, 70000 });
	s = secret_load(path, 70000, &f);
	assert_non_null(s);
	assert_true(bytes_equal(secret_bytes(s), (struct bytes){ at, 70000 }));
	secret_close(s);
	assert_null(secret_load(path, 69999, &f));
	assert_fails(&f, FAIL_LIMIT, "secret-large");
	assert_string_equal(f.path, path);
}

static void
takes_from_file(const char *content, size_t len, mode_t mode, const char *wanted,
    enum fail_kind kind, const char *what)
{
	const char *path = in_dir("words");
	struct fail f = { 0 };
	struct passphrase *p;

	file_put(path, (struct bytes){ (const unsigned char *)content, len });
	assert_int_equal(chmod(path, mode), 0);
	p = passphrase_file(path, &f);
	if (wanted != NULL) {
		assert_non_null(p);
		assert_true(bytes_are(passphrase_bytes(p), wanted));
	} else {
		assert_null(p);
		assert_fails(&f, kind, what);
		assert_string_equal(f.path, path);
	}
	passphrase_close(p);
}

TEST(takes_the_first_line_of_a_private_file)
{
	takes_from_file("en to\ntre\n", 10, 0600, "en to", 0, NULL);
	takes_from_file("en to", 5, 0400, "en to", 0, NULL);
	takes_from_file("en to\r\n", 7, 0600, "en to", 0, NULL);
	takes_from_file(" bl\xc3\xa5 \n", 7, 0600, " bl\xc3\xa5 ", 0, NULL);
}

TEST(refuses_a_file_that_others_may_read_or_write)
{
	takes_from_file("x\n", 2, 0640, NULL, FAIL_USAGE, "passphrase-public");
	takes_from_file("x\n", 2, 0604, NULL, FAIL_USAGE, "passphrase-public");
	takes_from_file("x\n", 2, 0620, NULL, FAIL_USAGE, "passphrase-public");
}

TEST(refuses_what_is_no_passphrase)
{
	char *line = arena_get(test_arena, 2000, 1);

	takes_from_file("", 0, 0600, NULL, FAIL_INPUT, "passphrase-empty");
	takes_from_file("\nx\n", 3, 0600, NULL, FAIL_INPUT, "passphrase-empty");
	takes_from_file("a\0b\n", 4, 0600, NULL, FAIL_INPUT, "passphrase-empty");
	memset(line, 'x', 2000);
	takes_from_file(line, 1025, 0600, NULL, FAIL_LIMIT, "passphrase-long");
	takes_from_file(line, 2000, 0600, NULL, FAIL_LIMIT, "passphrase-long");
	line[1024] = '\n';
	line[1025] = '\0';
	takes_from_file(line, 1025, 0600,
	    arena_text(test_arena, bytes_cut(bytes_of(line), 0, 1024)), 0, NULL);
}

TEST(refuses_a_folder_and_a_pipe_by_name)
{
	struct fail f = { 0 }, g = { 0 }, h = { 0 };

	assert_null(passphrase_file(test_dir, &f));
	assert_fails(&f, FAIL_USAGE, "passphrase-kind");
	assert_int_equal(mkfifo(in_dir("pipe"), 0600), 0);
	assert_null(passphrase_file(in_dir("pipe"), &g));
	assert_fails(&g, FAIL_USAGE, "passphrase-kind");
	assert_null(passphrase_file(in_dir("missing"), &h));
	assert_fails(&h, FAIL_SYSTEM, "passphrase-open");
}

TEST(takes_an_open_descriptor_and_leaves_what_follows)
{
	char path[32], rest[8] = { 0 };
	struct fail f = { 0 };
	struct passphrase *p;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "kork\nrest", 9), 9);
	close(ends[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	p = passphrase_file(path, &f);
	assert_non_null(p);
	assert_true(bytes_are(passphrase_bytes(p), "kork"));
	passphrase_close(p);
	assert_int_equal(read(ends[0], rest, sizeof rest), 4);
	assert_string_equal(rest, "rest");
	close(ends[0]);
	assert_null(passphrase_file("/dev/fd/999", &f));
	assert_fails(&f, FAIL_SYSTEM, "passphrase-open");
}

TEST(has_a_list_of_plain_words_sorted_and_distinct)
{
	size_t i, j;

	for (i = 0; i < PASSPHRASE_WORDS; i++) {
		const char *word = passphrase_words[i];
		size_t len = strlen(word);

		assert_in_range(len, 3, 8);
		for (j = 0; j < len; j++)
			assert_in_range(word[j], 'a', 'z');
		if (i)
			assert_true(strcmp(passphrase_words[i - 1], word) < 0);
	}
}

TEST(draws_eight_words_of_the_list_and_others_each_time)
{
	struct passphrase *p = passphrase_generate(), *q = passphrase_generate();
	struct bytes rest = passphrase_bytes(p), word;
	size_t i, count = 0;

	while (bytes_next(&rest, '-', &word)) {
		for (i = 0; i < PASSPHRASE_WORDS; i++)
			if (bytes_are(word, passphrase_words[i]))
				break;
		assert_true(i < PASSPHRASE_WORDS);
		count++;
	}
	assert_int_equal(count, 8);
	assert_false(bytes_equal(passphrase_bytes(p), passphrase_bytes(q)));
	passphrase_close(p);
	passphrase_close(q);
}

UNIT_IN_DIR(cmocka_unit_test(starts_as_zeros_and_keeps_what_is_added),
    cmocka_unit_test(is_not_there_in_a_forked_process),
    cmocka_unit_test(loads_a_whole_file_up_to_the_limit),
    cmocka_unit_test(takes_the_first_line_of_a_private_file),
    cmocka_unit_test(refuses_a_file_that_others_may_read_or_write),
    cmocka_unit_test(refuses_what_is_no_passphrase),
    cmocka_unit_test(refuses_a_folder_and_a_pipe_by_name),
    cmocka_unit_test(takes_an_open_descriptor_and_leaves_what_follows),
    cmocka_unit_test(has_a_list_of_plain_words_sorted_and_distinct),
    cmocka_unit_test(draws_eight_words_of_the_list_and_others_each_time))
