#ifndef FORMAT_EAF_H
#define FORMAT_EAF_H

#include "format/format.h"

/*
 * ELAN annotation files (.eaf), as the schemas EAFv2.x.xsd to EAFv3.0.xsd describe them.
 *
 * Each annotation value is an utterance, and so are descriptions and the entries of
 * vocabularies. The participant of a tier is its label. Names of tiers, types and
 * vocabularies, which refer to each other, become T1, L1, V1 ... unless they are usual
 * words; who annotated, when, with which media and links is taken out, and an attribute
 * that the schema wants is emptied.
 */
extern const struct format format_eaf;

#endif
