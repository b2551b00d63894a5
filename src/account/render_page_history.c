/* render_page_history.c - the timeline on the page: one line for what a person said on a day, for
 * an event, for the reports written on it. Each is a link to the words; further sayings of the same
 * person that day are folded away behind the first. O(entries). */
#include "account/render_history.h"
#include "account/render_page.h"

enum { WORDS = 120, LETTERS = 10 };

/* The last place a witness has in an entry is its statement; the ones before are words of dates. */
static void write_links(struct render_page *p, const struct timeline_entry *entry) {
    size_t shown = 0;
    size_t rest = 0;
    for (size_t k = 0; k < entry->n_places; k++) {
        bool is_last =
            k + 1 == entry->n_places || entry->place[k + 1].witness != entry->place[k].witness;
        if (is_last && shown < LETTERS) {
            if (span_is_empty(entry->place[k].at)) {
                render_page_raw(p, " ");
                render_page_letter(p, entry->place[k].witness);
            } else {
                render_page_raw(p, " ");
                render_page_letter_link(p, entry->place[k]);
            }
            shown++;
        } else if (is_last) {
            rest++;
        }
    }
    if (rest) {
        render_page_fmt(p, " <span class=\"small\">+%zu</span>", rest);
    }
}

static void write_saying(struct render_page *p, const struct timeline_entry *entry) {
    struct said said =
        render_said(&p->place.scratch, &p->place, p->acct, &p->acct->claim[entry->claim]);
    said.verb = said.direct && !said.negated ? STR("said") : said.verb;
    render_page_claim_speaker(p, &said);
    render_page_raw(p, said.direct && said.who.len ? " " : ": ");
    str words = render_said_head(&p->place.scratch, said.words, WORDS);
    (said.direct ? render_page_quote : render_page_restated)(p, words);
    write_links(p, entry);
}

static void write_entry(struct render_page *p, const struct timeline_entry *entry) {
    if (entry->kind == TIMELINE_SAYING && entry->claim != NONE) {
        write_saying(p, entry);
        return;
    }
    render_page_text(p, render_said_head(&p->place.scratch, entry->text, WORDS));
    if (entry->claim != NONE && p->acct->claim[entry->claim].modality != MODALITY_ASSERTED) {
        render_page_fmt(
            p, " <i class=\"care\">%s</i>",
            event_modality_name((enum event_modality)p->acct->claim[entry->claim].modality));
    }
    write_links(p, entry);
}

static void write_written(struct render_page *p, const struct history_line *line) {
    render_page_raw(p, "<span class=\"small\">written:</span>");
    for (size_t i = 0; i < line->n_members; i++) {
        const struct timeline_entry *entry = &p->acct->timeline[line->member[i]];
        write_links(p, entry);
        if (entry->inferred && !line->inferred) {
            render_page_raw(p, " <i class=\"care\">inferred</i>");
        }
    }
}

static void write_line(struct render_page *p, const struct history_line *line) {
    render_page_raw(p, "<li><span class=\"day\"><time");
    if (line->entry->first_day != DAY_NONE) {
        render_page_fmt(p, " datetime=\"%s\"", render_place_day(line->entry->first_day).text);
    }
    render_page_raw(p, ">");
    render_page_text(p, line->day);
    render_page_raw(p, "</time>");
    render_page_raw(p, line->inferred ? " <i class=\"care\">inferred</i></span>\n<div>"
                                      : "</span>\n<div>");
    if (line->entry->kind == TIMELINE_REPORT) {
        write_written(p, line);
    } else {
        write_entry(p, line->entry);
    }
    if (line->entry->kind == TIMELINE_SAYING && line->n_members > 1) {
        render_page_fmt(p, "\n<details><summary>and %zu more</summary>\n<ul>\n",
                        line->n_members - 1);
        for (size_t i = 1; i < line->n_members; i++) {
            render_page_raw(p, "<li>");
            write_entry(p, &p->acct->timeline[line->member[i]]);
            render_page_raw(p, "</li>\n");
        }
        render_page_raw(p, "</ul></details>");
    }
    render_page_raw(p, "</div></li>\n");
}

void render_page_history(struct render_page *p) {
    struct history history;
    if (p->acct->n_timeline == 0) {
        return;
    }
    arena_pos mark = arena_mark(&p->place.scratch);
    enum err code = render_history(&p->place.scratch, &p->place, p->acct, &history);
    if (code != ERR_OK) {
        p->out->failed = code;
        return;
    }
    render_page_raw(p, "<section><h3>Timeline</h3>\n<ol class=\"timeline\">\n");
    for (size_t i = 0; i < history.n; i++) {
        write_line(p, &history.line[i]);
    }
    render_page_raw(p, "</ol></section>\n");
    arena_reset(&p->place.scratch, mark);
}
