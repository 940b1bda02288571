#ifndef FORMAT_LINE_LABEL_H
#define FORMAT_LINE_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "format/format.h"

/*
 * Who speaks, at the start of a line of text, as transcribers and programs write it:
 *
 *	Kari: Ja.		SW4 (later): Ja.	[00:12:34] Kari: Ja.
 *	**Kari:** Ja.		[Kari]: Ja.		{Kari} Ja.	<v Kari>Ja.
 *	SW4			SW4 Ja.			ES Ja.
 *	00:00:03 Taler 1	SPEAKER_00	[Kari Nordli] 10:02:11
 *	Kari Nordli   0:03	00:00:03<tab>Kari<tab>Ja.
 *	10:02:11 From Kari Nordli to Everyone: Ja.
 *
 * The last four are those of Word online and Zoom's captions, Teams, NVivo and Zoom's
 * chat: what they put beside a time is a name, with or without a colon (LABEL_COLON).
 *
 * A label is told by its shape alone; whether anybody is called so, others know.
 */
struct line_label {
	enum label_shape shape; /* LABEL_NONE: the line begins with no label */
	bool weak;              /* as likely words of a broken sentence: believe it only
				   where a sentence may begin */
	bool alone;             /* nothing follows on the line but blanks */
	size_t from, to;        /* bytes of the line: the name alone */
};

/* line is UTF-8, with or without its line end. */
struct line_label line_label_of(struct bytes line);

/* The same of a line that holds a name and nothing else, because of what stands before
 * it: Teams' plain text has a line of times ("0:0:0.0 --> 0:0:1.250") there. Up to
 * LIMIT_LABEL characters that begin with a letter; "Nordli, Kari" of "Nordli, Kari
 * (gjest)". */
struct line_label line_label_alone(struct bytes line);

#endif
