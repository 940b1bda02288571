/* Apart from metadata.c: the library and base/json.h share a name. */
#include <jansson.h>

#include "base/fail.h"
#include "release/metadata.h"

int
metadata_check(struct bytes json, struct fail *f)
{
	json_error_t error;
	json_t *value =
	    json_loadb((const char *)json.at, json.len, JSON_REJECT_DUPLICATES, &error);
	bool object = json_is_object(value);

	json_decref(value);
	return object ? 0 : fail(f, FAIL_SEAL, "bag-json");
}
