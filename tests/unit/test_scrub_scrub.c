#include "scrub/scrub.h"

#include <sys/mman.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/spool.h"
#include "find/rulebook.h"
#include "format/source.h"
#include "people/names.h"
#include "people/study.h"
#include "scrub/judged.h"
#include "test_scrub_dir.h"
#include "unit.h"

#define LIST_NOTES "# source: invented\n# date: 2024-01-01\n# licence: none\n"

static const char rules[] =
    "v: 1\n"
    "rules:\n"
    "  - name: given\n"
    "    category: PER\n"
    "    why: given names\n"
    "    list: given.txt\n"
    "    score: 80\n"
    "    sure: 90\n"
    "    proves: true\n"
    "    match: ['hos «Ingrid» i dag']\n"
    "    no-match: ['hos oss']\n"
    "  - name: relation\n"
    "    category: PER\n"
    "    why: a relation and a name\n"
    "    begins: word\n"
    "    words: [sjefen]\n"
    "    pattern: '(?i:(?<who>sjef)en) min,? (?<x>\\p{Lu}\\p{Ll}+)'\n"
    "    score: 95\n"
    "    proves: true\n"
    "    match: ['sjefen min, «Roy», sa']\n"
    "    no-match: ['sjefen min sa']\n"
    "  - name: town\n"
    "    category: LOC\n"
    "    why: towns\n"
    "    list: towns.txt\n"
    "    compound: true\n"
    "    score: 85\n"
    "    match: ['i «Grimstad» nå']\n"
    "    no-match: ['i dag']\n"
    "  - name: date\n"
    "    category: DATE\n"
    "    why: day and month\n"
    "    begins: digit\n"
    "    pattern: '\\d{1,2}\\. (?:mars|mai)(?: \\d{4})?'\n"
    "    score: 90\n"
    "    match: ['den «5. mars 2018» kom']\n"
    "    no-match: ['5 kroner']\n"
    "  - name: age\n"
    "    category: AGE\n"
    "    why: years\n"
    "    begins: digit\n"
    "    pattern: '\\d{1,2} år'\n"
    "    score: 90\n"
    "    match: ['er «34 år» nå']\n"
    "    no-match: ['34 kroner']\n"
    "  - name: phone\n"
    "    category: PHONE\n"
    "    why: eight digits\n"
    "    begins: digit\n"
    "    pattern: '\\d{3} ?\\d{2} ?\\d{3}(?!\\d)'\n"
    "    score: 90\n"
    "    match: ['ring «412 34 567» da']\n"
    "    no-match: ['412']\n"
    "  - name: post\n"
    "    clue: job\n"
    "    why: a rare post\n"
    "    begins: word\n"
    "    words: [prost]\n"
    "    pattern: prost\n"
    "    score: 90\n"
    "    match: ['er «prost» nå']\n"
    "    no-match: ['post']\n"
    "  - name: client\n"
    "    clue: client\n"
    "    why: who is helped\n"
    "    begins: word\n"
    "    words: [klienten]\n"
    "    pattern: klienten\n"
    "    score: 90\n"
    "    match: ['sa «klienten» nå']\n"
    "    no-match: ['kunden']\n";

static const char people_csv[] = "person;given;family;role;team;from;to\n"
				 "p1;Kari;Nordli;SW;4;;2018-06-01\n"
				 "p2;Ola;Bråten;T;4;;\n"
				 "p3;Eva;Lie;ES;3;;\np3;;;ES;6;;\n"
				 "p4;Nils;Haug;SW;4;2018-06-01;\n";

/* Everything there is to replace, in Norwegian that no rule sees but where meant. */
static const char talk[] =
    "Kari: Sjefen min, Roy, bor i Grimstad.\r\n"
    "\r\n"
    "Ola: Det var 5. mars 2018 at Roy ringte 412 34 567. Jeg er 34 år.\r\n"
    "\r\n"
    "SW4 (later): Karis mor på Grimstadkontoret, og Ingrid sa nei til Roy.\r\n"
    "W4: Hva sa KARI NORDLI til Bråten?\r\n"
    "Intervjuer: Ja, og Eva også. [uhørlig] [[ukjent]]";

static struct arena *run, *a;
static struct scrub base;
static struct policy *policy;
static struct rulebook *book;
static struct roster roster;
static struct meetings meetings;

static void
add_people(void)
{
	struct lexicon *people = lexicon_new(run);
	struct near *near = near_new(run);
	struct lexicon_entry e = { .rule = RULE_CODE, .flags = LEXICON_CAPITAL };
	size_t i;

	names_add(&roster, RULE_ROSTER, rulebook_words(book), rulebook_common(book),
	    people, near);
	for (i = 0; i < roster.holdings; i++) {
		e.value = (uint32_t)i + 1;
		lexicon_add(people, bytes_of(roster.holding[i].code), e);
	}
	base.finder.people = people;
	base.finder.near = near;
}

static int
group_setup(void **state)
{
	static const struct roster_policy team = { CODES_TEAM, false, NULL };
	struct fail f = { 0 };
	struct judged *none;
	size_t i;

	(void)state;
	run = arena_new();
	scrub_dir_make();
	scrub_dir_put(run, "rules/no/all.yaml", rules);
	scrub_dir_put(run, "rules/no/given.txt", LIST_NOTES "Ingrid\n");
	scrub_dir_put(run, "rules/no/towns.txt", LIST_NOTES "Grimstad\tSørlandet\n");
	scrub_dir_put(run, "rules/no/tails.txt", LIST_NOTES "kontoret\n");
	scrub_dir_put(run, "rules/no/common.txt", LIST_NOTES "hva\ndet\nog\n");
	policy_load(scrub_dir_put(run, "policy.yaml", scrub_policy),
	    scrub_dir_put(run, "study.yaml",
		"v: 1\ntreat:\n- {name: t-dates, category: DATE, role: T, do: keep}\n"),
	    run, &policy, &f);
	book = rulebook_load(path_join(run, scrub_dir, "rules"), NULL, run, &f);
	roster_parse(bytes_of(people_csv), NULL, &team, run, &roster, NULL, &f);
	meetings_parse(
	    bytes_of("meeting;file;date;team;present;labels\n"
		     "M1;a.txt;2018-03-05;4;p1;\"Taler 1=p1; Taler 2=p3\"\n"),
	    NULL, &roster, run, &meetings, NULL, &f);
	judged_parse(bytes_of(""), run, &none, &f);
	assert_string_equal(f.what, "");
	for (i = 1; i < rulebook_values(book); i++)
		policy_allow(policy, rulebook_value(book, (uint32_t)i));
	base.finder.rulebook = book;
	base.finder.opaque = scrub_opaque;
	base.finder.opaque_ctx = policy;
	base.judge = (struct judge){ .rulebook = book,
		.policy = policy,
		.roster = &roster,
		.judged = none,
		.meeting = "" };
	base.judge.occasion =
	    (struct occasion){ "4", day_parse(bytes_of("2018-03-05")) };
	add_people();
	return 0;
}

static int
group_teardown(void **state)
{
	(void)state;
	rulebook_close(book);
	scrub_dir_remove(run);
	arena_free(run);
	return 0;
}

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

/* What a run said and wrote. */
struct result {
	struct record_span span[64];
	struct record_note note[64];
	size_t spans, notes, speakers;
	uint32_t speaker[8];
	struct record_clues clues[8];
	size_t clue_turns;
	struct record_mention mention[32];
	struct record_turn turn[32];
	size_t mentions, turns;
	struct record_done done;
	struct bytes out;
	struct fail f;
	int rc;
};

static int
take(void *with, uint32_t kind, const void *record, size_t len, struct fail *f)
{
	const struct record_bounds bounds = { rulebook_count(book),
		policy_lines(policy), roster.holdings, roster.persons };
	struct result *r = with;
	const struct record_speaker *speaker = record;

	(void)f;
	assert_true(record_fits(kind, record, len, &bounds));
	assert_true(r->spans < 64 && r->notes < 64 && r->speakers < 8);
	if (kind == RECORD_SPAN)
		memcpy(&r->span[r->spans++], record, len);
	else if (kind == RECORD_NOTE)
		memcpy(&r->note[r->notes++], record, len);
	else if (kind == RECORD_SPEAKER)
		r->speaker[r->speakers++] = speaker->holding;
	else if (kind == RECORD_CLUES)
		memcpy(&r->clues[r->clue_turns++ % 8], record, len);
	else if (kind == RECORD_MENTION)
		memcpy(&r->mention[r->mentions++ % 32], record, len);
	else if (kind == RECORD_TURN)
		memcpy(&r->turn[r->turns++ % 32], record, len);
	else
		memcpy(&r->done, record, len);
	return 0;
}

enum way { FILE_WAY, SPOOL_WAY, SURVEY_WAY };

static struct result *
passed(const struct scrub *s, struct bytes raw, enum way way)
{
	struct result *r = arena_get(a, 1, sizeof *r);
	int in = memfd_create("in", MFD_CLOEXEC),
	    out = memfd_create("out", MFD_CLOEXEC);
	struct spool *spool = NULL;
	struct source *source;

	assert_int_equal(file_write_fd(in, raw, NULL, &r->f), 0);
	lseek(in, 0, SEEK_SET);
	if (way == SPOOL_WAY)
		spool = spool_fill(in, &r->f);
	source = spool ? source_of_spool(spool, a) : source_of_file(in, a, &r->f);
	assert_non_null(source);
	r->rc = scrub_document(s, source, way == SURVEY_WAY ? -1 : out, take, r, &r->f);
	lseek(out, 0, SEEK_SET);
	assert_int_equal(file_read_fd(out, "out", 1 << 24, a, &r->out, &r->f), 0);
	spool_close(spool);
	close(in);
	close(out);
	return r;
}

static struct result *
scrubbed(const char *text)
{
	struct result *r = passed(&base, bytes_of(text), FILE_WAY);

	assert_string_equal(r->f.what, "");
	assert_int_equal(r->rc, 0);
	return r;
}

static void
becomes(const char *text, const char *copy)
{
	assert_string_equal(arena_text(a, scrubbed(text)->out), copy);
}

static struct bytes
encoded(enum encoding e, const char *text)
{
	struct buf b = { 0 };
	struct fail f = { 0 };
	struct bytes kept;

	assert_int_equal(encoding_encode(e, bytes_of(text), &b, &f), 0);
	kept = arena_bytes(a, buf_bytes(&b));
	buf_free(&b);
	return kept;
}

static const enum encoding encodings[] = { ENCODING_UTF8, ENCODING_UTF16LE,
	ENCODING_UTF16BE, ENCODING_WINDOWS_1252, ENCODING_MACROMAN, ENCODING_CP865 };

/* The copy that the records speak of. */
static struct bytes
spliced(struct bytes raw, const struct result *r, enum encoding e)
{
	struct buf b = { 0 };
	struct bytes kept;
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < r->spans; i++) {
		assert_true(r->span[i].start >= at && r->span[i].end <= raw.len);
		buf_add(&b, bytes_cut(raw, at, r->span[i].start));
		buf_add(&b, encoded(e, r->span[i].code));
		at = r->span[i].end;
	}
	buf_add(&b, bytes_cut(raw, at, raw.len));
	kept = arena_bytes(a, buf_bytes(&b));
	buf_free(&b);
	return kept;
}

TEST(with_nothing_to_replace_the_copy_is_the_file)
{
	static const char *const texts[] = { "", "\n", "hva og det",
		"hva\r\n\r\nog så\r", "\n\n\nå\n\n",
		"SW4: hva [[sjef 1]] og [[mars 2018]] det [[30-39 år]]\n",
		"1) 2) 3)\n\tæøå" };
	size_t i, k;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		for (k = 0; k < 6; k++) {
			struct scrub s = base;
			struct bytes raw = encoded(encodings[k], texts[i]);
			struct result *r;

			s.encoding = &encodings[k];
			r = passed(&s, raw, FILE_WAY);
			assert_string_equal(r->f.what, "");
			assert_int_equal(r->spans, 0);
			assert_true(bytes_equal(r->out, raw));
		}
	assert_true(bytes_are(
	    scrubbed("\xef\xbb\xbfhva og\r\n")->out, "\xef\xbb\xbfhva og\r\n"));
}

/* A turn is from label to label, however many parts it was cut into. */
TEST(turns_with_clues_are_said_and_nothing_of_it_is_changed)
{
	static const char text[] =
	    "SW4: jeg er prost\nog 34 år\n\nT4: prost\n\nT4: 34 år\n";
	struct policy *removes;
	struct scrub s = base;
	struct fail f = { 0 };
	struct result *r = scrubbed(text);
	struct buf b = { 0 };

	assert_int_equal(r->clue_turns, 1);
	assert_int_equal(r->clues[0].line, 1);
	assert_int_equal(r->clues[0].turn, 1);
	assert_int_equal(r->clues[0].kinds, 1u << CLUE_JOB | 1u << CLUE_TIME);
	assert_int_equal(policy_load(scrub_dir_put(a, "policy.yaml", scrub_policy),
			     scrub_dir_put(a, "own.yaml",
				 "v: 1\ntreat:\n- {name: s, category: SPECIAL, "
				 "do: remove, to: fjernet}\n"),
			     a, &removes, &f),
	    0);
	s.judge.policy = removes;
	r = passed(&s, bytes_of("SW4: jeg er prost\n"), FILE_WAY);
	assert_int_equal(r->rc, 0);
	assert_int_equal(r->spans, 0);
	buf_text(&b, "SW4: jeg er prost i går\nog");
	while (b.len < 40000)
		buf_text(&b, " hva og det");
	buf_text(&b, " 34 år\n");
	r = passed(&base, buf_bytes(&b), FILE_WAY);
	buf_free(&b);
	assert_int_equal(r->clue_turns, 1);
	assert_int_equal(r->clues[0].count, 2);
}

TEST(what_a_professional_says_of_a_client_is_said_at_one_clue)
{
	static const struct study_role role[] = { { "SW", "", "", true },
		{ "ES", "", "", false } };
	const struct study study = { .role = role, .roles = 2 };
	struct scrub s = base;
	struct result *r;

	s.study = &study;
	r = passed(&s,
	    bytes_of("SW4: klienten er 34 år\n\nES3: klienten er 34 år\n\n"
		     "SW4: Eva er 34 år\n\nSW4: Kari er 34 år\n\nklienten er 34 år\n"),
	    FILE_WAY);
	assert_int_equal(r->clue_turns, 3);
	assert_int_equal(r->clues[0].line, 1);
	assert_int_equal(r->clues[1].line, 5); /* Eva has a seat of ES */
	assert_int_equal(r->clues[2].line, 9); /* the same speaker goes on */
	assert_int_equal(scrubbed("SW4: klienten er 34 år\n")->clue_turns, 0);
}

TEST(everything_is_replaced_as_it_should_be)
{
	becomes(talk, "SW4: Sjefen min, [[sjef 1]], bor i [[Sørlandet]].\r\n"
		      "\r\n"
		      "T4: Det var 5. mars 2018 at [[sjef 1]] ringte [[fjernet]]. Jeg "
		      "er [[30-39 år]].\r\n"
		      "\r\n"
		      "SW4 (later): SW4s mor på [[Sørlandet]]kontoret, og [[person 1]] "
		      "sa nei til [[sjef 1]].\r\n"
		      "W4: Hva sa SW4 til T4?\r\n"
		      "Intervjuer: Ja, og [[person]] også. [uhørlig] [[ukjent]]");
}

TEST(what_survey_names_is_what_changes_in_every_encoding)
{
	size_t k, way;

	for (k = 0; k < 6; k++) {
		struct scrub s = base;
		struct bytes raw = encoded(encodings[k], talk);
		struct result *file, *other;

		s.encoding = &encodings[k];
		file = passed(&s, raw, FILE_WAY);
		assert_string_equal(file->f.what, "");
		assert_int_equal(file->spans, 14);
		assert_true(bytes_equal(spliced(raw, file, encodings[k]), file->out));
		for (way = SPOOL_WAY; way <= SURVEY_WAY; way++) {
			other = passed(&s, raw, (enum way)way);
			assert_int_equal(other->spans, file->spans);
			assert_memory_equal(other->span, file->span, sizeof file->span);
			assert_memory_equal(other->note, file->note, sizeof file->note);
			if (way == SPOOL_WAY)
				assert_true(bytes_equal(other->out, file->out));
			else
				assert_int_equal(other->out.len, 0);
		}
	}
}

TEST(scrubbing_twice_is_scrubbing_once)
{
	size_t k;

	for (k = 0; k < 6; k++) {
		struct scrub s = base;
		struct result *once, *twice;

		s.encoding = &encodings[k];
		once = passed(&s, encoded(encodings[k], talk), FILE_WAY);
		twice = passed(&s, once->out, FILE_WAY);
		assert_string_equal(twice->f.what, "");
		assert_true(bytes_equal(once->out, twice->out));
		assert_int_equal(twice->done.markers, 9);
	}
}

TEST(the_copy_can_be_written_in_utf8)
{
	struct scrub s = base;
	struct bytes raw =
	    encoded(ENCODING_UTF16LE, arena_printf(a, "\xef\xbb\xbf%s", talk));
	struct result *r;

	s.copy_as = COPY_IN_UTF8;
	r = passed(&s, raw, FILE_WAY);
	assert_string_equal(r->f.what, "");
	assert_true(bytes_equal(r->out, scrubbed(talk)->out));
	assert_int_equal(r->done.bom, 2);
	assert_int_equal(r->done.encoding, ENCODING_UTF16LE);
}

TEST(a_word_that_the_encoding_cannot_say_is_refused)
{
	static const enum encoding western = ENCODING_WINDOWS_1252;
	struct arena *words = arena_new();
	struct policy *other;
	struct scrub s = base;
	struct result *r;

	policy_load(path_join(a, scrub_dir, "policy.yaml"), NULL, words, &other,
	    &(struct fail){ 0 });
	policy_allow(other, bytes_of("Čáhppe"));
	s.judge.policy = other;
	s.encoding = &western;
	r = passed(&s, bytes_of("hva"), SURVEY_WAY);
	assert_int_equal(r->rc, -1);
	assert_int_equal(r->f.kind, FAIL_INPUT);
	assert_string_equal(r->f.what, "encoding-cannot");
	s.copy_as = COPY_IN_UTF8;
	assert_int_equal(passed(&s, bytes_of("hva"), FILE_WAY)->rc, 0);
	arena_free(words);
}

TEST(a_code_in_running_text_is_noted_and_with_strict_refused)
{
	static const char text[] = "SW4: hva\n\nT4: det T4 og SW4 da\n";
	struct scrub s = base;
	struct result *r = scrubbed(text);

	assert_int_equal(r->spans, 0);
	assert_int_equal(r->notes, 2);
	assert_int_equal(r->note[0].note, NOTE_CODE_IN_TEXT);
	assert_int_equal(r->note[0].start, 18);
	assert_int_equal(r->note[0].end, 20);
	assert_int_equal(r->note[0].line, 3);
	assert_int_equal(r->done.codes, 4);
	s.strict = true;
	r = passed(&s, bytes_of(text), FILE_WAY);
	assert_int_equal(r->rc, -1);
	assert_string_equal(r->f.what, "code-in-text");
	assert_int_equal(r->f.kind, FAIL_INPUT);
	assert_int_equal(r->f.line, 3);
	assert_int_equal(r->out.len, 0);
	assert_int_equal(
	    passed(&s, bytes_of("SW4: hva\n\nT4: det\n"), FILE_WAY)->rc, 0);
}

TEST(labels_are_noted_and_speakers_heard_once)
{
	struct scrub s = base;
	struct result *r;

	s.listed = &meetings.at[0];
	s.judge.meeting = "M1";
	r = passed(&s,
	    bytes_of(
		"W4: hva\nES: det\nSW4 og det\n\nT4\n\nOla: hva\nKari: det\nOla: og\n"),
	    FILE_WAY);
	assert_string_equal(r->f.what, "");
	assert_int_equal(r->notes, 4);
	assert_int_equal(r->note[0].note, NOTE_LABEL_UNKNOWN);
	assert_int_equal(r->note[1].note, NOTE_LABEL_INCOMPLETE);
	assert_int_equal(r->note[2].note, NOTE_LABEL_COLON);
	assert_int_equal(r->note[3].note, NOTE_SPEAKER_ABSENT);
	assert_int_equal(r->note[3].line, 5);
	assert_int_equal(r->note[3].candidate[0], 1);
	assert_int_equal(r->speakers, 2);
	assert_int_equal(r->speaker[0], 0);
	assert_int_equal(r->speaker[1], 1);
}

TEST(labels_that_meetings_maps_become_codes)
{
	struct scrub s = base;
	struct result *r;

	s.listed = &meetings.at[0];
	s.judge.meeting = "M1";
	r = passed(
	    &s, bytes_of("Taler 1: hva\n\nTaler 2: det\n\nTaler 3: og\n"), FILE_WAY);
	assert_string_equal(
	    arena_text(a, r->out), "SW4: hva\n\n[[person]]: det\n\nTaler 3: og\n");
	assert_int_equal(r->span[0].action, TREAT_CODE);
	assert_int_equal(r->span[0].rule, RULE_LABEL);
	assert_int_equal(r->span[1].action, TREAT_PLACEHOLDER);
}

TEST(a_label_of_nobody_is_covered_whole)
{
	becomes("Xylander: hva\n", "[[? person]]: hva\n");
	becomes("Xylander Nordli: hva\n", "[[? person]]: hva\n");
	becomes("Hva: det\n", "Hva: det\n");
}

TEST(a_role_decides_from_the_first_turn_on)
{
	becomes("Ola: den 5. mai 2018\n\nKari: den 5. mai 2018\n",
	    "T4: den 5. mai 2018\n\nSW4: den [[mai 2018]]\n");
	becomes("T4: den 5. mai 2018\n\nhva den 5. mai\n\nX: den 5. mai\n",
	    "T4: den 5. mai 2018\n\nhva den 5. mai\n\nX: den [[mai]]\n");
}

TEST(the_last_record_counts_the_whole)
{
	struct result *r =
	    scrubbed("SW4: hva sa Roy? 412 34 567\n\nog [[sjef 1]] det\n\n\n");

	assert_int_equal(r->done.turns, 2);
	assert_int_equal(r->done.lines, 3);
	assert_int_equal(r->done.words, 11);
	assert_int_equal(r->done.markers, 1);
	assert_int_equal(r->done.codes, 1);
	assert_int_equal(r->done.by_category[CATEGORY_PHONE], 1);
	assert_int_equal(r->done.bytes, 49);
}

static struct result *
asked(const char *text)
{
	struct scrub s = base;

	s.asked = true;
	s.seed = "0123";
	return passed(&s, bytes_of(text), SURVEY_WAY);
}

TEST(what_is_decided_about_is_told_in_its_words_where_asked)
{
	struct result *r = scrubbed(talk);
	const struct record_mention *m;

	assert_int_equal(r->mentions + r->turns, 0);
	r = asked(talk);
	assert_int_equal(r->mentions, r->spans);
	m = &r->mention[0];
	assert_string_equal(m->text, "Kari");
	assert_int_equal(m->person, 0);
	assert_true(m->of_people && !m->doubt && !m->kept);
	assert_string_equal(m->code, "SW4");
	assert_string_equal(m->before, "");
	assert_string_equal(m->after, ": Sjefen min, Roy, bor i Grimstad.");
	m = &r->mention[1];
	assert_string_equal(m->text, "Roy");
	assert_string_equal(m->before, "Kari: Sjefen min, ");
	assert_int_equal(m->person, RECORD_NOBODY);
	assert_true(m->entity > 0);
	assert_int_equal(m->start, r->span[1].start);
	assert_int_equal(m->line, 1);
}

TEST(turns_are_drawn_of_those_in_which_nothing_was_found)
{
	struct result *r = asked("Kari: det og det og det\n\nOla: hva med Roy nå da\n\n"
				 "SW4: hva og det, sjefen min, Roy\n\nT4: ja\n\n"
				 "T4: hva med det da\n");

	assert_int_equal(r->turns, 2);
	if (strcmp(r->turn[0].text, "T4: hva med det da") == 0)
		assert_string_equal(r->turn[1].text, "Kari: det og det og det");
	else
		assert_string_equal(r->turn[1].text, "T4: hva med det da");
	assert_true(strcmp(r->turn[0].rank, r->turn[1].rank) < 0);
}

TEST(a_refusal_comes_before_the_first_byte)
{
	static const enum encoding utf8 = ENCODING_UTF8;
	struct buf text = { 0 };
	struct scrub s = base;
	struct result *r;
	int i;

	s.encoding = &utf8;
	for (i = 0; i < 20000; i++)
		buf_text(&text, "Kari: hva og det\n");
	buf_text(&text, "\xe5\n");
	r = passed(&s, buf_bytes(&text), FILE_WAY);
	assert_int_equal(r->rc, -1);
	assert_int_equal(r->f.kind, FAIL_INPUT);
	assert_string_equal(r->f.what, "encoding-later");
	assert_int_equal(r->out.len, 0);
	assert_int_equal(r->spans, 0);
	buf_free(&text);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(with_nothing_to_replace_the_copy_is_the_file),
		WITH(everything_is_replaced_as_it_should_be),
		WITH(turns_with_clues_are_said_and_nothing_of_it_is_changed),
		WITH(what_a_professional_says_of_a_client_is_said_at_one_clue),
		WITH(what_survey_names_is_what_changes_in_every_encoding),
		WITH(scrubbing_twice_is_scrubbing_once),
		WITH(the_copy_can_be_written_in_utf8),
		WITH(a_word_that_the_encoding_cannot_say_is_refused),
		WITH(a_code_in_running_text_is_noted_and_with_strict_refused),
		WITH(labels_are_noted_and_speakers_heard_once),
		WITH(labels_that_meetings_maps_become_codes),
		WITH(a_label_of_nobody_is_covered_whole),
		WITH(a_role_decides_from_the_first_turn_on),
		WITH(the_last_record_counts_the_whole),
		WITH(what_is_decided_about_is_told_in_its_words_where_asked),
		WITH(turns_are_drawn_of_those_in_which_nothing_was_found),
		WITH(a_refusal_comes_before_the_first_byte)
	};

	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
