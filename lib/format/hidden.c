#include "format/hidden.h"

#include <string.h>

/* Ids of messages; what stands behind the hyphen is the name. */
static const char *const said[HIDDENS] = {
	[HIDDEN_NONE] = "hidden-none",
	[HIDDEN_HEADER] = "hidden-header",
	[HIDDEN_NOTE] = "hidden-note",
	[HIDDEN_TEXTBOX] = "hidden-textbox",
	[HIDDEN_TEXT] = "hidden-text",
	[HIDDEN_INSERTED] = "hidden-inserted",
	[HIDDEN_ALT] = "hidden-alt",
	[HIDDEN_SHEET] = "hidden-sheet",
	[HIDDEN_LABEL] = "hidden-label",
	[HIDDEN_DELETED] = "hidden-deleted",
	[HIDDEN_COMMENT] = "hidden-comment",
	[HIDDEN_AUTHOR] = "hidden-author",
	[HIDDEN_TIME] = "hidden-time",
	[HIDDEN_PROPERTY] = "hidden-property",
	[HIDDEN_REVISION] = "hidden-revision",
	[HIDDEN_LINK] = "hidden-link",
	[HIDDEN_FIELD] = "hidden-field",
	[HIDDEN_BOOKMARK] = "hidden-bookmark",
	[HIDDEN_PICTURE] = "hidden-picture",
	[HIDDEN_MEDIA] = "hidden-media",
	[HIDDEN_EMBEDDED] = "hidden-embedded",
	[HIDDEN_MACRO] = "hidden-macro",
	[HIDDEN_CUSTOM] = "hidden-custom",
	[HIDDEN_THUMBNAIL] = "hidden-thumbnail",
	[HIDDEN_NAME] = "hidden-name",
	[HIDDEN_FORMULA] = "hidden-formula",
	[HIDDEN_REMARK] = "hidden-remark",
	[HIDDEN_CUE] = "hidden-cue",
	[HIDDEN_TIER] = "hidden-tier",
	[HIDDEN_EXTRA] = "hidden-extra",
	[HIDDEN_UNKNOWN] = "hidden-unknown",
};

const char *
hidden_said(enum hidden h)
{
	return said[h];
}

const char *
hidden_name(enum hidden h)
{
	return said[h] + strlen("hidden-");
}

bool
hidden_stays(enum hidden h)
{
	return h < HIDDEN_DELETED;
}
