#include "unit.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "format/format.h"
#include "format/refused.h"
#include "format/source.h"
#include "format/zip.h"

#define MESSAGE(id, english, norwegian) id,
static const char *const messages[] = {
#include "cmd/messages/refused.def"
};
#undef MESSAGE

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* It has a text; without its "refused-". */
static const char *
kind(const char *id)
{
	size_t i = 0;

	if (id == NULL)
		return "";
	while (i < sizeof messages / sizeof *messages && strcmp(messages[i], id) != 0)
		i++;
	assert_true(i < sizeof messages / sizeof *messages);
	return id + strlen("refused-");
}

static const char *
by_bytes(const char *bytes, size_t len)
{
	return kind(refused_of_bytes((struct bytes){ (const void *)bytes, len }));
}
#define BYTES(s) s, sizeof(s) - 1

/* What a file with these bytes is refused as. */
static const char *
refused(int fd)
{
	static struct fail f;
	struct zip *zip;
	struct source *s;

	f = (struct fail){ 0 };
	s = source_of_file(fd, arena, &f);
	assert_non_null(s);
	assert_null(format_of(s, arena, &zip, &f));
	assert_int_equal(f.kind, FAIL_INPUT);
	close(fd);
	return kind(f.what);
}

static const char *
zip_with(const char *entry)
{
	int fd = memfd_create("zip", 0);
	struct zip_out *out = zip_out_new(fd, arena);
	struct fail f = { 0 };

	assert_int_equal(zip_out_begin(out, bytes_of(entry), false, &f), 0);
	assert_int_equal(zip_out_write(out, bytes_of("x"), &f), 0);
	assert_int_equal(zip_out_end(out, &f), 0);
	assert_int_equal(zip_out_finish(out, &f), 0);
	zip_out_close(out);
	return refused(fd);
}

/* A compound file whose directory is sector 2 and has this name as its second. */
static const char *
ole_with(const char *name, unsigned char shift, size_t size)
{
	unsigned char file[512 * 8] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A,
		0xE1 };
	unsigned char *entry = file + 3 * 512 + 128;
	size_t i, len = strlen(name);
	int fd = memfd_create("ole", 0);

	file[30] = shift;
	file[48] = 2;
	for (i = 0; i < len; i++)
		entry[2 * i] = (unsigned char)name[i];
	entry[64] = (unsigned char)(2 * (len + 1));
	assert_int_equal(write(fd, file, size), size);
	return refused(fd);
}

TEST(tells_files_by_their_first_bytes)
{
	assert_string_equal(by_bytes(BYTES("%PDF-1.7\n")), "pdf");
	assert_string_equal(by_bytes(BYTES("SQLite format 3\0")), "database");
	assert_string_equal(by_bytes(BYTES("\0\0\0\x20"
					   "ftypM4A ")),
	    "recording");
	assert_string_equal(by_bytes(BYTES("\0\0\0\x20"
					   "ftypheic")),
	    "picture");
	assert_string_equal(by_bytes(BYTES("\x89PNG\r\n")), "picture");
	assert_string_equal(by_bytes(BYTES("Rar!\x1A\7")), "archive");
	assert_string_equal(by_bytes(BYTES("-----BEGIN PGP MESSAGE-----")), "sealed");
	assert_string_equal(by_bytes(BYTES("Kari: Ja")), "");
	assert_string_equal(by_bytes(BYTES("%PD")), "");
	assert_string_equal(by_bytes("", 0), "");
}

TEST(tells_packages_by_what_is_in_them)
{
	assert_string_equal(zip_with("Index/Document.iwa"), "pages");
	assert_string_equal(zip_with("ppt/presentation.xml"), "slides");
	assert_string_equal(zip_with("META-INF/container.xml"), "book");
	assert_string_equal(zip_with("interview.txt"), "zip");
}

TEST(tells_compound_files_by_their_directory)
{
	assert_string_equal(ole_with("EncryptedPackage", 9, 4096), "locked");
	assert_string_equal(ole_with("WordDocument", 9, 4096), "doc");
	assert_string_equal(ole_with("Workbook", 9, 4096), "xls");
	assert_string_equal(ole_with("Book", 9, 4096), "xls");
	assert_string_equal(ole_with("WordDocuments", 9, 4096), "ole");
}

TEST(a_spoilt_compound_file_is_one_of_an_old_program)
{
	assert_string_equal(ole_with("WordDocument", 63, 4096), "ole");
	assert_string_equal(ole_with("WordDocument", 12, 4096), "ole");
	assert_string_equal(ole_with("WordDocument", 9, 70), "ole");
	assert_string_equal(ole_with("WordDocument", 9, 8), "ole");
	assert_string_equal(ole_with("WordDocument", 9, 3 * 512 + 200), "ole");
}

TEST(tells_the_rest_by_their_names)
{
	assert_string_equal(
	    kind(refused_of_name("study/Kari.nvp", "format-unknown")), "nvivo");
	assert_string_equal(kind(refused_of_name("a.NVPX", "format-unknown")), "nvivo");
	assert_string_equal(
	    kind(refused_of_name("a.mx24", "format-unknown")), "maxqda");
	assert_string_equal(
	    kind(refused_of_name("a.mqda", "format-unknown")), "maxqda");
	assert_string_equal(
	    kind(refused_of_name("a.atlproj23", "format-unknown")), "atlas");
	assert_string_equal(kind(refused_of_name("a.doc", "format-unknown")), "doc");
	assert_string_equal(kind(refused_of_name("a.docx", "format-unknown")), "");
	assert_string_equal(kind(refused_of_name("nvp", "format-unknown")), "");
	assert_string_equal(kind(refused_of_name("", "format-unknown")), "");
	assert_string_equal(kind(refused_of_name("a.nvp", "refused-pdf")), "");
	assert_string_equal(kind(refused_of_name("a.pages", "zip-gap")), "pages");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

UNIT(WITH(tells_files_by_their_first_bytes), WITH(tells_packages_by_what_is_in_them),
    WITH(tells_compound_files_by_their_directory),
    WITH(a_spoilt_compound_file_is_one_of_an_old_program),
    WITH(tells_the_rest_by_their_names))
