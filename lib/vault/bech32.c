#include "vault/bech32.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/fail.h"

static const char lower[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
static const char upper[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

enum { CHECKSUM = 6 };

/* The BCH code of BIP 173, one 5-bit value further. */
static uint32_t
step(uint32_t sum, unsigned value)
{
	static const uint32_t generator[5] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
		0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;
	int i;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (i = 0; i < 5; i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

static bool
is_upper(const char *word)
{
	for (; *word; word++)
		if (*word >= 'A' && *word <= 'Z')
			return true;
	return false;
}

/* The word's letters count in lower case: high bits, a zero, low bits. */
static uint32_t
word_sum(const char *word)
{
	uint32_t sum = 1;
	const char *c;

	for (c = word; *c; c++)
		sum = step(sum, (unsigned)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c) >> 5);
	sum = step(sum, 0);
	for (c = word; *c; c++)
		sum = step(sum, (unsigned)*c & 31);
	return sum;
}

void
bech32_write(const char *word, struct bytes data, char *to, size_t size)
{
	const char *letters = is_upper(word) ? upper : lower;
	size_t word_len = strlen(word), values = (data.len * 8 + 4) / 5, i;
	uint32_t sum = word_sum(word);
	unsigned value;

	if (size < word_len + 1 + values + CHECKSUM + 1)
		die("bech32_write: %zu bytes of room", size);
	memcpy(to, word, word_len);
	to += word_len;
	*to++ = '1';
	for (i = 0; i < values; i++) {
		size_t bit = i * 5, byte = bit / 8;
		unsigned two = (unsigned)data.at[byte] << 8;

		if (byte + 1 < data.len)
			two |= data.at[byte + 1];
		value = two >> (11 - bit % 8) & 31;
		sum = step(sum, value);
		*to++ = letters[value];
	}
	for (i = 0; i < CHECKSUM; i++)
		sum = step(sum, 0);
	sum ^= 1;
	for (i = 0; i < CHECKSUM; i++)
		*to++ = letters[sum >> (5 * (CHECKSUM - 1 - i)) & 31];
	*to = '\0';
}

/* The letters behind the "1": as values into to[], the last six only summed. */
static int
read_letters(
    const char *letters, struct bytes text, uint32_t sum, unsigned char *to, size_t len)
{
	size_t values = text.len - CHECKSUM, i, filled = 0;
	unsigned pending = 0, bits = 0;
	const char *letter;

	for (i = 0; i < text.len; i++) {
		letter = text.at[i] ? strchr(letters, text.at[i]) : NULL;
		if (letter == NULL)
			return -1;
		sum = step(sum, (unsigned)(letter - letters));
		if (i >= values)
			continue;
		pending = (pending << 5 | (unsigned)(letter - letters)) & 0xfff;
		bits += 5;
		if (bits < 8)
			continue;
		bits -= 8;
		if (filled == len)
			return -1;
		to[filled++] = (unsigned char)(pending >> bits);
	}
	if (sum != 1 || filled != len || bits >= 5 || (pending & ((1u << bits) - 1)))
		return -1;
	return 0;
}

int
bech32_read(const char *word, struct bytes text, unsigned char *to, size_t len)
{
	size_t head = strlen(word) + 1;

	if (text.len < head + CHECKSUM || !bytes_start(text, word) ||
	    text.at[head - 1] != '1')
		return -1;
	return read_letters(is_upper(word) ? upper : lower,
	    bytes_cut(text, head, text.len), word_sum(word), to, len);
}
