/* jsonld_node.c - one pass over the tokens of a script with a stack of open containers. An object
 * becomes a record when it opens; its strings go to the record's members by their key, the first of
 * each; @type is told by its last letters, for the vocabulary has dozens of kinds of articles and
 * pages. References by @id are followed when asked for, not while reading. O(script). */
#include "page/jsonld_node.h"

enum { MOST_RECORDS = 4096 };

/* Keys with a meaning here; the values past JSONLD_MEMBERS are roles of objects or @type. */
enum { KEY_TYPE = 100, KEY_ROLE = 200, KEY_NONE = 255 };

static const struct {
    const char *key;
    uint8_t meaning;
} keys[] = {
    {"@graph", KEY_ROLE + JSONLD_IS_ROOT},
    {"@id", JSONLD_ID},
    {"@type", KEY_TYPE},
    {"Author", KEY_ROLE + JSONLD_IS_AUTHOR},
    {"alternativeHeadline", JSONLD_ALTERNATIVE},
    {"articleBody", JSONLD_BODY},
    {"articleSection", JSONLD_SECTION},
    {"author", KEY_ROLE + JSONLD_IS_AUTHOR},
    {"byline", JSONLD_NAME},
    {"creator", KEY_ROLE + JSONLD_IS_CREATOR},
    {"dateCreated", JSONLD_CREATED},
    {"dateModified", JSONLD_MODIFIED},
    {"datePublished", JSONLD_PUBLISHED},
    {"description", JSONLD_DESCRIPTION},
    {"headline", JSONLD_HEADLINE},
    {"image", KEY_ROLE + JSONLD_IS_IMAGE},
    {"inLanguage", JSONLD_LANGUAGE},
    {"liveBlogUpdate", KEY_ROLE + JSONLD_IS_POST},
    {"mainEntity", KEY_ROLE + JSONLD_IS_MAIN},
    {"mainEntityOfPage", KEY_ROLE + JSONLD_IS_MAIN},
    {"name", JSONLD_NAME},
    {"publisher", KEY_ROLE + JSONLD_IS_PUBLISHER},
    {"uploadDate", JSONLD_UPLOADED},
    {"url", JSONLD_URL},
};

static uint8_t meaning_of(str key) {
    size_t from = 0;
    size_t to = sizeof keys / sizeof *keys;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(str_from_cstr(keys[middle].key), key);
        if (order == 0) {
            return keys[middle].meaning;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return KEY_NONE;
}

static enum jsonld_type type_of(str name) {
    static const struct {
        const char *ending;
        enum jsonld_type type;
    } endings[] = {
        {"Article", JSONLD_ARTICLE},
        {"Posting", JSONLD_ARTICLE},
        {"BlogPost", JSONLD_ARTICLE},
        {"Report", JSONLD_ARTICLE},
        {"Page", JSONLD_PAGE},
        {"WebSite", JSONLD_SITE},
        {"Website", JSONLD_SITE},
        {"Person", JSONLD_PERSON},
        {"person", JSONLD_PERSON},
        {"Organization", JSONLD_ORGANIZATION},
        {"Corporation", JSONLD_ORGANIZATION},
        {"Recipe", JSONLD_WORK},
        {"VideoObject", JSONLD_WORK},
        {"Episode", JSONLD_WORK},
        {"HowTo", JSONLD_WORK},
        {"Review", JSONLD_WORK},
        {"CreativeWork", JSONLD_WORK},
        {"Event", JSONLD_WORK},
        {"Course", JSONLD_WORK},
        {"Product", JSONLD_WORK},
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (str_ends_with(name, str_from_cstr(endings[i].ending))) {
            return endings[i].type;
        }
    }
    return JSONLD_OTHER;
}

/* An open container: the record it belongs to and what its strings and objects mean. */
struct frame {
    uint32_t node;   /* UINT32_MAX = none */
    uint8_t meaning; /* of the key just read; of an array: of the key it stands under */
    bool is_object;
};

struct reading {
    arena *a;
    struct jsonld j;
    struct jsonld_nodes *out;
    uint32_t base; /* of the script in the source */
    struct frame stack[JSONLD_DEPTH + 1];
};

static struct span shifted(const struct reading *r, struct span at) {
    return (struct span){at.from + r->base, at.to + r->base};
}

/* A new record under `frame`; *node stays UINT32_MAX when there are too many. */
static enum err add_node(struct reading *r, const struct frame *frame, uint32_t *node) {
    *node = UINT32_MAX;
    if (r->out->list.n >= MOST_RECORDS) {
        return ERR_OK;
    }
    bool under_role = frame->meaning >= KEY_ROLE && frame->meaning != KEY_NONE;
    uint8_t role = under_role ? (uint8_t)(frame->meaning - KEY_ROLE) : JSONLD_IS_ELSE;
    *node = (uint32_t)r->out->list.n;
    return vec_push(r->a, &r->out->list, (struct jsonld_node){.role = role, .parent = frame->node});
}

static bool holds_names(uint8_t meaning) {
    return meaning == KEY_ROLE + JSONLD_IS_AUTHOR || meaning == KEY_ROLE + JSONLD_IS_CREATOR ||
           meaning == KEY_ROLE + JSONLD_IS_PUBLISHER || meaning == KEY_ROLE + JSONLD_IS_IMAGE;
}

/* A string or number under the key of `frame`. */
static enum err take_string(struct reading *r, const struct frame *frame,
                            const struct jsonld_token *tok) {
    if (frame->node == UINT32_MAX || tok->at.from >= tok->at.to) {
        return ERR_OK;
    }
    struct jsonld_value value = {shifted(r, tok->at), tok->has_escapes};
    struct jsonld_node *node = &r->out->list.v[frame->node];
    if (frame->meaning < JSONLD_MEMBERS) {
        if (span_is_empty(node->member[frame->meaning].at)) {
            node->member[frame->meaning] = value;
        }
    } else if (frame->meaning == KEY_TYPE) {
        str name = str_span(r->j.s, tok->at);
        enum jsonld_type type = type_of(name);
        node->is_news |= str_ends_with(name, STR("NewsArticle"));
        bool better = node->type == JSONLD_OTHER || type == JSONLD_ARTICLE;
        node->type = (uint8_t)(better ? type : node->type);
    } else if (holds_names(frame->meaning) && tok->kind == JSONLD_STRING) {
        uint32_t added;
        TRY(add_node(r, frame, &added));
        if (added != UINT32_MAX) {
            struct jsonld_node *name = &r->out->list.v[added];
            bool image = name->role == JSONLD_IS_IMAGE;
            name->member[image ? JSONLD_URL : JSONLD_NAME] = value;
        }
    } else if (frame->meaning == KEY_ROLE + JSONLD_IS_MAIN &&
               span_is_empty(node->member[JSONLD_URL].at)) {
        node->member[JSONLD_URL] = value;
    }
    return ERR_OK;
}

static enum err open_container(struct reading *r, const struct jsonld_token *tok) {
    struct frame *outer = &r->stack[r->j.depth - 1];
    struct frame *inner = &r->stack[r->j.depth];
    *inner = *outer;
    inner->is_object = tok->kind == JSONLD_OBJECT;
    if (inner->is_object) {
        TRY(add_node(r, outer, &inner->node));
        inner->meaning = KEY_NONE;
    }
    return ERR_OK;
}

/* What @graph holds stands at the top, and so does what stands in a list there. */
static void take_key(struct reading *r, const struct jsonld_token *tok) {
    struct frame *frame = &r->stack[r->j.depth];
    frame->meaning = meaning_of(str_span(r->j.s, tok->at));
}

enum err jsonld_nodes_read(arena *a, str source, struct span at, struct jsonld_nodes *out) {
    struct reading r = {.a = a, .out = out, .base = at.from};
    r.stack[0] = (struct frame){.node = UINT32_MAX, .meaning = KEY_ROLE + JSONLD_IS_ROOT};
    jsonld_init(&r.j, str_span(source, at));
    struct jsonld_token tok;
    for (;;) {
        switch (jsonld_next(&r.j, &tok)) {
        case JSONLD_END:
            return ERR_OK;
        case JSONLD_OBJECT:
        case JSONLD_ARRAY:
            TRY(open_container(&r, &tok));
            break;
        case JSONLD_KEY:
            take_key(&r, &tok);
            break;
        case JSONLD_STRING:
        case JSONLD_WORD:
            TRY(take_string(&r, &r.stack[r.j.depth], &tok));
            break;
        case JSONLD_OBJECT_END:
        case JSONLD_ARRAY_END:
            break;
        }
    }
}

const struct jsonld_node *jsonld_nodes_resolve(const struct jsonld_nodes *nodes, str source,
                                               const struct jsonld_node *node) {
    struct span id = node->member[JSONLD_ID].at;
    if (span_is_empty(id) || !span_is_empty(node->member[JSONLD_NAME].at)) {
        return node;
    }
    for (size_t i = 0; i < nodes->list.n; i++) {
        const struct jsonld_node *other = &nodes->list.v[i];
        if (!span_is_empty(other->member[JSONLD_NAME].at) &&
            str_equals(str_span(source, other->member[JSONLD_ID].at), str_span(source, id))) {
            return other;
        }
    }
    return node;
}

enum err jsonld_node_text(arena *a, str source, const struct jsonld_node *node,
                          enum jsonld_member member, str *out) {
    const struct jsonld_value *value = &node->member[member];
    struct jsonld j = {.s = source};
    struct jsonld_token tok = {
        .kind = JSONLD_STRING, .has_escapes = value->has_escapes, .at = value->at};
    return jsonld_text(a, &j, &tok, out);
}
