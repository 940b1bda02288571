#ifndef BASE_SINK_H
#define BASE_SINK_H

#include "base/bytes.h"

struct fail;

/* Where bytes go, one behind another: a descriptor, a part of a package. */
struct sink {
	int (*write)(void *with, struct bytes, struct fail *); /* 0, or -1 */
	void *with;
};

/* The descriptor stays the caller's, and is read anew at each write. */
struct sink sink_of_fd(int *fd);

#endif
