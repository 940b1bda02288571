#ifndef TEST_SCRUB_DIR_H
#define TEST_SCRUB_DIR_H

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "unit.h"

/* A folder that a test fills and that is gone after it. */
static char scrub_dir[] = "/tmp/taus-test-XXXXXX";

static void
scrub_dir_make(void)
{
	memcpy(scrub_dir + sizeof scrub_dir - 7, "XXXXXX", 6);
	assert_non_null(mkdtemp(scrub_dir));
}

static const char *
scrub_dir_put(struct arena *a, const char *name, const char *text)
{
	const char *path = path_join(a, scrub_dir, name);
	struct fail f = { 0 };

	assert_int_equal(file_make_dir(path_dir(a, path), 0700, &f), 0);
	assert_int_equal(file_replace(path, 0600, bytes_of(text), &f), 0);
	return path;
}

static void
scrub_dir_remove(struct arena *a)
{
	static const char *const folders[] = { "rules/no", "rules", "study" };
	struct fail f = { 0 };
	char **name;
	size_t count, i;

	assert_int_equal(file_list(scrub_dir, false, a, &name, &count, &f), 0);
	for (i = 0; i < count; i++)
		unlink(path_join(a, scrub_dir, name[i]));
	for (i = 0; i < 3; i++)
		rmdir(path_join(a, scrub_dir, folders[i]));
	assert_int_equal(rmdir(scrub_dir), 0);
}

/* A policy that does something with every category; SPECIAL is kept. */
static const char scrub_policy[] =
    "v: 1\n"
    "markers:\n"
    "  - person\n"
    "  - sjef|sjef|manager\n"
    "  - sted|stad|place\n"
    "  - dato|dato|date\n"
    "  - alder|alder|age\n"
    "  - fjernet|fjerna|removed\n"
    "treat:\n"
    "  - {name: people, category: PER, do: code, to: person}\n"
    "  - {name: places, category: LOC, do: generalise, to: sted}\n"
    "  - {name: works, category: ORG, do: generalise, to: sted}\n"
    "  - {name: postcodes, category: POSTCODE, do: generalise, to: sted}\n"
    "  - {name: dates, category: DATE, do: coarsen, to: dato}\n"
    "  - {name: ages, category: AGE, do: band, to: alder}\n"
    "  - {name: addresses, category: ADDRESS, do: remove, to: fjernet}\n"
    "  - {name: phones, category: PHONE, do: remove, to: fjernet}\n"
    "  - {name: mails, category: EMAIL, do: remove, to: fjernet}\n"
    "  - {name: urls, category: URL, do: remove, to: fjernet}\n"
    "  - {name: handles, category: HANDLE, do: remove, to: fjernet}\n"
    "  - {name: ips, category: IP, do: remove, to: fjernet}\n"
    "  - {name: fnrs, category: FNR, do: remove, to: fjernet}\n"
    "  - {name: orgnrs, category: ORGNR, do: remove, to: fjernet}\n"
    "  - {name: accounts, category: ACCOUNT, do: remove, to: fjernet}\n"
    "  - {name: cards, category: CARD, do: remove, to: fjernet}\n"
    "  - {name: plates, category: PLATE, do: remove, to: fjernet}\n"
    "  - {name: ids, category: ID, do: remove, to: fjernet}\n"
    "  - {name: titles, category: TITLE, do: ask, to: person}\n"
    "  - {name: special, category: SPECIAL, do: keep}\n";

#endif
