#ifndef FORMAT_ZIP_CHECK_H
#define FORMAT_ZIP_CHECK_H

#include <stdint.h>

#include "base/bytes.h"

struct fail;
struct map;
struct zip_record;

/*
 * What a part must be to be read or written: its failures are listed in zip.h. Part
 * of zip.c and zip_out.c. number: of the part, from 1, for the message.
 */

/*
 * 1 to 255 bytes of UTF-8 without control characters; folders parted by "/", none of
 * them "", "." or ".."; not absolute, no backslash, no drive: nothing that a program
 * could take for another name. FAIL_INPUT "zip-name"; "zip-twice" where names has it,
 * case folded and composed (as file systems do), a "/" at its end or not.
 */
int zip_check_name(
    struct map *names, struct bytes name, uint32_t number, struct fail *);

/* Sizes within the limits; *total counts what all parts come to, unpacked. */
int zip_check_size(
    uint64_t size, uint64_t packed, uint32_t number, uint64_t *total, struct fail *);

/* Flags, method, kind of file and sizes of a header in the directory. */
int zip_check_central(const struct zip_record *, struct fail *);

/*
 * The header before the part says the same as that in the directory. With a data
 * descriptor (4.4.4, bit 3) CRC and sizes may be 0 in it.
 */
int zip_check_local(
    const struct zip_record *central, const struct zip_record *local, struct fail *);

#endif
