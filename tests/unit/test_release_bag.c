#include "test_release_bag_study.h"

#include <sodium.h>

#include "release/bag_form.h"
#include "release/bag_ledger.h"
#include "vault/tar.h"

static struct study study;
static struct bytes archive, signature;

static void
write_archive(enum bag_kind kind, const char *path)
{
	struct bag_spec spec = study_spec(&study, kind);
	struct digest_text digest;
	struct fail f = { 0 };

	assert_int_equal(bag_write(&spec, path, &digest, &f), 0);
	archive = file_content(path);
	signature = file_content(arena_printf(test_arena, "%s.minisig", path));
	assert_string_equal(digest.at, digest_bytes(DIGEST_SHA256, archive).at);
}

static int
verify(struct bytes tar, struct bytes sig, struct bag_result *r, struct fail *f)
{
	memset(f, 0, sizeof *f);
	return bag_verify_bytes(tar, sig, signing_verifying(study.signing),
	    signing_verifying(study.witness), r, f);
}

/* The archive as members, to be changed; contents are shared. */
static struct bag_members
members_of_archive(struct arena *a)
{
	struct tar_file *file;
	struct bag_members m = { .data = true };
	struct fail f = { 0 };
	size_t i;

	assert_int_equal(tar_read(archive, a, &file, &m.len, &f), 0);
	m.at = arena_get(a, m.len, sizeof *m.at);
	for (i = 0; i < m.len; i++)
		m.at[i] = (struct bag_member){ bytes_of(strchr(file[i].name, '/') + 1),
			file[i].content };
	assert_true(bag_members_sort(&m));
	return m;
}

static struct bag_member *
member_at(struct bag_members *m, const char *name)
{
	const struct bag_member *found = bag_member(m, name);

	assert_non_null(found);
	return &m->at[found - m->at];
}

static int
check_ledger(struct bag_members *m, enum bag_kind kind, struct fail *f)
{
	struct arena *a = arena_new();
	struct bag_result r = { .kind = kind };
	int rc;

	memset(f, 0, sizeof *f);
	rc = bag_ledger_check(m, signing_verifying(study.signing),
	    signing_verifying(study.witness), a, &r, f);
	arena_free(a);
	return rc;
}

TEST(verifies_what_it_wrote)
{
	struct bag_result r;
	struct fail f;

	write_archive(BAG_DATA, study.tar_path);
	assert_int_equal(verify(archive, signature, &r, &f), 0);
	assert_int_equal(r.kind, BAG_DATA);
	assert_false(r.draft);
	assert_string_equal(r.name, "ips-meetings-data-2026-11-21");
	assert_int_equal(r.files, 17);
	assert_int_equal(r.entries, ledger_entries(study.ledger));
	assert_string_equal(r.head, ledger_head(study.ledger));
	assert_int_equal(r.checkpoints, 2);
	assert_int_equal(r.witnessed, 2);
	assert_int_equal(r.sealed, 0);
	assert_int_equal(r.recipients, 2);
}

TEST(keeps_sealed_forms_in_a_volume_of_their_own)
{
	const char *path = in_dir("consent.tar");
	struct bag_result r;
	struct fail f;

	write_archive(BAG_CONSENT, path);
	assert_int_equal(verify(archive, signature, &r, &f), 0);
	assert_int_equal(r.kind, BAG_CONSENT);
	assert_int_equal(r.sealed, 1);
	memset(&f, 0, sizeof f);
	assert_int_equal(
	    bag_verify(path, signing_verifying(study.signing), NULL, &r, &f), 0);
	assert_int_equal(r.witnessed, 0);
}

TEST(says_in_the_first_lines_what_it_is)
{
	struct bag_spec spec = study_spec(&study, BAG_DATA);
	const char *path = in_dir("draft.tar");
	struct arena *a = arena_new();
	struct digest_text digest;
	struct bag_members m;
	struct bag_result r;
	struct fail f = { 0 };

	write_archive(BAG_DATA, study.tar_path);
	m = members_of_archive(a);
	assert_true(bytes_start(member_at(&m, "data/README.txt")->content,
	    "Pseudonymised personal data. Not for open publication.\n\n"));
	spec.name = "DRAFT-ips-meetings-data-2026-11-21";
	spec.facts.draft = true;
	assert_int_equal(bag_write(&spec, path, &digest, &f), 0);
	archive = file_content(path);
	m = members_of_archive(a);
	assert_true(bytes_start(member_at(&m, "data/README.txt")->content,
	    "Pseudonymised personal data. Not for open publication.\n"
	    "DRAFT: not read by a person to the end.\n"));
	assert_int_equal(
	    bag_verify(path, signing_verifying(study.signing), NULL, &r, &f), 0);
	assert_true(r.draft);
	arena_free(a);
}

TEST(gives_the_same_bytes_whatever_the_order_and_surroundings)
{
	struct bag_file back[3] = { study.data[2], study.data[1], study.data[0] };
	struct bag_spec spec = study_spec(&study, BAG_DATA);
	const char *path = in_dir("same.tar");
	struct digest_text digest;
	struct fail f = { 0 };
	struct bytes first, first_signature;
	mode_t mask = umask(0077);

	write_archive(BAG_DATA, study.tar_path);
	first = archive;
	first_signature = signature;
	spec.file = back;
	assert_int_equal(setenv("TZ", "Pacific/Kiritimati", 1), 0);
	assert_int_equal(bag_write(&spec, path, &digest, &f), 0);
	assert_int_equal(unsetenv("TZ"), 0);
	umask(mask);
	assert_true(bytes_equal(first, file_content(path)));
	assert_true(bytes_equal(first_signature,
	    file_content(arena_printf(test_arena, "%s.minisig", path))));
}

TEST(refuses_any_changed_byte_of_tar_or_signature)
{
	unsigned char *tar, *sig;
	struct bag_result r;
	struct fail f;
	size_t i;

	write_archive(BAG_DATA, study.tar_path);
	tar = arena_get(test_arena, archive.len, 1);
	sig = arena_get(test_arena, signature.len, 1);
	memcpy(tar, archive.at, archive.len);
	memcpy(sig, signature.at, signature.len);
	for (i = 0; i < archive.len; i += 101) {
		tar[i] ^= 1;
		assert_int_equal(
		    verify((struct bytes){ tar, archive.len }, signature, &r, &f), -1);
		assert_fails(&f, FAIL_SEAL, "sign-wrong");
		tar[i] ^= 1;
	}
	for (i = 0; i < signature.len; i++) {
		sig[i] ^= 1;
		assert_int_equal(
		    verify(archive, (struct bytes){ sig, signature.len }, &r, &f), -1);
		assert_int_equal(f.kind, FAIL_SEAL);
		sig[i] ^= 1;
	}
	assert_int_equal(
	    verify((struct bytes){ tar, archive.len }, signature, &r, &f), 0);
}

TEST(refuses_another_signer_and_no_signature)
{
	struct bag_result r;
	struct fail f = { 0 };

	write_archive(BAG_DATA, study.tar_path);
	assert_int_equal(bag_verify_bytes(archive, signature,
			     signing_verifying(study.witness), NULL, &r, &f),
	    -1);
	assert_fails(&f, FAIL_SEAL, "sign-other-key");
	assert_int_equal(verify(archive, (struct bytes){ NULL, 0 }, &r, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-missing");
	memset(&f, 0, sizeof f);
	assert_int_equal(
	    bag_verify_bytes(archive, signature, signing_verifying(study.signing),
		signing_verifying(study.signing), &r, &f),
	    -1);
	assert_fails(&f, FAIL_SEAL, "sign-other-key");
}

TEST(refuses_a_tar_signed_for_another_name)
{
	const char *path = in_dir("renamed.minisig");
	struct bag_result r;
	struct fail f = { 0 };

	write_archive(BAG_DATA, study.tar_path);
	assert_int_equal(
	    sign_bytes(study.signing, archive, path, "archive=other.tar", &f), 0);
	assert_int_equal(verify(archive, file_content(path), &r, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-comment");
}

TEST(refuses_a_ledger_that_was_changed_however_consistent_the_lists_are)
{
	struct arena *a = arena_new();
	struct bag_members m;
	struct bag_member *ledger;
	struct bytes good;
	unsigned char *text;
	struct fail f;
	size_t i;

	write_archive(BAG_DATA, study.tar_path);
	m = members_of_archive(a);
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), 0);
	ledger = member_at(&m, "data/audit/ledger.jsonl");
	good = ledger->content;
	text = arena_get(a, good.len, 1);
	memcpy(text, good.at, good.len);
	ledger->content.at = text;
	for (i = 0; i < good.len; i++) {
		text[i] ^= 1;
		assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
		assert_int_equal(f.kind, FAIL_SEAL);
		text[i] ^= 1;
	}
	for (i = 0; i < good.len; i++) {
		ledger->content.len = i;
		assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
	}
	ledger->content.len = good.len;
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), 0);
	arena_free(a);
}

TEST(refuses_a_file_the_ledger_does_not_know_so)
{
	struct arena *a = arena_new();
	struct bag_members m, less;
	struct bag_member *file;
	struct fail f;
	size_t at;

	write_archive(BAG_DATA, study.tar_path);
	m = members_of_archive(a);
	file = member_at(&m, "data/transcripts/M01-1.txt");
	file->content = bytes_of("an earlier one");
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-object-changed");
	assert_string_equal(f.path, "data/transcripts/M01-1.txt");
	at = (size_t)(file - m.at);
	file->name = bytes_of("data/transcripts/M09-1.txt");
	file->content = bytes_of("withdrawn since");
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-object-missing");
	file->name = bytes_of("data/x.age");
	file->content = bytes_of("not sealed");
	assert_int_equal(check_ledger(&m, BAG_CONSENT, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-sealed");
	less = m;
	memmove(less.at + at, less.at + at + 1, (less.len - at - 1) * sizeof *less.at);
	less.len--;
	assert_int_equal(check_ledger(&less, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-object-missing");
	assert_int_equal(check_ledger(&less, BAG_CONSENT, &f), 0);
	arena_free(a);
}

TEST(refuses_what_the_ledger_says_was_destroyed)
{
	struct arena *a = arena_new();
	struct bag_members m;
	struct fail f;

	write_archive(BAG_DATA, study.tar_path);
	m = members_of_archive(a);
	*member_at(&m, "data/documents/empty.txt") =
	    (struct bag_member){ bytes_of("data/transcripts/M09-1.txt"),
		    bytes_of("withdrawn since") };
	assert_true(bag_members_sort(&m));
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-destroyed");
	arena_free(a);
}

TEST(refuses_a_sealed_form_for_more_keys_or_unknown_to_the_ledger)
{
	struct arena *a = arena_new();
	struct bag_members m;
	struct bag_member *keys, *form;
	struct bytes two;
	struct fail f;

	write_archive(BAG_CONSENT, in_dir("sealed.tar"));
	m = members_of_archive(a);
	assert_int_equal(check_ledger(&m, BAG_CONSENT, &f), 0);
	keys = member_at(&m, "data/audit/keys/recipients.txt");
	two = keys->content;
	keys->content = bytes_cut(two, 0, two.len / 2);
	assert_int_equal(check_ledger(&m, BAG_CONSENT, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-sealed");
	keys->content = two;
	form = member_at(&m, "data/consents/4f2c91aa.pdf.age");
	form->content.len--;
	assert_int_equal(check_ledger(&m, BAG_CONSENT, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-object-changed");
	form->content.len++;
	form->name = bytes_of("data/consents/00000000.pdf.age");
	assert_int_equal(check_ledger(&m, BAG_CONSENT, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-sealed-unknown");
	arena_free(a);
}

TEST(refuses_checkpoints_that_are_gone_exchanged_or_behind)
{
	struct arena *a = arena_new();
	struct bag_members m, less;
	struct bag_member *one, *two, keep;
	struct fail f;
	size_t i, len;

	write_archive(BAG_DATA, study.tar_path);
	m = members_of_archive(a);
	one = member_at(&m, "data/audit/checkpoints/000001.txt");
	two = member_at(&m, "data/audit/checkpoints/000002.txt");
	keep = *one;
	one->content = two->content;
	assert_int_equal(check_ledger(&m, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-wrong");
	one->content = keep.content;
	less = m;
	less.at = arena_get(a, m.len, sizeof *m.at);
	for (i = len = 0; i < m.len; i++)
		if (!bytes_start(m.at[i].name, "data/audit/checkpoints/000002.txt"))
			less.at[len++] = m.at[i];
	less.len = len;
	assert_int_equal(check_ledger(&less, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-ledger-uncovered");
	for (i = len = 0; i < m.len; i++)
		if (!bytes_start(m.at[i].name, "data/audit/checkpoints/000001.txt"))
			less.at[len++] = m.at[i];
	assert_int_equal(check_ledger(&less, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "bag-checkpoint");
	for (i = len = 0; i < m.len; i++)
		if (!bytes_are(m.at[i].name,
			"data/audit/checkpoints/000002.txt.witness.minisig"))
			less.at[len++] = m.at[i];
	less.len = len;
	assert_int_equal(check_ledger(&less, BAG_DATA, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-missing");
	arena_free(a);
}

/* An empty file too. */
static void
put(const char *path, struct bytes content)
{
	file_put(path, content.len ? content : bytes_of(""));
}

/* Unpack the archive into a folder of its own. */
static const char *
unpack(void)
{
	static int number;
	struct arena *a = arena_new();
	struct bag_members m = members_of_archive(a);
	const char *dir = in_dir(arena_printf(test_arena, "unpacked%d", ++number));
	struct fail f = { 0 };
	size_t i;

	for (i = 0; i < m.len; i++) {
		const char *path = path_join(a, dir, arena_text(a, m.at[i].name));

		assert_int_equal(file_make_dir(path_dir(a, path), 0755, &f), 0);
		put(path, m.at[i].content);
	}
	arena_free(a);
	return dir;
}

static void
assert_refuses(const char *dir, enum fail_kind kind, const char *what)
{
	struct bag_result r;
	struct fail f = { 0 };

	assert_int_equal(
	    bag_verify(dir, signing_verifying(study.signing), NULL, &r, &f), -1);
	assert_fails(&f, kind, what);
}

TEST(verifies_an_unpacked_folder_and_refuses_what_was_laid_into_it)
{
	static const struct {
		const char *name, *what;
	} extra[] = { { "data/extra.txt", "bag-file-unlisted" },
		{ "data/.hidden", "bag-file-unlisted" }, { "extra.txt", "bag-stray" },
		{ "fetch.txt", "bag-fetch" }, { "manifest-md5.txt", "bag-stray" },
		{ "data/a b", "tar-name" } };
	const char *dir, *path;
	struct bag_result r;
	struct fail f = { 0 };
	size_t i;

	write_archive(BAG_DATA, study.tar_path);
	dir = unpack();
	assert_int_equal(
	    bag_verify(dir, signing_verifying(study.signing), NULL, &r, &f), 0);
	for (i = 0; i < sizeof extra / sizeof *extra; i++) {
		path = path_join(test_arena, dir, extra[i].name);
		file_put(path, bytes_of("x"));
		assert_refuses(dir, FAIL_SEAL, extra[i].what);
		assert_int_equal(unlink(path), 0);
	}
	path = path_join(test_arena, dir, "data/link");
	assert_int_equal(symlink("README.txt", path), 0);
	assert_refuses(dir, FAIL_INPUT, "bag-kind");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_refuses(dir, FAIL_INPUT, "bag-kind");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path_join(test_arena, dir, "more"), 0700), 0);
	assert_refuses(dir, FAIL_SEAL, "bag-stray");
}

TEST(refuses_each_file_of_a_folder_when_it_is_changed_or_gone)
{
	const char *dir, *path;
	struct arena *a = arena_new();
	struct bag_members m;
	struct bag_result r;
	struct fail f;
	size_t i;

	write_archive(BAG_DATA, study.tar_path);
	dir = unpack();
	m = members_of_archive(a);
	for (i = 0; i < m.len; i++) {
		path = path_join(a, dir, arena_text(a, m.at[i].name));
		file_put(
		    path, bytes_of(arena_printf(a, "%.*sx", (int)m.at[i].content.len,
			      (const char *)m.at[i].content.at)));
		memset(&f, 0, sizeof f);
		assert_int_equal(
		    bag_verify(dir, signing_verifying(study.signing), NULL, &r, &f),
		    -1);
		assert_int_equal(unlink(path), 0);
		memset(&f, 0, sizeof f);
		assert_int_equal(
		    bag_verify(dir, signing_verifying(study.signing), NULL, &r, &f),
		    -1);
		put(path, m.at[i].content);
	}
	memset(&f, 0, sizeof f);
	assert_int_equal(
	    bag_verify(dir, signing_verifying(study.signing), NULL, &r, &f), 0);
	arena_free(a);
}

static void
assert_not_written(const struct bag_spec *spec, enum fail_kind kind, const char *what)
{
	const char *path = in_dir("refused.tar");
	struct digest_text digest;
	struct fail f = { 0 };

	assert_int_equal(bag_write(spec, path, &digest, &f), -1);
	assert_fails(&f, kind, what);
	assert_false(file_exists(path));
	assert_false(file_exists(in_dir("refused.tar.minisig")));
}

TEST(writes_nothing_for_names_that_are_unsafe_twice_or_its_own)
{
	static const char *const unsafe[] = { "../x.txt", "a/../x", "/etc/x", "a b",
		"\303\246.txt", "", "a//b", "a/", "./a" };
	struct bag_file file[4] = { study.data[0], study.data[1], study.data[2],
		{ .content = bytes_of("x"), .what = "x" } };
	struct bag_spec spec = study_spec(&study, BAG_DATA);
	size_t i;

	spec.file = file;
	spec.files = 4;
	for (i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
		file[3].name = unsafe[i];
		assert_not_written(&spec, FAIL_INPUT, "bag-name");
	}
	file[3].name = "tables/table1.csv";
	assert_not_written(&spec, FAIL_INPUT, "bag-twice");
	file[3].name = "README.txt";
	assert_not_written(&spec, FAIL_INPUT, "bag-name-ours");
	file[3].name = "audit/ledger.jsonl";
	assert_not_written(&spec, FAIL_INPUT, "bag-name-ours");
	file[3].name = "gone.txt";
	file[3].path = in_dir("no-such-file");
	assert_not_written(&spec, FAIL_INPUT, "file-missing");
}

TEST(writes_nothing_that_would_not_verify)
{
	struct study s = study_new();
	struct bag_spec spec = study_spec(&s, BAG_DATA);

	spec.files = 1; /* the ledger knows of a table too */
	assert_not_written(&spec, FAIL_SEAL, "bag-object-missing");
	spec.files = 3;
	s.data[0].content = bytes_of("another text");
	assert_not_written(&spec, FAIL_SEAL, "bag-object-changed");
	s.data[0].content = bytes_of(study_transcript);
	study_note(&s, "study.yaml", EVENT_MODIFICATION, NULL);
	assert_not_written(&spec, FAIL_SEAL, "bag-ledger-uncovered");
	spec.ledger = study.ledger;
	assert_not_written(&spec, FAIL_SEAL, "bag-ledger-behind");
	study_close(&s);
}

TEST(leaves_no_files_but_the_two)
{
	const char *dir = in_dir("alone");
	struct bag_spec spec = study_spec(&study, BAG_DATA);
	struct digest_text digest;
	struct fail f = { 0 };
	char **names;
	size_t count;

	assert_int_equal(file_make_dir(dir, 0700, &f), 0);
	assert_int_equal(
	    bag_write(&spec, path_join(test_arena, dir, "a.tar"), &digest, &f), 0);
	assert_int_equal(
	    bag_write(&spec, path_join(test_arena, dir, "a.tar"), &digest, &f), 0);
	assert_int_equal(file_list(dir, true, test_arena, &names, &count, &f), 0);
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "a.tar");
	assert_string_equal(names[1], "a.tar.minisig");
}

TEST(takes_no_sealed_key_along_that_lies_among_the_public_ones)
{
	struct study s = study_new();
	struct bag_spec spec = study_spec(&s, BAG_DATA);
	struct arena *a = arena_new();
	struct digest_text digest;
	struct bag_members m;
	struct fail f = { 0 };

	file_put(path_join(a, s.audit_dir, "keys/identity.age"), bytes_of("secret"));
	file_put(path_join(a, s.audit_dir, "keys/notes.csv"), bytes_of("secret"));
	assert_int_equal(bag_write(&spec, s.tar_path, &digest, &f), 0);
	archive = file_content(s.tar_path);
	m = members_of_archive(a);
	assert_null(bag_member(&m, "data/audit/keys/identity.age"));
	assert_null(bag_member(&m, "data/audit/keys/notes.csv"));
	assert_non_null(bag_member(&m, "data/audit/keys/recipients.txt"));
	arena_free(a);
	study_close(&s);
}

static int
setup(void **state)
{
	if (sodium_init() < 0 || dir_make(state) < 0)
		return -1;
	study = study_new();
	return 0;
}

static int
teardown(void **state)
{
	study_close(&study);
	return dir_remove(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(verifies_what_it_wrote),
		cmocka_unit_test(keeps_sealed_forms_in_a_volume_of_their_own),
		cmocka_unit_test(says_in_the_first_lines_what_it_is),
		cmocka_unit_test(
		    gives_the_same_bytes_whatever_the_order_and_surroundings),
		cmocka_unit_test(refuses_any_changed_byte_of_tar_or_signature),
		cmocka_unit_test(refuses_another_signer_and_no_signature),
		cmocka_unit_test(refuses_a_tar_signed_for_another_name),
		cmocka_unit_test(
		    refuses_a_ledger_that_was_changed_however_consistent_the_lists_are),
		cmocka_unit_test(refuses_a_file_the_ledger_does_not_know_so),
		cmocka_unit_test(refuses_what_the_ledger_says_was_destroyed),
		cmocka_unit_test(
		    refuses_a_sealed_form_for_more_keys_or_unknown_to_the_ledger),
		cmocka_unit_test(refuses_checkpoints_that_are_gone_exchanged_or_behind),
		cmocka_unit_test(
		    verifies_an_unpacked_folder_and_refuses_what_was_laid_into_it),
		cmocka_unit_test(
		    refuses_each_file_of_a_folder_when_it_is_changed_or_gone),
		cmocka_unit_test(
		    writes_nothing_for_names_that_are_unsafe_twice_or_its_own),
		cmocka_unit_test(writes_nothing_that_would_not_verify),
		cmocka_unit_test(leaves_no_files_but_the_two),
		cmocka_unit_test(
		    takes_no_sealed_key_along_that_lies_among_the_public_ones) };

	return cmocka_run_group_tests(tests, setup, teardown);
}
