#include "scrub/client.h"

#include <string.h>

#include "find/rulebook.h"
#include "people/names.h"
#include "people/roster.h"
#include "people/study.h"

bool
client_professional(const struct study *study, const char *role)
{
	size_t i;

	for (i = 0; study != NULL && i < study->roles; i++)
		if (strcmp(study->role[i].code, role) == 0)
			return study->role[i].professional;
	return false;
}

static bool
is_client(const struct study *study, const struct roster *r, uint32_t person)
{
	bool client = false;
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		if (r->holding[i].person != person || *r->holding[i].role == '\0')
			continue;
		if (client_professional(study, r->holding[i].role))
			return false;
		client = true;
	}
	return client;
}

bool
client_named(const struct study *study, const struct roster *r, const struct span *s)
{
	if (r == NULL || s->value == 0)
		return false;
	if (s->rule == RULE_CODE)
		return is_client(study, r, r->holding[s->value - 1].person);
	return s->rule == RULE_ROSTER && is_client(study, r, name_person_of(s->value));
}
