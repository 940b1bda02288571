#include "format/hidden.h"

static const char *const names[HIDDENS] = {
	[HIDDEN_NONE] = "none",
	[HIDDEN_HEADER] = "header",
	[HIDDEN_NOTE] = "note",
	[HIDDEN_TEXTBOX] = "textbox",
	[HIDDEN_TEXT] = "text",
	[HIDDEN_INSERTED] = "inserted",
	[HIDDEN_ALT] = "alt",
	[HIDDEN_SHEET] = "sheet",
	[HIDDEN_LABEL] = "label",
	[HIDDEN_DELETED] = "deleted",
	[HIDDEN_COMMENT] = "comment",
	[HIDDEN_AUTHOR] = "author",
	[HIDDEN_TIME] = "time",
	[HIDDEN_PROPERTY] = "property",
	[HIDDEN_REVISION] = "revision",
	[HIDDEN_LINK] = "link",
	[HIDDEN_FIELD] = "field",
	[HIDDEN_BOOKMARK] = "bookmark",
	[HIDDEN_PICTURE] = "picture",
	[HIDDEN_MEDIA] = "media",
	[HIDDEN_EMBEDDED] = "embedded",
	[HIDDEN_MACRO] = "macro",
	[HIDDEN_CUSTOM] = "custom",
	[HIDDEN_THUMBNAIL] = "thumbnail",
	[HIDDEN_NAME] = "name",
	[HIDDEN_FORMULA] = "formula",
	[HIDDEN_REMARK] = "remark",
	[HIDDEN_CUE] = "cue",
	[HIDDEN_TIER] = "tier",
	[HIDDEN_EXTRA] = "extra",
	[HIDDEN_UNKNOWN] = "unknown",
};

const char *
hidden_name(enum hidden h)
{
	return names[h];
}

bool
hidden_stays(enum hidden h)
{
	return h < HIDDEN_DELETED;
}
