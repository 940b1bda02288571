#ifndef RELEASE_BAG_SIGN_H
#define RELEASE_BAG_SIGN_H

#include <stdbool.h>

#include "base/bytes.h"

struct arena;
struct fail;
struct verifying;

/*
 * vault/sign.h for a signature that is in memory. lax: the first line is any one
 * untrusted comment. comment may be NULL; without signature bytes (.at NULL) it is
 * "sign-missing".
 */
int bag_signature(const struct verifying *, struct bytes, struct bytes signature,
    bool lax, struct arena *, const char **comment, struct fail *);

#endif
