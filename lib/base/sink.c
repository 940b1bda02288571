#include "base/sink.h"

#include "base/file.h"

static int
write_fd(void *with, struct bytes bytes, struct fail *f)
{
	const int *fd = with;

	return file_write_fd(*fd, bytes, NULL, f);
}

struct sink
sink_of_fd(int *fd)
{
	return (struct sink){ write_fd, fd };
}
