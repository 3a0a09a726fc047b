/* `holdem completions`: what shells need to complete the command line, made from the tables of options. */
#include "app/commands.h"

#include <stdio.h>
#include <string.h>

/* Subcommands of subcommands are completed by their options alone. */
static bool is_below(const struct command_form *form)
{
    return strchr(form->name, ' ') != NULL;
}

static bool takes_value(const struct option *option)
{
    return option->kind != OPTION_SWITCH && option->kind != OPTION_OFF;
}

/* Text in single quotes; characters of `escaped` get a backslash. */
static void print_quoted(const char *text, const char *escaped)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            printf(strchr(escaped, *text) ? "\\%c" : "%c", *text);
    }
}

static void print_names(choice_table table)
{
    for (size_t i = 0; table[i]; i++)
        printf("%s%s", i ? " " : "", table[i]->name);
}

/* --- bash --- */

static void visit_bash_word(void *context, const struct command_form *form, const char *summary)
{
    (void)context;
    (void)summary;
    if (!is_below(form))
        printf(" %s", form->name);
}

/* Behind an option whose value may be one of some names, these. */
static void print_bash_values(const struct command_form *form)
{
    for (size_t i = 0; i < form->options; i++) {
        if (!form->table[i].choices)
            continue;
        printf("\n        [[ ${COMP_WORDS[COMP_CWORD - 1]} != --%s ]] || names='", form->table[i].name);
        print_names(form->table[i].choices);
        fputs("'", stdout);
    }
}

/* context: whether the subcommands of subcommands are wanted, or the others. */
static void visit_bash_case(void *context, const struct command_form *form, const char *summary)
{
    const bool *below = context;
    (void)summary;
    if (is_below(form) != *below)
        return;
    printf("    '%s'*) options='--help", form->name);
    for (size_t i = 0; i < form->options; i++)
        printf(" --%s", form->table[i].name);
    if (form->arguments) {
        fputs("' names='", stdout);
        print_names(form->arguments);
    }
    fputs("'", stdout);
    print_bash_values(form);
    puts(" ;;");
}

static void print_bash(void)
{
    bool below = true, whole = false;
    puts("# bash completion of holdem\n_holdem()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} options= names=\n    if "
         "((COMP_CWORD == 1)); then");
    fputs("        mapfile -t COMPREPLY < <(compgen -W '--help --version", stdout);
    commands_describe(visit_bash_word, NULL);
    puts("' -- \"$word\")\n        return\n    fi\n    case \"${COMP_WORDS[*]:1}\" in");
    commands_describe(visit_bash_case, &below);
    commands_describe(visit_bash_case, &whole);
    puts("    esac\n    if [[ $word == -* ]]; then\n        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- "
         "\"$word\")\n    else\n"
         "        mapfile -t COMPREPLY < <(compgen -W \"$names\" -- \"$word\"; compgen -f -- \"$word\")\n"
         "    fi\n}\ncomplete -o filenames -F _holdem holdem");
}

/* --- zsh --- */

static void print_zsh_names(choice_table table)
{
    fputs("{_alternative \"names:name:(", stdout);
    print_names(table);
    fputs(")\" \"files:file:_files\"}", stdout);
}

static void visit_zsh_word(void *context, const struct command_form *form, const char *summary)
{
    (void)context;
    if (is_below(form))
        return;
    printf("        '%s:", form->name);
    print_quoted(summary, ":");
    puts("'");
}

static void visit_zsh_case(void *context, const struct command_form *form, const char *summary)
{
    (void)context;
    (void)summary;
    if (is_below(form))
        return;
    printf("    %s)\n        _arguments '--help[the options]'", form->name);
    for (size_t i = 0; i < form->options; i++) {
        const struct option *option = &form->table[i];
        printf(" \\\n            '%s--%s[", option->kind == OPTION_LIST ? "*" : "", option->name);
        print_quoted(option->help, "[]:");
        putchar(']');
        if (takes_value(option)) {
            putchar(':');
            print_quoted(option->argument, ":");
            putchar(':');
            if (option->choices)
                print_zsh_names(option->choices);
            else
                fputs("_files", stdout);
        }
        putchar('\'');
    }
    if (form->arguments) {
        fputs(" \\\n            '*:file:", stdout);
        print_zsh_names(form->arguments);
        puts("'\n        ;;");
    } else {
        puts(" \\\n            '*:file:_files'\n        ;;");
    }
}

static void print_zsh(void)
{
    puts("#compdef holdem\n_holdem() {\n    local -a subcommands\n    subcommands=(");
    commands_describe(visit_zsh_word, NULL);
    puts("    )\n    if ((CURRENT == 2)); then\n        _describe subcommand subcommands\n        return\n    fi\n    "
         "shift words\n"
         "    ((CURRENT--))\n    case $words[1] in");
    commands_describe(visit_zsh_case, NULL);
    puts("    esac\n}\n_holdem \"$@\"");
}

/* --- fish --- */

static void visit_fish(void *context, const struct command_form *form, const char *summary)
{
    (void)context;
    if (is_below(form))
        return;
    printf("complete -c holdem -f -n __fish_use_subcommand -a %s -d '", form->name);
    print_quoted(summary, "");
    puts("'");
    for (size_t i = 0; i < form->options; i++) {
        const struct option *option = &form->table[i];
        printf("complete -c holdem -n '__fish_seen_subcommand_from %s' -l %s%s", form->name, option->name,
               takes_value(option) ? " -r" : "");
        if (option->choices) {
            fputs(" -a '", stdout);
            print_names(option->choices);
            putchar('\'');
        }
        fputs(" -d '", stdout);
        for (const char *c = option->help; *c; c++)
            printf(*c == '\'' || *c == '\\' ? "\\%c" : "%c", *c);
        puts("'");
    }
    for (size_t i = 0; form->arguments && form->arguments[i]; i++) {
        printf("complete -c holdem -n '__fish_seen_subcommand_from %s' -a %s -d '", form->name,
               form->arguments[i]->name);
        print_quoted(form->arguments[i]->help, "");
        puts("'");
    }
}

static void print_fish(void)
{
    puts("# fish completion of holdem");
    commands_describe(visit_fish, NULL);
}

int command_completions(int argc, char *argv[])
{
    static const struct {
        const char *shell;
        void (*print)(void);
    } shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
    const struct command_form form = {
        "completions",
        "completions SHELL",
        "Prints what bash, zsh or fish needs to complete the command line; `cmake --install` puts it where they look.\n"
        "For the shell at hand: source <(holdem completions bash)",
        NULL,
        0,
        NULL};
    struct failure failure;
    const char *shell = NULL;
    size_t found = 0;
    int status;
    if (!command_parse(&form, argc, argv, &shell, 1, &found, &status))
        return status;
    for (size_t i = 0; found > 0 && i < sizeof shells / sizeof *shells; i++) {
        if (strcmp(shell, shells[i].shell) == 0) {
            shells[i].print();
            return EXIT_DONE;
        }
    }
    failure_set(&failure, "for which shell? (bash, zsh or fish)");
    return command_fail(form.name, &failure, EXIT_USAGE);
}
