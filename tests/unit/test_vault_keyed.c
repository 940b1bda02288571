#include "test_vault_dir.h"

#include "vault/identity.h"
#include "vault/keyed.h"

/* Thirty-two times 0x42. */
#define KEY "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"

static struct digest_text
digest_of(const struct identity *id, const char *purpose, const char *a, const char *b)
{
	struct keyed k = keyed_start(id, purpose);

	keyed_add(&k, bytes_of(a));
	keyed_add(&k, bytes_of(b));
	return keyed_end(&k);
}

static struct identity *
known(void)
{
	struct fail f = { 0 };
	const char *path = in_dir("plain.txt");

	file_put(path, bytes_of(KEY "\n"));
	return identity_load(path, NULL, &f);
}

/* As Python's hmac and hashlib make it: HKDF, then HMAC over lengths and fields. */
TEST(is_what_the_two_standards_give)
{
	struct identity *id = known();

	assert_string_equal(digest_of(id, "taus test", "abc", "").at,
	    "90bd63288698195016a2d110b6150b0533eb26b545b73f72b2a468d66a58f9ce");
	identity_close(id);
}

TEST(tells_fields_purposes_and_keys_apart)
{
	struct identity *id = known(), *other = identity_new();
	struct digest_text one = digest_of(id, "taus test", "ab", "c");

	assert_string_equal(digest_of(id, "taus test", "ab", "c").at, one.at);
	assert_string_not_equal(digest_of(id, "taus test", "a", "bc").at, one.at);
	assert_string_not_equal(digest_of(id, "taus tests", "ab", "c").at, one.at);
	assert_string_not_equal(digest_of(other, "taus test", "ab", "c").at, one.at);
	identity_close(id);
	identity_close(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_what_the_two_standards_give),
		cmocka_unit_test(tells_fields_purposes_and_keys_apart),
	};

	return cmocka_run_group_tests(tests, dir_make, dir_remove);
}
