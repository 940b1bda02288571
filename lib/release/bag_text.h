#ifndef RELEASE_BAG_TEXT_H
#define RELEASE_BAG_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "release/bag.h"
#include "release/bag_form.h"

/* The small texts of our own archives, for who writes them and who verifies them. */

/* The first line of README.txt, without its newline. */
const char *bag_terms(enum bag_kind);

/* What bag-info.txt calls the kind. False: another word. */
const char *bag_kind_text(enum bag_kind);
bool bag_kind_named(struct bytes, enum bag_kind *);

extern const char bag_declaration_text[]; /* bagit.txt */

/* Facts and descriptions as they may stand on one line of a text or between two
 * tabs: control characters become spaces. In the arena; NULL gives "". */
const char *bag_line(const char *, struct arena *);

void bag_readme(const struct bag_spec *, struct buf *);
void bag_info(const struct bag_spec *, uint64_t files, uint64_t bytes, struct buf *);

/* Digests and names of the members below data/, or of the four tag files that a tag
 * manifest lists, in the members' order. */
enum bag_list { BAG_LIST_PAYLOAD, BAG_LIST_TAGS };
void bag_manifest(
    const struct bag_members *, enum bag_list, enum digest_kind, struct buf *);

#endif
