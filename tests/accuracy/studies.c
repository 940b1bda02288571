/*
 * studies make TO SEED complete|gaps [MEETINGS WORDS]
 *	an invented study TO/study, and what stands where in it: TO/gold (meeting, start,
 *	end, person or "-", kind; bytes, end exclusive) and TO/persons (person, gap).
 *	complete: People has everybody as they are called. gaps: of a fifth of them it has
 *	a name with one edit, only one of the two names, or nothing. Without WORDS a
 *	transcript has 60 to 300 turns, and there are 8 to 16.
 * studies score TO [-v]
 *	see studies_score.c
 *
 * The stock of names and talk stands beside this file, in the folder STUDIES.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/file.h"
#include "tests/accuracy/studies.h"

static const char *const gaps[] = { "whole", "edit", "one", "absent" };

static void
save(struct study *s, const char *folder, const char *name, struct buf *text)
{
	struct fail f = { 0 };

	if (file_replace(
		path_join(s->arena, folder, name), 0600, buf_bytes(text), &f) == -1)
		die("%s cannot be written", name);
	buf_free(text);
}

static void
folder_make(const char *path)
{
	struct fail f = { 0 };

	if (file_make_dir(path, 0700, &f) == -1)
		die("%s cannot be made", path);
}

static void
settings_write(struct study *s, const char *folder)
{
	static const char *const teams =
	    "codes: team\nnumbers: given\nroles:\n"
	    "  - {code: SW, name: social worker, names: \"veileder\", professional: "
	    "true}\n"
	    "  - {code: T, name: therapist, names: \"behandler\", professional: true}\n"
	    "  - {code: WA, name: work applicant, names: \"jobbsøker\", professional: "
	    "false}\n"
	    "  - {code: ES, name: employment specialist, names: \"jobbspesialist\", "
	    "professional: true}\n";
	static const char *const interviews =
	    "codes: role\nroles:\n"
	    "  - {code: R, name: researcher, names: \"forsker\", professional: true}\n"
	    "  - {code: P, name: participant, names: \"deltaker\", professional: "
	    "false}\n";
	struct buf text = { 0 };

	buf_text(&text, "v: 1\nproject: invented\nlanguage: no\n");
	buf_text(&text, s->interviews ? interviews : teams);
	save(s, folder, "study.yaml", &text);
}

static void
row_write(struct buf *to, const struct person *p, unsigned team)
{
	buf_printf(to, "%s;%s;%s;%s;%c;%s;%u;S1;2018-01-01;2018-12-31\n", p->id,
	    p->row_given, p->row_family, p->alias, p->sex, p->role, team);
}

static void
tables_write(struct study *s, const char *private)
{
	struct buf people = { 0 }, consents = { 0 }, stay = { 0 }, form = { 0 };
	const char *forms = path_join(s->arena, private, "consent");
	const struct person *p;
	size_t i;

	folder_make(forms);
	buf_text(&people, "person;given;family;aliases;sex;role;team;site;from;to\n");
	buf_text(
	    &consents, "person;form;version;date;medium;scope;withdrawn;withdrawal\n");
	buf_text(&stay, "name;reason\nNAV;national body\n");
	for (i = 0; i < s->persons; i++) {
		p = &s->person[i];
		if (p->gap == GAP_ABSENT)
			continue;
		row_write(&people, p, p->team);
		if (p->other_team)
			row_write(&people, p, p->other_team);
		buf_printf(&consents,
		    "%s;form-%zu.pdf;v1;2018-01-02;%s;audio|quotes|archive;;\n", p->id,
		    1000 + i * 37, i % 2 ? "paper" : "digital");
		buf_printf(&form, "%%PDF-1.4\nform %zu\n", i);
		save(s, forms, arena_printf(s->arena, "form-%zu.pdf", 1000 + i * 37),
		    &form);
	}
	save(s, private, "people.csv", &people);
	save(s, private, "consents.csv", &consents);
	save(s, private, "names-that-stay.csv", &stay);
}

static void
study_write(struct study *s, const char *to)
{
	const char *study = path_join(s->arena, to, "study");
	const char *private = path_join(s->arena, study, "private");
	const char *raw = path_join(s->arena, private, "raw");
	struct buf meetings = { 0 }, persons = { 0 };
	size_t i;

	folder_make(raw);
	settings_write(s, study);
	tables_write(s, private);
	buf_text(&meetings, "meeting;file;team;date;minutes;present;absent;labels;"
			    "recorded;transcribed_by;checked_by\n");
	for (i = 0; i < s->meetings; i++)
		talk_write(s, i, raw, &meetings);
	save(s, private, "meetings.csv", &meetings);
	for (i = 0; i < s->persons; i++)
		buf_printf(
		    &persons, "%s\t%s\n", s->person[i].id, gaps[s->person[i].gap]);
	save(s, to, "persons", &persons);
	save(s, to, "gold", &s->gold);
}

static int
studies_make(int argc, char **argv)
{
	struct study s = { .arena = arena_new() };
	const char *stock = getenv("STUDIES");

	if (argc != 5 && argc != 7)
		return 2;
	if (stock == NULL)
		stock = "tests/accuracy";
	s.names =
	    stock_read(path_join(s.arena, stock, "studies-names.txt"), false, s.arena);
	s.talk =
	    stock_read(path_join(s.arena, stock, "studies-talk.txt"), true, s.arena);
	s.draw.state = strtoull(argv[3], NULL, 10);
	s.interviews = draw_below(&s.draw, 3) == 0;
	s.teams = 2 + (unsigned)draw_below(&s.draw, 3);
	s.meetings = 8 + draw_below(&s.draw, 9);
	if (argc == 7) {
		s.meetings = strtoul(argv[5], NULL, 10);
		s.words = strtoul(argv[6], NULL, 10);
	}
	if (s.meetings == 0 || s.meetings > 28)
		return 2;
	people_draw(&s, strcmp(argv[4], "gaps") == 0);
	study_write(&s, argv[2]);
	arena_free(s.arena);
	return 0;
}

int
main(int argc, char **argv)
{
	int status = 2;

	if (argc >= 3 && strcmp(argv[1], "make") == 0)
		status = studies_make(argc, argv);
	else if (argc >= 3 && strcmp(argv[1], "score") == 0)
		status = studies_score(argc, argv);
	if (status == 2)
		fprintf(stderr, "usage: studies make TO SEED complete|gaps "
				"[MEETINGS WORDS]\n       studies score TO [-v]\n");
	return status;
}
