/* Preloaded by scripts/soak.sh: gives a process simulated time. All its clocks show the real time plus an offset, which the
   soak moves forward while the process only waits. Timers and polls then end when their time has come on the simulated
   clock. Each process writes down until when it waits, so that the soak knows how far it may move the clock.

   SOAK_CLOCK   a file, shared by all processes: the offset in nanoseconds, then the processes' deadlines
   SOAK_NUMBER  which part of the file is this process's, from 0
   SOAK_WAKE    a pipe; a byte comes each time that the offset has moved

   Build: cc -shared -fPIC -O2 -pthread -o simulated-clock.so simulated-clock.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SLOTS 64
#define SECOND 1000000000LL
/* The file: the offset, and from byte 512 on SLOTS deadlines for each process. */
#define FILE_SIZE 4096

/* A deadline on the simulated monotonic clock, 0 for none; and what is told when the clock has moved. */
struct slot {
    _Atomic int taken;
    _Atomic int timer;
    _Atomic int alarm;
    int clock;
};

static _Atomic int64_t *offset;
static _Atomic int64_t *deadlines;
static struct slot slots[SLOTS];
static __thread int poll_slot = -1;
static pthread_key_t end_of_thread;

/* The kernel's own, whatever is preloaded. */
static int64_t real_time(clockid_t clock) {
    struct timespec now;
    syscall(SYS_clock_gettime, clock, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

static int64_t moved(void) { return offset == NULL ? 0 : atomic_load(offset); }
static int64_t simulated_time(clockid_t clock) { return real_time(clock) + moved(); }

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int arm(int timer, int64_t rest) {
    struct itimerspec value = {{0, 0}, {rest / SECOND, rest % SECOND}};
    return (int)syscall(SYS_timerfd_settime, timer, 0, &value, NULL);
}

/* A free slot; -1 when there is none. */
static int take_slot(void) {
    for (int i = 0; i < SLOTS; i++) {
        if (atomic_exchange(&slots[i].taken, 1) == 0) return i;
    }
    return -1;
}

/* When a thread that polled ends. */
static void free_slot(void *number) {
    int i = (int)(intptr_t)number - 1;
    close(atomic_exchange(&slots[i].alarm, 0) - 1);
    atomic_store(&slots[i].taken, 0);
}

/* Runs in a thread of its own: ends waits early when the clock has moved. */
static void *follow(void *path) {
    int pipe = open(path, O_RDONLY | O_CLOEXEC);
    char bytes[64];
    while (pipe >= 0 && read(pipe, bytes, sizeof bytes) > 0) {
        for (int i = 0; i < SLOTS; i++) {
            int64_t deadline = atomic_load(&deadlines[i]);
            if (deadline == 0) continue;
            int64_t rest = deadline - simulated_time(CLOCK_MONOTONIC);
            if (slots[i].timer > 0) arm(slots[i].timer - 1, rest > 0 ? rest : 1);
            uint64_t one = 1;
            int alarm = slots[i].alarm;
            if (alarm > 0 && write(alarm - 1, &one, sizeof one) < 0) continue;
        }
    }
    return NULL;
}

__attribute__((constructor)) static void start(void) {
    const char *path = getenv("SOAK_CLOCK"), *number = getenv("SOAK_NUMBER"), *wake = getenv("SOAK_WAKE");
    if (path == NULL || number == NULL || wake == NULL) return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *memory = mmap(NULL, FILE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED) return;
    deadlines = (_Atomic int64_t *)memory + 64 + SLOTS * atoi(number);
    memset((void *)deadlines, 0, SLOTS * sizeof *deadlines);
    pthread_key_create(&end_of_thread, free_slot);
    offset = memory;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pthread_t thread;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 64 << 10);
    if (pthread_create(&thread, &small, follow, strdup(wake)) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* Clocks. */

static int is_clock(clockid_t clock) {
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_MONOTONIC
        || clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_MONOTONIC_RAW || clock == CLOCK_BOOTTIME;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = (int)syscall(SYS_clock_gettime, clock, time);
    if (result != 0 || !is_clock(clock)) return result;
    int64_t now = time->tv_sec * SECOND + time->tv_nsec + moved();
    time->tv_sec = now / SECOND;
    time->tv_nsec = now % SECOND;
    return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    (void)zone;
    int64_t now = simulated_time(CLOCK_REALTIME);
    time->tv_sec = now / SECOND;
    time->tv_usec = now % SECOND / 1000;
    return 0;
}

time_t time(time_t *result) {
    time_t now = simulated_time(CLOCK_REALTIME) / SECOND;
    if (result != NULL) *result = now;
    return now;
}

/* Timers. */

int timerfd_create(clockid_t clock, int flags) {
    int timer = (int)syscall(SYS_timerfd_create, CLOCK_MONOTONIC, flags);
    int slot = timer < 0 || offset == NULL ? -1 : take_slot();
    if (slot >= 0) {
        slots[slot].clock = clock;
        slots[slot].timer = timer + 1;
    }
    return timer;
}

int timerfd_settime(int timer, int flags, const struct itimerspec *value, struct itimerspec *old) {
    int slot = -1;
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].timer == timer + 1) slot = i;
    }
    if (slot < 0) return (int)syscall(SYS_timerfd_settime, timer, flags, value, old);
    if (old != NULL) memset(old, 0, sizeof *old);
    int64_t rest = value->it_value.tv_sec * SECOND + value->it_value.tv_nsec;
    if (rest == 0) {
        atomic_store(&deadlines[slot], 0);
        return arm(timer, 0);
    }
    if (flags & TFD_TIMER_ABSTIME) rest -= simulated_time(slots[slot].clock);
    if (rest < 1) rest = 1;
    /* libdispatch counts its threads once a second. It does so in real time, or a month would have millions of steps.
       Swift's tasks sleep by the other clock, which counts while the machine is suspended. */
    if (slots[slot].clock == CLOCK_MONOTONIC) return arm(timer, rest);
    atomic_store(&deadlines[slot], simulated_time(CLOCK_MONOTONIC) + rest);
    /* The clock may have moved since it was read. */
    rest = atomic_load(&deadlines[slot]) - simulated_time(CLOCK_MONOTONIC);
    return arm(timer, rest > 0 ? rest : 1);
}

/* Polls. */

static int poll_really(struct pollfd *files, nfds_t count, int64_t rest) {
    struct timespec limit = {rest / SECOND, rest % SECOND};
    return (int)syscall(SYS_ppoll, files, count, rest < 0 ? NULL : &limit, NULL, 8);
}

int poll(struct pollfd *files, nfds_t count, int milliseconds) {
    if (milliseconds <= 0 || offset == NULL || count > 60) {
        return poll_really(files, count, milliseconds < 0 ? -1 : milliseconds * 1000000LL);
    }
    if (poll_slot == -1) {
        poll_slot = take_slot();
        if (poll_slot >= 0) {
            slots[poll_slot].alarm = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) + 1;
            pthread_setspecific(end_of_thread, (void *)(intptr_t)(poll_slot + 1));
        }
    }
    int64_t end = simulated_time(CLOCK_MONOTONIC) + milliseconds * 1000000LL;
    struct pollfd all[64];
    memcpy(all, files, count * sizeof *files);
    nfds_t whole = count;
    if (poll_slot >= 0) {
        atomic_store(&deadlines[poll_slot], end);
        all[whole++] = (struct pollfd){slots[poll_slot].alarm - 1, POLLIN, 0};
    }
    int ready;
    while (1) {
        int64_t rest = end - simulated_time(CLOCK_MONOTONIC);
        ready = poll_really(all, whole, rest > 0 ? rest : 0);
        if (ready > 0 && whole > count && all[count].revents != 0) {
            uint64_t told;
            if (read(all[count].fd, &told, sizeof told) >= 0) ready--;
        }
        if (ready != 0 || rest <= 0) break;
    }
    if (poll_slot >= 0) atomic_store(&deadlines[poll_slot], 0);
    for (nfds_t i = 0; i < count; i++) files[i].revents = all[i].revents;
    return ready;
}

int __poll_chk(struct pollfd *files, nfds_t count, int milliseconds, size_t size) {
    (void)size;
    return poll(files, count, milliseconds);
}

/* Threads that wait for others look at the simulated clock now and then. */

static struct timespec really(const struct timespec *time) {
    int64_t at = time->tv_sec * SECOND + time->tv_nsec - moved();
    if (at < 0) at = 0;
    return (struct timespec){at / SECOND, at % SECOND};
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until) {
    static int (*wait)(sem_t *, const struct timespec *);
    if (wait == NULL) wait = real("sem_timedwait");
    while (1) {
        struct timespec end = really(until);
        int64_t rest = end.tv_sec * SECOND + end.tv_nsec - real_time(CLOCK_REALTIME);
        if (rest > SECOND / 20) {
            int64_t soon = real_time(CLOCK_REALTIME) + SECOND / 20;
            end = (struct timespec){soon / SECOND, soon % SECOND};
        }
        int result = wait(semaphore, &end);
        if (result == 0 || errno != ETIMEDOUT || rest <= SECOND / 20) return result;
    }
}

int pthread_cond_timedwait(
    pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, const struct timespec *restrict until) {
    static int (*wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (wait == NULL) wait = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (wait == NULL) wait = real("pthread_cond_timedwait");
    struct timespec end = really(until);
    return wait(condition, mutex, &end);
}

/* Between two quiet processes nothing may wait in the kernel for an acknowledgement. */

static int without_delay(int socket) {
    int on = 1;
    if (socket >= 0) setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

int accept(int socket, struct sockaddr *restrict address, socklen_t *restrict length) {
    return without_delay((int)syscall(SYS_accept4, socket, address, length, 0));
}

int accept4(int socket, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
    return without_delay((int)syscall(SYS_accept4, socket, address, length, flags));
}
