#include "release/bag_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"

const char bag_declaration_text[] =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

const char *
bag_terms(enum bag_kind kind)
{
	return kind == BAG_DATA
	           ? "Pseudonymised personal data. Not for open publication."
	           : "Sealed consent forms. Not for publication.";
}

const char *
bag_kind_text(enum bag_kind kind)
{
	return kind == BAG_DATA ? "data" : "consent";
}

bool
bag_kind_named(struct bytes name, enum bag_kind *kind)
{
	*kind = bytes_are(name, "data") ? BAG_DATA : BAG_CONSENT;
	return bytes_are(name, bag_kind_text(*kind));
}

const char *
bag_line(const char *text, struct arena *a)
{
	char *line = arena_text(a, bytes_trim(bytes_of(text)));
	char *c;

	for (c = line; *c != '\0'; c++)
		if ((unsigned char)*c < 32 || *c == 127)
			*c = ' ';
	return line;
}

static void
put(struct buf *to, const char *label, const char *value)
{
	if (value != NULL && *value != '\0')
		buf_printf(to, "%s: %s\n", label, value);
}

static void
put_facts(const struct bag_spec *spec, struct buf *to)
{
	const struct bag_facts *facts = &spec->facts;

	put(to, "Title", facts->title);
	put(to, "Study", facts->project);
	put(to, "Data controller", facts->controller);
	put(to, "Project leader", facts->leader);
	put(to, "Approved by", facts->approval_body);
	put(to, "Approval reference", facts->approval_reference);
	put(to, "Language of the texts", facts->language);
	put(to, "Collected from", day_text(facts->from).at);
	put(to, "Collected to", day_text(facts->to).at);
	put(to, "Made by", "taus");
	put(to, "Version", facts->version);
	put(to, "SHA-256 of the rules", facts->rulebook);
	put(to, "SHA-256 of the policy", facts->policy);
}

static const char data_text[] =
    "The persons in these texts are named by codes. What links a code to a\n"
    "person is kept elsewhere and is in no archive. Whoever knows the setting\n"
    "may still recognise somebody: pseudonymised data are personal data (GDPR,\n"
    "article 4(5)).\n";

static const char consent_text[] =
    "Each form is sealed and lies under a random number of its own. Which form\n"
    "is whose is kept elsewhere and is in no archive.\n";

static const char check_text[] =
    "files.tsv says what each file is. To check that nothing was changed, in\n"
    "the folder above this one, with the leader's public key from outside this\n"
    "archive:\n"
    "\n"
    "\tminisign -V -H -p KEY.pub -m tagmanifest-sha256.txt\n"
    "\tsha256sum -c tagmanifest-sha256.txt\n"
    "\tsha256sum -c manifest-sha256.txt\n"
    "\n"
    "and for the archive file itself: minisign -V -H -p KEY.pub -m ";

void
bag_readme(const struct bag_spec *spec, struct buf *to)
{
	buf_printf(to, "%s\n", bag_terms(spec->kind));
	if (spec->facts.draft)
		buf_text(to, "DRAFT: not read by a person to the end.\n");
	buf_text(to, "\n");
	put_facts(spec, to);
	buf_printf(to, "\n%s\n%s%s.tar\n",
	    spec->kind == BAG_DATA ? data_text : consent_text, check_text, spec->name);
}

void
bag_info(const struct bag_spec *spec, uint64_t files, uint64_t bytes, struct buf *to)
{
	const struct bag_facts *facts = &spec->facts;

	put(to, "Source-Organization", facts->controller);
	put(to, "Contact-Name", facts->leader);
	put(to, "External-Description", facts->title);
	put(to, "External-Identifier", spec->name);
	put(to, "Bag-Group-Identifier", facts->project);
	put(to, "Bagging-Date", day_text((int32_t)(spec->time / 86400)).at);
	buf_printf(to, "Payload-Oxum: %llu.%llu\n", (unsigned long long)bytes,
	    (unsigned long long)files);
	buf_printf(to, "Bag-Software-Agent: taus/%s\n", facts->version);
	put(to, "Taus-Volume", bag_kind_text(spec->kind));
	put(to, "Taus-Draft", facts->draft ? "yes" : "no");
	put(to, "Taus-Approval-Body", facts->approval_body);
	put(to, "Taus-Approval-Reference", facts->approval_reference);
	put(to, "Taus-Rulebook-SHA256", facts->rulebook);
	put(to, "Taus-Policy-SHA256", facts->policy);
}

static bool
is_listed(struct bytes name, enum bag_list list)
{
	if (list == BAG_LIST_PAYLOAD)
		return bytes_start(name, "data/");
	return bytes_are(name, "bag-info.txt") || bytes_are(name, "bagit.txt") ||
	       bytes_are(name, "manifest-sha256.txt") ||
	       bytes_are(name, "manifest-sha512.txt");
}

void
bag_manifest(const struct bag_members *members, enum bag_list list,
    enum digest_kind kind, struct buf *to)
{
	size_t i;

	for (i = 0; i < members->len; i++) {
		const struct bag_member *m = &members->at[i];

		if (!is_listed(m->name, list))
			continue;
		buf_text(to, digest_bytes(kind, m->content).at);
		buf_text(to, "  ");
		buf_add(to, m->name);
		buf_byte(to, '\n');
	}
}
