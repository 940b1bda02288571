#include "cmd/asking.h"

#include <sodium/randombytes.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/transcripts.h"
#include "vault/digest.h"
#include "vault/keyring.h"

/* A study is known by the key that its log is signed with: no other one has it. */
static int
study_mark(struct session *s, const char **mark, struct fail *f)
{
	const char *key =
	    path_join(s->arena, session_path(s, "audit/keys"), keyring_public_name);
	struct digest_text sha;

	if (digest_file(DIGEST_SHA256, key, &sha, f) == -1)
		return -1;
	*mark = arena_text(s->arena, bytes_of(sha.at));
	return 0;
}

int
asker_of(struct session *s, const struct rulebook *rulebook,
    const struct policy *policy, struct asker *a, struct fail *f)
{
	*a = (struct asker){ rulebook, policy, &s->linking.roster, NULL, s->arena };
	return study_mark(s, &a->study, f);
}

int
asking_begin(struct invocation *inv, struct asking *asking, struct fail *f)
{
	struct transcripts *t = transcripts_of(inv);

	*asking =
	    (struct asking){ .gathering = gathering_new(inv->arena, t->setup.near) };
	t->setup.scrub.asked = true;
	t->setup.scrub.seed = arena_printf(
	    inv->arena, "%08x%08x", randombytes_random(), randombytes_random());
	return asker_of(
	    inv->session, t->setup.rulebook, t->setup.policy, &asking->asker, f);
}

void
asking_take(
    struct asking *asking, const struct document *d, uint32_t kind, const void *record)
{
	if (kind == RECORD_MENTION)
		gathering_add(asking->gathering, d->name, record);
	else if (kind == RECORD_TURN)
		gathering_turn(asking->gathering, d->name, record);
}

void
asking_end(struct asking *asking)
{
	gathering_close(asking->gathering, &asking->all);
}
