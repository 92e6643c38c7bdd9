// LD_PRELOAD shim: every fdatasync and fsync takes SLOW_SYNC_MICROSECONDS longer and is counted in the eight
// bytes of the file SLOW_SYNC_COUNTER, which others may map or read at any time.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static uint64_t* counter;
static struct timespec delay;

__attribute__((constructor)) static void prepare(void) {
    const char* microseconds = getenv("SLOW_SYNC_MICROSECONDS");
    const long wanted = microseconds ? atol(microseconds) : 0;
    delay.tv_sec = wanted / 1000000;
    delay.tv_nsec = wanted % 1000000 * 1000;

    const char* path = getenv("SLOW_SYNC_COUNTER");
    const int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void* mapped = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) counter = mapped;
    close(file);
}

static void slow_down(void) {
    if (counter) __atomic_add_fetch(counter, 1, __ATOMIC_RELAXED);
    struct timespec left = delay;
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
    }
}

int fdatasync(int file) {
    slow_down();
    return (int)syscall(SYS_fdatasync, file);
}

int fsync(int file) {
    slow_down();
    return (int)syscall(SYS_fsync, file);
}
