#include "fuzz_format.h"

#include "format/srt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_format(&format_srt, data, size);
	return 0;
}
