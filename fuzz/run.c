/* run.c - fuzz target: any bytes opened as a run of an index. Property: opening and reading end in
 * records that lie inside the file, in the order of their keys when the file is whole, or in an
 * error that names the file; nothing is read outside. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "index/manifest.h"
#include "index/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void need(bool holds) {
    if (!holds) {
        abort();
    }
}

static void read_run(const char *path) {
    struct run run;
    struct run_cursor c;
    struct record r;
    struct error e = {0};
    enum err code = run_open(&run, path, &e);
    if (code != ERR_OK) {
        need(code == ERR_INPUT && e.msg[0]);
        return;
    }
    uint64_t records = 0;
    run_cursor_init(&c, &run);
    while ((code = run_cursor_next(&c, &r, &e)) == ERR_OK) {
        const char *end = run.bytes.ptr + run.bytes.len;
        need(r.key.ptr >= run.bytes.ptr && r.key.ptr + r.key.len <= r.value.ptr);
        need(r.value.ptr + r.value.len <= end && (uintptr_t)r.value.ptr % 8 == 0);
        records++;
    }
    need(code == ERR_INPUT || (code == ERR_MISSING && records == run.n_records));
    run_cursor_init(&c, &run);
    code = run_cursor_seek(&c, STR("key"), &e);
    need(code == ERR_OK || code == ERR_INPUT);
    run_close(&run);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static char path[64];
    if (!path[0]) {
        snprintf(path, sizeof path, "/tmp/fuzz-run-%ld", (long)getpid());
    }
    str bytes = {(const char *)data, n};
    FILE *f = fopen(path, "wb"); /* quicker than a file that survives a crash */
    bool written = f && fwrite(data, 1, n, f) == n;
    if (f) {
        fclose(f);
    }
    if (written) {
        read_run(path);
    }
    unlink(path);
    struct manifest_run run[16];
    size_t n_runs;
    struct error e = {0};
    enum err code = manifest_read(bytes, "reports-1", "MANIFEST", 16, run, &n_runs, &e);
    need(code == ERR_INPUT ? e.msg[0] != '\0' : n_runs <= 16);
    return 0;
}
