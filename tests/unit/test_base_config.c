#include "unit.h"
#undef fail /* of cmocka: base/fail.h has a function of that name */

#include <cyaml/cyaml.h>

#include "base/buf.h"
#include "base/config.h"
#include "base/fail.h"

enum answer { NO, YES };

struct treat {
	char *name;
	unsigned months;
};

struct study {
	char *title;
	enum answer draw;
	struct treat *treat;
	unsigned treat_count;
	struct treat single;
};

static const cyaml_strval_t answers[] = { { "no", NO }, { "yes", YES } };

static const cyaml_schema_field_t treat_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct treat, name, 1, 100),
	CYAML_FIELD_UINT("months", CYAML_FLAG_OPTIONAL, struct treat, months),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t treat_value = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct treat, treat_fields) };

static const cyaml_schema_field_t study_fields[] = { CYAML_FIELD_STRING_PTR("title",
							 CYAML_FLAG_POINTER,
							 struct study, title, 0, 200),
	CYAML_FIELD_ENUM("draw", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct study,
	    draw, answers, 2),
	CYAML_FIELD_SEQUENCE("treat", CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER,
	    struct study, treat, &treat_value, 0, CYAML_UNLIMITED),
	CYAML_FIELD_MAPPING(
	    "single", CYAML_FLAG_OPTIONAL, struct study, single, treat_fields),
	CYAML_FIELD_END };

static const cyaml_schema_value_t schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct study, study_fields) };

static struct study *
load(const char *yaml)
{
	struct fail f = { 0 };
	void *value;

	assert_int_equal(
	    config_load(bytes_of(yaml), "study.yaml", &schema, &value, &f), 0);
	return value;
}

static void
refuses_bytes(struct bytes yaml, const char *what, const char *args, uint64_t line)
{
	struct fail f = { 0 };
	void *value;

	assert_int_equal(config_load(yaml, "study.yaml", &schema, &value, &f), -1);
	assert_null(value);
	assert_int_equal(f.kind, FAIL_INPUT);
	assert_string_equal(f.what, what);
	assert_string_equal(f.args, args);
	assert_string_equal(f.path, "study.yaml");
	assert_int_equal(f.line, line);
}

static void
refuses(const char *yaml, const char *what, const char *args, uint64_t line)
{
	refuses_bytes(bytes_of(yaml), what, args, line);
}

TEST(types_values_by_the_schema)
{
	struct study *s =
	    load("title: NO\ndraw: yes\ntreat:\n  - {name: a, months: 3}\n"
		 "  - name: b\n");

	assert_string_equal(s->title, "NO");
	assert_int_equal(s->draw, YES);
	assert_int_equal(s->treat_count, 2);
	assert_int_equal(s->treat[0].months, 3);
	assert_string_equal(s->treat[1].name, "b");
	config_free(&schema, s);
	config_free(&schema, NULL);
}

TEST(takes_a_bom_and_an_end_mark)
{
	config_free(&schema, load("\xef\xbb\xbf# facts\n---\ntitle: x\n...\n"));
}

TEST(refuses_an_empty_document)
{
	refuses("", "yaml-empty", "\t", 1);
	refuses("# nothing\n", "yaml-empty", "\t", 1);
	refuses("---\n", "yaml-empty", "\t", 1);
	refuses_bytes((struct bytes){ NULL, 0 }, "yaml-empty", "\t", 1);
}

TEST(refuses_a_second_document)
{
	refuses("title: x\n---\ntitle: y\n", "yaml-second", "\t", 2);
	refuses("title: x\n---\n", "yaml-second", "\t", 2);
}

TEST(refuses_anchors_and_aliases)
{
	refuses("title: &a x\n", "yaml-alias", "\t", 1);
	refuses("title: x\ndraw: *a\n", "yaml-alias", "\t", 2);
	refuses("title: x\ntreat: &t\n  - name: a\n", "yaml-alias", "\t", 2);
	refuses("title: x\n&k draw: yes\n", "yaml-alias", "\t", 2);
}

TEST(refuses_a_key_twice_at_any_depth)
{
	refuses("title: x\ndraw: yes\ntitle: y\n", "yaml-key-twice", "title\t", 3);
	refuses("title: x\ntreat:\n - name: a\n   name: b\n", "yaml-key-twice",
	    "name\t", 4);
	refuses("title: {a: 1, b: {c: 1,\n c: 2}}\n", "yaml-key-twice", "c\t", 2);
}

TEST(names_the_nearest_known_key)
{
	refuses("title: x\ndrwa: yes\n", "yaml-key-unknown", "drwa\tdraw", 2);
	refuses("titel: x\n", "yaml-key-unknown", "titel\ttitle", 1);
	refuses("title: x\ntreat:\n- name: a\n  month: 3\n", "yaml-key-unknown",
	    "month\tmonths", 4);
	refuses("title: x\nsingle:\n  nmae: a\n", "yaml-key-unknown", "nmae\tname", 3);
	refuses("title: x\nretention: 5\n", "yaml-key-stranger", "retention\t", 2);
	refuses("title: x\nab: 5\n", "yaml-key-stranger", "ab\t", 2);
	refuses("title: x\n\"\": 5\n", "yaml-key-stranger", "\t", 2);
}

TEST(shows_no_key_that_would_break_the_message)
{
	refuses("\"a\\tb\\nc\": x\n", "yaml-key-stranger", "a?b?c\t", 1);
	refuses(
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6"
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6"
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6-\xc3\xa6\xc3\xa6: x\n",
	    "yaml-key-stranger",
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6"
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6"
	    "\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6-\t",
	    1);
}

TEST(names_a_key_that_is_missing)
{
	refuses("draw: yes\n", "yaml-key-missing", "title\t", 1);
	refuses("title: x\ntreat:\n- name: a\n- months: 3\n", "yaml-key-missing",
	    "name\t", 4);
	refuses("{}", "yaml-key-missing", "title\t", 1);
}

TEST(places_a_value_that_is_of_the_wrong_kind)
{
	refuses("title: x\n\ndraw: perhaps\n", "yaml-bad", "draw\t", 3);
	refuses(
	    "title: x\ntreat:\n- name: a\n  months: many\n", "yaml-bad", "months\t", 4);
	refuses("title: x\ntreat: a\n", "yaml-bad", "treat\t", 2);
	refuses("title: [x]\n", "yaml-bad", "title\t", 1);
}

TEST(refuses_what_is_no_yaml_of_ours)
{
	refuses("title: [x\ndraw: yes\n", "yaml-bad", "\t", 2);
	refuses("title: x\n\tdraw: yes\n", "yaml-bad", "\t", 2);
	refuses("title: \"a\\0b\"\n", "yaml-bad", "\t", 1);
	refuses("? [a, b]\n: x\n", "yaml-bad", "\t", 1);
	refuses("title: \xe5se\n", "yaml-bad", "\t", 1);
	refuses_bytes(
	    (struct bytes){ (const unsigned char *)"\xff\xfet\0:\0 \0x\0\n", 11 },
	    "yaml-bad", "\t", 1);
}

TEST(follows_nothing_deeper_than_its_limit)
{
	struct fail f = { 0 };
	struct buf b = { 0 };
	void *value;
	int i;

	buf_text(&b, "title: ");
	for (i = 0; i < 100000; i++)
		buf_byte(&b, '[');
	assert_int_equal(config_load(buf_bytes(&b), NULL, &schema, &value, &f), -1);
	assert_true(f.kind == FAIL_LIMIT || f.kind == FAIL_INPUT);
	f = (struct fail){ 0 };
	buf_clear(&b);
	buf_text(&b, "title: ");
	for (i = 0; i < 70; i++)
		buf_byte(&b, '[');
	for (i = 0; i < 70; i++)
		buf_byte(&b, ']');
	assert_int_equal(config_load(buf_bytes(&b), NULL, &schema, &value, &f), -1);
	assert_int_equal(f.kind, FAIL_LIMIT);
	assert_string_equal(f.what, "yaml-deep");
	buf_free(&b);
}

TEST(keeps_no_value_in_the_failure)
{
	struct fail f = { 0 };
	void *value;
	char *at;

	assert_int_equal(config_load(bytes_of("title: x\ndraw: SECRETVALUE\n"), NULL,
			     &schema, &value, &f),
	    -1);
	for (at = (char *)&f; at < (char *)(&f + 1) - 6; at++)
		assert_memory_not_equal(at, "SECRET", 6);
}

UNIT(cmocka_unit_test(types_values_by_the_schema),
    cmocka_unit_test(takes_a_bom_and_an_end_mark),
    cmocka_unit_test(refuses_an_empty_document),
    cmocka_unit_test(refuses_a_second_document),
    cmocka_unit_test(refuses_anchors_and_aliases),
    cmocka_unit_test(refuses_a_key_twice_at_any_depth),
    cmocka_unit_test(names_the_nearest_known_key),
    cmocka_unit_test(shows_no_key_that_would_break_the_message),
    cmocka_unit_test(names_a_key_that_is_missing),
    cmocka_unit_test(places_a_value_that_is_of_the_wrong_kind),
    cmocka_unit_test(refuses_what_is_no_yaml_of_ours),
    cmocka_unit_test(follows_nothing_deeper_than_its_limit),
    cmocka_unit_test(keeps_no_value_in_the_failure))
