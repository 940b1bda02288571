#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/limits.h"
#include "format/json_walk.h"
#include "format/source.h"

static struct arena *arena;
static FILE *file;
static struct buf told;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	return file == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(file);
	buf_free(&told);
	arena_free(arena);
	return 0;
}

static struct json_walk *
open_text(struct bytes content)
{
	struct fail f = { 0 };
	struct source *source;

	arena_clear(arena);
	rewind(file);
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(fwrite(content.at, 1, content.len, file), content.len);
	fflush(file);
	source = source_of_file(fileno(file), arena, &f);
	assert_non_null(source);
	assert_int_equal(source_tell_encoding(source, NULL, &f), 0);
	return json_walk_new(source, arena);
}

/* The string at hand: its pieces, an escape in angle brackets. */
static int
tell_string(struct json_walk *w, uint64_t at, struct fail *f)
{
	struct json_piece p;
	uint64_t end = at;
	int got;

	buf_byte(&told, '"');
	while ((got = json_walk_piece(w, &p, f)) == 1) {
		assert_int_equal(p.at, end);
		end = p.end;
		buf_text(&told, p.escape ? "<" : "");
		buf_add(&told, p.text);
		buf_text(&told, p.escape ? ">" : "");
	}
	buf_text(&told, "\" ");
	return got;
}

/* All tokens as text; "!id line" for a failure. read: strings are, too. */
static const char *
walk_bytes(struct bytes content, bool read)
{
	static const char *const signs[] = { "", "{ ", "} ", "[ ", "] " };
	struct json_walk *w = open_text(content);
	struct json_token t;
	struct fail f = { 0 };
	int got;

	buf_clear(&told);
	while ((got = json_walk_next(w, &t, &f)) == 0 && t.kind != JSON_DONE) {
		if (t.kind < JSON_KEY) {
			buf_text(&told, signs[t.kind]);
			continue;
		}
		if (t.kind == JSON_STRING && read) {
			got = tell_string(w, t.at, &f);
			if (got == -1)
				break;
			continue;
		}
		buf_add(&told, t.text);
		buf_text(&told, t.kind == JSON_KEY ? ": " : " ");
	}
	if (got == -1)
		buf_printf(&told, "!%s %llu", f.what, (unsigned long long)f.line);
	buf_byte(&told, '\0');
	return (const char *)told.at;
}

static const char *
walk(const char *text)
{
	return walk_bytes(bytes_of(text), true);
}

TEST(tells_every_kind_of_token)
{
	assert_string_equal(
	    walk(" {\"a\" : [1, -2.5e+3,true ,null,{}],\"b\":\"c\" , \"\":[]}\n"),
	    "{ a: [ 1 -2.5e+3 true null { } ] b: \"c\" : [ ] } ");
	assert_string_equal(walk("\"a\""), "\"a\" ");
	assert_string_equal(walk("0"), "0 ");
	assert_string_equal(walk("[[],[[]]]"), "[ [ ] [ [ ] ] ] ");
}

TEST(tells_escapes_one_by_one)
{
	assert_string_equal(walk("[\"K\\u00e5re \\\"\\\\\\/\\n\\ud83d\\uDE00x\"]"),
	    "[ \"K<å>re <\"><\\></><\n><\xF0\x9F\x98\x80>x\" ] ");
	assert_string_equal(walk("{\"\\u0074ext\":1}"), "{ text: 1 } ");
}

TEST(reads_over_strings_that_nobody_asks_for)
{
	assert_string_equal(
	    walk_bytes(bytes_of("{\"a\":\"x\\\"y\",\"b\":[\"z\"]}"), false),
	    "{ a:  b: [  ] } ");
	assert_string_equal(
	    walk_bytes(bytes_of("{\"a\":\"x\\q\"}"), false), "{ a:  !json-syntax 1");
}

TEST(refuses_what_is_not_json)
{
	static const char *const bad[] = { "", "{", "[", "\"a", "{\"a\"}", "{\"a\":}",
		"{\"a\":1,}", "[1,]", "[1 2]", "{a:1}", "{'a':1}", "[01]", "[1.]",
		"[.5]", "[+1]", "[-]", "[1e]", "[NaN]", "[Infinity]", "[True]", "[1]x",
		"[1][2]", "{\"a\":1 \"b\":2}", "{1:2}", "[\"\\x41\"]", "[\"\\u12\"]",
		"[\"\\ud83d\"]", "[\"\\ude00\"]", "[\"\\ud83d\\u0041\"]",
		"[\"\\u0000\"]", "[\"a\tb\"]", "[1}", "{\"a\":1]", "]", "// a\n[]",
		"[]//", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "[,1]", "{,}",
		":", "[1,,2]", "[tru]" };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_string_equal(
		    strstr(walk(bad[i]), "!json-syntax ") ? bad[i] : "taken", bad[i]);
	assert_string_equal(
	    walk("[1,\n2,\r\n\n\"a\nb\"]"), "[ 1 2 \"a\" !json-syntax 4");
}

TEST(holds_its_limits)
{
	struct buf text = { 0 };
	size_t i;

	for (i = 0; i < LIMIT_JSON_DEPTH; i++)
		buf_byte(&text, '[');
	for (i = 0; i < LIMIT_JSON_DEPTH; i++)
		buf_byte(&text, ']');
	assert_null(strchr(walk_bytes(buf_bytes(&text), true), '!'));
	buf_clear(&text);
	for (i = 0; i < 100000; i++)
		buf_byte(&text, '[');
	assert_non_null(strstr(walk_bytes(buf_bytes(&text), true), "!json-limit 1"));
	buf_clear(&text);
	buf_text(&text, "{\"");
	for (i = 0; i <= LIMIT_JSON_KEY; i++)
		buf_byte(&text, 'a');
	assert_non_null(strstr(walk_bytes(buf_bytes(&text), true), "!json-limit 1"));
	buf_clear(&text);
	for (i = 0; i <= LIMIT_JSON_KEYS; i++)
		buf_printf(&text, "%s\"%zu\":0", i == 0 ? "{" : ",", i);
	assert_non_null(strstr(walk_bytes(buf_bytes(&text), true), "!json-limit 1"));
	buf_free(&text);
}

TEST(reads_a_string_of_any_length)
{
	struct buf text = { 0 };
	struct json_walk *w;
	struct json_token t;
	struct json_piece p;
	struct fail f = { 0 };
	size_t i, sum = 0;
	int got;

	buf_text(&text, "\"");
	for (i = 0; i < 50000; i++)
		buf_text(&text, "på \\n ");
	buf_text(&text, "\"");
	w = open_text(buf_bytes(&text));
	assert_int_equal(json_walk_next(w, &t, &f), 0);
	while ((got = json_walk_piece(w, &p, &f)) == 1) {
		assert_int_equal(p.at, 1 + sum);
		sum += p.end - p.at;
	}
	assert_int_equal(got, 0);
	assert_int_equal(sum, text.len - 2);
	assert_int_equal(json_walk_next(w, &t, &f), 0);
	assert_int_equal(t.kind, JSON_DONE);
	buf_free(&text);
}

TEST(places_in_utf16)
{
	static const unsigned char text[] = "\xFF\xFE[\0\"\0a\0\\\0n\0b\0\"\0]\0";
	struct json_walk *w = open_text((struct bytes){ text, sizeof text - 1 });
	struct json_token t;
	struct json_piece p;
	struct fail f = { 0 };

	assert_int_equal(json_walk_next(w, &t, &f), 0);
	assert_int_equal(json_walk_next(w, &t, &f), 0);
	assert_int_equal(t.at, 6);
	assert_int_equal(json_walk_piece(w, &p, &f), 1);
	assert_int_equal(p.end, 8);
	assert_int_equal(json_walk_piece(w, &p, &f), 1);
	assert_int_equal(p.end, 12);
	assert_int_equal(json_walk_piece(w, &p, &f), 1);
	assert_int_equal(json_walk_piece(w, &p, &f), 0);
	assert_int_equal(p.at, 14);
}

#define WALK(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(WALK(tells_every_kind_of_token), WALK(tells_escapes_one_by_one),
    WALK(reads_over_strings_that_nobody_asks_for), WALK(refuses_what_is_not_json),
    WALK(holds_its_limits), WALK(reads_a_string_of_any_length), WALK(places_in_utf16))
