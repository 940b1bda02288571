#include "unit.h"

#include <jansson.h>

#include "base/clock.h"
#include "base/fail.h"
#include "release/metadata.h"

static struct bag_spec
spec_of(enum bag_kind kind)
{
	return (struct bag_spec){ .name = "ips-meetings-data-2026-11-21",
		.kind = kind,
		.time = 1795219200,
		.facts = { .project = "ips-meetings",
		    .title = "Om \"m\303\270ter\" \\ <b>",
		    .description = "",
		    .controller = "Invented University",
		    .leader = "",
		    .language = "nb",
		    .from = DAY_NONE,
		    .to = 18627 } };
}

static const struct metadata_file files[] = { { "README.txt", "what this is", 12 },
	{ "transcripts/M01-1.txt", "a transcript", 46 }, { "x.bin", "", 0 } };

/* What was written is canonical: sorted and packed again it is the same. */
static json_t *
read_back(const struct buf *b)
{
	json_t *value =
	    json_loadb((const char *)b->at, b->len, JSON_REJECT_DUPLICATES, NULL);
	char *again = json_dumps(value, JSON_SORT_KEYS | JSON_COMPACT);
	struct fail f = { 0 };

	assert_non_null(value);
	assert_non_null(again);
	assert_int_equal(strlen(again) + 1, b->len);
	assert_memory_equal(again, b->at, b->len - 1);
	assert_int_equal(b->at[b->len - 1], '\n');
	assert_int_equal(metadata_check(buf_bytes(b), &f), 0);
	free(again);
	return value;
}

static const char *
text_at(json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	assert_non_null(text);
	return text;
}

/* The thing with this id; each stands once. */
static json_t *
thing(json_t *graph, const char *id)
{
	json_t *value, *found = NULL;
	size_t i;

	json_array_foreach(graph, i, value)
	{
		if (strcmp(text_at(value, "@id"), id) != 0)
			continue;
		assert_null(found);
		found = value;
	}
	assert_non_null(found);
	return found;
}

TEST(describes_every_file_of_the_crate_once)
{
	struct bag_spec spec = spec_of(BAG_DATA);
	struct buf b = { 0 };
	json_t *crate, *graph, *root, *part;

	metadata_ro_crate(&spec, files, 3, &b);
	crate = read_back(&b);
	assert_string_equal(
	    text_at(crate, "@context"), "https://w3id.org/ro/crate/1.1/context");
	graph = json_object_get(crate, "@graph");
	assert_string_equal(
	    text_at(
		json_object_get(thing(graph, "ro-crate-metadata.json"), "conformsTo"),
		"@id"),
	    "https://w3id.org/ro/crate/1.1");
	root = thing(graph, "./");
	assert_string_equal(text_at(root, "@type"), "Dataset");
	assert_string_equal(text_at(root, "name"), spec.facts.title);
	assert_string_equal(text_at(root, "description"), spec.facts.title);
	assert_string_equal(text_at(root, "datePublished"), "2026-11-21");
	assert_string_equal(text_at(root, "temporalCoverage"), "../2020-12-31");
	assert_int_equal(json_array_size(json_object_get(root, "hasPart")), 3);
	part = thing(graph, "transcripts/M01-1.txt");
	assert_string_equal(text_at(part, "contentSize"), "46");
	assert_string_equal(text_at(part, "encodingFormat"), "text/plain");
	assert_string_equal(text_at(thing(graph, "x.bin"), "encodingFormat"),
	    "application/octet-stream");
	assert_string_equal(
	    text_at(
		thing(graph, text_at(json_object_get(root, "license"), "@id")), "name"),
	    "Pseudonymised personal data. Not for open publication.");
	thing(graph, text_at(json_object_get(root, "publisher"), "@id"));
	json_decref(crate);
	buf_free(&b);
}

TEST(gives_catalogues_what_they_require)
{
	static const char *const required[] = { "creators", "titles", "publisher",
		"publicationYear", "types", "schemaVersion" };
	struct bag_spec spec = spec_of(BAG_DATA);
	struct buf b = { 0 };
	json_t *cite;
	size_t i;

	metadata_datacite(&spec, &b);
	cite = read_back(&b);
	for (i = 0; i < sizeof required / sizeof *required; i++)
		assert_non_null(json_object_get(cite, required[i]));
	assert_string_equal(text_at(cite, "publicationYear"), "2026");
	assert_string_equal(
	    text_at(json_object_get(cite, "types"), "resourceTypeGeneral"), "Dataset");
	assert_null(json_object_get(cite, "contributors"));
	assert_null(json_object_get(cite, "descriptions"));
	assert_null(json_object_get(cite, "version"));
	json_decref(cite);
	buf_free(&b);
}

TEST(says_that_a_draft_is_one)
{
	struct bag_spec spec = spec_of(BAG_CONSENT);
	struct buf b = { 0 };
	json_t *value;

	spec.facts.draft = true;
	metadata_datacite(&spec, &b);
	value = read_back(&b);
	assert_string_equal(text_at(value, "version"), "draft");
	json_decref(value);
	buf_clear(&b);
	metadata_ro_crate(&spec, files, 1, &b);
	value = read_back(&b);
	assert_string_equal(text_at(thing(json_object_get(value, "@graph"), "./"),
				"creativeWorkStatus"),
	    "Draft");
	json_decref(value);
	buf_free(&b);
}

TEST(refuses_what_is_not_one_object)
{
	static const char *const bad[] = { "", "null", "[]", "\"x\"", "{", "{}{}",
		"{\"a\":1,\"a\":2}", "{\"a\":}", "{'a':1}", "\xef\xbb\xbf{}",
		"{\"a\":\"\xff\"}" };
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		memset(&f, 0, sizeof f);
		assert_int_equal(metadata_check(bytes_of(bad[i]), &f), -1);
		assert_string_equal(f.what, "bag-json");
	}
}

UNIT(cmocka_unit_test(describes_every_file_of_the_crate_once),
    cmocka_unit_test(gives_catalogues_what_they_require),
    cmocka_unit_test(says_that_a_draft_is_one),
    cmocka_unit_test(refuses_what_is_not_one_object))
