#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/*
 * Every limit of the program. A limit reached is FAIL_LIMIT (exit 6), never a
 * shorter answer. Sizes are in bytes unless said.
 */
enum limits {
	/* documents */
	LIMIT_WINDOW = 256 * 1024,       /* of a document held at a time */
	LIMIT_UTTERANCE = 16 * 1024,     /* longer turns are cut at a word */
	LIMIT_CARRY = 128,               /* of the turn before that rules still see */
	LIMIT_ENCODING_SAMPLE = 1 << 20, /* read to tell the encoding */
	LIMIT_LABEL = 63,                /* characters before the colon (as MAXQDA) */
	LIMIT_CHA_SPEAKERS = 256,        /* codes of speakers in a CHAT file */

	/* XML */
	LIMIT_XML_DEPTH = 256,     /* elements inside one another */
	LIMIT_XML_TOKEN = 1 << 20, /* a tag, or what stands between two */
	LIMIT_RELATIONS = 4000,    /* of one part of a package */

	/* JSON that is walked over, not held */
	LIMIT_JSON_DEPTH = 64,
	LIMIT_JSON_KEYS = 256, /* of one object */
	LIMIT_JSON_KEY = 256,

	/* what one document may prove */
	LIMIT_PROVED = 20000, /* names */
	LIMIT_THIRD = 9999,   /* numbered placeholders of one word */

	LIMIT_CLUES = 1000, /* turns listed for their clues: those with most are */

	/* packages (docx, odt, xlsx, qdpx): refused before a byte is unpacked */
	LIMIT_ZIP_ENTRIES = 2000,
	LIMIT_ZIP_ENTRY = 1 << 30,
	LIMIT_ZIP_TOTAL = 1 << 30, /* all parts together */
	LIMIT_ZIP_RATIO = 320,           /* bytes a packed byte: one paragraph over and over is 295 */
	LIMIT_ZIP_RATIO_FROM = 16 << 20, /* parts up to here may have any */

	LIMIT_RTF_DEPTH = 512, /* groups in groups */

	/* tables, keys, settings: read whole */
	LIMIT_CSV = 16 << 20,
	LIMIT_CSV_COLUMNS = 256,
	LIMIT_CSV_WIDE = 16384, /* columns of a document (Excel's most) */
	LIMIT_CSV_ROWS = 1 << 18, /* a short row costs far more memory than bytes */
	LIMIT_CELL = 8192,
	LIMIT_YAML = 4 << 20,
	LIMIT_LIST = 64 << 20,
	LIMIT_LEDGER = 256 << 20,
	LIMIT_SEALED = 512 << 20, /* opened whole in memory */
	LIMIT_PASSPHRASE = 1024,

	/* age files (C2SP age.md sets none) */
	LIMIT_AGE_HEADER = 1 << 20,
	LIMIT_AGE_STANZAS = 1024,
	LIMIT_SCRYPT_LOG_N = 22,

	/* PCRE2 */
	LIMIT_MATCH = 200000,
	LIMIT_MATCH_HEAP_KIB = 20000
};

#endif
