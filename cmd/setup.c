#include "cmd/setup.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fail.h"
#include "base/file.h"
#include "cmd/command.h"
#include "find/rulebook.h"
#include "people/linking.h"
#include "people/names.h"
#include "scrub/judged.h"
#include "scrub/policy.h"

static const char *
beside_program(struct arena *a)
{
	char *path = arena_get(a, 1, 4096);
	ssize_t len = readlink("/proc/self/exe", path, 4095);

	if (len <= 0)
		return NULL;
	return path_join(a, path_dir(a, path), "rules");
}

const char *
setup_rules_dir(struct arena *a, struct fail *f)
{
	const char *choice[] = { global_value(GLOBAL_RULES), beside_program(a),
		RULES_DIR };
	size_t i;

	for (i = 0; i < 3; i++)
		if (choice[i] != NULL && (i == 0 || file_is_dir(choice[i])))
			break;
	if (i == 3) {
		fail(f, FAIL_INPUT, "rules-none");
		return NULL;
	}
	return choice[i];
}

/* Codes of the people, to be known where they stand already. */
static void
add_codes(const struct roster *r, struct lexicon *to)
{
	struct lexicon_entry e = { .rule = RULE_CODE, .flags = LEXICON_CAPITAL };
	size_t i;

	for (i = 0; i < r->holdings; i++) {
		e.value = (uint32_t)i + 1;
		lexicon_add(to, bytes_of(r->holding[i].code), e);
		if (strcmp(r->holding[i].seat, r->holding[i].code) != 0)
			lexicon_add(to, bytes_of(r->holding[i].seat), e);
	}
}

static void
add_people(struct setup *s, struct arena *a)
{
	struct lexicon *people = lexicon_new(a);
	const struct roster *r = &s->linking->roster;

	s->known = people;
	s->near = near_new(a);
	names_add(r, RULE_ROSTER, rulebook_words(s->rulebook),
	    rulebook_common(s->rulebook), people, s->near);
	add_codes(r, people);
	s->scrub.finder.people = people;
	s->scrub.finder.near = s->near;
	s->scrub.judge.roster = r;
}

/* What a person decided about is known from now on: a name more of somebody, or a word
 * that is covered wherever it stands. */
static void
add_decided(void *with, const struct judgement *j)
{
	struct setup *s = with;
	struct lexicon *people = s->known;
	const struct lexicon *words = rulebook_words(s->rulebook);
	const struct lexicon *common = rulebook_common(s->rulebook);
	const struct roster *r = s->scrub.judge.roster;
	int64_t person = j->verdict == JUDGED_SAME ? roster_person(r, j->same_as) : -1;
	enum category category =
	    j->category == CATEGORIES ? CATEGORY_PER : (enum category)j->category;
	struct lexicon_entry e = { .rule = RULE_DECIDED };

	if (person >= 0) {
		names_add_alias((uint32_t)person, j->folded, RULE_ROSTER, words, common,
		    people, s->near);
		return;
	}
	e.value = finder_decided(category, j->as_name);
	e.flags = (uint8_t)names_flags(j->folded, words, common);
	lexicon_add(people, j->folded, e);
}

static int
add_stay(struct setup *s, struct arena *a, struct fail *f)
{
	struct lexicon *stay = lexicon_new(a);
	struct bytes *name;
	size_t count, i;

	if (stay_parse(s->linking->stay, "names-that-stay.csv", a, &name, &count, NULL,
		f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		lexicon_add(
		    stay, name[i], (struct lexicon_entry){ .value = (uint32_t)i + 1 });
	s->scrub.finder.stay = stay;
	return 0;
}

static const char *
if_there(const char *path, bool dir)
{
	return (dir ? file_is_dir(path) : file_exists(path)) ? path : NULL;
}

int
setup_load(struct setup *s, const struct linking *linking, const char *dir,
    struct arena *a, struct fail *f)
{
	const char *rules = setup_rules_dir(a, f), *own_rules = NULL,
		   *own_policy = NULL;
	struct judged *judged;
	size_t i;

	memset(s, 0, sizeof *s);
	if (rules == NULL)
		return -1;
	if (dir != NULL) {
		own_rules = if_there(path_join(a, dir, "rules"), true);
		own_policy = if_there(path_join(a, dir, "policy.yaml"), false);
	}
	s->linking = linking;
	if (policy_load(
		path_join(a, rules, "policy.yaml"), own_policy, a, &s->policy, f) == -1)
		return -1;
	s->rulebook = rulebook_load(rules, own_rules, a, f);
	if (s->rulebook == NULL)
		return -1;
	for (i = 1; i < rulebook_values(s->rulebook); i++)
		policy_allow(s->policy, rulebook_value(s->rulebook, (uint32_t)i));
	s->scrub.finder.rulebook = s->rulebook;
	s->scrub.finder.opaque = scrub_opaque;
	s->scrub.finder.opaque_ctx = s->policy;
	s->scrub.judge.rulebook = s->rulebook;
	s->scrub.judge.policy = s->policy;
	s->scrub.judge.meeting = "";
	s->scrub.judge.occasion = (struct occasion){ "", DAY_NONE };
	if (linking != NULL) {
		add_people(s, a);
		if (add_stay(s, a, f) == -1)
			return -1;
	}
	if (judged_parse(linking ? linking->decisions : bytes_of(""), a, &judged, f) ==
	    -1)
		return -1;
	s->scrub.judge.judged = judged;
	if (linking != NULL)
		judged_known(judged, add_decided, s);
	return 0;
}

int
setup_only(struct setup *s, struct bytes decisions, struct arena *a, struct fail *f)
{
	struct judged *judged;

	if (judged_parse(decisions, a, &judged, f) == -1)
		return -1;
	s->known = lexicon_new(a);
	s->near = near_new(a);
	s->scrub.finder.people = s->known;
	s->scrub.finder.near = NULL;
	s->scrub.finder.find_only_people = true;
	s->scrub.judge.judged = judged;
	judged_known(judged, add_decided, s);
	return 0;
}

struct scrub
setup_for_meeting(const struct setup *s, const struct meeting *m)
{
	struct scrub scrub = s->scrub;

	scrub.listed = m;
	scrub.judge.meeting = m->id;
	scrub.judge.occasion = meeting_occasion(m);
	return scrub;
}
