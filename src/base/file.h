/* file.h - what isn't portable about files: reading whole ones, listing folders in byte order,
 * writing without halves.
 */
#ifndef COPYTASTER_BASE_FILE_H
#define COPYTASTER_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"

enum file_kind { FILE_MISSING, FILE_PLAIN, FILE_FOLDER, FILE_OTHER };

/* What stands at `path`; symbolic links are followed. FILE_MISSING also when it may not be looked
 * at. */
enum file_kind file_kind_of(const char *path);

/* Bytes of the plain file at `path`; 0 for anything else. */
uint64_t file_size(const char *path);

/* Read a whole file ("-" = standard input) into `a`, at most `max` bytes. Errors (told in `e` with
 * the path): ERR_IO, ERR_LIMIT (longer than max), ERR_NOMEM. */
enum err file_read(arena *a, const char *path, size_t max, str *out, struct error *e);

/* Everything below `folder` that is no folder, as paths that begin with `folder`, in byte order,
 * hidden names left out. Folders inside are followed to LIMIT_PATH_DEPTH; one that may not be read
 * or lies deeper is listed itself, so that the caller meets the reason when opening it. A link to a
 * folder above is not followed. Each path has a NUL behind it. */
enum err file_list(arena *a, const char *folder, str **path, size_t *n, struct error *e);

/* Write `content` to `path` so that a reader sees either the old file or the whole new one: a
 * temporary file in the same folder, fsync, rename. On error nothing at `path` has changed and no
 * temporary file remains. */
enum err file_write_whole(const char *path, str content, struct error *e);

/* Wait until the names in `folder` are on the disk: what was renamed or removed there stays so. */
enum err file_sync_folder(const char *folder, struct error *e);

/* Make `folder` unless it is there; the folder above must be. */
enum err file_make_folder(const char *folder, struct error *e);

/* Hold the file `path` (made when it isn't there) as the only one of all processes, until
 * file_unlock(*lock) or the end of the process. ERR_USAGE when another one holds it. */
enum err file_lock(const char *path, int *lock, struct error *e);
void file_unlock(int lock);

#endif
