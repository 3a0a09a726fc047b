/* `holdem manual`: the manual pages, made from what --help is made from. */
#include "app/commands.h"

#include <stdio.h>
#include <string.h>

/* Which page is wanted; NULL: the program's own. */
struct page {
    const char *name;
    bool found;
};

/* Text of a page: hyphens that may be copied into a shell, no line that begins a request. */
static void print_text(const char *text)
{
    bool begins = true;
    for (const char *c = text; *c; c++) {
        if (begins && (*c == '.' || *c == '\''))
            fputs("\\&", stdout);
        if (*c == '-')
            fputs("\\-", stdout);
        else if (*c == '\\')
            fputs("\\e", stdout);
        else
            putchar(*c);
        begins = *c == '\n';
    }
}

static void print_title(const char *page, const char *summary)
{
    fputs(".TH ", stdout);
    for (const char *c = page; *c; c++)
        putchar(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    printf(" 1 \"\" \"holdem %s\" \"holdem\"\n.SH NAME\n%s \\- ", HOLDEM_VERSION, page);
    print_text(summary);
    fputs("\n", stdout);
}

/* "holdem-bench-soak" */
static void page_name(const char *subcommand, char out[64])
{
    snprintf(out, 64, "holdem-%s", subcommand);
    for (char *c = out; *c; c++)
        *c = *c == ' ' ? '-' : *c;
}

static void print_option(const struct option *option)
{
    bool takes_value = option->kind != OPTION_SWITCH && option->kind != OPTION_OFF;
    fputs(".TP\n.B \\-\\-", stdout);
    print_text(option->name);
    if (takes_value)
        printf(" \\fI%s\\fR", option->argument);
    putchar('\n');
    print_text(option->help);
    if (option->initial && option->initial[0]) {
        fputs(" (", stdout);
        print_text(option->initial);
        putchar(')');
    }
    putchar('\n');
    if (option->choices) {
        char rows[CHOICE_LINES] = "";
        choice_describe(option->choices, "  ", rows, sizeof rows);
        puts(".nf");
        print_text(rows);
        puts(".fi");
    }
}

static void print_ends(void)
{
    puts(".SH EXIT STATUS\n0: done. 1: failed, also for a wrong value in a configuration; one line says why. 2: wrong "
         "use: an unknown option, one with a value that it cannot have, a missing argument. 130: interrupted; a "
         "training run has then written checkpoint and blueprint.");
}

static void visit_page(void *context, const struct command_form *form, const char *summary)
{
    struct page *page = context;
    char name[64];
    page_name(form->name, name);
    if (page->found || (strcmp(page->name, form->name) != 0 && strcmp(page->name, name) != 0))
        return;
    page->found = true;
    print_title(name, summary);
    fputs(".SH SYNOPSIS\n.B holdem ", stdout);
    print_text(form->usage);
    fputs("\n.SH DESCRIPTION\n.nf\n", stdout);
    print_text(form->about);
    fputs("\n.fi\n.SH OPTIONS\n", stdout);
    for (size_t i = 0; i < form->options; i++)
        print_option(&form->table[i]);
    fputs(".TP\n.B \\-\\-help\nthe options, with units and defaults\n", stdout);
    print_ends();
    puts(".SH SEE ALSO\n.BR holdem (1)");
}

static void visit_line(void *context, const struct command_form *form, const char *summary)
{
    char name[64];
    (void)context;
    page_name(form->name, name);
    printf(".TP\n.BR ");
    print_text(name);
    puts(" (1)");
    print_text(summary);
    putchar('\n');
}

static void print_program(void)
{
    print_title("holdem", "trains blueprint strategies for poker games");
    puts(".SH SYNOPSIS\n.B holdem\n\\fISUBCOMMAND\\fR [\\fIOPTION\\fR...]\n.SH SUBCOMMANDS");
    commands_describe(visit_line, NULL);
    puts(".SH ENVIRONMENT\n.TP\n.B HOLDEM_INSTRUCTIONS\nbaseline, avx2 or avx512: the newest instructions to use\n"
         ".TP\n.B HOLDEM_GAMES\na folder in which games are looked for by name\n.TP\n.B XDG_CACHE_HOME\nholds the "
         "default card "
         "abstractions, in holdem/ (~/.cache)\n.TP\n.B NO_COLOR\nno colours on the terminal, whatever it holds");
    print_ends();
}

static void visit_name(void *context, const struct command_form *form, const char *summary)
{
    char name[64];
    (void)context;
    (void)summary;
    page_name(form->name, name);
    puts(name);
}

static bool print_page(const char *name, struct failure *failure)
{
    struct page page = {.name = name};
    if (!name || strcmp(name, "holdem") == 0) {
        print_program();
        return true;
    }
    commands_describe(visit_page, &page);
    return page.found || failure_set(failure, "there is no page '%s' (see --list)", name);
}

int command_manual(int argc, char *argv[])
{
    bool list = false;
    const struct option table[] = {
        {.name = "list", .kind = OPTION_SWITCH, .value = &list, .help = "the names of all pages, a line each"},
    };
    const struct command_form form = {"manual",
                                      "manual [SUBCOMMAND] [OPTION...]",
                                      "Prints the manual page of a subcommand, or of the program, as man reads it:\n"
                                      "holdem manual match | man -l -",
                                      table,
                                      sizeof table / sizeof *table,
                                      NULL};
    struct failure failure;
    const char *name = NULL;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, &name, 1, &found, &status))
        return status;
    if (list) {
        puts("holdem");
        commands_describe(visit_name, NULL);
        return EXIT_DONE;
    }
    return print_page(name, &failure) ? EXIT_DONE : command_fail(form.name, &failure, EXIT_USAGE);
}
