/* completion.c - completions for bash, zsh and fish, from the tables of commands and options.
 * The same words that parsing checks; nothing is written twice. */
#include <string.h>

#include "cmd.h"

static void put_commands(FILE *out) {
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "%s%s", i ? " " : "", cmd_all[i]->name);
    }
}

static void put_options(FILE *out, const struct command *command) {
    bool first = true;
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        if (command->options >> id & 1) {
            fprintf(out, "%s--%s", first ? "" : " ", options_at(id)->name);
            first = false;
        }
    }
}

static void bash(FILE *out) {
    fputs("_copytaster() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} words\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words=\"",
          out);
    put_commands(out);
    fputs("\"\n    elif [[ $cur == -* ]]; then\n        case ${COMP_WORDS[1]} in\n", out);
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "        %s) words=\"", cmd_all[i]->name);
        put_options(out, cmd_all[i]);
        fputs("\" ;;\n", out);
    }
    fputs("        esac\n    else\n        COMPREPLY=($(compgen -f -- \"$cur\"))\n        return\n "
          "   fi\n"
          "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
          "complete -o filenames -F _copytaster copytaster\n",
          out);
}

static void zsh(FILE *out) {
    fputs("#compdef copytaster\nlocal -a commands\ncommands=(\n", out);
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "    '%s:%s'\n", cmd_all[i]->name, cmd_all[i]->summary);
    }
    fputs(")\nif (( CURRENT == 2 )); then\n    _describe command commands\n    return\nfi\ncase "
          "$words[2] in\n",
          out);
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "%s) _arguments", cmd_all[i]->name);
        for (enum option_id id = 0; id < OPT_COUNT; id++) {
            const struct option *o = options_at(id);
            if (cmd_all[i]->options >> id & 1) {
                fprintf(out, " '--%s%s'", o->name, o->argument ? "=:value:" : "");
            }
        }
        fputs(" '*:file:_files' ;;\n", out);
    }
    fputs("esac\n", out);
}

static void fish(FILE *out) {
    for (size_t i = 0; cmd_all[i]; i++) {
        fprintf(out, "complete -c copytaster -n __fish_use_subcommand -a %s -d \"%s\"\n",
                cmd_all[i]->name, cmd_all[i]->summary);
        for (enum option_id id = 0; id < OPT_COUNT; id++) {
            const struct option *o = options_at(id);
            if (cmd_all[i]->options >> id & 1) {
                fprintf(out,
                        "complete -c copytaster -n \"__fish_seen_subcommand_from %s\" -l %s%s\n",
                        cmd_all[i]->name, o->name, o->argument ? " -r" : "");
            }
        }
    }
}

bool completion_print(FILE *out, const char *shell) {
    if (strcmp(shell, "bash") == 0) {
        bash(out);
    } else if (strcmp(shell, "zsh") == 0) {
        zsh(out);
    } else if (strcmp(shell, "fish") == 0) {
        fish(out);
    } else {
        return false;
    }
    return true;
}
