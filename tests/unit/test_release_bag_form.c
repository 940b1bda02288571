#include "unit.h"

#include "base/arena.h"
#include "base/fail.h"
#include "release/bag_digest.h"
#include "release/bag_form.h"

/*
 * Bags of other people, each made of a few files; a case changes one of them. What
 * they show are the kinds of bag that RFC 8493 (and draft 0.97) call valid or not.
 */
static const char declaration[] =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
static const char old_declaration[] =
    "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n";

#define ABC_256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC_MD5 "900150983cd24fb0d6963f7d28e17f72"
#define ABC_1 "a9993e364706816aba3e25717850c26c9cd0d89d"
#define ABC_224 "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"
#define ABC_384                                                            \
	"cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed" \
	"8086072ba1e7cc2358baeca134c825a7"
#define ABC_512                                                            \
	"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" \
	"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

struct file {
	const char *name;
	const char *content;
};

struct bag {
	const char *what; /* NULL: valid */
	struct file file[7];
	bool no_data;
};

static int
check(const struct bag *bag, struct fail *f)
{
	struct arena *a = arena_new();
	struct bag_members m = { .data = !bag->no_data };
	struct bag_form form;
	int rc;

	m.at = arena_get(a, 7, sizeof *m.at);
	for (; m.len < 7 && bag->file[m.len].name != NULL; m.len++)
		m.at[m.len] = (struct bag_member){ bytes_of(bag->file[m.len].name),
			bytes_of(bag->file[m.len].content) };
	assert_true(bag_members_sort(&m));
	memset(f, 0, sizeof *f);
	rc = bag_form_check(&m, a, &form, f);
	arena_free(a);
	return rc;
}

static void
check_all(const struct bag *bag, size_t bags)
{
	struct fail f;
	size_t i;

	for (i = 0; i < bags; i++) {
		int rc = check(&bag[i], &f);

		if (rc != (bag[i].what ? -1 : 0))
			print_error("case %zu: %s\n", i, rc ? f.what : "accepted");
		assert_int_equal(rc, bag[i].what ? -1 : 0);
		assert_string_equal(f.what, bag[i].what ? bag[i].what : "");
		assert_int_equal(f.kind, bag[i].what ? FAIL_SEAL : FAIL_NONE);
	}
}

#define BAGIT                            \
	{                                \
		"bagit.txt", declaration \
	}
#define OLD                                  \
	{                                    \
		"bagit.txt", old_declaration \
	}
#define ABC                         \
	{                           \
		"data/a.txt", "abc" \
	}
#define LIST                                                    \
	{                                                       \
		"manifest-sha256.txt", ABC_256 "  data/a.txt\n" \
	}

TEST(accepts_each_digest)
{
	static const struct bag bags[] = {
		{ NULL, { BAGIT, ABC, LIST }, false },
		{ NULL, { BAGIT, ABC, { "manifest-md5.txt", ABC_MD5 " data/a.txt\n" } },
		    false },
		{ NULL, { BAGIT, ABC, { "manifest-sha1.txt", ABC_1 "\tdata/a.txt" } },
		    false },
		{ NULL,
		    { OLD, ABC, { "manifest-sha224.txt", ABC_224 "  data/a.txt\n" } },
		    false },
		{ NULL,
		    { BAGIT, ABC, { "manifest-sha384.txt", ABC_384 "  data/a.txt\n" } },
		    false },
		{ NULL,
		    { BAGIT, ABC,
			{ "manifest-sha512.txt", ABC_512 " *data/a.txt\r\n" } },
		    false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

TEST(accepts_what_the_standard_allows)
{
	static const struct bag bags[] = {
		/* nothing in it */
		{ NULL, { BAGIT, { "manifest-sha256.txt", "" } }, false },
		/* a bag in a bag, a leading "./", capitals in the digest */
		{ NULL,
		    { BAGIT, { "data/bagit.txt", "abc" },
			{ "manifest-md5.txt",
			    "900150983CD24FB0D6963F7D28E17F72 ./data/bagit.txt\n" } },
		    false },
		/* encoded names */
		{ NULL,
		    { BAGIT, { "data/a\nb%.txt", "abc" },
			{ "manifest-sha256.txt", ABC_256 "  data/a%0Ab%25.txt\n" } },
		    false },
		/* a name with a space, a literal per cent sign that encodes nothing */
		{ NULL,
		    { OLD, { "data/a b%zz.txt", "abc" },
			{ "manifest-sha256.txt", ABC_256 "  data/a b%zz.txt\n" } },
		    false },
		/* CR line ends, label twice, continued line */
		{ NULL,
		    { { "bagit.txt",
			  "BagIt-Version: 1.0\rTag-File-Character-Encoding: UTF-8\r" },
			ABC, LIST,
			{ "bag-info.txt", "Contact-Name: A\nContact-Name: B\n\tC\n"
					  "payload-oxum: 3.1\n" } },
		    false },
		/* old drafts: two manifests share the files */
		{ NULL,
		    { OLD, ABC, { "data/b.txt", "abc" }, LIST,
			{ "manifest-md5.txt", ABC_MD5 "  data/b.txt\n" } },
		    false },
		/* a tag manifest, a tag file nobody lists */
		{ NULL,
		    { BAGIT, ABC, LIST, { "more/x.txt", "abc" },
			{ "tagmanifest-md5.txt",
			    ABC_MD5 "  more/x.txt\n"
				    "28530b31f2cd3b0f548456b9f52b3c10"
				    "  manifest-sha256.txt\n" } },
		    false },
		/* what was to be fetched is here */
		{ NULL,
		    { OLD, ABC, LIST,
			{ "fetch.txt", "http://example.org/a 3 data/a.txt\n" } },
		    false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

TEST(reads_tag_files_in_other_encodings)
{
	static const char utf16[] =
	    "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n";
	struct arena *a = arena_new();
	unsigned char wide[2 * sizeof ABC_MD5 + 64] = { 0xff, 0xfe };
	struct bag_member at[] = { { bytes_of("bagit.txt"), bytes_of(utf16) },
		{ bytes_of("data/a.txt"), bytes_of("abc") },
		{ bytes_of("manifest-md5.txt"), { wide, 2 } } };
	struct bag_members m = { at, 3, true, false };
	struct bag_form form;
	struct fail f = { 0 };
	const char *c;

	for (c = ABC_MD5 "  data/a.txt\n"; *c != '\0'; c++) {
		wide[at[2].content.len++] = (unsigned char)*c;
		wide[at[2].content.len++] = 0;
	}
	assert_int_equal(bag_form_check(&m, a, &form, &f), 0);
	at[2].content.len--;
	assert_int_equal(bag_form_check(&m, a, &form, &f), -1);
	assert_string_equal(f.what, "bag-encoding");
	arena_free(a);
}

#define FIRST(text)                              \
	{                                        \
		{ "bagit.txt", text }, ABC, LIST \
	}
#define ENCODING "Tag-File-Character-Encoding: UTF-8\n"

TEST(refuses_any_other_declaration)
{
	static const struct bag bags[] = {
		{ "bag-declaration", { ABC, LIST }, false },
		{ "bag-declaration", FIRST(""), false },
		{ "bag-declaration", FIRST("BagIt-Version: 1.0\n"), false },
		{ "bag-declaration", FIRST(ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version : 1.0\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version:  1.0\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version:1.0\n" ENCODING), false },
		{ "bag-declaration", FIRST(" BagIt-Version: 1.0\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version: 1.0 \n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version: 1\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version: x.y\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version: 1.0.0\n" ENCODING), false },
		{ "bag-declaration", FIRST("BagIt-Version: 2.0\n" ENCODING), false },
		{ "bag-declaration", FIRST("bagit-version: 1.0\n" ENCODING), false },
		{ "bag-declaration",
		    FIRST("\xef\xbb\xbf"
			  "BagIt-Version: 1.0\n" ENCODING),
		    false },
		{ "bag-declaration", FIRST("BagIt-Version: 1.0\n" ENCODING "More: x\n"),
		    false },
		{ "bag-declaration", FIRST("BagIt-Version: 1.0\n\n" ENCODING), false },
		{ "bag-declaration", FIRST(ENCODING "BagIt-Version: 1.0\n"), false },
		{ "bag-declaration",
		    FIRST("BagIt-Version: 1.0\nTag-File-Character-Encoding: \n"),
		    false },
		{ "bag-encoding",
		    FIRST("BagIt-Version: 1.0\nTag-File-Character-Encoding: WTF-8\n"),
		    false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

#define LISTED(line)                                \
	{                                           \
		BAGIT, ABC,                         \
		{                                   \
			"manifest-sha256.txt", line \
		}                                   \
	}

TEST(refuses_lists_that_do_not_fit_the_files)
{
	static const struct bag bags[] = {
		{ "bag-no-manifest", { BAGIT, ABC }, false },
		{ "bag-no-manifest", { BAGIT, ABC, { "tagmanifest-sha256.txt", "" } },
		    false },
		{ "bag-no-data", { BAGIT, { "manifest-sha256.txt", "" } }, true },
		{ "bag-file-unlisted", LISTED(""), false },
		{ "bag-file-unlisted", { OLD, ABC, { "manifest-md5.txt", "" } },
		    false },
		{ "bag-file-missing", LISTED(ABC_256 "  data/b.txt\n"), false },
		{ "bag-list-form", LISTED("data/a.txt\n"), false },
		{ "bag-list-form", LISTED(ABC_256 "data/a.txt\n"), false },
		{ "bag-list-form", LISTED(ABC_256 "\n"), false },
		{ "bag-list-form", LISTED(ABC_256 "  data/a.txt\n\n"), false },
		{ "bag-list-form", LISTED(ABC_512 "  data/a.txt\n"), false },
		{ "bag-list-twice",
		    LISTED(ABC_256 "  data/a.txt\n" ABC_256 "  data/a.txt\n"), false },
		{ "bag-list-twice",
		    LISTED(ABC_256 "  data/a.txt\n" ABC_256 "  ./data/a.txt\n"),
		    false },
		{ "bag-list-path", LISTED(ABC_256 "  ../data/a.txt\n"), false },
		{ "bag-list-path", LISTED(ABC_256 "  data/../../a.txt\n"), false },
		{ "bag-list-path", LISTED(ABC_256 "  ./../a.txt\n"), false },
		{ "bag-list-path", LISTED(ABC_256 "  /etc/passwd\n"), false },
		{ "bag-list-path", LISTED(ABC_256 "  ~/a.txt\n"), false },
		{ "bag-list-path", LISTED(ABC_256 "  ~root/a.txt\n"), false },
		{ "bag-list-path",
		    { BAGIT, ABC, { "b.txt", "abc" },
			{ "manifest-sha256.txt",
			    ABC_256 "  data/a.txt\n" ABC_256 "  b.txt\n" } },
		    false },
		{ "bag-list-kind",
		    { BAGIT, ABC, LIST,
			{ "manifest-crc32.txt", "352441c2 data/a.txt" } },
		    false },
		/* since 1.0 every manifest lists every file */
		{ "bag-file-unlisted",
		    { BAGIT, ABC, { "data/b.txt", "abc" },
			{ "manifest-sha256.txt",
			    ABC_256 "  data/a.txt\n" ABC_256 "  data/b.txt\n" },
			{ "manifest-md5.txt", ABC_MD5 "  data/b.txt\n" } },
		    false },
		{ "bag-encoding", LISTED(ABC_256 "  data/\xff.txt\n"), false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

TEST(refuses_changed_files_in_every_digest)
{
	static const struct bag bags[] = {
		{ "bag-file-changed",
		    { BAGIT, { "data/a.txt", "abd" },
			{ "manifest-md5.txt", ABC_MD5 " data/a.txt" } },
		    false },
		{ "bag-file-changed",
		    { BAGIT, { "data/a.txt", "ab" },
			{ "manifest-sha512.txt", ABC_512 " data/a.txt" } },
		    false },
		{ "bag-file-changed",
		    { BAGIT, ABC, LIST, { "x.txt", "abd" },
			{ "tagmanifest-sha256.txt", ABC_256 "  x.txt\n" } },
		    false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

TEST(refuses_tag_files_that_do_not_fit)
{
	static const struct bag bags[] = {
		{ "bag-oxum",
		    { BAGIT, ABC, LIST, { "bag-info.txt", "Payload-Oxum: 3.2" } },
		    false },
		{ "bag-oxum",
		    { BAGIT, ABC, LIST, { "bag-info.txt", "Payload-Oxum: x" } },
		    false },
		{ "bag-info-form",
		    { BAGIT, ABC, LIST,
			{ "bag-info.txt", "Payload-Oxum: 3.1\nPayload-Oxum: 3.1\n" } },
		    false },
		{ "bag-info-form",
		    { BAGIT, ABC, LIST, { "bag-info.txt", "nothing\n" } }, false },
		{ "bag-info-form",
		    { BAGIT, ABC, LIST, { "bag-info.txt", "  more: x\n" } }, false },
		{ "bag-encoding", { BAGIT, ABC, LIST, { "bag-info.txt", "A: \xe5\n" } },
		    false },
		{ "bag-list-path",
		    { BAGIT, ABC, LIST,
			{ "tagmanifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e  "
						 "tagmanifest-sha1.txt\n" },
			{ "tagmanifest-sha1.txt", "" } },
		    false },
		{ "bag-file-unlisted",
		    { BAGIT, ABC, LIST, { "tagmanifest-md5.txt", "" } }, false },
		{ "bag-fetch",
		    { BAGIT, ABC, LIST,
			{ "fetch.txt", "http://example.org/b 3 data/b.txt\n" } },
		    false },
		{ "bag-fetch", { BAGIT, ABC, LIST, { "fetch.txt", "data/a.txt\n" } },
		    false },
	};

	check_all(bags, sizeof bags / sizeof *bags);
}

/* The first bytes of so many letters "a", around the end of a block, as coreutils
 * give them. */
TEST(digests_as_others_do)
{
	static const struct {
		enum bag_digest kind;
		size_t len;
		unsigned char first[4];
	} known[] = { { BAG_MD5, 0, { 0xd4, 0x1d, 0x8c, 0xd9 } },
		{ BAG_SHA1, 0, { 0xda, 0x39, 0xa3, 0xee } },
		{ BAG_SHA224, 0, { 0xd1, 0x4a, 0x02, 0x8c } },
		{ BAG_SHA384, 0, { 0x38, 0xb0, 0x60, 0xa7 } },
		{ BAG_MD5, 55, { 0xef, 0x17, 0x72, 0xb6 } },
		{ BAG_SHA1, 55, { 0xc1, 0xc8, 0xbb, 0xdc } },
		{ BAG_SHA224, 55, { 0xfb, 0x0b, 0xd6, 0x26 } },
		{ BAG_SHA384, 55, { 0x5d, 0x91, 0xac, 0x7e } },
		{ BAG_MD5, 56, { 0x3b, 0x0c, 0x8a, 0xc7 } },
		{ BAG_SHA1, 56, { 0xc2, 0xdb, 0x33, 0x0f } },
		{ BAG_SHA224, 56, { 0xd4, 0x08, 0x54, 0xfc } },
		{ BAG_SHA384, 56, { 0x8a, 0x8d, 0x96, 0x49 } },
		{ BAG_MD5, 63, { 0xb0, 0x65, 0x21, 0xf3 } },
		{ BAG_SHA1, 63, { 0x03, 0xf0, 0x9f, 0x5b } },
		{ BAG_SHA224, 63, { 0x1d, 0x4e, 0x05, 0x1f } },
		{ BAG_SHA384, 63, { 0x7e, 0x7f, 0x09, 0x7e } },
		{ BAG_MD5, 64, { 0x01, 0x48, 0x42, 0xd4 } },
		{ BAG_SHA1, 64, { 0x00, 0x98, 0xba, 0x82 } },
		{ BAG_SHA224, 64, { 0xa8, 0x8c, 0xd5, 0xcd } },
		{ BAG_SHA384, 64, { 0x2e, 0x40, 0x4b, 0x93 } },
		{ BAG_MD5, 119, { 0x8a, 0x7b, 0xd0, 0x73 } },
		{ BAG_SHA1, 119, { 0xee, 0x97, 0x10, 0x65 } },
		{ BAG_SHA224, 119, { 0xe0, 0x00, 0xe6, 0x70 } },
		{ BAG_SHA384, 119, { 0xc2, 0xfb, 0xb1, 0x91 } },
		{ BAG_MD5, 120, { 0x5f, 0x61, 0xc0, 0xcc } },
		{ BAG_SHA1, 120, { 0xf3, 0x4c, 0x14, 0x88 } },
		{ BAG_SHA224, 120, { 0x66, 0x92, 0x4e, 0x30 } },
		{ BAG_SHA384, 120, { 0xca, 0x2f, 0x77, 0x55 } } };
	unsigned char to[BAG_DIGEST_MAX], text[120];
	size_t i;

	memset(text, 'a', sizeof text);
	for (i = 0; i < sizeof known / sizeof *known; i++) {
		bag_digest(known[i].kind, (struct bytes){ text, known[i].len }, to);
		assert_memory_equal(to, known[i].first, 4);
	}
}

UNIT(cmocka_unit_test(accepts_each_digest),
    cmocka_unit_test(accepts_what_the_standard_allows),
    cmocka_unit_test(reads_tag_files_in_other_encodings),
    cmocka_unit_test(refuses_any_other_declaration),
    cmocka_unit_test(refuses_lists_that_do_not_fit_the_files),
    cmocka_unit_test(refuses_changed_files_in_every_digest),
    cmocka_unit_test(refuses_tag_files_that_do_not_fit),
    cmocka_unit_test(digests_as_others_do))
