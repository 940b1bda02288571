#include "base/json.h"

#include <inttypes.h>
#include <string.h>
#include <utf8proc.h>

#include "base/fail.h"

#define LARGEST (UINT64_C(1) << 53) /* from here on a double skips numbers */

struct json
jsonl_open(struct buf *to)
{
	buf_byte(to, '{');
	return (struct json){ to, NULL };
}

static bool
is_plain_key(const char *key)
{
	for (; *key != '\0'; key++)
		if (*key < 0x20 || *key > 0x7e || *key == '"' || *key == '\\')
			return false;
	return true;
}

static void
begin_member(struct json *j, const char *key)
{
	if (!is_plain_key(key))
		die("json: a key that needs escaping");
	if (j->last != NULL && strcmp(j->last, key) >= 0)
		die("json: key %s after %s", key, j->last);
	if (j->last != NULL)
		buf_byte(j->to, ',');
	j->last = key;
	buf_printf(j->to, "\"%s\":", key);
}

void
jsonl_text(struct json *j, const char *key, struct bytes value)
{
	begin_member(j, key);
	jsonl_string(j->to, value);
}

void
jsonl_number(struct json *j, const char *key, uint64_t value)
{
	if (value >= LARGEST)
		die("json: %s is 2^53 or more", key);
	begin_member(j, key);
	buf_printf(j->to, "%" PRIu64, value);
}

void
jsonl_bool(struct json *j, const char *key, bool value)
{
	begin_member(j, key);
	buf_text(j->to, value ? "true" : "false");
}

void
jsonl_raw(struct json *j, const char *key, struct bytes json)
{
	begin_member(j, key);
	buf_add(j->to, json);
}

void
jsonl_close(struct json *j)
{
	buf_byte(j->to, '}');
}

/* One ASCII character as jq 1.6 writes it, which escapes DEL too. */
static void
add_ascii(struct buf *to, unsigned char c)
{
	static const char special[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
	const char *found = c ? strchr(special, c) : NULL;

	if (found != NULL) {
		buf_byte(to, '\\');
		buf_byte(to, (unsigned char)letter[found - special]);
	} else if (c < 0x20 || c == 0x7f) {
		buf_printf(to, "\\u%04x", c);
	} else {
		buf_byte(to, c);
	}
}

void
jsonl_string(struct buf *to, struct bytes value)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len;

	buf_byte(to, '"');
	while (value.len > 0) {
		len = utf8proc_iterate(value.at, (utf8proc_ssize_t)value.len, &c);
		if (len == 1)
			add_ascii(to, value.at[0]);
		else if (len > 1)
			buf_add(to, bytes_cut(value, 0, (size_t)len));
		else /* not UTF-8, as a file's name may be: the line stays JSON */
			buf_text(to, "\xef\xbf\xbd");
		value = bytes_cut(value, len > 1 ? (size_t)len : 1, value.len);
	}
	buf_byte(to, '"');
}
