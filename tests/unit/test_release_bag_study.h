#ifndef TEST_RELEASE_BAG_STUDY_H
#define TEST_RELEASE_BAG_STUDY_H

/* An invented study, small but with everything that an archive is made of. */
#include "test_vault_dir.h"

#include "base/buf.h"
#include "base/clock.h"
#include "release/bag.h"
#include "release/bag_read.h"
#include "vault/digest.h"
#include "vault/identity.h"
#include "vault/ledger.h"
#include "vault/seal.h"
#include "vault/sign.h"

static const char study_transcript[] =
    "SW1: Vi var p\303\245 m\303\270te med [[sjef 1]].\nT2: Ja.\n";
static const char study_table[] = "role,count\nSW,8\n";

struct study {
	const char *audit_dir, *form_path, *tar_path;
	struct signing *signing, *witness;
	struct ledger *ledger;
	struct bag_file data[3], consent[1];
};

static int study_number;

static inline void
study_note(
    struct study *s, const char *object, enum ledger_event event, const char *sha256)
{
	struct ledger_entry e = { .agent = "taus/0.1.0",
		.event = event,
		.object = object,
		.outcome = OUTCOME_SUCCESS,
		.reason = REASON_DEPOSIT,
		.sha256 = sha256 };
	struct fail f = { 0 };

	assert_int_equal(ledger_append(s->ledger, &e, &f), 0);
}

static inline void
study_note_text(struct study *s, const char *object, const char *text)
{
	study_note(
	    s, object, EVENT_PACKAGE, digest_bytes(DIGEST_SHA256, bytes_of(text)).at);
}

/* A form sealed to two holders, and their public halves. */
static inline void
study_seal(struct study *s, const char *dir)
{
	struct identity *pi = identity_new(), *second = identity_new();
	struct recipients *to = recipients_new(test_arena);
	const char *keys = path_join(test_arena, s->audit_dir, "keys");
	struct digest_text digest;
	struct fail f = { 0 };

	assert_int_equal(recipients_add(to,
			     (struct recipient){
				 "leader", "pi", "2026-11-21", identity_recipient(pi) },
			     &f),
	    0);
	assert_int_equal(recipients_add(to,
			     (struct recipient){ "second-holder", "institution",
				 "2026-11-21", identity_recipient(second) },
			     &f),
	    0);
	s->form_path = path_join(test_arena, dir, "form.age");
	assert_int_equal(seal_bytes(s->form_path, to, bytes_of("%PDF-1.7"), &f), 0);
	assert_int_equal(digest_file(DIGEST_SHA256, s->form_path, &digest, &f), 0);
	study_note(s, "consents/4f2c91aa.pdf.age", EVENT_ENCRYPTION, digest.at);
	assert_int_equal(file_make_dir(keys, 0755, &f), 0);
	assert_int_equal(
	    recipients_save(to, path_join(test_arena, keys, "recipients.txt"), &f), 0);
	assert_int_equal(verifying_save(signing_verifying(s->signing),
			     path_join(test_arena, keys, "signing.pub"), &f),
	    0);
	identity_close(pi);
	identity_close(second);
}

static inline void
study_witness(struct study *s, unsigned number)
{
	const char *path =
	    arena_printf(test_arena, "%s/checkpoints/%06u.txt", s->audit_dir, number);
	struct fail f = { 0 };

	assert_int_equal(
	    sign_file(s->witness, path,
		arena_printf(test_arena, "%s/checkpoints/%06u.txt.witness.minisig",
		    s->audit_dir, number),
		"seen", &f),
	    0);
}

static inline void
study_checkpoint(struct study *s)
{
	struct fail f = { 0 };
	unsigned number;

	assert_int_equal(
	    ledger_checkpoint(s->ledger, "ips-meetings", s->signing, &number, &f), 0);
	study_witness(s, number);
}

static inline struct study
study_new(void)
{
	struct study s = { 0 };
	struct fail f = { 0 };
	const char *dir = in_dir(arena_printf(test_arena, "study%d", ++study_number));

	s.audit_dir = path_join(test_arena, dir, "audit");
	s.tar_path = path_join(test_arena, dir, "archive.tar");
	s.signing = signing_new();
	s.witness = signing_new();
	assert_int_equal(ledger_create(s.audit_dir, &f), 0);
	s.ledger = ledger_open(s.audit_dir, true, &f);
	assert_non_null(s.ledger);
	study_note(&s, "study.yaml", EVENT_CREATION, NULL);
	study_seal(&s, dir);
	study_checkpoint(&s);
	study_note_text(&s, "data/transcripts/M01-1.txt", "an earlier one");
	study_note_text(&s, "data/transcripts/M01-1.txt", study_transcript);
	study_note_text(&s, "data/tables/table1.csv", study_table);
	study_note_text(&s, "data/transcripts/M09-1.txt", "withdrawn since");
	study_note(&s, "data/transcripts/M09-1.txt", EVENT_DELETION, NULL);
	study_checkpoint(&s);
	s.data[0] = (struct bag_file){ "transcripts/M01-1.txt", NULL,
		bytes_of(study_transcript), "pseudonymised transcript of M01-1" };
	s.data[1] = (struct bag_file){ "tables/table1.csv", NULL, bytes_of(study_table),
		"Table 1" };
	s.data[2] = (struct bag_file){ "documents/empty.txt", NULL, bytes_of(""), "" };
	s.consent[0] = (struct bag_file){ "consents/4f2c91aa.pdf.age", s.form_path,
		{ NULL, 0 }, "sealed consent form" };
	return s;
}

static inline void
study_close(struct study *s)
{
	ledger_close(s->ledger);
	signing_close(s->signing);
	signing_close(s->witness);
}

static inline struct bag_spec
study_spec(struct study *s, enum bag_kind kind)
{
	struct bag_facts facts = { .project = "ips-meetings",
		.title = "Samarbeid \"om\" arbeid\tog <helse> & h\303\245p\n",
		.description = "Invented meetings of an invented team.",
		.controller = "Invented University",
		.leader = "Project leader",
		.approval_body = "REK",
		.approval_reference = "2018/123",
		.language = "nb",
		.from = 17591,
		.to = DAY_NONE,
		.version = "0.1.0",
		.rulebook = digest_none,
		.policy = digest_none };

	return (struct bag_spec){ .name = kind == BAG_DATA
		                              ? "ips-meetings-data-2026-11-21"
		                              : "ips-meetings-consent-2026-11-21",
		.kind = kind,
		.facts = facts,
		.file = kind == BAG_DATA ? s->data : s->consent,
		.files = kind == BAG_DATA ? 3 : 1,
		.time = 1795219200,
		.audit_dir = s->audit_dir,
		.ledger = s->ledger,
		.signing = s->signing };
}

#endif
