#define _GNU_SOURCE
#include "watchdog.h"

#include "processes.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct thrice_watchdog {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pid_t process;     // 0: disarmed
    uint64_t deadline;
    uint64_t planned; // when the thread looks next
    int has_fired;
    int is_over;
};

static const uint64_t second = 1000000000;

static void sleep_until(struct thrice_watchdog *dog, uint64_t time) {
    struct timespec limit = {(time_t)(time / second), (long)(time % second)};
    dog->planned = time;
    pthread_cond_timedwait(&dog->changed, &dog->lock, &limit);
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * second + (uint64_t)time.tv_nsec;
}

// A deadline that moves away costs nothing: the thread wakes at the old one and sleeps on.
static void *watch(void *argument) {
    struct thrice_watchdog *dog = argument;
    pthread_mutex_lock(&dog->lock);
    while (!dog->is_over) {
        uint64_t time = now();
        if (!dog->process) {
            sleep_until(dog, time + 3600 * second);
        } else if (time < dog->deadline) {
            sleep_until(dog, dog->deadline);
        } else {
            syscall(SYS_tgkill, dog->process, dog->process, SIGSTOP);
            dog->process = 0;
            dog->has_fired = 1;
        }
    }
    pthread_mutex_unlock(&dog->lock);
    return NULL;
}

struct thrice_watchdog *thrice_watchdog_start(void) {
    struct thrice_watchdog *dog = calloc(1, sizeof *dog);
    if (!dog) return NULL;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&dog->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&dog->lock, NULL);
    // Signals are for the other threads.
    sigset_t all, mask;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    int error = pthread_create(&dog->thread, NULL, watch, dog);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    if (!error) return dog;
    free(dog);
    errno = error;
    return NULL;
}

void thrice_watchdog_arm(struct thrice_watchdog *dog, pid_t process, uint64_t deadline) {
    pthread_mutex_lock(&dog->lock);
    dog->process = process;
    dog->deadline = deadline;
    dog->has_fired = 0;
    if (deadline < dog->planned) pthread_cond_signal(&dog->changed);
    pthread_mutex_unlock(&dog->lock);
}

int thrice_watchdog_disarm(struct thrice_watchdog *dog) {
    pthread_mutex_lock(&dog->lock);
    dog->process = 0;
    int has_fired = dog->has_fired;
    dog->has_fired = 0;
    pthread_mutex_unlock(&dog->lock);
    return has_fired;
}

void thrice_watchdog_stop(struct thrice_watchdog *dog) {
    pthread_mutex_lock(&dog->lock);
    dog->is_over = 1;
    pthread_cond_signal(&dog->changed);
    pthread_mutex_unlock(&dog->lock);
    pthread_join(dog->thread, NULL);
    pthread_cond_destroy(&dog->changed);
    pthread_mutex_destroy(&dog->lock);
    free(dog);
}
