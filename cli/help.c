/* help.c - "copytaster help", and the pages made from the option table: for the terminal, for
 * man(1), for shells. One table, many faces: what a page says of an option is what parsing checks.
 */
#include <stdint.h>
#include <string.h>

#include "cmd.h"

enum { PAGE_WIDTH = 78, INDENT = 4, OPTION_INDENT = 8 };

static bool has_empty_line(const char *blank, size_t n) {
    size_t lines = 0;
    for (size_t i = 0; i < n; i++) {
        lines += blank[i] == '\n';
    }
    return lines > 1;
}

/* Print prose wrapped at PAGE_WIDTH; "\n\n" parts paragraphs, other white space is one blank. */
static void put_wrapped(FILE *out, const char *text, int indent) {
    int column = 0;
    while (*text) {
        size_t blank = strspn(text, " \n");
        bool paragraph = has_empty_line(text, blank);
        text += blank;
        size_t n = strcspn(text, " \n");
        if (n == 0) {
            break;
        }
        if (paragraph && column) {
            fputs("\n\n", out);
            column = 0;
        } else if (column + 1 + (int)n > PAGE_WIDTH - indent && column) {
            fputc('\n', out);
            column = 0;
        }
        fprintf(out, "%*s%.*s", column ? 1 : indent, "", (int)n, text);
        column += (column ? 1 : 0) + (int)n;
        text += n;
    }
    fputc('\n', out);
}

/* One "left\tright\n" of a list. */
struct pair {
    int left_len;
    const char *left;
    int right_len;
    const char *right;
};

/* The pair at *list, which moves on; false at the end. */
static bool next_pair(const char **list, struct pair *out) {
    const char *p = *list;
    if (!*p) {
        return false;
    }
    size_t left = strcspn(p, "\t\n");
    const char *right = p + left + (p[left] == '\t');
    size_t n = strcspn(right, "\n");
    *out = (struct pair){(int)left, p, (int)n, right};
    *list = right + n + (right[n] == '\n');
    return true;
}

static void put_option_head(FILE *out, const struct option *o, const char *before,
                            const char *after) {
    if (o->letter) {
        fprintf(out, "%s-%c%s, ", before, o->letter, after);
    }
    fprintf(out, "%s--%s%s", before, o->name, after);
    if (o->argument) {
        fprintf(out, "=%s", o->argument);
    }
}

void help_print(FILE *out, const struct command *command) {
    fprintf(out, "copytaster %s - %s\n\nUsage: copytaster %s %s\n\n", command->name,
            command->summary, command->name, command->synopsis);
    struct pair p;
    fputs("Examples\n", out);
    for (const char *list = command->examples; next_pair(&list, &p);) {
        fprintf(out, "%*s%.*s\n%*s%.*s\n", INDENT, "", p.left_len, p.left, OPTION_INDENT, "",
                p.right_len, p.right);
    }
    fputc('\n', out);
    put_wrapped(out, command->description, 0);
    fputs("\nOptions\n", out);
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        const struct option *o = options_at(id);
        if (command->options >> id & 1) {
            fprintf(out, "%*s", INDENT, "");
            put_option_head(out, o, "", "");
            fputc('\n', out);
            put_wrapped(out, o->help, OPTION_INDENT);
        }
    }
    fputs("\nExit codes\n", out);
    for (const char *list = command->exit_codes; next_pair(&list, &p);) {
        fprintf(out, "%*s%.*s  %.*s\n", INDENT, "", p.left_len, p.left, p.right_len, p.right);
    }
}

void help_overview(FILE *out) {
    fputs("copytaster - one checked account of what many reports say\n\n"
          "Usage: copytaster COMMAND [options] PATH...\n\n"
          "PATH is a file, a folder, or - for standard input: web pages, WARC archives, feeds, "
          "report\n"
          "lines (JSONL), CSV, mailboxes or texts, packed or not, recognised by content.\n"
          "Begin with: copytaster account FOLDER\n\nCommands\n",
          out);
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "    %-10s %s\n", cmd_all[i]->name, cmd_all[i]->summary);
    }
    fputs("\ncopytaster COMMAND --help tells more; copytaster --version its version.\n", out);
}

/* ---- man pages ---- */

/* Text of a man page: backslashes, hyphens and leading periods mean something to roff. */
static void put_roff(FILE *out, const char *s, size_t n) {
    bool line_start = true;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c == '\n' && i + 1 < n && s[i + 1] == '\n') {
            fputs("\n.PP\n", out);
            i++;
            line_start = true;
            continue;
        }
        if (line_start && (c == '.' || c == '\'')) {
            fputs("\\&", out);
        }
        if (c == '\\') {
            fputs("\\e", out);
        } else if (c == '-') {
            fputs("\\-", out);
        } else {
            fputc(c, out);
        }
        line_start = c == '\n';
    }
}

static void put_roff_cstr(FILE *out, const char *s) {
    put_roff(out, s, strlen(s));
}

static void man_options(FILE *out, const struct command *command) {
    fputs(".SH OPTIONS\n", out);
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        const struct option *o = options_at(id);
        if (!(command->options >> id & 1)) {
            continue;
        }
        fputs(".TP\n", out);
        if (o->letter) {
            fprintf(out, "\\fB\\-%c\\fR, ", o->letter);
        }
        fprintf(out, "\\fB\\-\\-%s\\fR", o->name);
        if (o->argument) {
            fprintf(out, "=\\fI%s\\fR", o->argument);
        }
        fputc('\n', out);
        put_roff_cstr(out, o->help);
        fputs(".\n", out);
    }
}

void help_man(FILE *out, const struct command *command) {
    struct pair p;
    fprintf(out,
            ".TH COPYTASTER\\-%s 1 \"\" \"copytaster %s\" \"User Commands\"\n.SH "
            "NAME\ncopytaster\\-%s \\- ",
            command->name, ct_version(), command->name);
    put_roff_cstr(out, command->summary);
    fprintf(out, "\n.SH SYNOPSIS\n.B copytaster %s\n", command->name);
    put_roff_cstr(out, command->synopsis);
    fputs("\n.SH EXAMPLES\n", out);
    for (const char *list = command->examples; next_pair(&list, &p);) {
        fputs(".TP\n.B ", out);
        put_roff(out, p.left, (size_t)p.left_len);
        fputc('\n', out);
        put_roff(out, p.right, (size_t)p.right_len);
        fputc('\n', out);
    }
    fputs(".SH DESCRIPTION\n", out);
    put_roff_cstr(out, command->description);
    fputc('\n', out);
    man_options(out, command);
    fputs(".SH EXIT STATUS\n", out);
    for (const char *list = command->exit_codes; next_pair(&list, &p);) {
        fprintf(out, ".TP\n%.*s\n", p.left_len, p.left);
        put_roff(out, p.right, (size_t)p.right_len);
        fputc('\n', out);
    }
    fputs(".SH FILES\n.TP\n.I $XDG_CONFIG_HOME/copytaster/config\n"
          "settings, a line each: name = value; see \\fBcopytaster\\-config\\fR(1).\n"
          ".SH SEE ALSO\n\\fBcopytaster\\fR(1)\n",
          out);
}

void help_man_overview(FILE *out) {
    fprintf(out, ".TH COPYTASTER 1 \"\" \"copytaster %s\" \"User Commands\"\n", ct_version());
    fputs(".SH NAME\ncopytaster \\- one checked account of what many reports say\n"
          ".SH SYNOPSIS\n.B copytaster\n.I COMMAND\n[options] PATH...\n"
          ".SH EXAMPLES\n.TP\n.B copytaster account reports/\nthe account of a folder of reports\n"
          ".SH DESCRIPTION\ncopytaster reads many news reports and gives one checked account of "
          "each story: what the reports\n"
          "agree on, who said what, who copied whom, and where they disagree, with every statement "
          "tied to the exact\n"
          "words of its report. It needs no network. The same reports give the same bytes.\n"
          ".PP\nPATH is a file, a folder, or \\- for standard input: web pages, WARC archives, "
          "feeds (RSS, Atom, JSON Feed),\n"
          "report lines (one JSON object a line with text and optionally id, title, outlet, url, "
          "published, author, lang),\n"
          "CSV tables with a header, mailboxes or plain texts, packed with gzip or zstd or not; "
          "recognised by content.\n"
          ".SH COMMANDS\n",
          out);
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, ".TP\n\\fBcopytaster\\-%s\\fR(1)\n", cmd_all[i]->name);
        put_roff_cstr(out, cmd_all[i]->summary);
        fputc('\n', out);
    }
    fputs(".SH ENVIRONMENT\n", out);
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        const struct option *o = options_at(id);
        if (o->variable) {
            fprintf(out, ".TP\n.B %s\nstands for \\-\\-%s.\n", o->variable, o->name);
        }
    }
    fputs(".TP\n.B NO_COLOR\nno colours, when set to anything.\n", out);
}

static int run(const struct settings *s) {
    const char *topic = s->n_operands ? s->operand[0] : "";
    const char *second = s->n_operands > 1 ? s->operand[1] : "";
    const struct command *command = cmd_find(*second ? second : topic);
    bool man = strcmp(topic, "man") == 0;
    if (!*topic) {
        help_overview(stdout);
    } else if (man && !*second) {
        help_man_overview(stdout);
    } else if (man && command) {
        help_man(stdout, command);
    } else if (strcmp(topic, "completion") == 0 && completion_print(stdout, second)) {
        return EXIT_FINE;
    } else if (command && !*second) {
        help_print(stdout, command);
    } else {
        fprintf(stderr, "copytaster: no help for \"%s%s%s\"\nsee copytaster --help\n", topic,
                *second ? " " : "", second);
        return EXIT_USAGE;
    }
    return EXIT_FINE;
}

const struct command cmd_help = {
    .name = "help",
    .summary = "help on a command; man pages and completions",
    .synopsis = "[COMMAND | man [COMMAND] | completion SHELL]",
    .description = "Prints the page of a command, its man page (for man -l -), or completions for "
                   "bash, zsh or fish.",
    .examples = "copytaster help account\tthe page of a command\n"
                "copytaster help man account | man -l -\tits man page\n"
                "copytaster help completion bash\tfor "
                "~/.local/share/bash-completion/completions/copytaster\n",
    .exit_codes = "0\tfine\n2\twrong usage\n",
    .options = 1u << OPT_HELP,
    .least_operands = 0,
    .most_operands = 2,
    .run = run,
};
