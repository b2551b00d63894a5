/* main.c - run a fuzz target over stored inputs, without libFuzzer.
 * Arguments are files and folders (read to the bottom, in name order); every target also gets the
 * empty input. A target that fails aborts the process; the name of the input it was reading is
 * printed first, from the signal handler or the sanitizer's death callback, so a failing replay
 * always says which file to look at. Cost: one read of each file. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Present only in sanitizer builds. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static char current[4096] = "(the empty input)";
static unsigned n_inputs;

static void say_current(void) {
    ssize_t ignored = write(STDERR_FILENO, "replay: failed on ", 18);
    ignored = write(STDERR_FILENO, current, strlen(current));
    ignored = write(STDERR_FILENO, "\n", 1);
    (void)ignored;
}

static void on_signal(int number) {
    say_current();
    signal(number, SIG_DFL);
    raise(number);
}

static void complain(const char *path) {
    fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
    exit(2);
}

/* The target gets a buffer of exactly the input's size, so that a sanitizer sees a read past its
 * end. */
static void replay_file(const char *path, size_t size) {
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(size > 0 ? size : 1);
    if (file == NULL || data == NULL || fread(data, 1, size, file) != size) {
        complain(path);
    }
    fclose(file);
    snprintf(current, sizeof current, "%s", path);
    (void)LLVMFuzzerTestOneInput(data, size);
    n_inputs++;
    free(data);
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void replay_path(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) {
        complain(path);
    }
    if (!S_ISDIR(status.st_mode)) {
        replay_file(path, (size_t)status.st_size);
        return;
    }
    struct dirent **entries;
    int n = scandir(path, &entries, is_visible, alphasort);
    if (n < 0) {
        complain(path);
    }
    for (int i = 0; i < n; i++) {
        char inner[4096];
        snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
        replay_path(inner);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    static const int fatal[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM};
    if (__sanitizer_set_death_callback != NULL) {
        __sanitizer_set_death_callback(say_current);
    }
    for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++) {
        signal(fatal[i], on_signal);
    }
    const uint8_t nothing = 0;
    (void)LLVMFuzzerTestOneInput(&nothing, 0);
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (stat(argv[i], &status) == 0 || errno != ENOENT) {
            replay_path(argv[i]);
        }
    }
    printf("replay: %u inputs and the empty one\n", n_inputs);
    return 0;
}
