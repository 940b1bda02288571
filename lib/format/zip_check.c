#include "format/zip_check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <utf8proc.h>

#include "base/fail.h"
#include "base/limits.h"
#include "base/map.h"
#include "format/zip_record.h"
#include "text/utf8.h"

enum {
	NAME_MAX_BYTES = 255,
	DEFLATED_MIN = 2 /* bytes that nothing at all becomes when deflated */
};

static int
refuse(struct fail *f, const char *what, uint32_t number)
{
	return fail_with(f, FAIL_INPUT, what, "%u", number);
}

static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static bool
characters_good(struct bytes name)
{
	size_t i, len;
	uint32_t c;

	for (i = 0; i < name.len; i += len) {
		c = utf8_next(bytes_cut(name, i, name.len), &len);
		if (c == UTF8_BAD || is_control(c) || c == '\\')
			return false;
	}
	return true;
}

static bool
name_good(struct bytes name)
{
	struct bytes rest = name, part;

	if (name.len == 0 || name.len > NAME_MAX_BYTES || !characters_good(name))
		return false;
	if (name.len > 1 && name.at[1] == ':')
		return false;
	while (bytes_next(&rest, '/', &part)) /* not for what follows a last "/" */
		if (part.len == 0 || bytes_are(part, ".") || bytes_are(part, ".."))
			return false;
	return true;
}

int
zip_check_name(struct map *names, struct bytes name, uint32_t number, struct fail *f)
{
	const utf8proc_option_t fold =
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	utf8proc_uint8_t *folded;
	utf8proc_ssize_t len;
	int added;

	if (!name_good(name))
		return refuse(f, "zip-name", number);
	if (name.at[name.len - 1] == '/')
		name = bytes_cut(name, 0, name.len - 1);
	len = utf8proc_map(name.at, (utf8proc_ssize_t)name.len, &folded, fold);
	if (len < 0) /* it is UTF-8: no other reason is left */
		die("out of memory");
	map_put(names, (struct bytes){ folded, (size_t)len }, number, &added);
	free(folded);
	return added ? 0 : refuse(f, "zip-twice", number);
}

int
zip_check_size(
    uint64_t size, uint64_t packed, uint32_t number, uint64_t *total, struct fail *f)
{
	if (size > LIMIT_ZIP_ENTRY)
		return fail_with(f, FAIL_LIMIT, "zip-large", "%u\t%d", number,
		    (int)(LIMIT_ZIP_ENTRY >> 20));
	*total += size;
	if (*total > LIMIT_ZIP_TOTAL)
		return fail_with(
		    f, FAIL_LIMIT, "zip-total", "%d", (int)(LIMIT_ZIP_TOTAL >> 20));
	if (size > LIMIT_ZIP_RATIO_FROM && size / LIMIT_ZIP_RATIO > packed)
		return fail_with(
		    f, FAIL_LIMIT, "zip-bomb", "%u\t%d", number, (int)LIMIT_ZIP_RATIO);
	return 0;
}

/* Unix file types in the upper half of the external attributes; 0 where the program
 * that made it knows none. A link would name a file outside the package. */
static bool
kind_good(uint32_t attributes)
{
	uint32_t kind = attributes >> 16 & S_IFMT;

	return kind == 0 || kind == S_IFREG || kind == S_IFDIR;
}

static bool
sizes_good(const struct zip_record *r)
{
	bool folder = r->name.len > 0 && r->name.at[r->name.len - 1] == '/';

	if (folder && (r->size != 0 || r->crc != 0 || r->packed > DEFLATED_MIN))
		return false;
	if (r->method == ZIP_STORE)
		return r->size == r->packed;
	return r->packed >= DEFLATED_MIN;
}

int
zip_check_central(const struct zip_record *r, struct fail *f)
{
	if (r->flags & (ZIP_ENCRYPTED | ZIP_STRONG))
		return refuse(f, "zip-encrypted", r->number);
	if (r->flags & ~ZIP_HARMLESS)
		return refuse(f, "zip-flags", r->number);
	if (r->method != ZIP_STORE && r->method != ZIP_DEFLATE)
		return refuse(f, "zip-method", r->number);
	if (r->disk != 0)
		return fail(f, FAIL_INPUT, "zip-disks");
	if (!kind_good(r->attributes))
		return refuse(f, "zip-special", r->number);
	if (!sizes_good(r))
		return refuse(f, "zip-size", r->number);
	return 0;
}

static bool
numbers_same(const struct zip_record *central, const struct zip_record *local)
{
	bool later = local->flags & ZIP_DESCRIPTOR;

	return (local->crc == central->crc || (later && local->crc == 0)) &&
	       (local->packed == central->packed || (later && local->packed == 0)) &&
	       (local->size == central->size || (later && local->size == 0));
}

int
zip_check_local(
    const struct zip_record *central, const struct zip_record *local, struct fail *f)
{
	if (local->flags != central->flags || local->method != central->method ||
	    !bytes_equal(local->name, central->name) || !numbers_same(central, local))
		return refuse(f, "zip-local", central->number);
	return 0;
}
