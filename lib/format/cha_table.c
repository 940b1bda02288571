#include "format/cha_table.h"

#include <ctype.h>
#include <string.h>

/* The headers of the CHAT manual, 7 ("File Headers"), and those of older editions. */
static const struct cha_row headers[] = {
	{ "UTF8", CHA_BARE, 0, false, NULL },
	{ "Begin", CHA_BEGIN, 0, false, NULL },
	{ "End", CHA_END, 0, false, NULL },
	{ "Blank", CHA_BARE, 0, false, NULL },
	{ "New Episode", CHA_BARE, 0, false, NULL },
	{ "Languages", CHA_LANGUAGES, 0, false, NULL },
	{ "Participants", CHA_PARTICIPANTS, 0, false, NULL },
	{ "ID", CHA_ID, 0, false, NULL },
	{ "Media", CHA_MEDIA, 0, false, NULL },
	{ "L1 of", CHA_TEXT, 0, true, NULL },

	/* choices of the program and of the design */
	{ "Options", CHA_WORDS, 0, false,
	    " CA CA-Unicode heritage multi IPA sign bullets caps notarget NoAlign "
	    "dummy " },
	{ "Types", CHA_WORDS, 0, false,
	    " long cross case observ toyplay narrative meal pictures book interview "
	    "tests "
	    "preverbal group classroom reading everyday TD bi SLI LT SSD HL L2 aphasia "
	    "dementia TBI RHD control " },
	{ "Number", CHA_WORDS, 0, false, " more audience " },
	{ "Recording Quality", CHA_WORDS, 0, false, " poor medium good " },
	{ "Transcription", CHA_WORDS, 0, false,
	    " eye_dialect partial full detailed coarse checked anonymized " },
	{ "Interaction Type", CHA_WORDS, 0, false,
	    " constructed computer phonecall "
	    "telechat meeting work medical classroom "
	    "tutoring private family sports religious "
	    "legal face_to_face " },

	/* free text about what happens */
	{ "Comment", CHA_TEXT, 0, false, NULL },
	{ "Situation", CHA_TEXT, 0, false, NULL },
	{ "Activities", CHA_TEXT, 0, false, NULL },
	{ "Room Layout", CHA_TEXT, 0, false, NULL },
	{ "Warning", CHA_TEXT, 0, false, NULL },
	{ "Keywords", CHA_TEXT, 0, false, NULL },
	{ "Exceptions", CHA_TEXT, 0, false, NULL },
	{ "Bck", CHA_TEXT, 0, false, NULL },
	{ "Bg", CHA_TEXT, 0, false, NULL },
	{ "Eg", CHA_TEXT, 0, false, NULL },
	{ "G", CHA_TEXT, 0, false, NULL },
	{ "T", CHA_TEXT, 0, false, NULL },
	{ "Page", CHA_TEXT, 0, false, NULL },

	/* who, where and when */
	{ "Transcriber", CHA_OUT, HIDDEN_AUTHOR, false, NULL },
	{ "Coder", CHA_OUT, HIDDEN_AUTHOR, false, NULL },
	{ "Creator", CHA_OUT, HIDDEN_AUTHOR, false, NULL },
	{ "Birth of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Birthplace of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Age of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Sex of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "SES of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Education of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Group of", CHA_OUT, HIDDEN_PROPERTY, true, NULL },
	{ "Location", CHA_OUT, HIDDEN_PROPERTY, false, NULL },
	{ "Date", CHA_OUT, HIDDEN_TIME, false, NULL },
	{ "Time Duration", CHA_OUT, HIDDEN_TIME, false, NULL },
	{ "Time Start", CHA_OUT, HIDDEN_TIME, false, NULL },
	{ "Tape Location", CHA_OUT, HIDDEN_MEDIA, false, NULL },
	{ "Videos", CHA_OUT, HIDDEN_MEDIA, false, NULL },
	{ "Thumbnail", CHA_OUT, HIDDEN_PICTURE, false, NULL },
	{ "PID", CHA_OUT, HIDDEN_LINK, false, NULL },

	/* how the program showed it */
	{ "Window", CHA_OUT, HIDDEN_PROPERTY, false, NULL },
	{ "Font", CHA_OUT, HIDDEN_PROPERTY, false, NULL },
	{ "ColorWords", CHA_OUT, HIDDEN_PROPERTY, false, NULL },
	{ "Color words", CHA_OUT, HIDDEN_PROPERTY, false, NULL },
	{ NULL, 0, 0, false, NULL },
};

/* The dependent tiers (CHAT manual, "Dependent Tiers"). */
static const struct cha_row tiers[] = {
	{ "mor", CHA_AGAIN_MOR, 0, false, NULL },
	{ "umor", CHA_AGAIN_MOR, 0, false, NULL },
	{ "trn", CHA_AGAIN_MOR, 0, false, NULL },
	{ "xmor", CHA_AGAIN_MOR, 0, false, NULL },
	{ "gra", CHA_AGAIN_GRA, 0, false, NULL },
	{ "ugra", CHA_AGAIN_GRA, 0, false, NULL },
	{ "grt", CHA_AGAIN_GRA, 0, false, NULL },
	{ "xgra", CHA_AGAIN_GRA, 0, false, NULL },
	{ "wor", CHA_AGAIN_SPOKEN, 0, false, NULL },
	{ "xwor", CHA_AGAIN_SPOKEN, 0, false, NULL },
	{ "pho", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "mod", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "xpho", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "xmod", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "phosyl", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "modsyl", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "phoaln", CHA_AGAIN_TEXT, 0, false, NULL },
	{ "ort", CHA_SPOKEN, 0, false, NULL },
	{ "flo", CHA_SPOKEN, 0, false, NULL },
	{ "add", CHA_CODES, 0, false, NULL },
	{ "snd", CHA_OUT, HIDDEN_MEDIA, false, NULL },
	{ "mov", CHA_OUT, HIDDEN_MEDIA, false, NULL },
	{ "pic", CHA_OUT, HIDDEN_PICTURE, false, NULL },
	{ "act", CHA_TEXT, 0, false, NULL },
	{ "alt", CHA_TEXT, 0, false, NULL },
	{ "cod", CHA_TEXT, 0, false, NULL },
	{ "coh", CHA_TEXT, 0, false, NULL },
	{ "com", CHA_TEXT, 0, false, NULL },
	{ "def", CHA_TEXT, 0, false, NULL },
	{ "eng", CHA_TEXT, 0, false, NULL },
	{ "err", CHA_TEXT, 0, false, NULL },
	{ "exp", CHA_TEXT, 0, false, NULL },
	{ "fac", CHA_TEXT, 0, false, NULL },
	{ "gls", CHA_TEXT, 0, false, NULL },
	{ "gpx", CHA_TEXT, 0, false, NULL },
	{ "int", CHA_TEXT, 0, false, NULL },
	{ "lan", CHA_TEXT, 0, false, NULL },
	{ "par", CHA_TEXT, 0, false, NULL },
	{ "sin", CHA_TEXT, 0, false, NULL },
	{ "sit", CHA_TEXT, 0, false, NULL },
	{ "spa", CHA_TEXT, 0, false, NULL },
	{ "tim", CHA_TEXT, 0, false, NULL },
	{ NULL, 0, 0, false, NULL },
};

static const struct cha_row own_tier = { "x", CHA_TEXT, 0, false, NULL };

const struct cha_row cha_main = { "*", CHA_SPOKEN, 0, false, NULL };

static const char roles[] =
    " Target_Child Target_Adult Child Mother Father Brother Sister Sibling Grandmother "
    "Grandfather Relative Participant Investigator Partner Boy Girl Adult Teenager "
    "Male "
    "Female Visitor Friend Playmate Caretaker Environment Group OffScript Text Media "
    "PlayRole LENA Justice Attorney Doctor Nurse Patient Client Subject Informant "
    "Unidentified Uncertain Camera_Operator Observer Clinician Therapist Interviewer "
    "Student Teacher Host Guest Leader Member Narrator Speaker Audience Babysitter "
    "Grandparent Cousin Aunt Uncle Non_Human Toy ";

/* Those of the manual and of Norwegian transcripts. Behind one a number may stand. */
static const char usual_codes[] =
    " CHI MOT FAT INV OBS PAR SIS BRO SIB GRM GRF GRA AUN UNC COU ADU EXP EXA INT TEA "
    "STU DOC NUR PAT CLI SUB SPE SPK TAL ENV UNK UNI OTH GRP ALL CAM PLA FRI VIS MOR "
    "FAR "
    "INF DEL MOD ";

static const char relations[] =
    " ROOT INCROOT SUBJ ESUBJ CSUBJ XSUBJ OBJ OBJ2 IOBJ PRED CPRED XPRED JCT CJCT XJCT "
    "NJCT "
    "MOD CMOD XMOD POSTMOD APP AUX NEG DET POSS QUANT PTL CPZR COM COMP XCOMP INF "
    "INFMOD "
    "VOC COORD CONJ PUNCT LP BEG END BEGP ENDP OM DATE NAME SRL LINK TAG ENUM POBJ PQ "
    "NSUBJ PASS OUTER CCOMP ACL RELCL ADVCL ADVMOD AMOD APPOS CASE CC CLF COMPOUND PRT "
    "COP "
    "CSUBJ DEP DISCOURSE DISLOCATED EXPL FIXED FLAT FOREIGN GOESWITH LIST MARK NMOD "
    "TMOD "
    "NUMMOD GOV OBL AGENT ARG ORPHAN PARATAXIS REPARANDUM VOCATIVE PREDET NPMOD LMOD ";

bool
cha_has_word(const char *words, struct bytes word)
{
	const char *at = words;
	size_t len;

	while (*at != '\0') {
		at += strspn(at, " ");
		len = strcspn(at, " ");
		if (len > 0 && len == word.len && memcmp(at, word.at, len) == 0)
			return true;
		at += len;
	}
	return false;
}

bool
cha_is_role(struct bytes word)
{
	return cha_has_word(roles, word);
}

bool
cha_is_usual_code(struct bytes code)
{
	while (code.len > 0 && code.at[code.len - 1] >= '0' &&
	       code.at[code.len - 1] <= '9')
		code.len--;
	return cha_has_word(usual_codes, code);
}

bool
cha_is_relation(struct bytes name)
{
	char part[16];
	size_t i, len = 0;

	for (i = 0; i <= name.len; i++) {
		if (i < name.len && name.at[i] != '-' && name.at[i] != ':') {
			if (len == sizeof part)
				return false;
			part[len++] = (char)toupper(name.at[i]);
			continue;
		}
		if (!cha_has_word(
			relations, (struct bytes){ (unsigned char *)part, len }))
			return false;
		len = 0;
	}
	return true;
}

static const struct cha_row *
row_of(const struct cha_row *row, struct bytes name)
{
	size_t len;

	for (; row->name != NULL; row++) {
		len = strlen(row->name);
		if (bytes_are(name, row->name))
			return row;
		if (row->of_code && bytes_start(name, row->name) && name.len > len &&
		    name.at[len] == ' ')
			return row;
	}
	return NULL;
}

const struct cha_row *
cha_header(struct bytes name)
{
	return row_of(headers, name);
}

const struct cha_row *
cha_tier(struct bytes name)
{
	const struct cha_row *row = row_of(tiers, name);

	return row == NULL && bytes_start(name, "x") ? &own_tier : row;
}
