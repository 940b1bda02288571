#ifndef FORMAT_CHA_H
#define FORMAT_CHA_H

#include "format/format.h"

/*
 * CHAT, the transcripts of CLAN and TalkBank (.cha), as its manual describes them.
 *
 * A line begins with "@" (a header), "*" (what somebody says) or "%" (a tier about what
 * was said), and goes on in lines that begin with a tab. What somebody says is one
 * utterance, with who says it as its label. cha_table.h says what becomes of each
 * header and tier.
 *
 * Who speaks is a code ("*KAR:"). Where @Participants gives the code a name, the label
 * says that name, so that somebody of the people gets their code, in @Participants,
 * @ID and all tiers alike; see cha_speaker.h. The names themselves are taken out.
 *
 * Tiers that repeat the words (%mor, %gra, %pho, %wor ...) are taken out where what was
 * said above had something exchanged, and stay elsewhere; then the lemmas of %mor are
 * searched like text.
 *
 * FAIL_INPUT, with the line: "cha-line" (it is none of these), "cha-order" (@Begin and
 * @End are not where they must be), "cha-label" (who speaks is not said), "cha-id".
 * FAIL_LIMIT: "cha-long", "cha-speakers".
 */
extern const struct format format_cha;

#endif
