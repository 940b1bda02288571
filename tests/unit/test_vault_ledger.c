#include "test_vault_dir.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "vault/digest.h"
#include "vault/ledger.h"
#include "vault/sign.h"

static const char one[] =
    "1111111111111111111111111111111111111111111111111111111111111111";
static const char two[] =
    "2222222222222222222222222222222222222222222222222222222222222222";

static int number;

/* A new ledger in a folder of its own. */
static const char *
new_audit(void)
{
	const char *dir = in_dir(arena_printf(test_arena, "audit%d", ++number));
	struct fail f = { 0 };

	assert_int_equal(ledger_create(dir, &f), 0);
	return dir;
}

static const char *
ledger_path(const char *dir)
{
	return path_join(test_arena, dir, "ledger.jsonl");
}

static void
append(struct ledger *l, const char *object, enum ledger_outcome outcome,
    const char *sha256)
{
	struct ledger_entry e = { .agent = "taus/0.1.0",
		.event = EVENT_REDACTION,
		.object = object,
		.outcome = outcome,
		.reason = REASON_SCRUB,
		.sha256 = sha256 };
	struct fail f = { 0 };

	assert_int_equal(ledger_append(l, &e, &f), 0);
	assert_int_equal(e.n, ledger_entries(l));
	assert_string_equal(e.head, ledger_head(l));
}

static struct ledger *
opened(const char *dir, bool to_append)
{
	struct fail f = { 0 };
	struct ledger *l = ledger_open(dir, to_append, &f);

	assert_non_null(l);
	return l;
}

/* Three entries on two objects. */
static const char *
filled(void)
{
	const char *dir = new_audit();
	struct ledger *l = opened(dir, true);

	append(l, "out/transcripts/M01.txt", OUTCOME_INTENT, NULL);
	append(l, "out/transcripts/M01.txt", OUTCOME_SUCCESS, one);
	append(l, "data/sealed/forms.age", OUTCOME_SUCCESS, two);
	ledger_close(l);
	return dir;
}

TEST(writes_the_exact_line)
{
	const char *dir = new_audit();
	struct ledger *l = opened(dir, true);
	struct ledger_entry e = { .agent = "pi",
		.event = EVENT_SIGNATURE,
		.object = "audit/checkpoints/000001.txt",
		.outcome = OUTCOME_SUCCESS,
		.reason = REASON_HOLDER_ADDED };
	struct fail f = { 0 };

	setenv("SOURCE_DATE_EPOCH", "1520253296", 1);
	assert_int_equal(ledger_append(l, &e, &f), 0);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_true(bytes_are(file_content(ledger_path(dir)),
	    "{\"agent\":\"pi\",\"event\":\"digital signature generation\",\"n\":1,"
	    "\"object\":\"audit/checkpoints/000001.txt\",\"outcome\":\"success\","
	    "\"prev\":\"00000000000000000000000000000000000000000000000000000000000000"
	    "00\",\"reason\":\"holder-added\",\"sha256\":\"000000000000000000000000000"
	    "0000000000000000000000000000000000000\",\"time\":\"2018-03-05T12:34:56Z\""
	    ",\"v\":1}\n"));
	assert_string_equal(
	    e.head, digest_bytes(DIGEST_SHA256, file_content(ledger_path(dir))).at);
	ledger_close(l);
}

TEST(gives_back_its_entries_and_state)
{
	const char *dir = filled();
	struct ledger *l = opened(dir, false);
	struct ledger_read *r;
	struct ledger_entry e;
	struct fail f = { 0 };

	assert_int_equal(ledger_entries(l), 3);
	assert_int_equal(ledger_objects(l), 2);
	assert_string_equal(ledger_object(l, 1)->object, "data/sealed/forms.age");
	assert_string_equal(ledger_last_for(l, "out/transcripts/M01.txt")->sha256, one);
	assert_null(ledger_last_for(l, "out/other"));
	r = ledger_read_open(dir, &f);
	assert_non_null(r);
	assert_int_equal(ledger_read_next(r, &e, &f), 1);
	assert_int_equal(e.outcome, OUTCOME_INTENT);
	assert_null(e.sha256);
	assert_int_equal(ledger_read_next(r, &e, &f), 1);
	assert_string_equal(e.sha256, one);
	assert_int_equal(e.reason, REASON_SCRUB);
	assert_int_equal(ledger_read_next(r, &e, &f), 1);
	assert_int_equal(e.n, 3);
	assert_string_equal(e.head, ledger_head(l));
	assert_int_equal(ledger_read_next(r, &e, &f), 0);
	ledger_read_close(r);
	ledger_close(l);
}

TEST(knows_the_last_success_behind_a_later_failure)
{
	const char *dir = filled();
	struct ledger *l = opened(dir, true);

	append(l, "out/transcripts/M01.txt", OUTCOME_INTENT, NULL);
	append(l, "out/transcripts/M01.txt", OUTCOME_FAILURE, NULL);
	assert_int_equal(ledger_last_for(l, "out/transcripts/M01.txt")->n, 5);
	assert_null(ledger_last_for(l, "out/transcripts/M01.txt")->sha256);
	assert_int_equal(ledger_success_for(l, "out/transcripts/M01.txt")->n, 2);
	assert_string_equal(
	    ledger_success_for(l, "out/transcripts/M01.txt")->sha256, one);
	ledger_close(l);
}

static void
breaks_at(const char *dir, struct bytes content, const char *what, const char *n)
{
	struct fail f = { 0 }, g = { 0 };

	file_put(ledger_path(dir), content);
	assert_null(ledger_open(dir, true, &f));
	assert_fails(&f, FAIL_SEAL, what);
	assert_string_equal(f.args, n);
	assert_null(ledger_open(dir, false, &g));
	assert_fails(&g, FAIL_SEAL, what);
	assert_true(bytes_equal(file_content(ledger_path(dir)), content));
}

TEST(refuses_every_changed_byte_but_in_the_last_entry_where_a_checkpoint_does)
{
	const char *dir = filled();
	struct bytes good = file_content(ledger_path(dir));
	unsigned char *bad = arena_get(test_arena, good.len, 1);
	size_t last = good.len - 2, i, opened_last = 0;
	struct signing *key = signing_new();
	struct ledger_state now;
	struct ledger *l = opened(dir, true);
	struct fail f = { 0 };

	assert_int_equal(ledger_checkpoint(l, "studie", key, NULL, &f), 0);
	ledger_close(l);
	while (good.at[last] != '\n')
		last--;
	for (i = 0; i < good.len * 8; i += 3) { /* each byte, in turn other bits */
		memset(&f, 0, sizeof f);
		memcpy(bad, good.at, good.len);
		bad[i / 8] ^= (unsigned char)(1 << i % 8);
		file_put(ledger_path(dir), (struct bytes){ bad, good.len });
		l = ledger_open(dir, false, &f);
		if (l != NULL) {
			assert_true(i / 8 > last);
			opened_last++;
		} else {
			assert_int_equal(f.kind, FAIL_SEAL);
		}
		ledger_close(l);
		memset(&f, 0, sizeof f);
		assert_int_equal(
		    ledger_verify(dir, signing_verifying(key), &now, &f), -1);
		assert_int_equal(f.kind, FAIL_SEAL);
	}
	assert_true(opened_last > 0); /* why there are checkpoints */
	signing_close(key);
}

static struct bytes
without_line(struct bytes file, int skip)
{
	unsigned char *at = arena_get(test_arena, file.len, 1);
	struct bytes line;
	size_t len = 0;
	int i = 0;

	while (bytes_next(&file, '\n', &line)) {
		if (i++ == skip)
			continue;
		memcpy(at + len, line.at, line.len + 1);
		len += line.len + 1;
	}
	return (struct bytes){ at, len };
}

TEST(refuses_an_entry_that_was_taken_out_or_doubled)
{
	const char *dir = filled();
	struct bytes good = file_content(ledger_path(dir));
	char *twice = arena_printf(
	    test_arena, "%s%s", (const char *)good.at, (const char *)good.at);

	breaks_at(dir, without_line(good, 0), "ledger-chain", "1");
	breaks_at(dir, without_line(good, 1), "ledger-chain", "2");
	breaks_at(dir, bytes_of(twice), "ledger-chain", "4");
}

TEST(refuses_a_line_that_is_spelled_otherwise)
{
	const char *dir = filled();
	const char *good = (const char *)file_content(ledger_path(dir)).at;

	breaks_at(
	    dir, bytes_of(arena_printf(test_arena, "%s\n", good)), "ledger-form", "4");
	breaks_at(dir, bytes_of(arena_printf(test_arena, "%s{}\n", good)),
	    "ledger-form", "4");
	breaks_at(
	    dir, bytes_of(arena_printf(test_arena, " %s", good)), "ledger-form", "1");
	breaks_at(dir, bytes_of("{\"agent\":\"x\"}\n"), "ledger-form", "1");
}

/* A chain that is right, with times that run back. */
TEST(refuses_times_that_run_backwards)
{
	const char *dir = new_audit();
	struct ledger *l = opened(dir, true);
	struct bytes line, rest;
	char *file;

	append(l, "a", OUTCOME_SUCCESS, NULL);
	append(l, "b", OUTCOME_SUCCESS, NULL);
	ledger_close(l);
	rest = file_content(ledger_path(dir));
	bytes_next(&rest, '\n', &line);
	file = arena_text(test_arena, rest);
	memcpy(strstr(file, "\"time\":\"") + 8, "1999", 4);
	file = arena_printf(
	    test_arena, "%.*s\n%s", (int)line.len, (const char *)line.at, file);
	breaks_at(dir, bytes_of(file), "ledger-chain", "2");
}

TEST(keeps_the_last_time_where_the_clock_stands_behind)
{
	const char *dir = new_audit();
	struct ledger *l = opened(dir, true);

	setenv("SOURCE_DATE_EPOCH", "2000000000", 1);
	append(l, "a", OUTCOME_SUCCESS, NULL);
	setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
	append(l, "b", OUTCOME_SUCCESS, NULL);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_int_equal(ledger_time(l), 2000000000);
	ledger_close(l);
	ledger_close(opened(dir, false));
}

TEST(cuts_a_torn_last_line_only_to_append)
{
	const char *dir = filled();
	struct bytes good = file_content(ledger_path(dir)), torn;
	struct signing *key = signing_new();
	struct ledger_state now;
	struct fail f = { 0 };
	struct ledger *l;
	size_t cut;

	for (cut = 1; cut < 300; cut += 37) {
		torn = bytes_cut(good, 0, good.len - cut);
		file_put(ledger_path(dir), torn);
		l = opened(dir, false);
		assert_int_equal(ledger_entries(l), 2);
		ledger_close(l);
		assert_int_equal(file_content(ledger_path(dir)).len, torn.len);
		memset(&f, 0, sizeof f);
		assert_int_equal(
		    ledger_verify(dir, signing_verifying(key), &now, &f), -1);
		assert_fails(&f, FAIL_SEAL, "ledger-torn");
	}
	l = opened(dir, true);
	assert_int_equal(ledger_entries(l), 2);
	append(l, "c", OUTCOME_SUCCESS, NULL);
	ledger_close(l);
	l = opened(dir, false);
	assert_int_equal(ledger_entries(l), 3);
	ledger_close(l);
	signing_close(key);
}

TEST(refuses_names_outside_the_alphabet)
{
	static const char *const spoilt[] = { "", "/a", "a/", "a//b", "../a", "a/./b",
		"a b", "a\"b", "\xc3\xa5", "a\\b", "a\nb" };
	struct ledger *l = opened(new_audit(), true);
	struct ledger_entry e = { .agent = "pi", .object = "x" };
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
		memset(&f, 0, sizeof f);
		e.object = spoilt[i];
		assert_int_equal(ledger_append(l, &e, &f), -1);
		assert_fails(&f, FAIL_INPUT, "ledger-object");
	}
	memset(&f, 0, sizeof f);
	e.object = "x";
	e.agent = "Kari Normann";
	assert_int_equal(ledger_append(l, &e, &f), -1);
	assert_fails(&f, FAIL_INPUT, "ledger-agent");
	assert_int_equal(ledger_entries(l), 0);
	ledger_close(l);
}

/* A disk that is full in the middle of a line. */
TEST(stays_whole_where_a_line_does_not_fit_on_the_disk)
{
	const char *dir = filled();
	struct bytes before = file_content(ledger_path(dir));
	struct ledger *l = opened(dir, true);
	struct ledger_entry e = { .agent = "pi", .object = "x" };
	struct rlimit old, full;
	struct fail f = { 0 };

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	full = old;
	full.rlim_cur = before.len + 100;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &full), 0);
	assert_int_equal(ledger_append(l, &e, &f), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_fails(&f, FAIL_SYSTEM, "file-write");
	assert_true(bytes_equal(file_content(ledger_path(dir)), before));
	append(l, "x", OUTCOME_SUCCESS, NULL);
	assert_int_equal(ledger_entries(l), 4);
	ledger_close(l);
	ledger_close(opened(dir, false));
}

TEST(lets_one_writer_in_and_sees_another_hand)
{
	const char *dir = filled();
	struct ledger *l = opened(dir, true);
	struct ledger_entry e = { .agent = "pi", .object = "x" };
	struct fail f = { 0 }, g = { 0 };
	int fd;

	assert_null(ledger_open(dir, true, &f));
	assert_fails(&f, FAIL_SYSTEM, "ledger-busy");
	fd = open(ledger_path(dir), O_WRONLY | O_APPEND);
	assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
	assert_int_equal(ledger_append(l, &e, &g), -1);
	assert_fails(&g, FAIL_SEAL, "ledger-moved");
	ledger_close(l);
}

TEST(says_when_it_is_missing_or_there_already)
{
	const char *dir = filled();
	struct fail f = { 0 }, g = { 0 };

	assert_int_equal(ledger_create(dir, &f), -1);
	assert_fails(&f, FAIL_REFUSED, "ledger-exists");
	assert_null(ledger_open(in_dir("nowhere"), true, &g));
	assert_fails(&g, FAIL_SEAL, "ledger-missing");
}

static int
verified(const char *dir, const struct signing *key, struct ledger_state *state,
    struct fail *f)
{
	memset(f, 0, sizeof *f);
	return ledger_verify(dir, signing_verifying(key), state, f);
}

TEST(binds_the_end_with_a_signed_checkpoint)
{
	const char *dir = filled();
	struct ledger *l = opened(dir, true);
	struct signing *key = signing_new();
	struct ledger_state now;
	struct fail f = { 0 };
	unsigned n = 0;

	assert_int_equal(ledger_checkpoint(l, "ips-meetings", key, &n, &f), 0);
	assert_int_equal(n, 1);
	assert_int_equal(ledger_checkpoint(l, "ips-meetings", key, &n, &f), 0);
	assert_int_equal(n, 1);
	assert_int_equal(verified(dir, key, &now, &f), 0);
	assert_int_equal(now.covered, 3);
	append(l, "c", OUTCOME_SUCCESS, NULL);
	assert_int_equal(verified(dir, key, &now, &f), 0);
	assert_int_equal(now.entries, 4);
	assert_int_equal(now.covered, 3);
	assert_int_equal(ledger_checkpoint(l, "ips-meetings", key, &n, &f), 0);
	assert_int_equal(n, 2);
	assert_int_equal(verified(dir, key, &now, &f), 0);
	assert_int_equal(now.checkpoints, 2);
	assert_int_equal(now.covered, 4);
	assert_string_equal(now.head, ledger_head(l));
	assert_true(bytes_start(
	    file_content(path_join(test_arena, dir, "checkpoints/000002.txt")),
	    arena_printf(test_arena,
		"taus-ledger-checkpoint/v1\nproject: ips-meetings\nentries: 4\n"
		"head: %s\ntime: ",
		ledger_head(l))));
	ledger_close(l);
	signing_close(key);
}

TEST(refuses_a_ledger_cut_back_behind_its_checkpoint)
{
	const char *dir = filled();
	struct bytes good = file_content(ledger_path(dir));
	struct ledger *l = opened(dir, true);
	struct signing *key = signing_new(), *other = signing_new();
	struct ledger_state now;
	struct fail f = { 0 };

	assert_int_equal(ledger_checkpoint(l, "s", key, NULL, &f), 0);
	ledger_close(l);
	file_put(ledger_path(dir), without_line(good, 2));
	assert_int_equal(verified(dir, key, &now, &f), -1);
	assert_fails(&f, FAIL_SEAL, "ledger-checkpoint");
	file_put(ledger_path(dir), good);
	assert_int_equal(verified(dir, other, &now, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-other-key");
	signing_close(key);
	signing_close(other);
}

TEST(refuses_a_checkpoint_changed_unsigned_or_missing_between_others)
{
	const char *dir = filled();
	const char *text = path_join(test_arena, dir, "checkpoints/000001.txt");
	struct ledger *l = opened(dir, true);
	struct signing *key = signing_new();
	struct ledger_state now;
	struct bytes good;
	struct fail f = { 0 };

	assert_int_equal(ledger_checkpoint(l, "s", key, NULL, &f), 0);
	append(l, "c", OUTCOME_SUCCESS, NULL);
	assert_int_equal(ledger_checkpoint(l, "s", key, NULL, &f), 0);
	ledger_close(l);
	good = file_content(text);
	file_put(
	    text, bytes_of(arena_printf(test_arena, "%s\n", (const char *)good.at)));
	assert_int_equal(verified(dir, key, &now, &f), -1);
	assert_fails(&f, FAIL_SEAL, "ledger-checkpoint");
	assert_int_equal(unlink(text), 0);
	assert_int_equal(verified(dir, key, &now, &f), -1);
	assert_fails(&f, FAIL_SEAL, "ledger-checkpoint");
	assert_string_equal(f.args, "1");
	file_put(text, good);
	assert_int_equal(verified(dir, key, &now, &f), 0);
	assert_int_equal(
	    unlink(path_join(test_arena, dir, "checkpoints/000001.txt.pi.minisig")), 0);
	assert_int_equal(verified(dir, key, &now, &f), -1);
	assert_fails(&f, FAIL_SEAL, "sign-missing");
	signing_close(key);
}

TEST(makes_no_checkpoint_of_nothing)
{
	struct ledger *l = opened(new_audit(), true);
	struct signing *key = signing_new();
	struct fail f = { 0 };
	unsigned n = 7;

	assert_int_equal(ledger_checkpoint(l, "s", key, &n, &f), 0);
	assert_int_equal(n, 0);
	assert_int_equal(ledger_checkpoint(l, "Ola N", key, &n, &f), -1);
	assert_fails(&f, FAIL_INPUT, "ledger-project");
	ledger_close(l);
	signing_close(key);
}

TEST(has_a_text_for_each_member_of_its_lists)
{
	int i, j;

	for (i = 0; i < EVENT_COUNT; i++)
		assert_true(strlen(ledger_event_text((enum ledger_event)i)) > 0);
	for (i = 0; i < OUTCOME_COUNT; i++)
		assert_true(strlen(ledger_outcome_text((enum ledger_outcome)i)) > 0);
	for (i = 0; i < REASON_COUNT; i++)
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    ledger_reason_text((enum ledger_reason)i),
			    ledger_reason_text((enum ledger_reason)j));
}

/* Longer than the window it is read through. */
TEST(reads_a_long_ledger)
{
	const char *dir = new_audit();
	struct ledger *l = opened(dir, true);
	int i;

	for (i = 0; i < 300; i++)
		append(l, arena_printf(test_arena, "out/%0*d", 100 + i % 120, i % 50),
		    OUTCOME_SUCCESS, i % 2 ? one : NULL);
	ledger_close(l);
	assert_true(file_content(ledger_path(dir)).len > 65536);
	l = opened(dir, false);
	assert_int_equal(ledger_entries(l), 300);
	ledger_close(l);
}

UNIT_IN_DIR(cmocka_unit_test(writes_the_exact_line),
    cmocka_unit_test(gives_back_its_entries_and_state),
    cmocka_unit_test(knows_the_last_success_behind_a_later_failure),
    cmocka_unit_test(
	refuses_every_changed_byte_but_in_the_last_entry_where_a_checkpoint_does),
    cmocka_unit_test(refuses_an_entry_that_was_taken_out_or_doubled),
    cmocka_unit_test(refuses_a_line_that_is_spelled_otherwise),
    cmocka_unit_test(refuses_times_that_run_backwards),
    cmocka_unit_test(keeps_the_last_time_where_the_clock_stands_behind),
    cmocka_unit_test(cuts_a_torn_last_line_only_to_append),
    cmocka_unit_test(refuses_names_outside_the_alphabet),
    cmocka_unit_test(stays_whole_where_a_line_does_not_fit_on_the_disk),
    cmocka_unit_test(lets_one_writer_in_and_sees_another_hand),
    cmocka_unit_test(says_when_it_is_missing_or_there_already),
    cmocka_unit_test(binds_the_end_with_a_signed_checkpoint),
    cmocka_unit_test(refuses_a_ledger_cut_back_behind_its_checkpoint),
    cmocka_unit_test(refuses_a_checkpoint_changed_unsigned_or_missing_between_others),
    cmocka_unit_test(makes_no_checkpoint_of_nothing),
    cmocka_unit_test(has_a_text_for_each_member_of_its_lists),
    cmocka_unit_test(reads_a_long_ledger))
