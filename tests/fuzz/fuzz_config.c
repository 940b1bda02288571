#include <cyaml/cyaml.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/config.h"
#include "base/fail.h"

/*
 * Any bytes as settings: a value of the schema's shape, or no value and a reason.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct line {
	char *name;
	int score;
};

struct policy {
	unsigned v;
	int draw;
	char *title;
	struct line *treat;
	unsigned treat_count;
	struct line first;
};

static const cyaml_strval_t answers[] = { { "no", 0 }, { "yes", 1 } };

static const cyaml_schema_field_t line_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct line, name, 1, 40),
	CYAML_FIELD_INT("score", CYAML_FLAG_OPTIONAL, struct line, score),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t line_value = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct line, line_fields) };

static const cyaml_schema_field_t policy_fields[] = {
	CYAML_FIELD_UINT("v", CYAML_FLAG_DEFAULT, struct policy, v),
	CYAML_FIELD_ENUM("draw", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct policy,
	    draw, answers, 2),
	CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER,
	    struct policy, title, 0, CYAML_UNLIMITED),
	CYAML_FIELD_SEQUENCE("treat", CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER,
	    struct policy, treat, &line_value, 0, 1000),
	CYAML_FIELD_MAPPING(
	    "first", CYAML_FLAG_OPTIONAL, struct policy, first, line_fields),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t schema = { CYAML_VALUE_MAPPING(
    CYAML_FLAG_POINTER, struct policy, policy_fields) };

static void
check_policy(const struct policy *p)
{
	size_t len;
	unsigned i;

	if (p == NULL)
		die("accepted without a value");
	if (p->draw != 0 && p->draw != 1)
		die("an answer that is neither");
	for (i = 0; i < p->treat_count; i++) {
		len = p->treat[i].name ? strlen(p->treat[i].name) : 0;
		if (len < 1 || len > 40)
			die("a name of %zu bytes", len);
	}
}

static void
check_refusal(const void *value, const struct fail *f)
{
	const char *tab = strchr(f->args, '\t');

	if (value != NULL)
		die("refused with a value");
	if (f->kind == FAIL_NONE || strncmp(f->what, "yaml-", 5) != 0)
		die("refused without a reason");
	if (strcmp(f->path, "x") != 0)
		die("refused without a place");
	if (tab != NULL && strpbrk(tab + 1, "\t\n") != NULL)
		die("a key breaks the message");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fail f = { 0 };
	void *value = NULL;

	if (config_load((struct bytes){ data, size }, "x", &schema, &value, &f) == 0)
		check_policy(value);
	else
		check_refusal(value, &f);
	config_free(&schema, value);
	return 0;
}
