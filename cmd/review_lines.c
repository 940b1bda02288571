#include "cmd/review_lines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "cmd/asking.h"
#include "cmd/ui.h"
#include "cmd/verdicts.h"
#include "find/rulebook.h"

/* One thing to ask. */
struct item {
	struct question question;
	const struct expression *expression; /* one of these three */
	const struct expression_place *place;
	const struct expression_turn *turn;

	struct decided *decided; /* the answer so far */
	size_t decisions;
	bool answered;
};

struct dialogue {
	const struct asking *asking;
	struct arena *arena;
	FILE *from;
	struct item *item;
	size_t items;
	char *line;
	size_t size;
};

enum step { STEP_NEXT, STEP_BACK, STEP_AGAIN, STEP_END };

/* The letters of the answers, and the answer that each stands for. */
static const struct {
	char letter;
	const char *id;
} letters[] = {
	{ 'p', "answer-proposed" },
	{ 'k', "answer-keep" },
	{ 's', "answer-same" },
	{ 'o', "answer-other" },
};

static void
add_items(struct dialogue *d)
{
	const struct expressions *all = &d->asking->all;
	const struct asker *a = &d->asking->asker;
	struct item *item;
	size_t i;

	d->item =
	    arena_get(d->arena, all->len + all->places + all->turns, sizeof *d->item);
	for (i = 0; i < all->len && all->at[i].section == EXPRESSION_DOUBT; i++) {
		item = &d->item[d->items++];
		item->question = question_of(a, &all->at[i]);
		item->expression = &all->at[i];
	}
	for (i = 0; i < all->places; i++) {
		if (all->place[i].mention->kept)
			continue;
		item = &d->item[d->items++];
		item->question = question_of_place(a, &all->place[i]);
		item->place = &all->place[i];
	}
	for (i = 0; i < all->turns; i++) {
		item = &d->item[d->items++];
		item->question = question_of_turn(a, &all->turn[i]);
		item->turn = &all->turn[i];
	}
}

static void
print_context(const char *meeting, uint64_t line, const char *before, const char *text,
    const char *after)
{
	printf("   %s, ", meeting);
	ask("sheet-line", "%llu", (unsigned long long)line);
	printf(": %s«%s»%s\n", before, text, after);
}

static const char *
text_of(const struct dialogue *d, struct bytes b)
{
	return arena_text(d->arena, b);
}

static void
print_expression(const struct dialogue *d, const struct expression *e)
{
	const struct expression_context *c;
	size_t i;

	for (i = 0; i < e->contexts; i++) {
		c = &e->context[i];
		print_context(c->meeting, c->line, text_of(d, c->before),
		    text_of(d, c->text), text_of(d, c->after));
	}
}

static void
print_item(const struct dialogue *d, size_t n)
{
	const struct item *item = &d->item[n];
	const struct asker *a = &d->asking->asker;
	const struct question *q = &item->question;
	const struct record_mention *m = item->place ? item->place->mention : NULL;
	uint32_t rule = m ? m->rule : item->expression ? item->expression->rule : 0;

	printf("\n%zu/%zu  ", n + 1, d->items);
	if (item->turn != NULL) {
		printf("%s, ", item->turn->meeting);
		ask("sheet-line", "%llu", (unsigned long long)item->turn->turn.line);
		printf("\n   %s\n%s\n> ", item->turn->turn.text, ui_text("tty-turn"));
		return;
	}
	printf("%s   %s\n", question_spellings(a, q), question_seems(a, q));
	if (m != NULL)
		print_context(
		    item->place->meeting, m->line, m->before, m->text, m->after);
	else
		print_expression(d, item->expression);
	printf("   %s: %s\n", ui_text("column-why"),
	    ui_why(rulebook_rule(a->rulebook, rule)));
	ask("tty-answers", "%s", question_proposal(a, q, bytes_of("")));
	fputs("\n> ", stdout);
}

/* The line, trimmed; false at the end. */
static bool
read_line(struct dialogue *d)
{
	ssize_t len;

	fflush(stdout);
	len = getline(&d->line, &d->size, d->from);
	if (len <= 0)
		return false;
	while (len > 0 && (unsigned char)d->line[len - 1] <= ' ')
		d->line[--len] = '\0';
	return true;
}

static int
answer_name(struct dialogue *d, struct item *item, const char *line, struct fail *f)
{
	const struct asker *a = &d->asking->asker;
	const char *rest = line + 1;
	size_t i;

	while (*rest == ' ')
		rest++;
	for (i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].letter == line[0] && (line[1] == '\0' || line[1] == ' '))
			return question_answer(a, &item->question,
			    ui_text(letters[i].id), rest, &item->decided,
			    &item->decisions, f);
	return question_answer(
	    a, &item->question, line, "", &item->decided, &item->decisions, f);
}

/* "Gunnvor = a person": what was missed, and who or what it is. */
static int
answer_turn(struct dialogue *d, struct item *item, char *line, struct fail *f)
{
	char *equals = strchr(line, '='),
	     *who = equals ? equals + 1 : line + strlen(line);
	size_t len = equals ? (size_t)(equals - line) : strlen(line);
	bool looked;

	while (*who == ' ')
		who++;
	while (len > 0 && line[len - 1] == ' ')
		len--;
	return question_missed(&d->asking->asker, &item->question,
	    arena_printf(d->arena, "%.*s", (int)len, line), who, &looked,
	    &item->decided, &item->decisions, f);
}

static enum step
take_answer(struct dialogue *d, struct item *item)
{
	struct fail wrong = { 0 };
	int rc;

	if (strcmp(d->line, "q") == 0)
		return STEP_END;
	if (strcmp(d->line, "u") == 0)
		return STEP_BACK;
	item->answered = d->line[0] != '\0';
	item->decisions = 0;
	if (!item->answered)
		return STEP_NEXT;
	rc = item->turn ? answer_turn(d, item, d->line, &wrong)
	                : answer_name(d, item, d->line, &wrong);
	if (rc == 0)
		return STEP_NEXT;
	item->answered = false;
	item->decisions = 0;
	ui_fail(&wrong);
	return STEP_AGAIN;
}

static void
ask_all(struct dialogue *d)
{
	enum step step;
	size_t n = 0;

	while (n < d->items) {
		print_item(d, n);
		if (!read_line(d))
			return;
		step = take_answer(d, &d->item[n]);
		if (step == STEP_END)
			return;
		if (step == STEP_NEXT)
			n++;
		else if (step == STEP_BACK && n > 0)
			n--;
	}
}

static void
gather(const struct dialogue *d, struct verdicts *v)
{
	const struct item *item;
	size_t i;

	for (i = 0; i < d->items; i++) {
		item = &d->item[i];
		if (item->turn != NULL) {
			v->turns++;
			v->looked += item->answered;
			v->with += item->decisions > 0;
		} else
			v->empty += !item->answered;
		verdicts_add(v, item->decided, item->decisions, d->arena);
	}
}

int
review_lines(
    const struct asking *asking, FILE *from, struct verdicts *v, struct fail *f)
{
	struct dialogue d = {
		.asking = asking, .arena = asking->asker.arena, .from = from
	};

	add_items(&d);
	printf("%s\n", ui_text("tty-begin"));
	ask_all(&d);
	putchar('\n');
	gather(&d, v);
	free(d.line);
	return ferror(stdout) ? fail_errno(f, "output-write", NULL) : 0;
}
