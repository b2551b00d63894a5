/* render_html.c - the account as one page: no network, nothing outside the file, complete without
 * script. Left the account, right the texts; a link lights up its words. The page carries its own
 * content security policy with the hashes of the style and the script it ships, so that not even a
 * fault in escaping could run or fetch anything, and the JSON export, which `copytaster verify`
 * checks. O(output). */
#include "account/render_assets.h"
#include "account/render_json.h"
#include "account/render_page.h"

enum { FEW_STORIES = 12 };

static void write_base64(struct render_page *p, const uint8_t *bytes, size_t n) {
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < n; i += 3) {
        uint32_t v = (uint32_t)bytes[i] << 16;
        v |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
        v |= i + 2 < n ? bytes[i + 2] : 0;
        char out[4] = {digit[v >> 18], digit[v >> 12 & 63], i + 1 < n ? digit[v >> 6 & 63] : '=',
                       i + 2 < n ? digit[v & 63] : '='};
        buf_add(p->out, (str){out, sizeof out});
    }
}

static void write_hash(struct render_page *p, str content) {
    uint8_t sha[SHA256_BYTES];
    hash_sha256(content, sha);
    render_page_raw(p, "'sha256-");
    write_base64(p, sha, sizeof sha);
    render_page_raw(p, "'");
}

static void write_frame_head(struct render_page *p) {
    str css = render_assets_css();
    render_page_raw(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    render_page_raw(
        p, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    write_hash(p, css);
    render_page_raw(p, "; script-src ");
    write_hash(p, render_assets_js());
    render_page_raw(p, "; base-uri 'none'; form-action 'none'\">\n");
    render_page_raw(
        p, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
           "name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" "
           "content=\"copytaster " COPYTASTER_VERSION "\">\n<title>");
    render_page_text(p, p->place.all->n ? p->place.all->account[0].title : STR("No stories"));
    render_page_raw(p, " \u2013 checked account</title>\n<style>");
    buf_add(p->out, css);
    render_page_raw(p, "</style>\n</head>\n");
}

static void write_witness(struct render_page *p, uint32_t w) {
    const struct witness *witness = &p->acct->witness[w];
    render_page_raw(p, "<tr><th scope=\"row\">");
    render_page_letter(p, w);
    render_page_fmt(p, " <a href=\"#r%u\">", (unsigned)witness->report + 1);
    render_page_text(p, render_place_outlet(&p->place.all->notes[witness->report].doc));
    render_page_raw(p, "</a></th><td>");
    if (witness->anchor.day == DAY_NONE) {
        render_page_raw(p, "<i class=\"care\">day unknown</i>");
    } else {
        render_page_raw(p, render_place_day(witness->anchor.day).text);
        if (witness->anchor.basis == BASIS_INFERRED) {
            render_page_raw(p, " <i class=\"care\">inferred</i> <span class=\"small\">");
            render_page_text(p, witness->anchor.reason);
            render_page_raw(p, "</span>");
        }
    }
    render_page_raw(p, "</td><td>");
    if (witness->origin == w) {
        render_page_raw(p, "own origin");
    } else {
        render_page_raw(p,
                        witness->origin_certain ? "one origin with " : "may have one origin with ");
        render_page_letter(p, witness->origin);
    }
    render_page_raw(p, "</td></tr>\n");
}

static void write_witnesses(struct render_page *p) {
    render_page_fmt(
        p,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Witnesses, story "
        "%zu\"><table "
        "class=\"witnesses\">\n<caption>Witnesses</caption>\n<thead><tr><th "
        "scope=\"col\">Report</th><th "
        "scope=\"col\">Written</th><th scope=\"col\">Origin</th></tr></thead>\n<tbody>\n",
        p->story + 1);
    for (uint32_t w = 0; w < p->acct->n_witnesses; w++) {
        write_witness(p, w);
    }
    render_page_raw(p, "</tbody></table></div>\n");
}

static void write_person(struct render_page *p, const struct joined *entity) {
    render_page_raw(p, "<li><b>");
    render_page_text(p, entity->name);
    render_page_raw(p, "</b>");
    for (size_t i = 0; i < entity->n_variants; i++) {
        render_page_raw(p, i ? ", " : ", also ");
        render_page_text(p, entity->variant[i]);
        render_page_fmt(p, " <i class=\"care\">%s</i>",
                        name_reason_name((enum name_reason)entity->variant_reason[i]));
    }
    render_page_raw(p, "</li>\n");
}

static void write_people(struct render_page *p) {
    bool headed = false;
    for (size_t i = 0; i < p->acct->entities.n; i++) {
        if (p->acct->entities.entity[i].n_variants > 0) {
            render_page_raw(
                p, headed
                       ? ""
                       : "<section><h3>Written in more than one way</h3>\n<ul class=\"claims\">\n");
            headed = true;
            write_person(p, &p->acct->entities.entity[i]);
        }
    }
    render_page_raw(p, headed ? "</ul></section>\n" : "");
}

static void write_story(struct render_page *p, size_t story) {
    p->acct = &p->place.all->account[story];
    p->story = story;
    render_page_fmt(p, "<section class=\"story\">\n<h2 id=\"s%zu\">", story + 1);
    render_page_text(p, p->acct->title);
    render_page_raw(p, "</h2>\n<p class=\"small\">");
    if (p->acct->n_witnesses != p->acct->n_outlets) {
        render_page_count(p, p->acct->n_witnesses, "report", "reports");
        render_page_raw(p, " by ");
    }
    render_page_count(p, p->acct->n_outlets, "outlet", "outlets");
    if (p->acct->n_witnesses > 1) {
        render_page_raw(p, ", at least ");
        render_page_count(p, p->acct->n_origins, "independent origin", "independent origins");
    }
    render_page_raw(p, "</p>\n");
    write_witnesses(p);
    render_page_conflict_all(p);
    render_page_claim_all(p);
    render_page_matrix(p);
    render_page_history(p);
    write_people(p);
    render_page_lineage(p);
    render_page_raw(p, "</section>\n");
}

static void write_item(struct render_page *p, size_t i) {
    const struct account *acct = &p->place.all->account[i];
    render_page_fmt(p, "<li><a href=\"#s%zu\">", i + 1);
    render_page_text(p, acct->title.len ? acct->title : STR("(no title)"));
    render_page_raw(p, "</a> <span class=\"count\">");
    render_page_count(p, acct->n_witnesses, "report", "reports");
    if (acct->n_conflicts) {
        render_page_raw(p, ", <strong>");
        render_page_count(p, acct->n_conflicts, "conflict", "conflicts");
        render_page_raw(p, "</strong>");
    }
    render_page_raw(p, "</span></li>\n");
}

/* The stories of several reports; those of one behind them, folded away when they are many. */
static void write_stories(struct render_page *p) {
    const struct accounts *all = p->place.all;
    size_t n_alone = 0;
    for (size_t i = 0; i < all->n; i++) {
        n_alone += all->account[i].n_witnesses == 1;
    }
    bool folds = n_alone > FEW_STORIES;
    render_page_raw(p, "<nav aria-label=\"Stories\"><ol>\n");
    for (size_t i = 0; i < all->n; i++) {
        if (!folds || all->account[i].n_witnesses > 1) {
            write_item(p, i);
        }
    }
    render_page_raw(p, "</ol>");
    if (folds) {
        render_page_fmt(p, "\n<details><summary>%zu stories told by one report</summary>\n<ol>\n",
                        n_alone);
        for (size_t i = 0; i < all->n; i++) {
            if (all->account[i].n_witnesses == 1) {
                write_item(p, i);
            }
        }
        render_page_raw(p, "</ol></details>");
    }
    render_page_raw(p, "</nav>\n");
}

static void write_contents(struct render_page *p) {
    const struct accounts *all = p->place.all;
    render_page_raw(
        p, "<header><p class=\"brand\">copytaster \u00b7 checked account</p>\n<p class=\"skip\"><a "
           "href=\"#reports\">To the reports</a></p>\n<h1>");
    render_page_count(p, all->n_reports, "report", "reports");
    render_page_raw(p, ", ");
    render_page_count(p, all->n, "story", "stories");
    render_page_raw(p, "</h1>\n");
    if (all->n > 1) {
        write_stories(p);
    }
    render_page_raw(p, "</header>\n");
}

static void write_export(struct render_page *p) {
    struct json j;
    json_init(&j, p->out, false);
    render_page_raw(p, "<script type=\"application/json\" id=\"copytaster-account\">");
    render_json_document(&j, &p->place, LAYER_ACCOUNT);
    render_page_raw(p, "</script>\n<script>");
    buf_add(p->out, render_assets_js());
    render_page_raw(p, "</script>\n");
}

void render_html(buf *out, const struct accounts *all, const struct render_options *options) {
    struct render_page p = {.out = out};
    (void)options; /* a page has room for everything */
    if (!render_place_open(&p.place, all, out)) {
        return;
    }
    write_frame_head(&p);
    render_page_raw(&p, "<body>\n<main tabindex=\"0\" aria-label=\"Account\">\n");
    write_contents(&p);
    for (size_t i = 0; i < all->n; i++) {
        write_story(&p, i);
    }
    render_page_raw(&p, "</main>\n<aside id=\"reports\" tabindex=\"0\" "
                        "aria-label=\"Reports\">\n<h2>The reports</h2>\n");
    render_page_report_all(&p);
    render_page_raw(&p, "</aside>\n");
    write_export(&p);
    render_page_raw(&p, "</body>\n</html>\n");
    render_place_close(&p.place);
}
