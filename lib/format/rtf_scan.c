#include "format/rtf_scan.h"

#include <string.h>

#include "base/fail.h"
#include "format/source.h"

enum { WINDOW = 64 * 1024, RUN = 1024 /* of text given at a time */ };

/* 1 and the byte at .at, 0 at the end, -1. */
static int
peek(struct rtf_scan *s, unsigned char *byte, struct fail *f)
{
	uint64_t in = s->at - s->window_at;

	if (s->at < s->window_at || in >= s->window.len) {
		if (source_raw(s->source, s->at, WINDOW, &s->window, f) == -1)
			return -1;
		s->window_at = s->at;
		if (s->window.len == 0)
			return 0;
		in = 0;
	}
	*byte = s->window.at[in];
	return 1;
}

/* The same where the file must not end. */
static int
need(struct rtf_scan *s, unsigned char *byte, struct fail *f)
{
	int got = peek(s, byte, f);

	return got == 0 ? fail(f, FAIL_INPUT, "rtf-cut") : got;
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int
hex_value(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Two digits, behind \'. */
static int
scan_hex(struct rtf_scan *s, struct rtf_token *t, struct fail *f)
{
	unsigned char c;
	int i, value;

	t->kind = RTF_BYTE;
	t->byte = 0;
	for (i = 0; i < 2; i++) {
		if (need(s, &c, f) == -1)
			return -1;
		value = hex_value(c);
		if (value < 0)
			return fail(f, FAIL_INPUT, "rtf-hex");
		t->byte = (unsigned char)(t->byte << 4 | value);
		s->at++;
	}
	return 1;
}

static int
scan_number(struct rtf_scan *s, struct rtf_token *t, struct fail *f)
{
	int64_t number = 0;
	unsigned char c = 0;
	bool minus;
	int got = peek(s, &c, f);

	minus = got == 1 && c == '-';
	if (minus) {
		s->at++;
		got = peek(s, &c, f);
		if (got == 0 || (got == 1 && (c < '0' || c > '9')))
			return fail(f, FAIL_INPUT, "rtf-word");
	}
	for (; got == 1 && c >= '0' && c <= '9'; got = peek(s, &c, f)) {
		t->has_number = true;
		number = number * 10 + (c - '0');
		if (number > INT32_MAX)
			return fail(f, FAIL_INPUT, "rtf-word");
		s->at++;
	}
	if (got == 1 && c == ' ')
		s->at++;
	t->number = (int32_t)(minus ? -number : number);
	return got == -1 ? -1 : 1;
}

/* So many bytes that are no RTF. */
static int
skip_binary(struct rtf_scan *s, const struct rtf_token *t, struct fail *f)
{
	uint64_t left = source_size(s->source) - s->at;

	if (t->number < 0 || (uint64_t)t->number > left)
		return fail(f, FAIL_INPUT, "rtf-cut");
	s->at += (uint64_t)t->number;
	return 1;
}

static int
scan_word(struct rtf_scan *s, struct rtf_token *t, struct fail *f)
{
	unsigned char c = 0;
	size_t len = 0;
	int got;

	t->kind = RTF_WORD;
	while ((got = peek(s, &c, f)) == 1 && is_letter(c)) {
		if (len == RTF_WORD_LONGEST)
			return fail(f, FAIL_INPUT, "rtf-word");
		t->word[len++] = (char)c;
		s->at++;
	}
	t->word[len] = '\0';
	if (got == -1 || scan_number(s, t, f) == -1)
		return -1;
	return strcmp(t->word, "bin") == 0 ? skip_binary(s, t, f) : 1;
}

/* Behind a backslash. */
static int
scan_control(struct rtf_scan *s, struct rtf_token *t, struct fail *f)
{
	unsigned char c;

	if (need(s, &c, f) == -1)
		return -1;
	if (is_letter(c))
		return scan_word(s, t, f);
	s->at++;
	if (c == '\'')
		return scan_hex(s, t, f);
	t->kind = RTF_SYMBOL;
	t->byte = c == '\r' ? '\n' : c;
	if (c == '\r' && peek(s, &c, f) == 1 && c == '\n')
		s->at++;
	return f->kind == FAIL_NONE ? 1 : -1;
}

static void
scan_text(struct rtf_scan *s, struct rtf_token *t)
{
	struct bytes rest =
	    bytes_cut(s->window, (size_t)(s->at - s->window_at), s->window.len);
	size_t len = 0;

	t->kind = RTF_TEXT;
	if (rest.at[0] == '\t')
		len = 1;
	else
		while (len < rest.len && len < RUN && rest.at[len] >= 0x20 &&
		       rest.at[len] < 0x7F && rest.at[len] != '\\' &&
		       rest.at[len] != '{' && rest.at[len] != '}')
			len++;
	t->text = bytes_cut(rest, 0, len);
	s->at += len;
}

static int
scan_one(struct rtf_scan *s, struct rtf_token *t, unsigned char c, struct fail *f)
{
	switch (c) {
	case '{':
	case '}':
		t->kind = c == '{' ? RTF_BEGIN : RTF_END;
		s->at++;
		return 1;
	case '\\':
		s->at++;
		return scan_control(s, t, f);
	default:
		if (c < 0x80) {
			scan_text(s, t);
			return 1;
		}
		t->kind = RTF_BYTE;
		t->byte = c;
		s->at++;
		return 1;
	}
}

int
rtf_scan_next(struct rtf_scan *s, struct rtf_token *t, struct fail *f)
{
	unsigned char c;
	int got;

	/* controls say nothing; DEL neither */
	while ((got = peek(s, &c, f)) == 1 && ((c < 0x20 && c != '\t') || c == 0x7F))
		s->at++;
	if (got <= 0)
		return got;
	*t = (struct rtf_token){ .at = s->at };
	got = scan_one(s, t, c, f);
	t->end = s->at;
	return got;
}
