#include "release/metadata.h"

#include <jansson.h>
#include <sodium/randombytes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "release/bag_text.h"
#include "release/media.h"

static bool
said(const char *text)
{
	return text != NULL && *text != '\0';
}

static void
put(struct json *j, const char *key, const char *value)
{
	if (said(value))
		jsonl_text(j, key, bytes_of(value));
}

/* {"@id":"..."} as the value of a key. */
static void
put_id(struct json *j, const char *key, const char *id)
{
	struct buf b = { 0 };
	struct json inner = jsonl_open(&b);

	jsonl_text(&inner, "@id", bytes_of(id));
	jsonl_close(&inner);
	jsonl_raw(j, key, buf_bytes(&b));
	buf_free(&b);
}

/* "2018-03-01/2020-12-31", ".." where one end is open; "" where both are. */
static void
period(const struct bag_facts *facts, char *to, size_t size)
{
	struct day_text from = day_text(facts->from), till = day_text(facts->to);

	*to = '\0';
	if (facts->from != DAY_NONE || facts->to != DAY_NONE)
		snprintf(to, size, "%s/%s", facts->from == DAY_NONE ? ".." : from.at,
		    facts->to == DAY_NONE ? ".." : till.at);
}

static struct day_text
issued(const struct bag_spec *spec)
{
	return day_text((int32_t)(spec->time / 86400));
}

static void
crate_descriptor(struct buf *to)
{
	struct json j = jsonl_open(to);

	jsonl_text(&j, "@id", bytes_of("ro-crate-metadata.json"));
	jsonl_text(&j, "@type", bytes_of("CreativeWork"));
	put_id(&j, "about", "./");
	put_id(&j, "conformsTo", "https://w3id.org/ro/crate/1.1");
	jsonl_close(&j);
}

static void
crate_root(const struct bag_spec *spec, const struct metadata_file *file, size_t files,
    struct buf *to)
{
	const struct bag_facts *facts = &spec->facts;
	struct buf parts = { 0 };
	struct json j = jsonl_open(to), part;
	char when[40];
	size_t i;

	buf_byte(&parts, '[');
	for (i = 0; i < files; i++) {
		if (i)
			buf_byte(&parts, ',');
		part = jsonl_open(&parts);
		jsonl_text(&part, "@id", bytes_of(file[i].name));
		jsonl_close(&part);
	}
	buf_byte(&parts, ']');
	period(facts, when, sizeof when);
	jsonl_text(&j, "@id", bytes_of("./"));
	jsonl_text(&j, "@type", bytes_of("Dataset"));
	if (facts->draft)
		jsonl_text(&j, "creativeWorkStatus", bytes_of("Draft"));
	jsonl_text(&j, "datePublished", bytes_of(issued(spec).at));
	jsonl_text(&j, "description",
	    bytes_of(said(facts->description) ? facts->description : facts->title));
	jsonl_raw(&j, "hasPart", buf_bytes(&parts));
	jsonl_text(&j, "identifier", bytes_of(spec->name));
	put(&j, "inLanguage", facts->language);
	put_id(&j, "license", "#terms");
	jsonl_text(&j, "name", bytes_of(facts->title));
	put_id(&j, "publisher", "#controller");
	put(&j, "temporalCoverage", when);
	jsonl_close(&j);
	buf_free(&parts);
}

static void
crate_named(struct buf *to, const char *id, const char *type, const char *name)
{
	struct json j = jsonl_open(to);

	jsonl_text(&j, "@id", bytes_of(id));
	jsonl_text(&j, "@type", bytes_of(type));
	jsonl_text(&j, "name", bytes_of(name));
	jsonl_close(&j);
}

static void
crate_file(const struct metadata_file *file, struct buf *to)
{
	const char *slash = strrchr(file->name, '/');
	struct json j = jsonl_open(to);
	char size[24];

	snprintf(size, sizeof size, "%llu", (unsigned long long)file->size);
	jsonl_text(&j, "@id", bytes_of(file->name));
	jsonl_text(&j, "@type", bytes_of("File"));
	jsonl_text(&j, "contentSize", bytes_of(size));
	put(&j, "description", file->what);
	jsonl_text(&j, "encodingFormat", bytes_of(media_type(file->name)));
	jsonl_text(&j, "name", bytes_of(slash != NULL ? slash + 1 : file->name));
	jsonl_close(&j);
}

void
metadata_ro_crate(const struct bag_spec *spec, const struct metadata_file *file,
    size_t files, struct buf *to)
{
	struct buf graph = { 0 };
	struct json j = jsonl_open(to);
	size_t i;

	buf_byte(&graph, '[');
	crate_descriptor(&graph);
	buf_byte(&graph, ',');
	crate_root(spec, file, files, &graph);
	buf_byte(&graph, ',');
	crate_named(&graph, "#controller", "Organization", spec->facts.controller);
	buf_byte(&graph, ',');
	crate_named(&graph, "#terms", "CreativeWork", bag_terms(spec->kind));
	for (i = 0; i < files; i++) {
		buf_byte(&graph, ',');
		crate_file(&file[i], &graph);
	}
	buf_byte(&graph, ']');
	jsonl_text(&j, "@context", bytes_of("https://w3id.org/ro/crate/1.1/context"));
	jsonl_raw(&j, "@graph", buf_bytes(&graph));
	jsonl_close(&j);
	buf_byte(to, '\n');
	buf_free(&graph);
}

/* key: [ { "first": a, "second": b } ], first before second; b NULL: left out. */
static void
put_list(struct json *j, const char *key, const char *first, const char *a,
    const char *second, const char *b)
{
	struct buf list = { 0 };
	struct json item;

	buf_byte(&list, '[');
	item = jsonl_open(&list);
	jsonl_text(&item, first, bytes_of(a));
	if (b != NULL)
		jsonl_text(&item, second, bytes_of(b));
	jsonl_close(&item);
	buf_byte(&list, ']');
	jsonl_raw(j, key, buf_bytes(&list));
	buf_free(&list);
}

static void
put_types(struct json *j, enum bag_kind kind)
{
	struct buf b = { 0 };
	struct json types = jsonl_open(&b);

	jsonl_text(&types, "resourceType",
	    bytes_of(kind == BAG_DATA ? "pseudonymised research data"
				      : "sealed consent forms"));
	jsonl_text(&types, "resourceTypeGeneral", bytes_of("Dataset"));
	jsonl_close(&types);
	jsonl_raw(j, "types", buf_bytes(&b));
	buf_free(&b);
}

void
metadata_datacite(const struct bag_spec *spec, struct buf *to)
{
	const struct bag_facts *facts = &spec->facts;
	struct json j = jsonl_open(to);
	char when[40], year[5] = { 0 };

	period(facts, when, sizeof when);
	memcpy(year, issued(spec).at, 4);
	put_list(&j, "alternateIdentifiers", "alternateIdentifier", spec->name,
	    "alternateIdentifierType", "archive name");
	if (said(facts->leader))
		put_list(&j, "contributors", "contributorType", "ProjectLeader", "name",
		    facts->leader);
	put_list(
	    &j, "creators", "name", facts->controller, "nameType", "Organizational");
	if (when[0] != '\0')
		put_list(&j, "dates", "date", when, "dateType", "Collected");
	if (said(facts->description))
		put_list(&j, "descriptions", "description", facts->description,
		    "descriptionType", "Abstract");
	put(&j, "language", facts->language);
	jsonl_text(&j, "publicationYear", bytes_of(year));
	jsonl_text(&j, "publisher", bytes_of(facts->controller));
	put_list(&j, "rightsList", "rights", bag_terms(spec->kind), NULL, NULL);
	jsonl_text(
	    &j, "schemaVersion", bytes_of("http://datacite.org/schema/kernel-4"));
	put_list(&j, "titles", "title", facts->title, NULL, NULL);
	put_types(&j, spec->kind);
	if (facts->draft)
		jsonl_text(&j, "version", bytes_of("draft"));
	jsonl_close(&j);
	buf_byte(to, '\n');
}

int
metadata_check(struct bytes json, struct fail *f)
{
	json_error_t error;
	json_t *value;
	bool object;

	/* Else the library opens a file for it, which a worker may not. */
	json_object_seed((size_t)randombytes_random() | 1);
	value =
	    json_loadb((const char *)json.at, json.len, JSON_REJECT_DUPLICATES, &error);
	object = json_is_object(value);
	json_decref(value);
	return object ? 0 : fail(f, FAIL_SEAL, "bag-json");
}
