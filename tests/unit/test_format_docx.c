#include "format/docx.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/relations.h"
#include "format/source.h"
#include "format/zip.h"
#include "scrub/parts.h"
#include "scrub/splice.h"
#include "unit.h"

#define SPACES                                                                    \
	"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
	"xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/"             \
	"wordprocessingDrawing'"

static struct arena *a;
static int in, out;
static uint64_t hidden[HIDDENS];
static unsigned labels;

static int
setup(void **state)
{
	(void)state;
	a = arena_new();
	in = memfd_create("in", MFD_CLOEXEC);
	out = memfd_create("out", MFD_CLOEXEC);
	memset(hidden, 0, sizeof hidden);
	labels = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	close(in);
	close(out);
	arena_free(a);
	return 0;
}

static void
add(struct zip_out *zip, const char *name, const char *content)
{
	struct fail f = { 0 };

	assert_int_equal(zip_out_begin(zip, bytes_of(name), false, &f), 0);
	assert_int_equal(zip_out_write(zip, bytes_of(content), &f), 0);
	assert_int_equal(zip_out_end(zip, &f), 0);
}

/* A document with this body, and comments if they are not NULL. */
static void
pack(const char *body, const char *comments)
{
	struct zip_out *zip = zip_out_new(in, a);
	struct fail f = { 0 };

	add(zip, "[Content_Types].xml", "<Types/>");
	add(zip, "_rels/.rels",
	    "<Relationships><Relationship Id='1' Type='x/officeDocument' "
	    "Target='word/document.xml'/></Relationships>");
	add(zip, "word/document.xml",
	    arena_printf(
		a, "<w:document " SPACES "><w:body>%s</w:body></w:document>", body));
	if (comments != NULL) {
		add(zip, "word/_rels/document.xml.rels",
		    "<Relationships><Relationship Id='1' Type='x/comments' "
		    "Target='comments.xml'/></Relationships>");
		add(zip, "word/comments.xml",
		    arena_printf(
			a, "<w:comments " SPACES ">%s</w:comments>", comments));
	}
	assert_int_equal(zip_out_finish(zip, &f), 0);
	zip_out_close(zip);
}

/* What is said, an utterance a line; the copy, with nothing exchanged, is in out. */
static const char *
read_all(struct choice choice)
{
	struct fail f = { 0 };
	struct source *file = source_of_file(in, a, &f), *source;
	struct buf said = { 0 };
	struct parts p;
	struct copy *copy;
	struct splice *splice;
	struct utterance u;
	struct reader *r;
	const char *text;
	size_t i, k;

	assert_int_equal(parts_open(&p, NULL, file, NULL, &choice, a, &f), 0);
	copy = copy_new(&p, out, COPY_AS_IS, a, &f);
	assert_non_null(copy);
	for (i = 0; i < p.package.parts; i++) {
		const struct part *part = &p.package.part[i];

		assert_int_equal(copy_begin(copy, part, NULL, &splice, &f), 0);
		if (part->kind == PART_READ) {
			source = parts_source(&p, part, a, &f);
			r = part->format->open(source, part, a, &f);
			while (part->format->next(r, &u, &f) == 1) {
				for (k = 0; k < u.removals; k++) {
					hidden[u.removal[k].what]++;
					splice_take_out(splice, u.removal[k].at,
					    u.removal[k].end, u.removal[k].instead);
				}
				buf_add(&said, u.text);
				labels += u.label != LABEL_NONE;
				if (u.text.len > 0)
					buf_byte(&said, '\n');
			}
			part->format->close(r);
			source_close(source);
		}
		assert_int_equal(copy_end(copy, &f), 0);
	}
	assert_string_equal(f.what, "");
	assert_int_equal(copy_finish(copy, &f), 0);
	copy_close(copy);
	text = arena_text(a, buf_bytes(&said));
	buf_free(&said);
	return text;
}

/* A part of the copy. */
static const char *
part(const char *name)
{
	struct fail f = { 0 };
	struct zip *zip = zip_open(source_of_file(out, a, &f), a, &f);
	const struct zip_entry *e = zip ? zip_find(zip, name) : NULL;
	struct bytes raw;
	struct source *s;
	const char *text;

	if (e == NULL)
		return NULL;
	s = source_of_part(zip, e, a);
	assert_int_equal(source_raw(s, 0, 65536, &raw, &f), 0);
	text = arena_text(a, raw);
	source_close(s);
	return text;
}

#define RUN(text) "<w:r><w:t>" text "</w:t></w:r>"
#define NO_CHOICE       \
	(struct choice) \
	{               \
		0       \
	}
#define KEEP_ALL                                            \
	(struct choice)                                     \
	{                                                   \
		.keep_comments = true, .keep_changes = true \
	}

TEST(a_name_over_runs_tabs_and_paragraphs_is_one_text)
{
	pack("<w:p>" RUN("Ka") "<w:proofErr/>" RUN("ri") "<w:r><w:tab/></w:r>" RUN(
		 "N") "</w:p><w:p>" RUN("ordli kom.") "</w:p><w:p>" RUN("Nytt.") "</"
										 "w:p>",
	    NULL);
	assert_string_equal(read_all(NO_CHOICE), "Kari\tN\nordli kom.\nNytt.\n");
}

TEST(changes_are_accepted_and_comments_left_out)
{
	pack("<w:p><w:ins w:author='K'>" RUN(
		 "inn") "</w:ins><w:del w:author='K'><w:r>"
			"<w:delText>ut</w:delText></w:r></w:del><w:commentRangeStart "
			"w:id='1'/></w:p>",
	    "<w:comment w:id='1' w:author='K'><w:p>" RUN("hm") "</w:p></w:comment>");
	assert_string_equal(read_all(NO_CHOICE), "inn\n");
	assert_null(strstr(part("word/document.xml"), "ut<"));
	assert_null(strstr(part("word/document.xml"), "K"));
	assert_null(part("word/comments.xml"));
	assert_int_equal(hidden[HIDDEN_INSERTED], 1);
	assert_int_equal(hidden[HIDDEN_DELETED], 1);
}

TEST(they_are_kept_and_searched_where_the_study_says_so)
{
	pack("<w:p><w:ins w:author='Kari' w:date='2018'>" RUN(
		 "inn") "</w:ins><w:del "
			"w:author='Per'><w:r><w:delText>ut</w:delText></w:r></w:del></"
			"w:p>",
	    "<w:comment w:id='1' w:author='Per' w:initials='P'><w:p>" RUN(
		"hm") "</w:p></w:comment>");
	assert_string_equal(read_all(KEEP_ALL), "innut\nhm\n");
	assert_non_null(strstr(part("word/document.xml"), "w:author='Author 1'>"));
	assert_non_null(strstr(part("word/document.xml"), "<w:delText>ut</w:delText>"));
	assert_non_null(strstr(
	    part("word/comments.xml"), "<w:comment w:id='1' w:author='Author 2'>"));
}

#define PARAGRAPH(runs) "<w:p>" runs "</w:p>"
#define BREAK "<w:r><w:br/></w:r>"

TEST(a_name_behind_two_times_is_who_speaks)
{
	static const char body[] = PARAGRAPH(RUN("0:0:1.0 --&gt; 0:0:2.0"))
	    PARAGRAPH(RUN("Xyloph Quibell")) PARAGRAPH(RUN("Ja."));
	static const char broken[] =
	    PARAGRAPH(RUN("0:0:3.0 --&gt; 0:0:4.0") BREAK RUN("Obel") BREAK RUN("Nei"));

	pack(arena_printf(a, "%s%s", body, broken), NULL);
	assert_string_equal(read_all(NO_CHOICE),
	    "0:0:1.0 --> 0:0:2.0\nXyloph Quibell\nJa.\n"
	    "0:0:3.0 --> 0:0:4.0\nObel\nNei\n");
	assert_int_equal(labels, 2);
}

#define FIELD(code)                                                                 \
	"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>" code      \
	"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" RUN( \
	    "7") "<w:r><w:fldChar w:fldCharType='end'/></w:r>"

TEST(a_page_keeps_its_number_and_no_other_field_its_code)
{
	const char *body;

	pack("<w:p>" FIELD(" PAGE \\* MERGEFORMAT ")
		 FIELD(" AUTHOR Kari ") "<w:fldSimple w:instr=' NUMPAGES '>" RUN(
		     "9") "</w:fldSimple>"
			  "<w:fldSimple w:instr=' DATE '>" RUN(
			      "8") "</w:fldSimple>" FIELD("PAGEREF Kari")
			      FIELD("PAGE Kari") "</w:p>",
	    NULL);
	assert_string_equal(read_all(NO_CHOICE), "779877\n");
	body = part("word/document.xml");
	assert_non_null(strstr(body, "> PAGE \\* MERGEFORMAT <"));
	assert_non_null(strstr(body, "<w:fldSimple w:instr=' NUMPAGES '>"));
	assert_null(strstr(body, "AUTHOR"));
	assert_null(strstr(body, "DATE"));
	assert_null(strstr(body, "Kari"));
	assert_null(strstr(body, "PAGEREF"));
}

TEST(what_is_dropped_says_nothing)
{
	pack("<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>" RUN(
		 "bort") "</w:p></w:tc></w:tr></"
			 "w:tbl><w:p><w:r><w:drawing><wp:inline><wp:docPr "
			 "descr='bildet'/></wp:inline></w:drawing></w:r>" RUN(
			     "her") "</w:p>",
	    NULL);
	assert_string_equal(read_all(NO_CHOICE), "her\n");
	assert_string_equal(part("word/document.xml"),
	    "<w:document " SPACES "><w:body><w:tbl></w:tbl><w:p><w:r></w:r>" RUN(
		"her") "</w:p></w:body></w:document>");
	assert_int_equal(hidden[HIDDEN_PICTURE], 1);
}

TEST(a_text_box_says_what_is_in_it_and_its_description)
{
	pack("<w:p>" RUN("ute") "<w:r><w:drawing><wp:inline><wp:docPr name='Kari' "
				"descr='om boksen'/><w:txbxContent><w:p>" RUN(
				    "inne") "</w:p></w:txbxContent></wp:inline></"
					    "w:drawing></w:r>" RUN(" igjen") "</w:p>",
	    NULL);
	assert_string_equal(read_all(NO_CHOICE), "inne\nom boksen\nute igjen\n");
	assert_non_null(strstr(part("word/document.xml"), "name='Shape'"));
	assert_int_equal(hidden[HIDDEN_TEXTBOX], 1);
}

TEST(a_relation_leads_out_of_the_folder_and_no_further)
{
	struct fail f = { 0 };
	struct relations r;
	struct zip_out *zip = zip_out_new(in, a);
	struct zip *z;

	add(zip, "word/_rels/document.xml.rels",
	    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
	    "relationships'><Relationship Id='a' Type='t/header' Target='h.xml'/>"
	    "<Relationship Id='b' Type='t/header' Target='../top.xml'/>"
	    "<Relationship Id='c' Type='t/header' Target='/word/./h.xml'/>"
	    "<Relationship Id='d' Type='t/image' Target='file:///h' "
	    "TargetMode='External'/><Relationship Id='e' Type='t/header' "
	    "Target='../../../../h.xml'/></Relationships>");
	add(zip, "word/h.xml", "<h/>");
	add(zip, "top.xml", "<t/>");
	assert_int_equal(zip_out_finish(zip, &f), 0);
	zip_out_close(zip);
	z = zip_open(source_of_file(in, a, &f), a, &f);
	assert_non_null(z);
	assert_int_equal(
	    relations_read(z, bytes_of("word/document.xml"), a, &r, &f), 0);
	assert_int_equal(r.len, 5);
	assert_true(r.at[0].entry == zip_find(z, "word/h.xml"));
	assert_true(r.at[1].entry == zip_find(z, "top.xml"));
	assert_true(r.at[2].entry == r.at[0].entry);
	assert_true(r.at[3].outside && r.at[3].entry == NULL);
	assert_null(r.at[4].entry);
	assert_int_equal(relations_read(z, bytes_of("top.xml"), a, &r, &f), 0);
	assert_int_equal(r.len, 0);
}

#define WITH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
UNIT(WITH(a_name_over_runs_tabs_and_paragraphs_is_one_text),
    WITH(changes_are_accepted_and_comments_left_out),
    WITH(they_are_kept_and_searched_where_the_study_says_so),
    WITH(a_name_behind_two_times_is_who_speaks),
    WITH(a_page_keeps_its_number_and_no_other_field_its_code),
    WITH(what_is_dropped_says_nothing),
    WITH(a_text_box_says_what_is_in_it_and_its_description),
    WITH(a_relation_leads_out_of_the_folder_and_no_further))
