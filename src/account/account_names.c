/* account_names.c - the words of this layer's enums, as JSON, tables and pages write them.
 * style-ok: export - each function is called after its enum. */
#include "account/account.h"

const char *claim_kind_name(enum claim_kind kind) {
    switch (kind) {
    case CLAIM_UTTERANCE:
        return "utterance";
    case CLAIM_EVENT:
        return "event";
    case CLAIM_FIGURE:
        return "figure";
    }
    return "unknown";
}

const char *stance_name(enum stance stance) {
    switch (stance) {
    case STANCE_SILENT:
        return "silent";
    case STANCE_SAYS:
        return "says";
    case STANCE_PARAPHRASES:
        return "paraphrases";
    case STANCE_DIFFERS:
        return "differs";
    }
    return "unknown";
}

const char *conflict_kind_name(enum conflict_kind kind) {
    switch (kind) {
    case CONFLICT_SPEAKER:
        return "speaker";
    case CONFLICT_WORDING:
        return "wording";
    case CONFLICT_DATE:
        return "date";
    case CONFLICT_FIGURE:
        return "figure";
    case CONFLICT_CUT:
        return "cut";
    }
    return "unknown";
}
