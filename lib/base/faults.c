#include "base/faults.h"

int
faults_take(struct faults *faults, struct fail *f)
{
	if (faults == NULL || f->kind != FAIL_INPUT)
		return -1;
	if (faults->len < FAULTS_KEPT)
		faults->at[faults->len++] = *f;
	else
		faults->more++;
	*f = (struct fail){ .kind = FAIL_NONE };
	return 0;
}

uint64_t
faults_count(const struct faults *faults)
{
	return faults ? faults->len + faults->more : 0;
}

int
faults_end(const struct faults *faults, struct fail *f)
{
	if (faults == NULL || faults->len == 0)
		return 0;
	*f = faults->at[0];
	return -1;
}
