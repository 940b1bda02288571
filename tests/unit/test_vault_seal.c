#include "test_vault_dir.h"

#include <signal.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "vault/age_header.h"
#include "vault/age_stream.h"
#include "vault/identity.h"
#include "vault/passphrase.h"
#include "vault/seal.h"
#include "vault/secret.h"

enum { LOG_N = 10 };

/* Bytes that repeat with no period that divides a chunk. */
static struct bytes
pattern(size_t len)
{
	unsigned char *at = arena_get(test_arena, len + 1, 1);
	size_t i;

	for (i = 0; i < len; i++)
		at[i] = (unsigned char)(i * 31 + i / 251);
	return (struct bytes){ at, len };
}

static struct recipients *
to_one(const struct identity *id)
{
	struct recipients *r = recipients_new(test_arena);
	struct fail f = { 0 };

	assert_int_equal(
	    recipients_add(r, (struct recipient){ .text = identity_recipient(id) }, &f),
	    0);
	return r;
}

static struct passphrase *
words(const char *text)
{
	return passphrase_of(bytes_of(text));
}

TEST(gives_back_what_was_sealed_at_every_length_round_a_chunk)
{
	static const size_t lengths[] = { 0, 1, 2, 15, 16, 17, 65519, 65520, 65535,
		65536, 65537, 65552, 131071, 131072, 131073, 196608, 200001 };
	struct identity *id = identity_new();
	struct recipients *r = to_one(id);
	const char *path = in_dir("lengths.age");
	size_t i;

	for (i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct fail f = { 0 };
		struct bytes b = pattern(lengths[i]);
		struct secret *s;

		assert_int_equal(seal_bytes(path, r, b, &f), 0);
		s = unseal(path, id, &f);
		assert_non_null(s);
		assert_true(bytes_equal(secret_bytes(s), b));
		secret_close(s);
	}
	identity_close(id);
}

TEST(does_not_mind_how_the_bytes_were_handed_over)
{
	struct identity *id = identity_new();
	struct recipients *r = to_one(id);
	struct bytes b = pattern(150000);
	const char *path = in_dir("pieces.age");
	static const size_t steps[] = { 1000, 32768, 65535, 65536, 65537, 90000 };
	size_t i, step;

	for (i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct fail f = { 0 };
		struct seal *seal = seal_create(path, r, &f);
		struct secret *s;
		size_t at, to;

		step = steps[i];
		assert_non_null(seal);
		for (at = 0; at < b.len; at = to) {
			to = at + step < b.len ? at + step : b.len;
			assert_int_equal(seal_write(seal, bytes_cut(b, at, to), &f), 0);
		}
		assert_int_equal(seal_close(seal, &f), 0);
		s = unseal(path, id, &f);
		assert_non_null(s);
		assert_true(bytes_equal(secret_bytes(s), b));
		secret_close(s);
	}
	identity_close(id);
}

/* Each bit of the file turned, each shorter file, some longer ones: none opens. */
static void
reject_all_neighbours(struct bytes file, const struct identity *id,
    const struct passphrase *p, size_t step)
{
	unsigned char *changed = arena_get(test_arena, file.len + 64, 1);
	size_t i, opened = 0;
	struct secret *s;

	memcpy(changed, file.at, file.len);
	for (i = 0; i < file.len * 8 + file.len + 33; i += step) {
		struct fail f = { 0 };
		size_t len = file.len;

		if (i < file.len * 8)
			changed[i / 8] ^= (unsigned char)(1 << i % 8);
		else
			len = i - file.len * 8;
		if (len == file.len && i >= file.len * 8)
			continue;
		s = id ? unseal_bytes((struct bytes){ changed, len }, id, &f)
		       : unseal_bytes_passphrase((struct bytes){ changed, len }, p, &f);
		opened += s != NULL;
		assert_true(f.kind == FAIL_SEAL || f.kind == FAIL_LIMIT);
		secret_close(s);
		if (i < file.len * 8)
			changed[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	assert_int_equal(opened, 0);
}

TEST(refuses_every_flipped_bit_and_every_other_length)
{
	struct identity *id = identity_new();
	const char *path = in_dir("small.age");
	struct fail f = { 0 };

	int i;

	for (i = 0; i < 8; i++) { /* other keys, so other letters each time */
		assert_int_equal(
		    seal_bytes(path, to_one(id), bytes_of("p01;Test\n"), &f), 0);
		reject_all_neighbours(file_content(path), id, NULL, 1);
	}
	identity_close(id);
}

TEST(refuses_every_flipped_bit_under_a_passphrase)
{
	struct passphrase *p = words("seks sju");
	const char *path = in_dir("small-passphrase.age");
	struct fail f = { 0 };

	assert_int_equal(seal_bytes_passphrase(path, p, 1, bytes_of("x"), &f), 0);
	reject_all_neighbours(file_content(path), NULL, p, 1);
	passphrase_close(p);
}

TEST(refuses_flips_and_cuts_at_chunk_boundaries)
{
	struct identity *id = identity_new();
	const char *path = in_dir("chunks.age");
	struct fail f = { 0 };
	struct bytes file, cut;
	struct age_header h;
	size_t chunk;
	int delta;

	assert_int_equal(seal_bytes(path, to_one(id), pattern(3 * 65536), &f), 0);
	file = file_content(path);
	assert_int_equal(age_header_read(file, &h, &f), 0);
	for (chunk = 0; chunk < 3; chunk++) {
		for (delta = -17; delta <= 17; delta++) {
			size_t at = h.end + AGE_NONCE + chunk * AGE_SEALED_CHUNK;

			cut = bytes_cut(file, 0, (size_t)((ptrdiff_t)at + delta));
			memset(&f, 0, sizeof f);
			assert_null(unseal_bytes(cut, id, &f));
			assert_fails(&f, FAIL_SEAL, "seal-damaged");
		}
	}
	identity_close(id);
}

TEST(refuses_chunks_that_changed_places)
{
	struct identity *id = identity_new();
	const char *path = in_dir("swap.age");
	struct fail f = { 0 };
	struct age_header h;
	struct bytes file;
	unsigned char *two;

	assert_int_equal(seal_bytes(path, to_one(id), pattern(3 * 65536), &f), 0);
	file = file_content(path);
	assert_int_equal(age_header_read(file, &h, &f), 0);
	two = arena_get(test_arena, file.len, 1);
	memcpy(two, file.at, file.len);
	memcpy(two + h.end + AGE_NONCE, file.at + h.end + AGE_NONCE + AGE_SEALED_CHUNK,
	    AGE_SEALED_CHUNK);
	memcpy(two + h.end + AGE_NONCE + AGE_SEALED_CHUNK, file.at + h.end + AGE_NONCE,
	    AGE_SEALED_CHUNK);
	assert_null(unseal_bytes((struct bytes){ two, file.len }, id, &f));
	assert_fails(&f, FAIL_SEAL, "seal-damaged");
	identity_close(id);
}

/* Made by hand: a whole chunk, then an empty one that is marked the last. */
TEST(refuses_an_empty_last_chunk_behind_others)
{
	static const unsigned char file_key[AGE_FILE_KEY] = { 1 },
				   nonce[AGE_NONCE] = { 2 };
	struct identity *id = identity_new();
	unsigned char share[AGE_KEY], body[AGE_BODY];
	struct age_stream stream;
	struct buf b = { 0 };
	struct fail f = { 0 };

	assert_int_equal(
	    age_x25519_wrap(recipients_key(to_one(id), 0), file_key, share, body), 0);
	age_header_start(&b);
	age_header_x25519(&b, share, body);
	age_header_end(&b, file_key);
	buf_add(&b, (struct bytes){ nonce, sizeof nonce });
	age_stream_start(&stream, file_key, nonce);
	age_stream_seal(&stream, pattern(AGE_CHUNK), 0, buf_room(&b, AGE_SEALED_CHUNK));
	b.len += AGE_SEALED_CHUNK;
	age_stream_seal(&stream, (struct bytes){ 0 }, 1, buf_room(&b, AGE_TAG));
	b.len += AGE_TAG;
	assert_null(unseal_bytes(buf_bytes(&b), id, &f));
	assert_fails(&f, FAIL_SEAL, "seal-damaged");
	buf_free(&b);
	identity_close(id);
}

TEST(opens_for_each_of_several_holders_and_nobody_else)
{
	struct identity *id[4];
	struct recipients *r = recipients_new(test_arena);
	const char *path = in_dir("holders.age");
	struct fail f = { 0 };
	struct seal_look look;
	int i;

	for (i = 0; i < 4; i++) {
		id[i] = identity_new();
		if (i < 3)
			assert_int_equal(
			    recipients_add(r,
				(struct recipient){ .text = identity_recipient(id[i]) },
				&f),
			    0);
	}
	assert_int_equal(seal_bytes(path, r, bytes_of("felles"), &f), 0);
	for (i = 0; i < 3; i++) {
		struct secret *s = unseal(path, id[i], &f);

		assert_non_null(s);
		assert_true(bytes_are(secret_bytes(s), "felles"));
		secret_close(s);
	}
	assert_null(unseal(path, id[3], &f));
	assert_fails(&f, FAIL_SEAL, "seal-not-ours");
	assert_string_equal(f.path, path);
	memset(&f, 0, sizeof f);
	assert_int_equal(seal_look(path, &look, &f), 0);
	assert_int_equal(look.keys, 3);
	assert_int_equal(look.unknown, 0);
	assert_false(look.passphrase);
	for (i = 0; i < 4; i++)
		identity_close(id[i]);
}

TEST(tells_a_wrong_passphrase_from_a_damaged_file)
{
	struct passphrase *p = words("korkfat-sauhatt"), *q = words("korkfat-sauhat");
	const char *path = in_dir("passphrase.age");
	struct fail f = { 0 };
	struct secret *s;

	assert_int_equal(seal_bytes_passphrase(path, p, LOG_N, bytes_of("ja"), &f), 0);
	s = unseal_passphrase(path, p, &f);
	assert_non_null(s);
	assert_true(bytes_are(secret_bytes(s), "ja"));
	secret_close(s);
	assert_null(unseal_passphrase(path, q, &f));
	assert_fails(&f, FAIL_SEAL, "seal-passphrase");
	passphrase_close(p);
	passphrase_close(q);
}

TEST(says_which_of_key_and_passphrase_is_wanted)
{
	struct passphrase *p = words("a");
	struct identity *id = identity_new();
	const char *by_words = in_dir("by-words.age"), *by_key = in_dir("by-key.age");
	struct fail f = { 0 }, g = { 0 };

	assert_int_equal(seal_bytes_passphrase(by_words, p, 1, bytes_of("x"), &f), 0);
	assert_int_equal(seal_bytes(by_key, to_one(id), bytes_of("x"), &f), 0);
	assert_null(unseal(by_words, id, &f));
	assert_fails(&f, FAIL_SEAL, "seal-passphrase-wanted");
	assert_null(unseal_passphrase(by_key, p, &g));
	assert_fails(&g, FAIL_SEAL, "seal-key-wanted");
	passphrase_close(p);
	identity_close(id);
}

static void
refuses_text(const char *text, enum fail_kind kind, const char *what)
{
	struct identity *id = identity_new();
	struct fail f = { 0 };

	assert_null(unseal_bytes(bytes_of(text), id, &f));
	assert_fails(&f, kind, what);
	identity_close(id);
}

#define SALT "AAAAAAAAAAAAAAAAAAAAAA"
#define BODY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

TEST(names_what_is_no_sealed_file)
{
	refuses_text("", FAIL_SEAL, "seal-not-sealed");
	refuses_text("person,given\n", FAIL_SEAL, "seal-not-sealed");
	refuses_text("age-encryption.org/v2\n", FAIL_SEAL, "seal-not-sealed");
	refuses_text("-----BEGIN AGE ENCRYPTED FILE-----\n", FAIL_SEAL, "seal-armor");
	refuses_text(
	    "\n -----BEGIN AGE ENCRYPTED FILE-----\n", FAIL_SEAL, "seal-armor");
}

/* The failure's id, "" for none. */
static const char *
reads_header(const char *stanzas)
{
	const char *text =
	    arena_printf(test_arena, "age-encryption.org/v1\n%s", stanzas);
	struct age_header h;
	struct fail f = { 0 };

	if (age_header_read(bytes_of(text), &h, &f) == 0)
		assert_int_equal(h.end, strlen(text));
	return arena_text(test_arena, bytes_of(f.what));
}

TEST(refuses_headers_spelled_otherwise)
{
	static const char *const spoilt[] = {
		"",
		"--- " BODY "\n",
		"-> X25519 " BODY "\n" BODY "\n",
		"-> X25519 " BODY "\n" BODY "\n--- " BODY "x\n",
		"-> X25519 " BODY "\n" BODY "\n--- " BODY "=\n",
		"-> X25519  " BODY "\n" BODY "\n--- " BODY "\n",
		"-> X25519 " BODY " \n" BODY "\n--- " BODY "\n",
		"-> X25519 " BODY " x\n" BODY "\n--- " BODY "\n",
		"-> X25519 " SALT "\n" BODY "\n--- " BODY "\n",
		"-> X25519 " BODY "\n\n--- " BODY "\n",
		"-> X25519 " BODY "\r\n" BODY "\n--- " BODY "\n",
		"-> \n\n--- " BODY "\n",
		"-> gr\x7f ease\n\n--- " BODY "\n",
		"-> scrypt " SALT " 10\n" BODY "\n-> grease\n\n--- " BODY "\n",
		"-> scrypt " SALT " 10\n" BODY "\n-> scrypt " SALT " 10\n" BODY
		"\n--- " BODY "\n",
		"-> scrypt " SALT " 010\n" BODY "\n--- " BODY "\n",
		"-> scrypt " SALT " 0\n" BODY "\n--- " BODY "\n",
		"-> scrypt " SALT " +1\n" BODY "\n--- " BODY "\n",
		"-> scrypt " SALT " 1x\n" BODY "\n--- " BODY "\n",
		"-> scrypt " SALT "\n" BODY "\n--- " BODY "\n",
		"-> scrypt " BODY " 10\n" BODY "\n--- " BODY "\n",
	};
	static const char *const good[] = {
		"-> X25519 " BODY "\n" BODY "\n--- " BODY "\n",
		"-> X25519 " BODY "\n" BODY "\n-> ~ ! a\n\n--- " BODY "\n",
		"-> scrypt " SALT " 22\n" BODY "\n--- " BODY "\n",
	};
	size_t i;

	for (i = 0; i < sizeof spoilt / sizeof *spoilt; i++)
		assert_string_equal(reads_header(spoilt[i]), "seal-damaged");
	for (i = 0; i < sizeof good / sizeof *good; i++)
		assert_string_equal(reads_header(good[i]), "");
}

TEST(refuses_a_cost_beyond_the_limit_before_paying_it)
{
	refuses_text("age-encryption.org/v1\n-> scrypt " SALT " 23\n" BODY "\n--- " BODY
		     "\n",
	    FAIL_LIMIT, "seal-work");
	refuses_text("age-encryption.org/v1\n-> scrypt " SALT
		     " 18446744073709551626\n" BODY "\n--- " BODY "\n",
	    FAIL_LIMIT, "seal-work");
}

TEST(refuses_a_share_of_low_order)
{
	refuses_text("age-encryption.org/v1\n-> X25519 " BODY "\n" BODY "\n--- " BODY
		     "\n",
	    FAIL_SEAL, "seal-damaged");
}

TEST(refuses_more_stanzas_than_the_limit)
{
	struct buf b = { 0 };
	int i;

	buf_text(&b, "age-encryption.org/v1\n");
	for (i = 0; i < 1025; i++)
		buf_text(&b, "-> grease\n\n");
	buf_text(&b, "--- " BODY "\n");
	buf_byte(&b, 0);
	refuses_text((const char *)b.at, FAIL_LIMIT, "seal-large");
	buf_free(&b);
}

/* A file made by hand from the parts, with stanzas that nobody knows in it. */
TEST(passes_over_stanzas_of_other_kinds)
{
	static const unsigned char file_key[AGE_FILE_KEY] = { 1, 2, 3 };
	static const unsigned char nonce[AGE_NONCE] = { 4 };
	struct identity *id = identity_new();
	struct recipients *r = to_one(id);
	unsigned char share[AGE_KEY], body[AGE_BODY], chunk[2 + AGE_TAG];
	struct age_stream stream;
	struct buf b = { 0 };
	struct fail f = { 0 };
	struct secret *s;

	assert_int_equal(
	    age_x25519_wrap(recipients_key(r, 0), file_key, share, body), 0);
	age_header_start(&b);
	buf_text(&b, "-> x25519 other\n\n");
	age_header_x25519(&b, share, body);
	buf_text(&b, "-> grease a b c d\n" BODY "AAAAAAAAAAAAAAAAAAAAA\n\n");
	age_header_end(&b, file_key);
	buf_add(&b, (struct bytes){ nonce, sizeof nonce });
	age_stream_start(&stream, file_key, nonce);
	age_stream_seal(&stream, bytes_of("ja"), 1, chunk);
	buf_add(&b, (struct bytes){ chunk, sizeof chunk });
	s = unseal_bytes(buf_bytes(&b), id, &f);
	assert_non_null(s);
	assert_true(bytes_are(secret_bytes(s), "ja"));
	secret_close(s);
	buf_free(&b);
	identity_close(id);
}

TEST(leaves_the_old_file_until_it_is_closed)
{
	struct identity *id = identity_new();
	const char *path = in_dir("old.age");
	struct fail f = { 0 };
	struct seal *s;
	struct stat st;

	file_put(path, bytes_of("old"));
	s = seal_create(path, to_one(id), &f);
	assert_non_null(s);
	assert_int_equal(seal_write(s, pattern(100000), &f), 0);
	assert_true(bytes_are(file_content(path), "old"));
	seal_abandon(s);
	assert_true(bytes_are(file_content(path), "old"));
	assert_int_equal(seal_bytes(path, to_one(id), bytes_of("new"), &f), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	identity_close(id);
}

TEST(leaves_the_old_file_where_the_disk_is_full)
{
	struct identity *id = identity_new();
	const char *path = in_dir("full/x.age");
	struct rlimit old, full;
	struct fail f = { 0 };
	char **names;
	size_t count;

	assert_int_equal(mkdir(in_dir("full"), 0700), 0);
	file_put(path, bytes_of("old"));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	full = old;
	full.rlim_cur = 100000;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	assert_int_equal(seal_bytes(path, to_one(id), pattern(200000), &f), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_true(bytes_are(file_content(path), "old"));
	memset(&f, 0, sizeof f);
	assert_int_equal(
	    file_list(in_dir("full"), true, test_arena, &names, &count, &f), 0);
	assert_int_equal(count, 1);
	identity_close(id);
}

TEST(seals_to_nobody_never)
{
	struct fail f = { 0 };

	assert_int_equal(seal_bytes(in_dir("nobody.age"), recipients_new(test_arena),
			     bytes_of("x"), &f),
	    -1);
	assert_fails(&f, FAIL_INPUT, "recipients-none");
	assert_false(file_exists(in_dir("nobody.age")));
}

TEST(says_when_there_is_no_place_for_the_file)
{
	struct identity *id = identity_new();
	struct fail f = { 0 };

	assert_int_equal(
	    seal_bytes(in_dir("no/such/folder.age"), to_one(id), bytes_of("x"), &f),
	    -1);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	identity_close(id);
}

UNIT_IN_DIR(cmocka_unit_test(gives_back_what_was_sealed_at_every_length_round_a_chunk),
    cmocka_unit_test(does_not_mind_how_the_bytes_were_handed_over),
    cmocka_unit_test(refuses_every_flipped_bit_and_every_other_length),
    cmocka_unit_test(refuses_every_flipped_bit_under_a_passphrase),
    cmocka_unit_test(refuses_flips_and_cuts_at_chunk_boundaries),
    cmocka_unit_test(refuses_chunks_that_changed_places),
    cmocka_unit_test(refuses_an_empty_last_chunk_behind_others),
    cmocka_unit_test(opens_for_each_of_several_holders_and_nobody_else),
    cmocka_unit_test(tells_a_wrong_passphrase_from_a_damaged_file),
    cmocka_unit_test(says_which_of_key_and_passphrase_is_wanted),
    cmocka_unit_test(names_what_is_no_sealed_file),
    cmocka_unit_test(refuses_headers_spelled_otherwise),
    cmocka_unit_test(refuses_a_cost_beyond_the_limit_before_paying_it),
    cmocka_unit_test(refuses_a_share_of_low_order),
    cmocka_unit_test(refuses_more_stanzas_than_the_limit),
    cmocka_unit_test(passes_over_stanzas_of_other_kinds),
    cmocka_unit_test(leaves_the_old_file_until_it_is_closed),
    cmocka_unit_test(leaves_the_old_file_where_the_disk_is_full),
    cmocka_unit_test(seals_to_nobody_never),
    cmocka_unit_test(says_when_there_is_no_place_for_the_file))
