#include "test_vault_dir.h"

#include "vault/digest.h"

/* FIPS 180-4 examples, as `sha256sum` and `sha512sum` print them. */
static const char abc256[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char abc512[] =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
static const char empty256[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(agrees_with_the_published_examples)
{
	assert_string_equal(digest_bytes(DIGEST_SHA256, bytes_of("abc")).at, abc256);
	assert_string_equal(digest_bytes(DIGEST_SHA512, bytes_of("abc")).at, abc512);
	assert_string_equal(
	    digest_bytes(DIGEST_SHA256, (struct bytes){ 0 }).at, empty256);
}

TEST(gives_the_same_piece_by_piece)
{
	struct digest d = digest_start(DIGEST_SHA512);

	digest_add(&d, bytes_of("a"));
	digest_add(&d, (struct bytes){ 0 });
	digest_add(&d, bytes_of("bc"));
	assert_string_equal(digest_end(&d).at, abc512);
}

TEST(reads_a_file_once_for_both)
{
	const char *path = in_dir("abc");
	struct digest_text a, b;
	struct fail f = { 0 };
	uint64_t size = 0;

	file_put(path, bytes_of("abc"));
	assert_int_equal(digest_file_both(path, &a, &b, &size, &f), 0);
	assert_string_equal(a.at, abc256);
	assert_string_equal(b.at, abc512);
	assert_int_equal(size, 3);
	assert_int_equal(digest_file(DIGEST_SHA512, path, &a, &f), 0);
	assert_string_equal(a.at, abc512);
}

TEST(streams_a_file_longer_than_its_window)
{
	unsigned char *at = arena_get(test_arena, 300001, 1);
	struct bytes b = { at, 300001 };
	struct digest_text t;
	struct fail f = { 0 };

	memset(at, 'x', b.len);
	file_put(in_dir("long"), b);
	assert_int_equal(digest_file(DIGEST_SHA256, in_dir("long"), &t, &f), 0);
	assert_string_equal(t.at, digest_bytes(DIGEST_SHA256, b).at);
}

TEST(says_when_there_is_no_file)
{
	struct digest_text t;
	struct fail f = { 0 };

	assert_int_equal(digest_file(DIGEST_SHA256, in_dir("missing"), &t, &f), -1);
	assert_string_equal(f.path, in_dir("missing"));
}

TEST(knows_the_text_of_a_digest)
{
	assert_true(digest_is_sha256(bytes_of(digest_none)));
	assert_true(digest_is_sha256(bytes_of(abc256)));
	assert_false(digest_is_sha256(bytes_of(abc512)));
	assert_false(digest_is_sha256(bytes_cut(bytes_of(abc256), 0, 63)));
	assert_false(digest_is_sha256(bytes_of(
	    "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
}

UNIT_IN_DIR(cmocka_unit_test(agrees_with_the_published_examples),
    cmocka_unit_test(gives_the_same_piece_by_piece),
    cmocka_unit_test(reads_a_file_once_for_both),
    cmocka_unit_test(streams_a_file_longer_than_its_window),
    cmocka_unit_test(says_when_there_is_no_file),
    cmocka_unit_test(knows_the_text_of_a_digest))
