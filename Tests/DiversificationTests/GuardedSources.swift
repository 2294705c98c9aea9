/// C programs for `RenumberedLibcTests`, and what they print.
enum GuardedSources {
    /// Calls the trampoline with a number of its own between two lines.
    static func saying(_ number: Int) -> String {
        """
        #include <unistd.h>
        int main(void) {
            write(1, "before\\n", 7);
            syscall(\(number));
            write(1, "after\\n", 6);
            return 0;
        }
        """
    }

    static let everydayOutput = """
        child 3, sharing or not 4
        caught 1, nested 1, masked 1
        joined 1, sum 4950, detached 8
        cancelled 1
        ids 1
        file abc
        clocks 1 1 1 1
        pipe 5, socket 4, poll 0
        map 1

        """

    /// Every assembly file of the libc that was replaced is on its way.
    static let everyday = """
        #define _GNU_SOURCE
        #include <poll.h>
        #include <pthread.h>
        #include <semaphore.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/socket.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>

        static volatile sig_atomic_t caught, nested;
        static void second(int number) { nested += number == SIGUSR2; }
        static void first(int number) {
            raise(SIGUSR2);
            caught += number == SIGUSR1;
        }

        static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
        static int sum;
        static sem_t done;
        static void *add(void *number) {
            pthread_mutex_lock(&mutex);
            sum += (int)(long)number;
            pthread_mutex_unlock(&mutex);
            return number;
        }
        static void *vanish(void *nothing) { free(malloc(1000)), sem_post(&done); return nothing; }
        static void *wait_for_ever(void *end) {
            char byte;
            sem_post(&done);
            read(*(int *)end, &byte, 1);
            return 0;
        }

        static void processes(void) {
            int left, right;
            pid_t child = fork();
            if (child == 0) _exit(3);
            waitpid(child, &left, 0);
            child = vfork();
            if (child == 0) _exit(4);
            waitpid(child, &right, 0);
            printf("child %d, sharing or not %d\\n", WEXITSTATUS(left), WEXITSTATUS(right));
        }

        static void signals(void) {
            struct sigaction action = {.sa_handler = first};
            sigaction(SIGUSR1, &action, 0);
            action.sa_handler = second;
            sigaction(SIGUSR2, &action, 0);
            raise(SIGUSR1);
            sigset_t set, pending;
            sigemptyset(&set), sigaddset(&set, SIGUSR1);
            sigprocmask(SIG_BLOCK, &set, 0);
            raise(SIGUSR1);
            sigpending(&pending);
            int before = caught, number;
            sigwait(&set, &number);
            printf("caught %d, nested %d, masked %d\\n", before, (int)nested,
                   sigismember(&pending, SIGUSR1) && number == SIGUSR1);
            sigprocmask(SIG_UNBLOCK, &set, 0);
        }

        static void threads(void) {
            pthread_t thread[100];
            void *result;
            int joined = 1, value = 0;
            for (long i = 0; i < 100; i++) pthread_create(&thread[i], 0, add, (void *)i);
            for (long i = 0; i < 100; i++) {
                pthread_join(thread[i], &result);
                joined &= result == (void *)i;
            }
            pthread_attr_t attributes;
            pthread_attr_init(&attributes);
            pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
            sem_init(&done, 0, 0);
            for (int i = 0; i < 8; i++) pthread_create(&thread[i], &attributes, vanish, 0);
            for (int i = 0; i < 8; i++) value += sem_wait(&done) == 0;
            printf("joined %d, sum %d, detached %d\\n", joined, sum, value);
            int ends[2];
            pipe(ends);
            pthread_create(&thread[0], 0, wait_for_ever, &ends[0]);
            sem_wait(&done);
            int same = setuid(getuid()) == 0 && setgid(getgid()) == 0;
            pthread_cancel(thread[0]);
            pthread_join(thread[0], &result);
            printf("cancelled %d\\nids %d\\n", result == PTHREAD_CANCELED, same);
        }

        static void files(void) {
            char text[8] = {0};
            FILE *file = tmpfile();
            fputs("abc", file), rewind(file);
            fread(text, 1, sizeof text - 1, file), fclose(file);
            printf("file %s\\n", text);
        }

        static void clocks(void) {
            struct timespec time, pause = {0, 1000};
            printf("clocks %d %d %d %d\\n", clock_gettime(CLOCK_MONOTONIC, &time) == 0,
                   clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0,
                   clock_gettime(CLOCK_TAI, &time) == 0, nanosleep(&pause, 0) == 0);
        }

        static void communication(void) {
            int ends[2], pair[2];
            char text[8];
            pipe(ends), socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
            write(ends[1], "hello", 5), send(pair[0], "four", 4, 0);
            struct pollfd one = {.fd = pair[0], .events = POLLIN};
            long got = read(ends[0], text, 8), received = recv(pair[1], text, 8, 0);
            printf("pipe %ld, socket %ld, poll %d\\n", got, received, poll(&one, 1, 0));
        }

        int main(void) {
            setvbuf(stdout, 0, _IONBF, 0);
            processes(), signals(), threads(), files(), clocks(), communication();
            char *page = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            page = mremap(page, 8192, 1 << 20, MREMAP_MAYMOVE);
            page[(1 << 20) - 1] = 1;
            printf("map %d\\n", munmap(page, 1 << 20) == 0);
            return 0;
        }
        """

    static let cancellationOutput = """
        blocking: 8 of 8 places
        others: 8 of 8 places
        stack aligned: 8 of 8 places

        """

    /// Steps a thread through the trampoline by the processor's trap flag, and cancels it at its
    /// n-th instruction there: in a `read` that would wait for ever, and in a call that is no
    /// place to end a thread. A cancellation that is missed waits for the alarm.
    static let cancellation = """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <sched.h>
        #include <signal.h>
        #include <stdio.h>
        #include <ucontext.h>
        #include <unistd.h>

        extern const char thrice_syscall[], thrice_syscall_return[];
        static int ends[2], place;
        static volatile int left, stepped, cancelled;
        static int finished, aligned;

        static void step(int number, siginfo_t *info, void *context) {
            greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
            unsigned long at = registers[REG_RIP];
            if (at < (unsigned long)thrice_syscall || at >= (unsigned long)thrice_syscall_return
                || left-- > 0)
                return;
            registers[REG_EFL] &= ~0x100L;
            stepped = 1;
            while (!cancelled) continue;
        }

        #define START_STEPS "pushfq; orq $0x100,(%%rsp); popfq"

        __attribute__((noinline)) static void at_end(void *nothing) {
            aligned += nothing == 0 && ((long)__builtin_frame_address(0) & 15) == 0;
        }

        static void *wait_for_ever(void *byte) {
            pthread_cleanup_push(at_end, 0);
            __asm__ volatile("sub $128,%%rsp; " START_STEPS "; add $128,%%rsp" ::: "memory", "cc");
            read(ends[0], byte, 1);
            pthread_cleanup_pop(0);
            return 0;
        }

        static void *ask(void *nothing) {
            int old;
            __asm__ volatile("sub $128,%%rsp; " START_STEPS "; add $128,%%rsp" ::: "memory", "cc");
            finished = getppid() == getppid();
            pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
            pthread_testcancel();
            return nothing;
        }

        static int cancelled_at(int number, void *(*body)(void *)) {
            pthread_t thread;
            void *result;
            char byte;
            left = number, stepped = cancelled = 0;
            pthread_create(&thread, 0, body, &byte);
            while (!stepped) sched_yield();
            pthread_cancel(thread);
            cancelled = 1;
            pthread_join(thread, &result);
            return result == PTHREAD_CANCELED;
        }

        int main(void) {
            struct sigaction action = {.sa_sigaction = step, .sa_flags = SA_SIGINFO};
            sigaction(SIGTRAP, &action, 0);
            pipe(ends), alarm(20);
            int blocking = 0, others = 0;
            for (place = 0; place < 8; place++) {
                blocking += cancelled_at(place, wait_for_ever);
                finished = 0;
                others += cancelled_at(place, ask) && finished;
            }
            printf("blocking: %d of 8 places\\nothers: %d of 8 places\\n", blocking, others);
            printf("stack aligned: %d of 8 places\\n", aligned);
            return 0;
        }
        """

    /// Runs a program under a filter that allows all, or all but further filters.
    static let launcher = """
        #include <errno.h>
        #include <linux/filter.h>
        #include <linux/seccomp.h>
        #include <stddef.h>
        #include <string.h>
        #include <sys/prctl.h>
        #include <unistd.h>
        int main(int count, char **words) {
            unsigned denied = strcmp(words[1], "deny") == 0 ? 317 : 0xffffffff;
            struct sock_filter program[] = {
                BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, denied, 0, 1),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
            };
            struct sock_fprog filter = {4, program};
            if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return 1;
            if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter)) return 2;
            execv(words[2], words + 2);
            return 3;
        }
        """
}
