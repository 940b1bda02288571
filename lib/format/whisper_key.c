#include "format/whisper_key.h"

#include <stddef.h>
#include <string.h>

static const struct known {
	const char *name;
	enum whisper_key key;
} known[] = {
	{ "text", WHISPER_TEXT },
	{ "transcript", WHISPER_TEXT },
	{ "word", WHISPER_WORD },
	{ "punctuated_word", WHISPER_WORD },
	{ "char", WHISPER_CHAR },
	{ "speaker", WHISPER_SPEAKER },
	{ "speaker_id", WHISPER_SPEAKER },
	{ "id", WHISPER_NUMBER },
	{ "seek", WHISPER_NUMBER },
	{ "start", WHISPER_NUMBER },
	{ "end", WHISPER_NUMBER },
	{ "from", WHISPER_NUMBER },
	{ "to", WHISPER_NUMBER },
	{ "offset", WHISPER_NUMBER },
	{ "timestamp", WHISPER_NUMBER },
	{ "duration", WHISPER_NUMBER },
	{ "duration_after_vad", WHISPER_NUMBER },
	{ "seconds", WHISPER_NUMBER },
	{ "temperature", WHISPER_NUMBER },
	{ "avg_logprob", WHISPER_NUMBER },
	{ "compression_ratio", WHISPER_NUMBER },
	{ "no_speech_prob", WHISPER_NUMBER },
	{ "language_probability", WHISPER_NUMBER },
	{ "probability", WHISPER_NUMBER },
	{ "confidence", WHISPER_NUMBER },
	{ "score", WHISPER_NUMBER },
	{ "p", WHISPER_NUMBER },
	{ "t_dtw", WHISPER_NUMBER },
	{ "ctx", WHISPER_NUMBER },
	{ "state", WHISPER_NUMBER },
	{ "head", WHISPER_NUMBER },
	{ "layer", WHISPER_NUMBER },
	{ "vocab", WHISPER_NUMBER },
	{ "mels", WHISPER_NUMBER },
	{ "ftype", WHISPER_NUMBER },
	{ "multilingual", WHISPER_NUMBER },
	{ "translate", WHISPER_NUMBER },
	{ "speaker_turn_next", WHISPER_NUMBER },
	{ "language", WHISPER_LANGUAGE },
	{ "task", WHISPER_CHOICE },
	{ "model", WHISPER_CHOICE },
	{ "type", WHISPER_CHOICE },
	{ "audio", WHISPER_MEDIA },
	{ "audio_file", WHISPER_MEDIA },
	{ "audio_path", WHISPER_MEDIA },
	{ "file", WHISPER_MEDIA },
	{ "filename", WHISPER_MEDIA },
	{ "path", WHISPER_MEDIA },
	{ "url", WHISPER_MEDIA },
	{ "systeminfo", WHISPER_PROPERTY },
	{ "segments", WHISPER_HOLD },
	{ "chunks", WHISPER_HOLD },
	{ "transcription", WHISPER_HOLD },
	{ "result", WHISPER_HOLD },
	{ "params", WHISPER_HOLD },
	{ "timestamps", WHISPER_HOLD },
	{ "offsets", WHISPER_HOLD },
	{ "usage", WHISPER_HOLD },
	{ "words", WHISPER_WORDS },
	{ "word_segments", WHISPER_WORDS },
	{ "tokens", WHISPER_TOKENS },
	{ "chars", WHISPER_CHARS },
};

/* The codes that Whisper has for languages, and the names of some as its service writes
 * them: no name of a person is one. */
static const char languages[] =
    " en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da "
    "hu ta no th ur hr bg lt mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne "
    "mn "
    "bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk "
    "nn "
    "mt lb my bo tl mg as tt haw ln ba jw su yue nb se english norwegian nynorsk "
    "danish "
    "swedish finnish icelandic faroese german french spanish italian dutch polish "
    "russian ukrainian arabic somali turkish persian urdu tamil vietnamese lithuanian ";

static const char choices[] =
    " transcribe translate tiny base small medium large turbo tiny.en base.en small.en "
    "medium.en large-v1 large-v2 large-v3 large-v3-turbo distil-large-v2 "
    "distil-large-v3 "
    "whisper-1 segment word duration tokens ";

enum whisper_key
whisper_key_of(struct bytes key)
{
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (bytes_are(key, known[i].name))
			return known[i].key;
	return WHISPER_UNKNOWN;
}

static bool
is_listed(struct bytes value, const char *list)
{
	const char *at = list;

	if (value.len == 0 || memchr(value.at, ' ', value.len) != NULL)
		return value.len == 0;
	while ((at = memmem(at, strlen(at), value.at, value.len)) != NULL) {
		if (at[-1] == ' ' && at[value.len] == ' ')
			return true;
		at++;
	}
	return false;
}

static size_t
digits(struct bytes v, size_t i)
{
	size_t n = 0;

	while (i + n < v.len && v.at[i + n] >= '0' && v.at[i + n] <= '9')
		n++;
	return n;
}

/* "12.5", "-0.25e-3": few digits before the point, so that no number of a person is
 * one. */
static bool
is_small_number(struct bytes v)
{
	enum { WHOLE = 7, FRACTION = 24 };
	size_t i = v.len > 0 && v.at[0] == '-', n = digits(v, i);

	if (n == 0 || n > WHOLE)
		return false;
	i += n;
	if (i < v.len && v.at[i] == '.') {
		n = digits(v, i + 1);
		if (n == 0 || n > FRACTION)
			return false;
		i += 1 + n;
	}
	if (i < v.len && (v.at[i] == 'e' || v.at[i] == 'E')) {
		i++;
		i += i < v.len && (v.at[i] == '-' || v.at[i] == '+');
		n = digits(v, i);
		if (n == 0 || n > 3)
			return false;
		i += n;
	}
	return i == v.len;
}

/* "00:00:01,500" */
static bool
is_clock(struct bytes v)
{
	size_t n = digits(v, 0), i = n, fields = 1;

	for (; n > 0 && n <= 2 && i < v.len && v.at[i] == ':'; fields++) {
		n = digits(v, i + 1);
		i += 1 + n;
	}
	if (fields < 2 || fields > 3 || n != 2)
		return false;
	if (i < v.len && (v.at[i] == '.' || v.at[i] == ',')) {
		n = digits(v, i + 1);
		i += 1 + n;
	}
	return i == v.len && n > 0 && n <= 3;
}

bool
whisper_says_nothing(enum whisper_key key, struct bytes value)
{
	switch (key) {
	case WHISPER_NUMBER:
	case WHISPER_TOKENS:
	case WHISPER_SPEAKER:
		return value.len == 0 || is_small_number(value) || is_clock(value);
	case WHISPER_LANGUAGE:
		return is_listed(value, languages);
	case WHISPER_CHOICE:
		return is_listed(value, choices);
	case WHISPER_UNKNOWN:
	case WHISPER_TEXT:
	case WHISPER_WORD:
	case WHISPER_CHAR:
	case WHISPER_MEDIA:
	case WHISPER_PROPERTY:
	case WHISPER_HOLD:
	case WHISPER_WORDS:
	case WHISPER_CHARS:
		break;
	}
	return value.len == 0 || bytes_are(value, "0");
}

enum hidden
whisper_hidden(enum whisper_key key)
{
	if (key == WHISPER_MEDIA)
		return HIDDEN_MEDIA;
	return key == WHISPER_PROPERTY ? HIDDEN_PROPERTY : HIDDEN_UNKNOWN;
}
