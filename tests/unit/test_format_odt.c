#include "unit.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/odt.h"
#include "format/package.h"
#include "format/source.h"
#include "format/zip.h"
#include "scrub/parts.h"
#include "scrub/splice.h"

#define TEXT_TYPE "application/vnd.oasis.opendocument.text"
#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define SPACES                                                              \
	" xmlns:office=\"" OASIS "office:1.0\" xmlns:style=\"" OASIS        \
	"style:1.0\" xmlns:text=\"" OASIS "text:1.0\" xmlns:table=\"" OASIS \
	"table:1.0\" xmlns:draw=\"" OASIS "drawing:1.0\""                   \
	" xmlns:svg=\"" OASIS "svg-compatible:1.0\" xmlns:fo=\"" OASIS      \
	"xsl-fo-compatible:1.0\" xmlns:config=\"" OASIS                     \
	"config:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
#define CONTENT(automatic, body)                                         \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                   \
	"<office:document-content" SPACES ">" automatic                  \
	"<office:body><office:text>" body "</office:text></office:body>" \
	"</office:document-content>"
#define STYLES(inside) \
	"<office:document-styles" SPACES ">" inside "</office:document-styles>"
#define MANIFEST(inside)                                               \
	"<manifest:manifest xmlns:manifest=\"" OASIS "manifest:1.0\">" \
	"<manifest:file-entry manifest:full-path=\"/\""                \
	" manifest:media-type=\"" TEXT_TYPE "\"/>" inside "</manifest:manifest>"

/* What a package is made of; NULL: it has none. */
struct made {
	const char *type, *manifest, *content, *styles, *settings, *other;
};

static struct arena *arena;
static FILE *file, *out;
static struct choice choice;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	file = tmpfile();
	out = tmpfile();
	return file == NULL || out == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	fclose(file);
	fclose(out);
	arena_free(arena);
	return 0;
}

static void
add(struct zip_out *zip, const char *name, const char *content)
{
	struct fail f = { 0 };

	if (content == NULL)
		return;
	assert_int_equal(zip_out_begin(zip, bytes_of(name), false, &f), 0);
	assert_int_equal(zip_out_write(zip, bytes_of(content), &f), 0);
	assert_int_equal(zip_out_end(zip, &f), 0);
}

static void
pack(const struct made *m)
{
	struct fail f = { 0 };
	struct zip_out *zip;

	assert_int_equal(ftruncate(fileno(file), 0), 0);
	zip = zip_out_new(fileno(file), arena);
	add(zip, "mimetype", m->type);
	add(zip, "META-INF/manifest.xml", m->manifest);
	add(zip, "content.xml", m->content);
	add(zip, "styles.xml", m->styles);
	add(zip, "settings.xml", m->settings);
	add(zip, m->other, m->other ? "x" : NULL);
	assert_int_equal(zip_out_finish(zip, &f), 0);
	zip_out_close(zip);
}

static void
pack_text(const char *content, const char *styles)
{
	struct made m = { TEXT_TYPE, MANIFEST(""), content, styles, NULL, NULL };

	pack(&m);
}

static int
open_parts(struct parts *p, FILE *from, struct fail *f)
{
	struct source *s = source_of_file(fileno(from), arena, f);

	return s ? parts_open(p, NULL, s, NULL, &choice, arena, f) : -1;
}

/* The utterances of one part added to said, each in front of a "|"; what is taken out
 * into the splice, if there is one. */
static int
walk(struct parts *p, const struct part *part, struct splice *splice, struct buf *said,
    uint64_t *hidden, struct fail *f)
{
	struct source *s = parts_source(p, part, arena, f);
	struct utterance u;
	struct reader *r;
	size_t i;
	int rc;

	if (s == NULL)
		return -1;
	r = part->format->open(s, part, arena, f);
	while (r != NULL && (rc = part->format->next(r, &u, f)) == 1) {
		buf_add(said, u.text);
		if (u.text.len > 0)
			buf_byte(said, '|');
		for (i = 0; i < u.removals; i++) {
			hidden[u.removal[i].what]++;
			if (splice && u.removal[i].end > u.removal[i].at)
				splice_take_out(splice, u.removal[i].at,
				    u.removal[i].end, u.removal[i].instead);
		}
		if (splice)
			assert_int_equal(splice_settle(splice, u.settled, f), 0);
	}
	part->format->close(r);
	source_close(s);
	return r == NULL ? -1 : rc;
}

static uint64_t hidden[HIDDENS];

/* All that is said, in the order in which it is read; or the id of the failure. */
static const char *
said(FILE *from)
{
	struct fail f = { 0 };
	struct buf b = { 0 };
	struct parts p;
	const char *text;
	size_t i;
	int rc = open_parts(&p, from, &f);

	memset(hidden, 0, sizeof hidden);
	for (i = 0; rc == 0 && i < p.package.parts; i++)
		if (p.package.part[i].kind == PART_READ)
			rc = walk(&p, &p.package.part[i], NULL, &b, hidden, &f);
	text = rc == 0 ? arena_text(arena, buf_bytes(&b))
	               : arena_text(arena, bytes_of(f.what));
	buf_free(&b);
	return text;
}

static const char *
said_of(const char *content)
{
	pack_text(content, NULL);
	return said(file);
}

/* The copy with nothing to exchange, in the file out. */
static void
copy(FILE *from)
{
	struct fail f = { 0 };
	struct buf b = { 0 };
	struct parts p;
	struct splice *splice;
	struct copy *c;
	size_t i;

	assert_int_equal(ftruncate(fileno(out), 0), 0);
	assert_int_equal(open_parts(&p, from, &f), 0);
	c = copy_new(&p, fileno(out), COPY_AS_IS, arena, &f);
	assert_non_null(c);
	for (i = 0; i < p.package.parts; i++) {
		assert_int_equal(
		    copy_begin(c, &p.package.part[i], NULL, &splice, &f), 0);
		if (splice != NULL)
			assert_int_equal(
			    walk(&p, &p.package.part[i], splice, &b, hidden, &f), 0);
		assert_int_equal(copy_end(c, &f), 0);
	}
	assert_int_equal(copy_finish(c, &f), 0);
	copy_close(c);
	buf_free(&b);
}

/* A part of the package in the file. */
static const char *
part_of(FILE *from, const char *name)
{
	struct fail f = { 0 };
	struct source *s = source_of_file(fileno(from), arena, &f);
	struct zip *z = zip_open(s, arena, &f);
	struct zip_stream *stream;
	struct buf b = { 0 };
	const char *text;
	size_t got;

	assert_non_null(z);
	if (zip_find(z, name) == NULL)
		return NULL;
	stream = zip_stream_open(z, zip_find(z, name), arena, &f);
	while (zip_stream_read(stream, buf_room(&b, 1000), 1000, &got, &f) == 1)
		b.len += got;
	zip_stream_close(stream);
	text = arena_text(arena, buf_bytes(&b));
	buf_free(&b);
	return text;
}

static const char *
copied(const char *content)
{
	pack_text(content, NULL);
	copy(file);
	return part_of(out, "content.xml");
}

#define BODY(body) CONTENT("", body)

TEST(a_paragraph_and_a_heading_are_utterances)
{
	assert_string_equal(said_of(BODY("<text:h text:outline-level=\"1\">Om b&#230;r."
					 "</text:h><text:p>Ja.</text:p><text:p/>")),
	    "Om b\xC3\xA6r.|Ja.|");
}

TEST(runs_are_one_text_and_blanks_tabs_and_breaks_are_said)
{
	assert_string_equal(
	    said_of(BODY("<text:p>Bl<text:span text:style-name=\"T1\">\xC3\xA5"
			 "<text:span>b</text:span></text:span>\xC3\xA6r<text:s "
			 "text:c=\"4\"/>og<text:tab/>n\xC3\xB8"
			 "<text:soft-page-break/>tter<text:line-break/>her</text:p>")),
	    "Bl\xC3\xA5"
	    "b\xC3\xA6r og\tn\xC3\xB8tter\nher|");
}

TEST(notes_boxes_and_descriptions_are_utterances_of_their_own)
{
	assert_string_equal(
	    said_of(BODY("<text:p>En<text:note><text:note-citation>1"
			 "</text:note-citation><text:note-body><text:p>Note.</text:p>"
			 "</text:note-body></text:note> to<draw:frame><draw:text-box>"
			 "<text:p>Boks.</text:p></draw:text-box><svg:desc>Om den."
			 "</svg:desc></draw:frame> tre.</text:p>")),
	    "1|Note.|Boks.|Om den.|En to tre.|");
	assert_int_equal(hidden[HIDDEN_NOTE], 1);
	assert_int_equal(hidden[HIDDEN_TEXTBOX], 1);
	assert_int_equal(hidden[HIDDEN_ALT], 1);
}

TEST(a_picture_goes_unless_something_is_said_of_it)
{
	static const char picture[] =
	    BODY("<text:p>A<draw:frame draw:name=\"n\"><draw:image "
		 "xlink:href=\"x\"/></draw:frame>B</text:p>");
	static const char described[] =
	    BODY("<text:p>A<draw:frame><draw:image xlink:href=\"x\"/><svg:desc>Et "
		 "bilde</svg:desc></draw:frame>B</text:p>");

	assert_string_equal(copied(picture), BODY("<text:p>AB</text:p>"));
	assert_string_equal(copied(described),
	    BODY("<text:p>A<draw:frame><svg:desc>Et bilde</svg:desc></draw:frame>"
		 "B</text:p>"));
}

TEST(a_field_leaves_its_text)
{
	assert_string_equal(
	    copied(BODY("<text:p>Av <text:author-name text:fixed=\"false\">Ola"
			"</text:author-name>, <text:a xlink:href=\"x\">lenke</text:a>, "
			"side <text:page-number>2</text:page-number></text:p>")),
	    BODY("<text:p>Av Ola, lenke, side <text:page-number>2"
		 "</text:page-number></text:p>"));
}

TEST(hidden_text_is_said_and_stays_hidden)
{
	static const char text[] =
	    BODY("<text:p>A<text:hidden-text text:condition=\"ooow:hvem==2\" "
		 "text:string-value=\"Noe skjult\" text:is-hidden=\"true\"/></text:p>");

	assert_string_equal(said_of(text), "Noe skjult|A|");
	assert_int_equal(hidden[HIDDEN_TEXT], 1);
	assert_string_equal(copied(text),
	    BODY("<text:p>A<text:hidden-text text:condition=\"ooow:1\" "
		 "text:string-value=\"Noe skjult\" text:is-hidden=\"true\"/>"
		 "</text:p>"));
	assert_string_equal(
	    copied(BODY("<text:p>A<text:hidden-text text:condition=\"x\" "
			"text:string-value=\"vist\">vist</text:hidden-text></text:p>")),
	    BODY("<text:p>Avist</text:p>"));
}

#define REGION(id, kind)                                          \
	"<text:changed-region text:id=\"" id "\"><text:" kind ">" \
	"<office:change-info/></text:" kind "></text:changed-region>"
#define START(id) "<text:change-start text:change-id=\"" id "\"/>"
#define END(id) "<text:change-end text:change-id=\"" id "\"/>"

TEST(what_was_deleted_is_taken_out_where_it_stood_too)
{
	assert_string_equal(
	    copied(BODY("<text:tracked-changes>" REGION("c1", "deletion")
		    REGION("c2", "insertion") "</text:tracked-changes><text:p>A" START(
			"c1") "borte<text:tab/></"
			      "text:p><text:p>ogs\xC3\xA5<text:toc-mark "
			      "text:string-value=\"et ord\"/>" END("c1") "B" START(
				  "c2") "ny" END("c2") "</text:p>")),
	    BODY("<text:p>A</text:p><text:p><text:toc-mark text:string-value=\"\"/>Bny"
		 "</text:p>"));
	assert_int_equal(hidden[HIDDEN_DELETED], 1);
}

TEST(comments_and_changes_are_kept_if_the_study_says_so)
{
	static const char text[] = BODY(
	    "<text:tracked-changes><text:changed-region text:id=\"id1\">"
	    "<text:deletion><office:change-info></office:change-info><text:p>var"
	    "</text:p></text:deletion></text:changed-region></text:tracked-changes>"
	    "<text:p>A<office:annotation office:name=\"id2\"><text:p>Hm.</text:p>"
	    "</office:annotation><text:change text:change-id=\"id1\"/>B</text:p>");

	assert_string_equal(copied(text), BODY("<text:p>AB</text:p>"));
	choice = (struct choice){ .keep_comments = true, .keep_changes = true };
	assert_string_equal(copied(text), text);
	assert_string_equal(said_of(text), "var|Hm.|AB|");
	choice = (struct choice){ 0 };
}

/* A start without an end hides the rest: nothing of it comes out. */
TEST(a_deletion_that_never_ends_takes_the_rest)
{
	assert_string_equal(said_of(BODY("<text:tracked-changes>" REGION(
				"c1", "deletion") "</"
						  "text:tracked-changes><text:p>"
						  "A" START("c1") "B</text:p><text:p>C"
								  "</text:p>")),
	    "A|");
}

TEST(automatic_names_stay)
{
	static const char text[] = CONTENT(
	    "<office:automatic-styles><style:style style:name=\"P12\" "
	    "style:family=\"paragraph\" style:parent-style-name=\"Heading_20_1\"/>"
	    "<style:style style:name=\"Table1.A2\" style:family=\"table-cell\"/>"
	    "<style:style style:name=\"T3\" style:family=\"text\">"
	    "<style:text-properties style:font-name=\"Liberation Serif1\" "
	    "fo:font-family=\"'Times New Roman', serif\" fo:language=\"nb\" "
	    "fo:country=\"NO\"/></style:style></office:automatic-styles>",
	    "<text:p text:style-name=\"P12\">Ja.</text:p>"
	    "<text:p text:style-name=\"Overskrift_20_2\">To</text:p>"
	    "<table:table table:name=\"Tabell3\" table:style-name=\"Table1\"/>");

	assert_string_equal(copied(text), text);
}

TEST(names_that_somebody_gave_are_the_same_neutral_ones_in_each_part)
{
	pack_text(CONTENT("<office:automatic-styles><style:style style:name=\"P1\" "
			  "style:parent-style-name=\"Kari_20_sitat\"/>"
			  "</office:automatic-styles>",
		      "<text:p text:style-name=\"Kari_20_sitat\">Ja.</text:p>"),
	    STYLES("<office:styles><style:style style:name=\"Kari_20_sitat\" "
		   "style:display-name=\"Kari sitat\"/></office:styles>"));
	copy(file);
	assert_string_equal(part_of(out, "content.xml"),
	    CONTENT("<office:automatic-styles><style:style style:name=\"P1\" "
		    "style:parent-style-name=\"S1\"/></office:automatic-styles>",
		"<text:p text:style-name=\"S1\">Ja.</text:p>"));
	assert_string_equal(part_of(out, "styles.xml"),
	    STYLES("<office:styles><style:style style:name=\"S1\" "
		   "style:display-name=\"Style 1\"/></office:styles>"));
}

/* A neutral name that is there already is nobody else's: the copy of a copy keeps its
 * names, though what was met first is gone. */
TEST(a_neutral_name_stays_and_is_given_to_no_other)
{
	assert_string_equal(
	    copied(BODY("<text:p text:style-name=\"S2\">A</text:p><text:p "
			"text:style-name=\"Ola\">B</text:p><text:p "
			"text:style-name=\"Per\">C</text:p>")),
	    BODY("<text:p text:style-name=\"S2\">A</text:p><text:p "
		 "text:style-name=\"S1\">B</text:p><text:p "
		 "text:style-name=\"S3\">C</text:p>"));
}

TEST(a_number_too_long_to_be_a_programs_is_no_automatic_name)
{
	assert_string_equal(
	    copied(BODY("<text:p text:style-name=\"P40612345\">A</text:p>")),
	    BODY("<text:p text:style-name=\"S1\">A</text:p>"));
}

TEST(signs_in_front_of_numbers_are_no_turns_but_words_are)
{
	assert_string_equal(
	    said_of(CONTENT(
		"<office:automatic-styles><text:list-style style:name=\"L1\">"
		"<text:list-level-style-bullet text:level=\"1\" "
		"text:bullet-char=\"\xE2\x80\xA2\"/><text:list-level-style-number "
		"text:level=\"2\" style:num-suffix=\".\" style:num-prefix=\"Spor \"/>"
		"</text:list-style></office:automatic-styles>",
		"<text:p>Ja</text:p>")),
	    "Spor |Ja|");
}

TEST(cells_lose_their_values_and_formulas)
{
	assert_string_equal(
	    copied(BODY(
		"<table:table><table:table-row><table:table-cell "
		"table:formula=\"ooow:1+1\" office:value-type=\"float\" "
		"office:value=\"40612345\" table:number-columns-spanned=\"2\"><text:p>"
		"To</text:p></table:table-cell></table:table-row></table:table>")),
	    BODY("<table:table><table:table-row><table:table-cell "
		 "table:number-columns-spanned=\"2\"><text:p>To</text:p>"
		 "</table:table-cell></table:table-row></table:table>"));
}

TEST(of_the_settings_those_of_the_layout_stay)
{
	struct made m = { TEXT_TYPE, MANIFEST(""), BODY("<text:p>A</text:p>"), NULL,
		"<office:document-settings" SPACES "><office:settings>"
		"<config:config-item-set config:name=\"ooo:view-settings\"/>"
		"<config:config-item-set config:name=\"ooo:configuration-settings\">"
		"<config:config-item config:name=\"TabOverflow\" "
		"config:type=\"boolean\">true</config:config-item><config:config-item "
		"config:name=\"PrinterName\" "
		"config:type=\"string\">Kari</config:config-item>"
		"</config:config-item-set></office:settings></"
		"office:document-settings>",
		NULL };

	pack(&m);
	copy(file);
	assert_string_equal(part_of(out, "settings.xml"),
	    "<office:document-settings" SPACES "><office:settings>"
	    "<config:config-item-set config:name=\"ooo:configuration-settings\">"
	    "<config:config-item config:name=\"TabOverflow\" "
	    "config:type=\"boolean\">true</config:config-item>"
	    "</config:config-item-set></office:settings></office:document-settings>");
}

TEST(what_is_not_a_known_part_stays_behind)
{
	struct made m = { TEXT_TYPE, MANIFEST(""), BODY("<text:p>A</text:p>"),
		STYLES(""), NULL, "Pictures/kari.png" };
	struct fail f = { 0 };
	struct parts p;

	pack(&m);
	assert_int_equal(open_parts(&p, file, &f), 0);
	assert_int_equal(p.package.hidden[HIDDEN_PICTURE], 1);
	assert_false(p.package.unknown);
	copy(file);
	assert_null(part_of(out, "Pictures/kari.png"));
	assert_non_null(part_of(out, "styles.xml"));
	assert_null(strstr(part_of(out, "META-INF/manifest.xml"), "kari"));
	m.other = "noe/annet.xml";
	pack(&m);
	assert_int_equal(open_parts(&p, file, &f), 0);
	assert_int_equal(p.package.hidden[HIDDEN_UNKNOWN], 1);
	assert_true(p.package.unknown);
}

/* ODF 1.3 part 2, 3.3: at byte 38 of the package, not packed. */
TEST(the_type_stands_where_it_is_looked_for)
{
	char head[38 + sizeof TEXT_TYPE - 1];

	pack_text(BODY("<text:p>A</text:p>"), NULL);
	copy(file);
	assert_int_equal(pread(fileno(out), head, sizeof head, 0), sizeof head);
	assert_memory_equal(head + 30, "mimetype" TEXT_TYPE, sizeof head - 30);
}

TEST(the_type_may_stand_in_the_manifest_alone)
{
	struct made m = { NULL, MANIFEST(""), BODY("<text:p>A</text:p>"), NULL, NULL,
		NULL };

	pack(&m);
	assert_string_equal(said(file), "A|");
	copy(file);
	assert_string_equal(part_of(out, "mimetype"), TEXT_TYPE);
}

TEST(a_template_stays_one)
{
	struct made m = { TEXT_TYPE "-template", MANIFEST(""),
		BODY("<text:p>A</text:p>"), NULL, NULL, NULL };

	pack(&m);
	copy(file);
	assert_string_equal(part_of(out, "mimetype"), TEXT_TYPE "-template");
	assert_non_null(
	    strstr(part_of(out, "META-INF/manifest.xml"), TEXT_TYPE "-template\""));
}

TEST(a_copy_of_a_copy_is_the_copy)
{
	const char *once;

	once = copied(
	    BODY("<text:p text:style-name=\"Ola\"><draw:frame draw:style-name=\"Per\">"
		 "<draw:image/></draw:frame>A<draw:frame draw:style-name=\"Liv\">"
		 "<draw:text-box><text:p text:style-name=\"Siv\">B</text:p>"
		 "</draw:text-box></draw:frame></text:p>"));
	assert_string_equal(copied(once), once);
}

static const struct {
	struct made made;
	const char *what;
} refused[] = {
	{ { TEXT_TYPE,
	      MANIFEST("<manifest:file-entry manifest:full-path=\"content.xml\">"
		       "<manifest:encryption-data/></manifest:file-entry>"),
	      "\x01\x02", NULL, NULL, NULL },
	    "odt-encrypted" },
	{ { TEXT_TYPE, MANIFEST(""), NULL, NULL, NULL, "encrypted-package" },
	    "odt-encrypted" },
	{ { TEXT_TYPE, MANIFEST(""), NULL, NULL, NULL, NULL }, "odt-main" },
	{ { "application/vnd.oasis.opendocument.spreadsheet", MANIFEST(""), BODY(""),
	      NULL, NULL, NULL },
	    "refused-opendocument" },
	{ { "application/vnd.oasis.opendocument.presentation", MANIFEST(""), BODY(""),
	      NULL, NULL, NULL },
	    "refused-opendocument" },
	{ { TEXT_TYPE "-master", MANIFEST(""), BODY(""), NULL, NULL, NULL },
	    "refused-opendocument" },
	{ { "application/epub+zip", MANIFEST(""), BODY(""), NULL, NULL, NULL },
	    "format-unknown" },
	{ { "application/vnd.oasis.opendocument.textile", MANIFEST(""), BODY(""), NULL,
	      NULL, NULL },
	    "format-unknown" },
	{ { "", "<a/>", BODY(""), NULL, NULL, NULL }, "format-unknown" },
	{ { TEXT_TYPE, NULL, BODY(""), NULL, NULL, NULL }, "refused-zip" },
	{ { TEXT_TYPE, "", BODY(""), NULL, NULL, NULL }, "xml-form" },
	{ { TEXT_TYPE, "<a><b></a>", BODY(""), NULL, NULL, NULL }, "xml-form" },
	{ { TEXT_TYPE, "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", BODY(""), NULL, NULL,
	      NULL },
	    "xml-doctype" },
	{ { TEXT_TYPE, MANIFEST(""), "", NULL, NULL, NULL }, "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""), "<text:p>A</text:p>", NULL, NULL, NULL },
	    "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""), "<a><b/></a>", NULL, NULL, NULL }, "xml-root" },
	{ { TEXT_TYPE, MANIFEST(""), BODY("<text:p>A</text:h>"), NULL, NULL, NULL },
	    "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""), BODY("<text:p>&kari;</text:p>"), NULL, NULL,
	      NULL },
	    "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""), BODY("<text:p a=\"1\" a=\"2\"/>"), NULL, NULL,
	      NULL },
	    "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""),
	      "<!DOCTYPE a SYSTEM \"b\">"
	      "<a/>",
	      NULL, NULL, NULL },
	    "xml-doctype" },
	{ { TEXT_TYPE, MANIFEST(""),
	      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
	      "<a/>",
	      NULL, NULL, NULL },
	    "xml-encoding" },
	{ { TEXT_TYPE, MANIFEST(""), BODY("<text:p>A</text:p>"), "<a", NULL, NULL },
	    "xml-form" },
	{ { TEXT_TYPE, MANIFEST(""), BODY("<text:p>A</text:p>"), NULL, "<a", NULL },
	    "xml-form" },
};

TEST(what_is_not_well_formed_is_refused)
{
	size_t i;

	for (i = 0; i < sizeof refused / sizeof *refused; i++) {
		pack(&refused[i].made);
		if (strcmp(said(file), refused[i].what) != 0)
			print_error("row %zu\n", i);
		assert_string_equal(said(file), refused[i].what);
	}
}

#define FLAT(type, inside)                                                \
	"<office:document" SPACES " office:mimetype=\"" type "\">" inside \
	"<office:body><office:text><text:p>A</text:p></office:text>"      \
	"</office:body></office:document>"

static const char *
said_flat(const char *text)
{
	struct bytes b = bytes_of(text);

	assert_int_equal(ftruncate(fileno(file), 0), 0);
	assert_int_equal(pwrite(fileno(file), b.at, b.len, 0), b.len);
	return said(file);
}

TEST(a_flat_file_is_told_by_its_root)
{
	static const char root[] = "<?xml version=\"1.0\"?><office:document" SPACES
				   " office:mimetype=\"" TEXT_TYPE "\">";
	static const char sheet[] =
	    "<?xml version=\"1.0\"?><office:document office:mimetype=\""
	    "application/vnd.oasis.opendocument.spreadsheet\">";
	struct fail f = { 0 };

	assert_ptr_equal(format_of_bytes(bytes_of(root), &f), &format_fodt);
	assert_null(format_of_bytes(bytes_of(sheet), &f));
	assert_string_equal(f.what, "refused-syntax");
	assert_string_equal(said_flat(FLAT(TEXT_TYPE, "")), "A|");
	assert_string_equal(said_flat(FLAT(TEXT_TYPE "-template", "")), "A|");
	assert_string_equal(said_flat(FLAT(TEXT_TYPE "-master", "")), "xml-root");
	assert_string_equal(
	    said_flat(FLAT("x", "<!-- \"" TEXT_TYPE "\" -->")), "xml-root");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

UNIT(WITH(a_paragraph_and_a_heading_are_utterances),
    WITH(runs_are_one_text_and_blanks_tabs_and_breaks_are_said),
    WITH(notes_boxes_and_descriptions_are_utterances_of_their_own),
    WITH(a_picture_goes_unless_something_is_said_of_it), WITH(a_field_leaves_its_text),
    WITH(hidden_text_is_said_and_stays_hidden),
    WITH(what_was_deleted_is_taken_out_where_it_stood_too),
    WITH(a_deletion_that_never_ends_takes_the_rest),
    WITH(comments_and_changes_are_kept_if_the_study_says_so),
    WITH(automatic_names_stay),
    WITH(names_that_somebody_gave_are_the_same_neutral_ones_in_each_part),
    WITH(a_neutral_name_stays_and_is_given_to_no_other),
    WITH(a_number_too_long_to_be_a_programs_is_no_automatic_name),
    WITH(signs_in_front_of_numbers_are_no_turns_but_words_are),
    WITH(cells_lose_their_values_and_formulas),
    WITH(of_the_settings_those_of_the_layout_stay),
    WITH(what_is_not_a_known_part_stays_behind),
    WITH(the_type_stands_where_it_is_looked_for),
    WITH(the_type_may_stand_in_the_manifest_alone), WITH(a_template_stays_one),
    WITH(a_copy_of_a_copy_is_the_copy), WITH(what_is_not_well_formed_is_refused),
    WITH(a_flat_file_is_told_by_its_root))
