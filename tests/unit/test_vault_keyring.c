#include "test_vault_dir.h"

#include <signal.h>
#include <sys/resource.h>

#include "vault/identity.h"
#include "vault/keyring.h"
#include "vault/passphrase.h"
#include "vault/sign.h"

enum { LOG_N = 4 };

static struct passphrase *p, *q;

static int
begin(void **state)
{
	p = passphrase_of(bytes_of("tinnkopp"));
	q = passphrase_of(bytes_of("tinnkar"));
	return dir_make(state);
}

static int
end(void **state)
{
	passphrase_close(p);
	passphrase_close(q);
	return dir_remove(state);
}

static const char *
made(const char *name)
{
	const char *dir = in_dir(name);
	struct fail f = { 0 };

	keyring_close(keyring_new(dir, p, LOG_N, &f));
	assert_int_equal(f.kind, FAIL_NONE);
	return dir;
}

TEST(makes_a_private_folder_with_four_secrets)
{
	const char *dir = made("a.key");
	struct stat st;
	char **names;
	size_t count, i;
	struct fail f = { 0 };

	assert_true(keyring_exists(dir));
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(file_list(dir, false, test_arena, &names, &count, &f), 0);
	assert_int_equal(count, 4);
	for (i = 0; i < count; i++) {
		const char *path = path_join(test_arena, dir, names[i]);

		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
		assert_true(bytes_start(
		    file_content(path), "age-encryption.org/v1\n-> scrypt "));
	}
}

TEST(has_another_identity_for_each_volume)
{
	struct fail f = { 0 };
	struct keyring *k = keyring_open(made("b.key"), p, &f);
	const char *seen[VOLUME_COUNT];
	int v;

	for (v = 0; v < VOLUME_COUNT; v++) {
		const struct identity *id = keyring_identity(k, (enum volume)v, &f);

		assert_non_null(id);
		assert_ptr_equal(id, keyring_identity(k, (enum volume)v, &f));
		seen[v] = identity_recipient(id);
		assert_true(v == 0 || strcmp(seen[v], seen[v - 1]) != 0);
	}
	assert_string_not_equal(seen[0], seen[2]);
	keyring_close(k);
}

TEST(overwrites_no_key)
{
	const char *dir = made("c.key");
	struct fail f = { 0 }, g = { 0 };

	assert_null(keyring_new(dir, p, LOG_N, &f));
	assert_fails(&f, FAIL_REFUSED, "keyring-exists");
	assert_int_equal(unlink(path_join(test_arena, dir, "signing.key.age")), 0);
	assert_false(keyring_exists(dir));
	assert_null(keyring_new(dir, p, LOG_N, &g));
	assert_fails(&g, FAIL_REFUSED, "keyring-exists");
}

TEST(opens_nothing_with_a_wrong_passphrase)
{
	struct fail f = { 0 }, g = { 0 };
	struct keyring *k = keyring_open(made("d.key"), q, &f);

	assert_non_null(k);
	assert_null(keyring_identity(k, VOLUME_LINKING, &f));
	assert_fails(&f, FAIL_SEAL, "seal-passphrase");
	assert_null(keyring_signing(k, &g));
	assert_fails(&g, FAIL_SEAL, "seal-passphrase");
	keyring_close(k);
}

TEST(opens_only_what_is_asked_for)
{
	const char *dir = made("e.key");
	struct fail f = { 0 };
	struct keyring *k = keyring_open(dir, p, &f);

	file_put(path_join(test_arena, dir, volume_identity(VOLUME_CONSENTS)),
	    bytes_of("spoilt"));
	assert_non_null(keyring_identity(k, VOLUME_LINKING, &f));
	assert_non_null(keyring_signing(k, &f));
	assert_null(keyring_identity(k, VOLUME_CONSENTS, &f));
	assert_fails(&f, FAIL_SEAL, "seal-not-key");
	keyring_close(k);
}

TEST(says_which_file_is_missing)
{
	const char *dir = made("f.key"), *path;
	struct fail f = { 0 }, g = { 0 };
	struct keyring *k = keyring_open(dir, p, &f);

	path = path_join(test_arena, dir, volume_identity(VOLUME_CONTACTS));
	assert_int_equal(unlink(path), 0);
	assert_null(keyring_identity(k, VOLUME_CONTACTS, &f));
	assert_fails(&f, FAIL_INPUT, "keyring-missing");
	assert_string_equal(f.path, path);
	keyring_close(k);
	assert_null(keyring_open(in_dir("nowhere"), p, &g));
	assert_fails(&g, FAIL_INPUT, "keyring-missing");
}

TEST(publishes_the_public_halves_for_each_volume)
{
	const char *keys = in_dir("study/audit/keys");
	struct fail f = { 0 };
	struct keyring *k = keyring_open(made("g.key"), p, &f);
	struct recipients *r;
	struct verifying v;
	int i;

	assert_int_equal(keyring_publish(k, keys, "2026-11-21", &f), 0);
	for (i = 0; i < VOLUME_COUNT; i++) {
		r = keyring_recipients(keys, (enum volume)i, test_arena, &f);
		assert_non_null(r);
		assert_int_equal(recipients_count(r), 1);
		assert_string_equal(recipients_at(r, 0)->role, "leader");
		assert_string_equal(recipients_at(r, 0)->text,
		    identity_recipient(keyring_identity(k, (enum volume)i, &f)));
	}
	assert_int_equal(
	    verifying_load(path_join(test_arena, keys, keyring_public_name), &v, &f),
	    0);
	assert_memory_equal(&v, signing_verifying(keyring_signing(k, &f)), sizeof v);
	keyring_close(k);
}

/* Room for the three identities but not for the longer signing key. */
TEST(leaves_nothing_where_it_cannot_write_all)
{
	const char *dir = in_dir("h.key");
	struct rlimit old, full;
	struct fail f = { 0 };

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	full = old;
	full.rlim_cur = 400;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	assert_null(keyring_new(dir, p, LOG_N, &f));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(f.kind, FAIL_SYSTEM);
	assert_string_equal(path_base(f.path), "signing.key.age");
	assert_false(file_is_dir(dir));
	assert_false(file_is_dir(in_dir("h.key.taus-new")));
}

/* A run that was killed while it made the keys. */
TEST(goes_on_where_a_killed_run_left_a_torso)
{
	const char *dir = in_dir("j.key");
	struct fail f = { 0 };
	struct keyring *k;

	assert_int_equal(file_make_dir(in_dir("j.key.taus-new"), 0700, &f), 0);
	assert_int_equal(file_replace(in_dir("j.key.taus-new/linking.identity.age"),
			     0600, bytes_of("half"), &f),
	    0);
	k = keyring_new(dir, p, LOG_N, &f);
	assert_non_null(k);
	assert_true(keyring_exists(dir));
	assert_false(file_is_dir(in_dir("j.key.taus-new")));
	keyring_close(k);
}

TEST(refuses_a_cost_beyond_the_limit)
{
	struct fail f = { 0 };

	assert_null(keyring_new(in_dir("i.key"), p, 99, &f));
	assert_fails(&f, FAIL_LIMIT, "seal-work");
	assert_false(keyring_exists(in_dir("i.key")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_a_private_folder_with_four_secrets),
		cmocka_unit_test(has_another_identity_for_each_volume),
		cmocka_unit_test(overwrites_no_key),
		cmocka_unit_test(opens_nothing_with_a_wrong_passphrase),
		cmocka_unit_test(opens_only_what_is_asked_for),
		cmocka_unit_test(says_which_file_is_missing),
		cmocka_unit_test(publishes_the_public_halves_for_each_volume),
		cmocka_unit_test(leaves_nothing_where_it_cannot_write_all),
		cmocka_unit_test(goes_on_where_a_killed_run_left_a_torso),
		cmocka_unit_test(refuses_a_cost_beyond_the_limit),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
