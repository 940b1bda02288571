# A share or disk that has no permissions: every file is everybody's, whatever mode it
# was made with. Mounting one takes more rights than a test has, so stat() says it.
command -v gcc >/dev/null || { echo "no gcc"; exit 77; }
if grep -qa __asan_init "$(command -v taus)"; then
	echo "the sanitizer must be the first library"
	exit 77
fi
cat >share.c <<'E'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int stat(const char *path, struct stat *st)
{
	int (*real)(const char *, struct stat *) = (int (*)(const char *, struct stat *))dlsym(RTLD_NEXT, "stat");
	int rc = real(path, st);

	if (rc == 0 && strstr(path, ".taus-trial-") != NULL) {
		st->st_mode = S_IFREG | (mode_t)strtol(getenv("MODE"), NULL, 8);
		st->st_gid = (gid_t)atoi(getenv("GROUP"));
	}
	return rc;
}
E
gcc -shared -fPIC -o share.so share.c
said() {
	MODE=$1 GROUP=$2 LD_PRELOAD=$PWD/share.so taus doctor --json |
		jq -c 'select(.about | startswith("readers"))'
}
said 755 0
said 770 0
said 640 54321
said 700 0
said 600 0
MODE=750 GROUP=0 LD_PRELOAD=$PWD/share.so taus doctor | grep readers
MODE=755 GROUP=0 LD_PRELOAD=$PWD/share.so taus doctor --lang no | grep lesere
# init says it once, and goes on.
printf 'a passphrase for trying\n' >pass
chmod 600 pass
MODE=755 GROUP=0 LD_PRELOAD=$PWD/share.so taus init s --work-factor 10 --passphrase-file pass
