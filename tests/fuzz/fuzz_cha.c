#include "format/cha.h"
#include "taken_apart.h"

/* The first byte says whether what was said counts as exchanged, the rest is a file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 0)
		take_apart(
		    &format_cha, (struct bytes){ data + 1, size - 1 }, data[0] & 1);
	return 0;
}
