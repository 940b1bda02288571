#include "unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"

TEST(writes_members_in_the_order_given)
{
	struct buf b = { 0 };
	struct json j = jsonl_open(&b);

	jsonl_bool(&j, "done", true);
	jsonl_text(&j, "file", bytes_of("x"));
	jsonl_raw(&j, "list", bytes_of("[1,2]"));
	jsonl_number(&j, "start", (UINT64_C(1) << 53) - 1);
	jsonl_close(&j);
	assert_true(bytes_are(buf_bytes(&b), "{\"done\":true,\"file\":\"x\",\"list\":["
					     "1,2],\"start\":9007199254740991}"));
	buf_free(&b);
}

TEST(writes_an_empty_object)
{
	struct buf b = { 0 };
	struct json j = jsonl_open(&b);

	jsonl_close(&j);
	assert_true(bytes_are(buf_bytes(&b), "{}"));
	buf_free(&b);
}

TEST(escapes_as_jq_does)
{
	/* The right side is what `jq -cS .` (1.6) prints for the left. */
	static const struct {
		const char *value, *json;
	} cases[] = {
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
		{ "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"" },
		{ "\xc3\xa6\xc2\x80\xe2\x80\xa8", "\"\xc3\xa6\xc2\x80\xe2\x80\xa8\"" },
		{ "\xf0\x9f\x98\x80\xef\xbf\xbf", "\"\xf0\x9f\x98\x80\xef\xbf\xbf\"" },
	};
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf b = { 0 };

		jsonl_string(&b, bytes_of(cases[i].value));
		assert_true(bytes_are(buf_bytes(&b), cases[i].json));
		buf_free(&b);
	}
}

TEST(writes_nul_as_a_character)
{
	struct buf b = { 0 };

	jsonl_string(&b, (struct bytes){ (const unsigned char *)"a\0b", 3 });
	assert_true(bytes_are(buf_bytes(&b), "\"a\\u0000b\""));
	buf_free(&b);
}

TEST(stays_json_where_the_text_is_not_utf8)
{
	struct buf b = { 0 };

	jsonl_string(&b, bytes_of("a\xffz\xed\xa0\x80"));
	assert_true(bytes_are(
	    buf_bytes(&b), "\"a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""));
	buf_free(&b);
}

/* Every character below U+0800 and some above, past jq and back. */
TEST(is_what_jq_prints)
{
	struct buf b = { 0 };
	struct json j;
	FILE *in, *out;
	char name[] = "/tmp/taus-json-XXXXXX", command[64], *line = NULL;
	size_t size = 0;
	int c, fd;

	if (system("command -v jq >/dev/null") != 0)
		skip();
	fd = mkstemp(name);
	assert_int_not_equal(fd, -1);
	in = fdopen(fd, "w");
	for (c = 0; c < 0x800; c++) {
		unsigned char utf8[2] = { (unsigned char)(0xc0 | c >> 6),
			(unsigned char)(0x80 | (c & 0x3f)) };
		unsigned char ascii = (unsigned char)c;

		buf_clear(&b);
		j = jsonl_open(&b);
		jsonl_text(&j, "a",
		    c < 0x80 ? (struct bytes){ &ascii, 1 } : (struct bytes){ utf8, 2 });
		jsonl_close(&j);
		fprintf(in, "%.*s\n", (int)b.len, (const char *)b.at);
	}
	fclose(in);
	snprintf(command, sizeof command, "jq -cS . %s | cmp - %s", name, name);
	out = popen(command, "r");
	assert_non_null(out);
	assert_int_equal(getline(&line, &size, out), -1);
	assert_int_equal(pclose(out), 0);
	unlink(name);
	free(line);
	buf_free(&b);
}

static int
signal_of(void (*act)(struct json *))
{
	struct buf b = { 0 };
	struct json j = jsonl_open(&b);
	int status;
	pid_t child = fork();

	if (child == 0) {
		close(STDERR_FILENO);
		act(&j);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	buf_free(&b);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void
swap_keys(struct json *j)
{
	jsonl_bool(j, "b", true);
	jsonl_bool(j, "a", true);
}

static void
repeat_key(struct json *j)
{
	jsonl_bool(j, "b", true);
	jsonl_bool(j, "b", true);
}

static void
write_large(struct json *j)
{
	jsonl_number(j, "n", UINT64_C(1) << 53);
}

TEST(dies_of_keys_out_of_order_and_numbers_too_large)
{
	assert_int_equal(signal_of(swap_keys), SIGABRT);
	assert_int_equal(signal_of(repeat_key), SIGABRT);
	assert_int_equal(signal_of(write_large), SIGABRT);
}

UNIT(cmocka_unit_test(writes_members_in_the_order_given),
    cmocka_unit_test(writes_an_empty_object), cmocka_unit_test(escapes_as_jq_does),
    cmocka_unit_test(writes_nul_as_a_character),
    cmocka_unit_test(stays_json_where_the_text_is_not_utf8),
    cmocka_unit_test(is_what_jq_prints),
    cmocka_unit_test(dies_of_keys_out_of_order_and_numbers_too_large))
