#ifndef RELEASE_MEDIA_H
#define RELEASE_MEDIA_H

/* The media type of a file of an archive, by its suffix: those registered with IANA
 * where there is one. "application/octet-stream" for what is not known or sealed. */
const char *media_type(const char *name);

#endif
