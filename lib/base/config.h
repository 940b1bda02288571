#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include "base/bytes.h"

struct fail;
struct cyaml_schema_value;

/*
 * YAML read by a libcyaml schema: the schema types a value, so that NO stays
 * text. Refused, with path and line: an empty document ("yaml-empty"), a second
 * one ("yaml-second"), an alias or anchor ("yaml-alias"), a key twice
 * ("yaml-key-twice" {1} key), a key that the schema does not know
 * ("yaml-key-unknown" {1} key, {2} the nearest known key; "yaml-key-stranger" {1} where
 * none is near), a key that is missing ("yaml-key-missing" {1}), anything else ("yaml-bad").
 *
 * The value is libcyaml's and lives until config_free().
 */
int config_load(struct bytes yaml, const char *path, const struct cyaml_schema_value *,
    void **value, struct fail *);
void config_free(const struct cyaml_schema_value *, void *value); /* NULL is fine */

#endif
