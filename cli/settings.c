/* settings.c - defaults < configuration file < environment < command line, checked against the
 * option table. Long options may be given as --name=value or --name value, short ones bundled; "--"
 * ends options; numbers and choices are checked wherever they come from, so that a bad line in the
 * configuration file is told like a bad argument. */
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

enum { LARGEST_CONFIG = 1 << 16 };

/* One reading of settings: who is asked, and by whom a complaint is to be signed. */
struct reading {
    const struct command *command;
    struct settings *out;
    const char *origin; /* "the environment", a file name; NULL on the command line */
};

/* One line naming what is wrong, then where to read more. Always false. */
__attribute__((format(printf, 2, 3))) static bool complain(const struct reading *r, const char *fmt,
                                                           ...) {
    fputs("copytaster: ", stderr);
    if (r->origin) {
        fprintf(stderr, "%s: ", r->origin);
    }
    va_list args;
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fprintf(stderr, "\nsee copytaster %s --help\n", r->command->name);
    return false;
}

static bool is_choice(const char *choices, const char *value) {
    size_t len = strlen(value);
    for (const char *p = choices; len && *p;) {
        size_t n = strcspn(p, " ");
        if (n == len && memcmp(p, value, n) == 0) {
            return true;
        }
        p += n + (p[n] == ' ');
    }
    return false;
}

static bool read_share(const char *value, double *out) {
    char *end;
    *out = strtod(value, &end);
    return end != value && *end == '\0' && *out > 0 && *out <= 1;
}

/* "4G", "500M", "1048576"; at least a mebibyte. */
static bool read_size(const char *value, size_t *out) {
    static const char units[] = "KMGT";
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
    unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
    bool ends = unit ? end[1] == '\0' : *end == '\0';
    if (errno || end == value || *value == '-' || !ends || number > SIZE_MAX >> 1 >> shift) {
        return false;
    }
    *out = (size_t)number << shift;
    return *out >= (size_t)1 << 20;
}

static bool set(const struct reading *r, enum option_id id, const char *value,
                enum option_source source) {
    const struct option *o = options_at(id);
    struct option_value *v = &r->out->value[id];
    if (o->kind == OPTION_NUMBER) {
        char *end;
        errno = 0;
        long number = strtol(value, &end, 10);
        if (errno || end == value || *end || number < o->least || number > o->most) {
            return complain(r, "--%s: a number from %ld to %ld is expected, not \"%s\"", o->name,
                            o->least, o->most, value);
        }
        v->number = number;
    }
    if (o->kind == OPTION_SHARE && !read_share(value, &v->share)) {
        return complain(r, "--%s: a number over 0 and up to 1 is expected, not \"%s\"", o->name,
                        value);
    }
    if (o->kind == OPTION_SIZE && !read_size(value, &v->size)) {
        return complain(r, "--%s: a size of 1M or more such as 500M or 4G is expected, not \"%s\"",
                        o->name, value);
    }
    if (o->kind == OPTION_CHOICE && !is_choice(o->choices, value)) {
        return complain(r, "--%s: one of \"%s\" is expected, not \"%s\"", o->name, o->choices,
                        value);
    }
    v->text = value;
    v->source = source;
    return true;
}

static bool takes(const struct command *c, enum option_id id) {
    return c->options >> id & 1;
}

/* The option called by the first `len` bytes of `name`, among those of the command (or any, for the
 * file). */
static enum option_id find(const struct command *c, const char *name, size_t len) {
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        if ((!c || takes(c, id)) && strlen(options_at(id)->name) == len &&
            memcmp(options_at(id)->name, name, len) == 0) {
            return id;
        }
    }
    return OPT_COUNT;
}

static enum option_id find_letter(const struct command *c, char letter) {
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        if (takes(c, id) && options_at(id)->letter == letter) {
            return id;
        }
    }
    return OPT_COUNT;
}

bool settings_path(char *out, size_t cap) {
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    int n = -1;
    if (base && *base) {
        n = snprintf(out, cap, "%s/copytaster/config", base);
    } else if (home && *home) {
        n = snprintf(out, cap, "%s/.config/copytaster/config", home);
    }
    return n > 0 && (size_t)n < cap;
}

static char *read_config(const char *path) {
    FILE *f = fopen(path, "r");
    if (!f) {
        return NULL;
    }
    char *text = calloc(1, LARGEST_CONFIG + 1);
    size_t n = text ? fread(text, 1, LARGEST_CONFIG, f) : 0;
    fclose(f);
    if (text) {
        text[n] = '\0';
    }
    return text;
}

static char *trim(char *s) {
    s += strspn(s, " \t");
    size_t n = strlen(s);
    while (n && strchr(" \t\r", s[n - 1])) {
        s[--n] = '\0';
    }
    return s;
}

/* Lines "name = value"; # begins a comment. Only what has an environment variable may stand there.
 */
static bool apply_config(struct reading *r, char *text) {
    while (*text) {
        char *line = text;
        size_t n = strcspn(text, "\n");
        text += n + (text[n] == '\n');
        line[n] = '\0';
        line[strcspn(line, "#")] = '\0';
        line = trim(line);
        if (!*line) {
            continue;
        }
        char *equals = strchr(line, '=');
        if (!equals) {
            return complain(r, "\"%s\": name = value is expected", line);
        }
        *equals = '\0';
        char *name = trim(line);
        enum option_id id = find(NULL, name, strlen(name));
        if (id == OPT_COUNT || !options_at(id)->variable) {
            return complain(r, "\"%s\" is no setting", name);
        }
        if (!set(r, id, trim(equals + 1), FROM_FILE)) {
            return false;
        }
    }
    return true;
}

static bool apply_environment(struct reading *r) {
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        const char *value = options_at(id)->variable ? getenv(options_at(id)->variable) : NULL;
        if (value && *value) {
            r->origin = options_at(id)->variable;
            if (!set(r, id, value, FROM_ENVIRONMENT)) {
                return false;
            }
        }
    }
    return true;
}

static bool apply_long(struct reading *r, int argc, char **argv, int *i) {
    const char *name = argv[*i] + 2;
    size_t len = strcspn(name, "=");
    enum option_id id = find(r->command, name, len);
    if (id == OPT_COUNT) {
        return complain(r, "%s: no such option", argv[*i]);
    }
    if (options_at(id)->kind == OPTION_FLAG) {
        return name[len] ? complain(r, "%s: takes no value", argv[*i])
                         : set(r, id, "yes", FROM_COMMAND_LINE);
    }
    bool pair = options_at(id)->kind == OPTION_PAIR;
    int n_wanted = (name[len] == '\0') + pair;
    if (*i + n_wanted >= argc) {
        return complain(r, "%s: %s is expected after it", argv[*i], options_at(id)->argument);
    }
    const char *value = name[len] ? name + len + 1 : argv[++*i];
    if (pair) {
        r->out->value[id].second = argv[++*i];
    }
    return set(r, id, value, FROM_COMMAND_LINE);
}

static bool apply_letters(struct reading *r, int argc, char **argv, int *i) {
    for (const char *p = argv[*i] + 1; *p; p++) {
        enum option_id id = find_letter(r->command, *p);
        char shown[3] = {'-', *p, '\0'};
        if (id == OPT_COUNT) {
            return complain(r, "%s: no such option", shown);
        }
        if (options_at(id)->kind == OPTION_FLAG) {
            if (!set(r, id, "yes", FROM_COMMAND_LINE)) {
                return false;
            }
            continue;
        }
        if (p[1]) {
            return set(r, id, p + 1, FROM_COMMAND_LINE);
        }
        if (*i + 1 >= argc) {
            return complain(r, "%s: %s is expected after it", shown, options_at(id)->argument);
        }
        return set(r, id, argv[++*i], FROM_COMMAND_LINE);
    }
    return true;
}

static bool apply_arguments(struct reading *r, int argc, char **argv) {
    bool only_operands = false;
    for (int i = 0; i < argc; i++) {
        bool fine = true;
        if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0') {
            r->out->operand[r->out->n_operands++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            only_operands = true;
        } else if (argv[i][1] == '-') {
            fine = apply_long(r, argc, argv, &i);
        } else {
            fine = apply_letters(r, argc, argv, &i);
        }
        if (!fine) {
            return false;
        }
    }
    return true;
}

static bool count_operands(const struct reading *r) {
    const struct command *c = r->command;
    size_t n = r->out->n_operands;
    if (option_is_on(r->out, OPT_HELP)) {
        return true;
    }
    if (n < c->least_operands) {
        return complain(r, "%s: too few arguments; expected: %s", c->name, c->synopsis);
    }
    if (n > c->most_operands) {
        return complain(r, "%s: one argument too many: \"%s\"", c->name,
                        r->out->operand[c->most_operands]);
    }
    return true;
}

static bool apply_defaults(struct reading *r) {
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        if (options_at(id)->standard && !set(r, id, options_at(id)->standard, FROM_DEFAULT)) {
            return false;
        }
    }
    return true;
}

bool settings_read(const struct command *command, int argc, char **argv, struct settings *out) {
    *out = (struct settings){0};
    struct reading r = {.command = command, .out = out};
    out->operand = calloc((size_t)argc + 1, sizeof *out->operand);
    if (!out->operand) {
        return complain(&r, "%s", "out of memory");
    }
    char path[4096];
    bool fine = apply_defaults(&r);
    if (fine && settings_path(path, sizeof path)) {
        out->config_text = read_config(path);
        r.origin = path;
        fine = !out->config_text || apply_config(&r, out->config_text);
    }
    fine = fine && apply_environment(&r);
    r.origin = NULL;
    return fine && apply_arguments(&r, argc, argv) && count_operands(&r);
}

void settings_done(struct settings *settings) {
    free(settings->operand);
    free(settings->config_text);
}
