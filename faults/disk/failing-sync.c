/*
 * Loaded before the C library: while the file FAULTS_SYNC_FAILS exists, what asks the disk to keep
 * something is told that it could not.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int ask(const char *name, int file)
{
    const char *sign = getenv("FAULTS_SYNC_FAILS");
    if (sign != NULL && access(sign, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) { return ask("fsync", file); }

int fdatasync(int file) { return ask("fdatasync", file); }
