#include "format/eaf.h"
#include "format/exb.h"
#include "taken_apart.h"

/* A file of ELAN or, if its first byte is "b", one of EXMARaLDA behind that. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes file = { data, size };

	if (bytes_start(file, "b"))
		take_apart(&format_exb, bytes_cut(file, 1, size), 0);
	else
		take_apart(&format_eaf, file, 0);
	return 0;
}
