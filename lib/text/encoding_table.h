#ifndef TEXT_ENCODING_TABLE_H
#define TEXT_ENCODING_TABLE_H

#include <stdint.h>

/* The characters of bytes 0x80 to 0xFF. What no mapping file defines (five bytes of
 * CP1252) is the control of the same number. Each table holds every value once. */
extern const uint16_t encoding_windows_1252[128];
extern const uint16_t encoding_macroman[128];
extern const uint16_t encoding_cp865[128];

#endif
