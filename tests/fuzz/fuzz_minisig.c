#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "vault/sign.h"

/*
 * Any bytes as a signature and as a public key. The secret half of the key below
 * was thrown away after it had signed "taus\n" once (corpus: good), so nothing but
 * that signature may verify, in exactly its bytes; the lax form may have another
 * first line. A public key that loads is the same when saved and loaded again.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct verifying key = {
	{ 0x3a, 0x68, 0x76, 0x60, 0xcc, 0x3b, 0x02, 0xeb },
	{ 0xab, 0xd3, 0x80, 0xa4, 0xc2, 0x9c, 0x63, 0x36, 0xe7, 0x48, 0x9c, 0x32, 0x5f,
	    0x40, 0x26, 0x46, 0x0f, 0x80, 0x71, 0x02, 0x7c, 0xd9, 0x7f, 0xdc, 0xfc,
	    0x8a, 0x39, 0x58, 0xce, 0x18, 0x97, 0x62 },
};

static const char first[] = "untrusted comment: signature from taus\n";
static const char rest[] =
    "RUQ6aHZgzDsC6xsVQLo5+TkvbPiOwNeCOf4CkkPKZHiiT4QU/a1/VJRj2huu00TNEKM8UsbEaE5n4eY9"
    "b/WtRPSrCD86r/qp3AI=\n"
    "trusted comment: object=taus n=1\n"
    "mknXRduVUxhtTeye0eynMfWj8JSP0oAx9cP3XJjjZ/SQgUMe3AKcj36ro6BjxDy5zvIKB8m09aI5CRWq"
    "Ac1BBg==\n";

static bool
ends_with(struct bytes b, const char *end)
{
	size_t len = strlen(end);

	return b.len >= len && bytes_are(bytes_cut(b, b.len - len, b.len), end);
}

static void
check_signature(struct bytes b, const char *path, const char *document)
{
	struct arena *a = arena_new();
	struct fail f = { 0 }, g = { 0 };
	bool good = bytes_start(b, first) &&
	            bytes_are(bytes_cut(b, strlen(first), b.len), rest);
	bool accepted = verify_bytes(&key, bytes_of("taus\n"), path, a, NULL, &f) == 0;
	const char *comment;

	if (accepted != good)
		die("%s: %s", accepted ? "forged" : "refused", f.what);
	if (!accepted && f.kind != FAIL_SEAL && f.kind != FAIL_LIMIT)
		die("refused as %d", f.kind);
	if (verify_file_lax(&key, document, path, a, &comment, &g) == 0 &&
	    (!ends_with(b, rest) || strcmp(comment, "object=taus n=1") != 0))
		die("forged in lax form");
	arena_free(a);
}

static void
check_public(const char *path, const char *again)
{
	struct verifying one, two;
	struct fail f = { 0 };

	if (verifying_load(path, &one, &f) < 0)
		return;
	if (verifying_save(&one, again, &f) < 0 ||
	    verifying_load(again, &two, &f) < 0 || memcmp(&one, &two, sizeof one) != 0)
		die("a public key became another: %s", f.what);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char dir[] = "/tmp/taus-fuzz-XXXXXX", signature[64], document[64],
		    again[64];
	struct bytes b = { data, size };
	FILE *to;

	if (mkdtemp(dir) == NULL)
		die("no folder");
	snprintf(signature, sizeof signature, "%s/s", dir);
	snprintf(document, sizeof document, "%s/d", dir);
	snprintf(again, sizeof again, "%s/p", dir);
	to = fopen(signature, "w");
	if (to == NULL || fwrite(data, 1, size, to) != size || fclose(to) != 0)
		die("no file");
	to = fopen(document, "w");
	if (to == NULL || fputs("taus\n", to) < 0 || fclose(to) != 0)
		die("no file");
	check_signature(b, signature, document);
	check_public(signature, again);
	remove(signature);
	remove(document);
	remove(again);
	rmdir(dir);
	memcpy(dir + sizeof dir - 7, "XXXXXX", 6);
	return 0;
}
