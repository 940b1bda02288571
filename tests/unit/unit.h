#ifndef UNIT_H
#define UNIT_H

/*
 * What every unit test file needs. A file is a program: TEST()s, then
 *
 *	UNIT(cmocka_unit_test(keeps_the_order), cmocka_unit_test(...))
 *
 * Run under the sanitizers too, with leak detection.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail /* cmocka's; ours is lib/base/fail.h */

#define TEST(name) static void name(void **state __attribute__((unused)))

#define UNIT(...)                                                  \
	int main(void)                                             \
	{                                                          \
		const struct CMUnitTest tests[] = { __VA_ARGS__ }; \
		return cmocka_run_group_tests(tests, NULL, NULL);  \
	}

#endif
