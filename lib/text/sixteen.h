#ifndef TEXT_SIXTEEN_H
#define TEXT_SIXTEEN_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * Sixteen bytes of a text, asked together. The operators of C work on all of them at
 * once (vector extension of GCC and Clang, which make what the processor has of it); an
 * answer is 0xFF where a byte is so, else 0.
 */
typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline sixteen
sixteen_all(unsigned char c)
{
	return (sixteen){ c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c };
}

static inline sixteen
sixteen_are(sixteen x, unsigned char byte)
{
	return (sixteen)(x == sixteen_all(byte));
}

/* Bytes from low to high, both among them. */
static inline sixteen
sixteen_between(sixteen x, unsigned char low, unsigned char high)
{
	return (
	    sixteen)(x - sixteen_all(low) <= sixteen_all((unsigned char)(high - low)));
}

/* The first eight bytes (half 0) or the others (1) as a number, the first lowest. */
static inline uint64_t
sixteen_half(sixteen x, int half)
{
	typedef uint64_t halves __attribute__((vector_size(16)));

	return le64toh(((halves)x)[half]);
}

/* The answer as a number: bit k is of byte k. Where no instruction says it, the product
 * brings the lowest bit of each byte of a half into its highest byte. */
static inline unsigned
sixteen_bits(sixteen answer)
{
#ifdef __SSE2__
	return (unsigned)_mm_movemask_epi8((__m128i)answer);
#else
	const uint64_t lowest = UINT64_MAX / 255, to_top = UINT64_C(0x0102040810204080);

	return (unsigned)(((sixteen_half(answer, 0) & lowest) * to_top) >> 56 |
			  ((sixteen_half(answer, 1) & lowest) * to_top) >> 56 << 8);
#endif
}

static inline sixteen
sixteen_of(const unsigned char at[16])
{
	sixteen x;

	memcpy(&x, at, sizeof x);
	return x;
}

/* An answer that is yes for the first len. */
static inline sixteen
sixteen_first(unsigned len)
{
	static const unsigned char yes_no[32] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0 };

	return sixteen_of(yes_no + 16 - len);
}

/* The last bytes of a text, fewer than sixteen, with zeros behind them. Apart, so that
 * who reads on needs no buffer. */
__attribute__((noinline, unused)) static sixteen
sixteen_end(const unsigned char *at, size_t len)
{
	unsigned char end[16] = { 0 };

	memcpy(end, at, len);
	return sixteen_of(end);
}

/* The next bytes of a text that has len of them, with zeros behind its end. */
static inline sixteen
sixteen_load(const unsigned char *at, size_t len)
{
	return len >= sizeof(sixteen) ? sixteen_of(at) : sixteen_end(at, len);
}

#endif
