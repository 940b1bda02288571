#include "fuzz_format.h"

#include "format/tsv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_format(&format_tsv, data, size);
	return 0;
}
