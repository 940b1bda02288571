#include "test_vault_dir.h"

#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/sign.h"

enum { LOG_N = 10 };

static struct signing *
signed_file(const char *path, const char *signature, const char *comment)
{
	struct signing *s = signing_new();
	struct fail f = { 0 };

	file_put(path, bytes_of("manifest\n"));
	assert_int_equal(sign_file(s, path, signature, comment, &f), 0);
	return s;
}

TEST(verifies_what_it_signed_and_gives_the_comment)
{
	const char *path = in_dir("a.txt"), *mark = in_dir("a.txt.minisig");
	struct signing *s = signed_file(path, mark, "n=1 sha256=00");
	const char *comment = NULL;
	struct fail f = { 0 };

	assert_int_equal(
	    verify_file(signing_verifying(s), path, mark, test_arena, &comment, &f), 0);
	assert_string_equal(comment, "n=1 sha256=00");
	assert_int_equal(verify_bytes(signing_verifying(s), bytes_of("manifest\n"),
			     mark, test_arena, NULL, &f),
	    0);
	assert_true(bytes_start(
	    file_content(mark), "untrusted comment: signature from taus\nRU"));
	signing_close(s);
}

TEST(signs_bytes_as_it_signs_a_file)
{
	const char *path = in_dir("b.txt"), *mark = in_dir("b.txt.minisig"),
		   *other = in_dir("b2.minisig");
	struct signing *s = signed_file(path, mark, "x");
	struct fail f = { 0 };

	assert_int_equal(sign_bytes(s, bytes_of("manifest\n"), other, "x", &f), 0);
	assert_true(bytes_equal(file_content(mark), file_content(other)));
	signing_close(s);
}

TEST(refuses_another_file_and_another_key)
{
	const char *path = in_dir("c.txt"), *mark = in_dir("c.txt.minisig");
	struct signing *s = signed_file(path, mark, "x"), *t = signing_new();
	struct verifying mixed = *signing_verifying(t);
	struct fail f = { 0 }, g = { 0 }, h = { 0 };

	assert_int_equal(
	    verify_file(signing_verifying(t), path, mark, test_arena, NULL, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-other-key");
	memcpy(mixed.id, signing_verifying(s)->id, sizeof mixed.id);
	assert_int_equal(verify_file(&mixed, path, mark, test_arena, NULL, &g), -1);
	assert_fails(&g, FAIL_SEAL, "sign-wrong");
	file_put(path, bytes_of("manifest"));
	assert_int_equal(
	    verify_file(signing_verifying(s), path, mark, test_arena, NULL, &h), -1);
	assert_fails(&h, FAIL_SEAL, "sign-wrong");
	signing_close(s);
	signing_close(t);
}

TEST(refuses_every_flipped_bit_and_every_other_length_of_a_signature)
{
	const char *path = in_dir("d.txt"), *mark = in_dir("d.txt.minisig");
	struct signing *s = signed_file(path, mark, "object=x n=12");
	struct bytes good = file_content(mark);
	unsigned char *bad = arena_get(test_arena, good.len + 2, 1);
	size_t i, accepted = 0;

	for (i = 0; i < good.len * 8 + good.len + 1; i++) {
		struct bytes b = { bad, good.len };
		struct fail f = { 0 };

		memcpy(bad, good.at, good.len);
		bad[good.len] = '\n';
		if (i < good.len * 8)
			bad[i / 8] ^= (unsigned char)(1 << i % 8);
		else if (i < good.len * 9)
			b.len = i - good.len * 8;
		else
			b.len = good.len + 1;
		file_put(mark, b);
		accepted += verify_file(signing_verifying(s), path, mark, test_arena,
				NULL, &f) == 0;
		assert_int_equal(f.kind, FAIL_SEAL);
	}
	assert_int_equal(accepted, 0);
	signing_close(s);
}

TEST(refuses_a_comment_taken_from_another_signature)
{
	const char *path = in_dir("e.txt"), *mark = in_dir("e.txt.minisig");
	struct signing *s = signed_file(path, mark, "one");
	struct bytes one = file_content(mark), two;
	struct fail f = { 0 };
	char *mixed;

	assert_int_equal(sign_file(s, path, mark, "two", &f), 0);
	two = file_content(mark);
	mixed = arena_text(test_arena, one);
	memcpy(strstr(mixed, ": one") + 2, "two", 3);
	file_put(mark, bytes_of(mixed));
	assert_int_equal(
	    verify_file(signing_verifying(s), path, mark, test_arena, NULL, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-wrong");
	assert_int_equal(one.len, two.len);
	signing_close(s);
}

TEST(wants_the_fixed_first_line_unless_lax)
{
	const char *path = in_dir("f.txt"), *mark = in_dir("f.txt.minisig");
	struct signing *s = signed_file(path, mark, "x");
	struct bytes good = file_content(mark);
	struct fail f = { 0 }, g = { 0 };
	const char *second = strchr((const char *)good.at, '\n');

	file_put(mark,
	    bytes_of(arena_printf(test_arena, "untrusted comment: hello%s", second)));
	assert_int_equal(
	    verify_file(signing_verifying(s), path, mark, test_arena, NULL, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-form");
	assert_int_equal(
	    verify_file_lax(signing_verifying(s), path, mark, test_arena, NULL, &g), 0);
	signing_close(s);
}

TEST(says_when_there_is_no_signature)
{
	const char *path = in_dir("g.txt"), *mark = in_dir("g.txt.minisig");
	struct signing *s = signed_file(path, mark, "x");
	struct fail f = { 0 };

	assert_int_equal(unlink(mark), 0);
	assert_int_equal(
	    verify_file(signing_verifying(s), path, mark, test_arena, NULL, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-missing");
	assert_string_equal(f.path, mark);
	signing_close(s);
}

TEST(keeps_its_keys_in_files)
{
	struct passphrase *p = passphrase_of(bytes_of("ordet"));
	const char *secret = in_dir("signing.key.age"), *open = in_dir("signing.pub");
	struct signing *s = signing_new(), *back;
	struct verifying v;
	struct fail f = { 0 };

	assert_int_equal(signing_save(s, secret, p, LOG_N, &f), 0);
	back = signing_load(secret, p, &f);
	assert_non_null(back);
	assert_memory_equal(
	    signing_verifying(back), signing_verifying(s), sizeof(struct verifying));
	assert_int_equal(verifying_save(signing_verifying(s), open, &f), 0);
	assert_int_equal(verifying_load(open, &v, &f), 0);
	assert_memory_equal(&v, signing_verifying(s), sizeof v);
	assert_true(bytes_start(file_content(open),
	    arena_printf(test_arena, "untrusted comment: minisign public key %s\n",
		sign_id(&v).at)));
	signing_close(s);
	signing_close(back);
	passphrase_close(p);
}

/* Made by `minisign -G -W`; wrong halves and a password are refused. */
#define SECRET_LINE "untrusted comment: minisign encrypted secret key\n"
#define SECRET                                                                     \
	"RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
	"QZaGDCa6WQ4RK7+m7Vv7g5RzY5+Sz5DbQVVS9198z3osh70TkwGagDflMDRC8RhAPBt1m/"   \
	"mIqHta86"                                                                 \
	"5C3uzZi6OxKMlrTu7TAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

static void
loads_secret(const char *text, bool good)
{
	struct passphrase *p = passphrase_of(bytes_of("x"));
	const char *path = in_dir("other.key.age");
	struct fail f = { 0 };
	struct signing *s;

	assert_int_equal(seal_bytes_passphrase(path, p, 1, bytes_of(text), &f), 0);
	s = signing_load(path, p, &f);
	if (good) {
		assert_non_null(s);
		assert_string_equal(
		    sign_id(signing_verifying(s)).at, "E59BA260C869641");
	} else {
		assert_null(s);
		assert_fails(&f, FAIL_SEAL, "seal-not-key");
		assert_string_equal(f.path, path);
	}
	signing_close(s);
	passphrase_close(p);
}

TEST(reads_minisigns_own_key_and_no_other)
{
	char *changed = arena_text(test_arena, bytes_of(SECRET_LINE SECRET "\n"));
	char *at = strstr(changed, "QZaG");

	loads_secret(SECRET_LINE SECRET "\n", true);
	loads_secret(SECRET "\n", false);
	loads_secret(SECRET_LINE SECRET "\nx\n", false);
	loads_secret(SECRET_LINE "\n", false);
	at[20] = at[20] == 'A' ? 'B' : 'A'; /* inside the seed */
	loads_secret(changed, false);
	changed = arena_text(test_arena, bytes_of(SECRET_LINE SECRET "\n"));
	memcpy(strstr(changed, "RWQAAEIy"), "RWRTY0Iy", 8); /* kdf "Sc" */
	loads_secret(changed, false);
	changed = arena_text(test_arena, bytes_of(SECRET_LINE SECRET "\n"));
	memcpy(strstr(changed, "AAA=\n"), "AAE=\n", 5); /* a checksum */
	loads_secret(changed, false);
}

TEST(refuses_what_is_no_public_key)
{
	static const char *const spoilt[] = { "", "untrusted comment: x\n",
		"RWRBloYMJrpZDjflMDRC8RhAPBt1m/mIqHta865C3uzZi6OxKMlrTu7T\n",
		"untrusted comment: x\nRWRBloYMJrpZDjflMDRC8RhAPBt1m/mIqHta865C3uzZ\n",
		"untrusted comment: x\n"
		"RURBloYMJrpZDjflMDRC8RhAPBt1m/mIqHta865C3uzZi6OxKMlrTu7T\n" };
	const char *path = in_dir("spoilt.pub");
	struct verifying v;
	size_t i;

	for (i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
		struct fail f = { 0 };

		file_put(path, bytes_of(spoilt[i]));
		assert_int_equal(verifying_load(path, &v, &f), -1);
		assert_fails(&f, FAIL_SEAL, "sign-not-public");
	}
}

UNIT_IN_DIR(cmocka_unit_test(verifies_what_it_signed_and_gives_the_comment),
    cmocka_unit_test(signs_bytes_as_it_signs_a_file),
    cmocka_unit_test(refuses_another_file_and_another_key),
    cmocka_unit_test(refuses_every_flipped_bit_and_every_other_length_of_a_signature),
    cmocka_unit_test(refuses_a_comment_taken_from_another_signature),
    cmocka_unit_test(wants_the_fixed_first_line_unless_lax),
    cmocka_unit_test(says_when_there_is_no_signature),
    cmocka_unit_test(keeps_its_keys_in_files),
    cmocka_unit_test(reads_minisigns_own_key_and_no_other),
    cmocka_unit_test(refuses_what_is_no_public_key))
