#include "test_vault_dir.h"

#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"

enum { LOG_N = 10 };

/* Thirty-two times 0x42, and what `age-keygen -y` makes of it. */
#define KEY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
#define OPEN "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

TEST(comes_back_from_its_wrapped_file)
{
	struct passphrase *p = passphrase_of(bytes_of("papphatt-geitlokk"));
	struct identity *id = identity_new(), *back;
	const char *path = in_dir("id.age");
	struct fail f = { 0 };
	struct secret *text;
	struct stat st;

	assert_int_equal(identity_save(id, path, p, LOG_N, &f), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	back = identity_load(path, p, &f);
	assert_non_null(back);
	assert_string_equal(identity_recipient(back), identity_recipient(id));
	text = unseal_passphrase(path, p, &f);
	assert_non_null(text);
	assert_true(bytes_start(secret_bytes(text), "# public key: age1"));
	secret_close(text);
	identity_close(id);
	identity_close(back);
	passphrase_close(p);
}

TEST(wants_the_passphrase_and_the_right_one)
{
	struct passphrase *p = passphrase_of(bytes_of("a")),
			  *q = passphrase_of(bytes_of("b"));
	struct identity *id = identity_new();
	const char *path = in_dir("id2.age");
	struct fail f = { 0 }, g = { 0 };

	assert_int_equal(identity_save(id, path, p, 1, &f), 0);
	assert_null(identity_load(path, q, &f));
	assert_fails(&f, FAIL_SEAL, "seal-passphrase");
	assert_string_equal(f.path, path);
	assert_null(identity_load(path, NULL, &g));
	assert_fails(&g, FAIL_SEAL, "seal-passphrase-wanted");
	identity_close(id);
	passphrase_close(p);
	passphrase_close(q);
}

static void
loads_plain(const char *text, const char *recipient)
{
	const char *path = in_dir("plain.txt");
	struct fail f = { 0 };
	struct identity *id;

	file_put(path, bytes_of(text));
	id = identity_load(path, NULL, &f);
	if (recipient == NULL) {
		assert_null(id);
		assert_fails(&f, FAIL_SEAL, "seal-not-key");
	} else {
		assert_non_null(id);
		assert_string_equal(identity_recipient(id), recipient);
	}
	identity_close(id);
}

TEST(reads_one_plain_key_among_comments)
{
	loads_plain(
	    "# created: 2026-11-21T00:00:00Z\n# public key: x\n" KEY "\n", OPEN);
	loads_plain(KEY, OPEN);
	loads_plain("\r\n  " KEY "  \r\n\n#\n", OPEN);
}

TEST(refuses_no_key_two_keys_and_spoilt_keys)
{
	loads_plain("", NULL);
	loads_plain("# only a comment\n", NULL);
	loads_plain(KEY "\n" KEY "\n", NULL);
	loads_plain(KEY "Q\n", NULL);
	loads_plain("X\n" KEY "\n", NULL);
	loads_plain(OPEN "\n", NULL);
	loads_plain("untrusted comment: minisign\n", NULL);
}

static int
add(struct recipients *r, const char *role, const char *holder, const char *from,
    const char *text, struct fail *f)
{
	memset(f, 0, sizeof *f);
	return recipients_add(r, (struct recipient){ role, holder, from, text }, f);
}

TEST(refuses_a_recipient_that_is_none_or_twice_or_labelled_like_a_person)
{
	struct recipients *r = recipients_new(test_arena);
	struct fail f;

	assert_int_equal(add(r, "leader", "pi", "2026-11-21", OPEN, &f), 0);
	assert_int_equal(add(r, "second", "inst", "2026-11-21", OPEN, &f), -1);
	assert_fails(&f, FAIL_INPUT, "recipients-twice");
	assert_int_equal(add(r, NULL, NULL, NULL, "age1zvkyg", &f), -1);
	assert_fails(&f, FAIL_INPUT, "recipients-text");
	assert_int_equal(add(r, "second", "Kari Normann", "2026-11-21", OPEN, &f), -1);
	assert_fails(&f, FAIL_INPUT, "recipients-label");
	assert_int_equal(add(r, "second", "", "", OPEN, &f), -1);
	assert_fails(&f, FAIL_INPUT, "recipients-label");
	assert_int_equal(recipients_count(r), 1);
}

/* Thirty-two zero bytes as a text: a point that would give everybody's key. */
TEST(refuses_a_recipient_of_low_order)
{
	struct recipients *r = recipients_new(test_arena);
	struct fail f;

	assert_int_equal(
	    add(r, NULL, NULL, NULL,
		"age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", &f),
	    -1);
	assert_fails(&f, FAIL_INPUT, "recipients-text");
}

TEST(saves_and_loads_recipients_with_their_labels)
{
	struct recipients *r = recipients_new(test_arena), *back;
	struct identity *id = identity_new();
	const char *path = in_dir("recipients.txt");
	struct fail f;

	assert_int_equal(add(r, "leader", "pi", "2026-11-21", OPEN, &f), 0);
	assert_int_equal(add(r, NULL, NULL, NULL, identity_recipient(id), &f), 0);
	assert_int_equal(recipients_save(r, path, &f), 0);
	assert_true(
	    bytes_start(file_content(path), "# leader pi 2026-11-21\n" OPEN "\n"));
	back = recipients_load(path, test_arena, &f);
	assert_non_null(back);
	assert_int_equal(recipients_count(back), 2);
	assert_string_equal(recipients_at(back, 0)->role, "leader");
	assert_string_equal(recipients_at(back, 0)->holder, "pi");
	assert_string_equal(recipients_at(back, 0)->from, "2026-11-21");
	assert_string_equal(recipients_at(back, 1)->role, "");
	assert_string_equal(recipients_at(back, 1)->text, identity_recipient(id));
	assert_memory_equal(recipients_key(back, 0), recipients_key(r, 0), 32);
	identity_close(id);
}

TEST(says_in_which_line_a_recipient_is_spoilt)
{
	const char *path = in_dir("spoilt.txt");
	struct fail f = { 0 }, g = { 0 };

	file_put(path, bytes_of("# leader pi 2026-11-21\n" OPEN "\n\nage1xyz\n"));
	assert_null(recipients_load(path, test_arena, &f));
	assert_fails(&f, FAIL_INPUT, "recipients-text");
	assert_string_equal(f.path, path);
	assert_int_equal(f.line, 4);
	file_put(path, bytes_of("# nobody\n"));
	assert_null(recipients_load(path, test_arena, &g));
	assert_fails(&g, FAIL_INPUT, "recipients-none");
}

TEST(holds_no_more_recipients_than_the_limit)
{
	struct recipients *r = recipients_new(test_arena);
	struct fail f;
	int i;

	for (i = 0; i <= RECIPIENTS_MAX; i++) {
		struct identity *id = identity_new();
		int rc = add(r, NULL, NULL, NULL, identity_recipient(id), &f);

		assert_int_equal(rc, i < RECIPIENTS_MAX ? 0 : -1);
		identity_close(id);
	}
	assert_fails(&f, FAIL_LIMIT, "recipients-many");
}

UNIT_IN_DIR(cmocka_unit_test(comes_back_from_its_wrapped_file),
    cmocka_unit_test(wants_the_passphrase_and_the_right_one),
    cmocka_unit_test(reads_one_plain_key_among_comments),
    cmocka_unit_test(refuses_no_key_two_keys_and_spoilt_keys),
    cmocka_unit_test(
	refuses_a_recipient_that_is_none_or_twice_or_labelled_like_a_person),
    cmocka_unit_test(refuses_a_recipient_of_low_order),
    cmocka_unit_test(saves_and_loads_recipients_with_their_labels),
    cmocka_unit_test(says_in_which_line_a_recipient_is_spoilt),
    cmocka_unit_test(holds_no_more_recipients_than_the_limit))
