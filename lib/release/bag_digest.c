#include "release/bag_digest.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

static const struct {
	const char *name;
	size_t size;
} digests[BAG_DIGESTS] = {
	[BAG_MD5] = { "md5", 16 },
	[BAG_SHA1] = { "sha1", 20 },
	[BAG_SHA224] = { "sha224", 28 },
	[BAG_SHA256] = { "sha256", 32 },
	[BAG_SHA384] = { "sha384", 48 },
	[BAG_SHA512] = { "sha512", 64 },
};

bool
bag_digest_named(struct bytes name, enum bag_digest *kind)
{
	char plain[8];
	size_t i, len = 0;
	unsigned char c;

	for (i = 0; i < name.len; i++) {
		c = name.at[i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			continue;
		if (len == sizeof plain - 1)
			return false;
		plain[len++] = (char)c;
	}
	plain[len] = '\0';
	for (i = 0; i < BAG_DIGESTS; i++)
		if (strcmp(plain, digests[i].name) == 0) {
			*kind = (enum bag_digest)i;
			return true;
		}
	return false;
}

size_t
bag_digest_size(enum bag_digest kind)
{
	return digests[kind].size;
}

static uint32_t
turn(uint32_t x, unsigned by)
{
	return x << by | x >> (32 - by);
}

/* RFC 1321: 2^32 times |sin(i + 1)|, whole part. */
static const uint32_t md5_sine[64] = { 0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee,
	0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af,
	0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
	0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453,
	0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
	0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681,
	0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
	0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5,
	0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039,
	0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0,
	0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391 };

static const unsigned char md5_turns[4][4] = { { 7, 12, 17, 22 }, { 5, 9, 14, 20 },
	{ 4, 11, 16, 23 }, { 6, 10, 15, 21 } };

static void
md5_block(uint32_t h[5], const unsigned char at[64])
{
	uint32_t word[16], a = h[0], b = h[1], c = h[2], d = h[3], f, keep;
	unsigned i, g;

	for (i = 0; i < 16; i++)
		word[i] = (uint32_t)at[4 * i] | (uint32_t)at[4 * i + 1] << 8 |
		          (uint32_t)at[4 * i + 2] << 16 | (uint32_t)at[4 * i + 3] << 24;
	for (i = 0; i < 64; i++) {
		switch (i / 16) {
		case 0:
			f = (b & c) | (~b & d), g = i;
			break;
		case 1:
			f = (d & b) | (~d & c), g = 5 * i + 1;
			break;
		case 2:
			f = b ^ c ^ d, g = 3 * i + 5;
			break;
		default:
			f = c ^ (b | ~d), g = 7 * i;
		}
		keep = d;
		d = c;
		c = b;
		b += turn(a + f + md5_sine[i] + word[g % 16], md5_turns[i / 16][i % 4]);
		a = keep;
	}
	h[0] += a, h[1] += b, h[2] += c, h[3] += d;
}

static void
sha1_block(uint32_t h[5], const unsigned char at[64])
{
	static const uint32_t add[4] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc,
		0xca62c1d6 };
	uint32_t word[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f, keep;
	unsigned i;

	for (i = 0; i < 16; i++)
		word[i] = (uint32_t)at[4 * i] << 24 | (uint32_t)at[4 * i + 1] << 16 |
		          (uint32_t)at[4 * i + 2] << 8 | (uint32_t)at[4 * i + 3];
	for (; i < 80; i++)
		word[i] =
		    turn(word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
	for (i = 0; i < 80; i++) {
		if (i < 20)
			f = (b & c) | (~b & d);
		else if (i >= 40 && i < 60)
			f = (b & c) | (b & d) | (c & d);
		else
			f = b ^ c ^ d;
		keep = turn(a, 5) + f + e + add[i / 20] + word[i];
		e = d, d = c, c = turn(b, 30), b = a, a = keep;
	}
	h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

/* MD5 and SHA-1 differ in their block and in which end of a number comes first. */
static void
old_digest(bool md5, struct bytes b, unsigned char *to)
{
	uint32_t h[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };
	void (*block)(uint32_t[5], const unsigned char[64]) =
	    md5 ? md5_block : sha1_block;
	unsigned char last[128] = { 0 };
	size_t i, whole = b.len - b.len % 64, rest = b.len % 64, len;

	for (i = 0; i < whole; i += 64)
		block(h, b.at + i);
	if (rest)
		memcpy(last, b.at + whole, rest);
	last[rest] = 0x80;
	len = rest < 56 ? 64 : 128;
	for (i = 0; i < 8; i++)
		last[md5 ? len - 8 + i : len - 1 - i] =
		    (unsigned char)((uint64_t)b.len * 8 >> 8 * i);
	block(h, last);
	if (len == 128)
		block(h, last + 64);
	for (i = 0; i < (md5 ? 16 : 20); i++)
		to[i] = (unsigned char)(h[i / 4] >> 8 * (md5 ? i % 4 : 3 - i % 4));
}

/* The short ones are the long ones from another start, cut (FIPS 180-4, 5.3). */
static void
sha2_small(bool cut, struct bytes b, unsigned char to[64])
{
	static const uint32_t start[8] = { 0xc1059ed8, 0x367cd507, 0x3070dd17,
		0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4 };
	crypto_hash_sha256_state s;

	crypto_hash_sha256_init(&s);
	if (cut)
		memcpy(s.state, start, sizeof start);
	crypto_hash_sha256_update(&s, b.at, b.len);
	crypto_hash_sha256_final(&s, to);
}

static void
sha2_large(bool cut, struct bytes b, unsigned char to[64])
{
	static const uint64_t start[8] = { 0xcbbb9d5dc1059ed8, 0x629a292a367cd507,
		0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31,
		0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4 };
	crypto_hash_sha512_state s;

	crypto_hash_sha512_init(&s);
	if (cut)
		memcpy(s.state, start, sizeof start);
	crypto_hash_sha512_update(&s, b.at, b.len);
	crypto_hash_sha512_final(&s, to);
}

void
bag_digest(enum bag_digest kind, struct bytes b, unsigned char to[BAG_DIGEST_MAX])
{
	static const unsigned char none[1];

	if (b.len == 0)
		b.at = none;
	switch (kind) {
	case BAG_MD5:
	case BAG_SHA1:
		old_digest(kind == BAG_MD5, b, to);
		return;
	case BAG_SHA224:
	case BAG_SHA256:
		sha2_small(kind == BAG_SHA224, b, to);
		return;
	default:
		sha2_large(kind == BAG_SHA384, b, to);
	}
}
