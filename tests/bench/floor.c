/*
 * floor FILE: reads the file and hashes every word of it, sixteen bytes at a time: what
 * any finder that looks at every word must spend. Prints how many words and their sum,
 * so that nothing is left out by the compiler. Letters, digits and all bytes beyond
 * ASCII are of words.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

static uint64_t
mask_of(const unsigned char *at)
{
	const __m128i small = _mm_set1_epi8(0x20), a = _mm_set1_epi8('a' - 1);
	const __m128i z = _mm_set1_epi8('z' + 1), n0 = _mm_set1_epi8('0' - 1);
	const __m128i n9 = _mm_set1_epi8('9' + 1);
	uint64_t mask = 0;
	int i;

	for (i = 0; i < 4; i++) {
		__m128i c =
		    _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
		__m128i l = _mm_or_si128(c, small);
		__m128i w = _mm_and_si128(_mm_cmpgt_epi8(l, a), _mm_cmplt_epi8(l, z));

		w = _mm_or_si128(
		    w, _mm_and_si128(_mm_cmpgt_epi8(c, n0), _mm_cmplt_epi8(c, n9)));
		mask |=
		    (uint64_t)(unsigned)(_mm_movemask_epi8(w) | _mm_movemask_epi8(c))
		    << (16 * i);
	}
	return mask;
}
#else
static uint64_t
mask_of(const unsigned char *at)
{
	uint64_t mask = 0;
	unsigned i, c;

	for (i = 0; i < 64; i++) {
		c = at[i] | 0x20;
		if (c >= 0x80 || c - 'a' < 26 || at[i] - (unsigned)'0' < 10)
			mask |= UINT64_C(1) << i;
	}
	return mask;
}
#endif

static uint64_t
hash_of(const unsigned char *at)
{
	uint64_t a, b;

	memcpy(&a, at, 8);
	memcpy(&b, at + 8, 8);
	return (a ^ (b << 31 | b >> 33)) * UINT64_C(0x9E3779B97F4A7C15);
}

int
main(int argc, char **argv)
{
	static unsigned char window[64 * 1024 + 64];
	uint64_t sum = 0, words = 0, mask, starts, before = 0;
	FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t len, i;

	if (in == NULL)
		return EXIT_FAILURE;
	setvbuf(in, NULL, _IONBF, 0);
	while ((len = fread(window, 1, 64 * 1024, in)) > 0) {
		memset(window + len, 0, 64);
		for (i = 0; i < len; i += 64) {
			mask = mask_of(window + i);
			starts = mask & ~(mask << 1 | before);
			before = mask >> 63;
			for (; starts != 0; starts &= starts - 1) {
				sum ^= hash_of(
				    window + i + (unsigned)__builtin_ctzll(starts));
				words++;
			}
		}
	}
	fclose(in);
	printf("%llu spans, sum %llx\n", (unsigned long long)words,
	    (unsigned long long)sum);
	return EXIT_SUCCESS;
}
