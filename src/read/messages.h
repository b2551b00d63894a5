/* messages.h - mailboxes (RFC 4155) and single messages (RFC 5322) -> reports. */
#ifndef COPYTASTER_READ_MESSAGES_H
#define COPYTASTER_READ_MESSAGES_H

#include "read/item.h"

/* Whether a mailbox ("From " line) or a message (header with sender and date or subject) begins
 * like this. */
bool messages_is_mailbox(str start);

/* Add the report of one message: the subject is its title, the sender its author, the list or
 * organisation its outlet, its id the message's. Errors: ERR_NOMEM, ERR_LIMIT. O(bytes). */
enum err messages_build(arena *a, const struct item *item, struct read_result *out);

#endif
