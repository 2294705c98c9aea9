import Diversification
import Testing

extension BrokenTwin {
    /// Where control goes, and whether it comes back.
    static let control: [BrokenTwin] = [
        statement(
            "break in the middle of a loop", \.jumpsAreBarriers,
            """
            int main(void) {
                int total = 0, count = 0;
                for (int i = 0; i < 10; i++) {
                    total += i;
                    if (i == 3) break;
                    count += 2;
                }
                printf("%d %d\\n", total, count);
            }
            """),
        statement(
            "continue in the middle of a loop", \.jumpsAreBarriers,
            """
            int main(void) {
                int total = 0, count = 0;
                for (int i = 0; i < 10; i++) {
                    total += i;
                    if (i % 3 == 0) continue;
                    count += 2;
                }
                printf("%d %d\\n", total, count);
            }
            """),
        statement(
            "early return", \.jumpsAreBarriers,
            """
            static int last;
            static int check(int x) { if (x > 2) return 1; last = x; return 0; }
            int main(void) {
                int sum = 0;
                for (int i = 0; i < 5; i++) { int got = check(i); sum = sum * 2 + got; }
                printf("%d %d\\n", sum, last);
            }
            """),
        statement(
            "switch fall-through", \.jumpsAreBarriers,
            """
            int main(void) {
                int a = 0, b = 0, c = 0;
                for (int i = 0; i < 4; i++) {
                    switch (i) {
                    case 0: a += 1;
                    case 1: b += 10; break;
                    case 2: c += 100;
                    default: a += 1000;
                    }
                }
                printf("%d %d %d\\n", a, b, c);
            }
            """),
        statement(
            "goto over and into blocks", \.jumpsAreBarriers,
            """
            int main(void) {
                int a = 0, b = 0, n = 0;
            again:
                a += 1;
                if (a > 3) goto out;
                b += 2;
                n = n + 3;
                goto again;
            out:
                printf("%d %d %d\\n", a, b, n);
            }
            """),
        statement(
            "Duff's device", \.jumpsAreBarriers,
            """
            int main(void) {
                int count = 7, sum = 0, step = 1;
                switch (count % 4) {
                case 0: do { sum += step; step += 2;
                case 3:      sum *= 3; step += 1;
                case 2:      sum += step; step *= 2;
                case 1:      sum -= 1; step -= 3;
                        } while ((count -= 4) > 0);
                }
                printf("%d %d\\n", sum, step);
            }
            """),
        statement(
            "computed goto", \.jumpsAreBarriers,
            """
            int main(void) {
                static const void *const steps[] = {&&add, &&scale, &&out};
                int at = 0, x = 1, y = 0;
                goto *steps[at];
            add:
                x += 5;
                y = x * 2;
                at = 1;
                goto *steps[at];
            scale:
                x *= 3;
                y += x;
                at = 2;
                goto *steps[at];
            out:
                printf("%d %d\\n", x, y);
            }
            """),
        statement(
            "a loop that a signal ends", \.endlessLoopsAreBarriers,
            """
            #include <signal.h>
            #include <sys/time.h>
            #include <unistd.h>
            static int zero, given;
            static void end(int number) { _exit(0); }
            int main(void) {
                struct itimerval soon = {.it_value = {.tv_usec = 2000}};
                signal(SIGALRM, end);
                setitimer(ITIMER_REAL, &soon, 0);
                int wait = 0;
                while (1 == 1) { if (given) break; }
                wait = 1 / zero;
                return wait;
            }
            """),
        statement(
            "a callee that may wait for ever", \.endlessLoopsAreBarriers,
            """
            #include <signal.h>
            #include <sys/time.h>
            #include <unistd.h>
            static int zero, given;
            static void end(int number) { _exit(0); }
            static int wait(void) {
            again:
                if (!given) goto again;
                return 1;
            }
            int main(void) {
                struct itimerval soon = {.it_value = {.tv_usec = 2000}};
                signal(SIGALRM, end);
                setitimer(ITIMER_REAL, &soon, 0);
                int waited = wait();
                int ratio = 1 / zero;
                return waited + ratio;
            }
            """),
        statement(
            "setjmp and longjmp", \.unknownCallsAreBarriers,
            """
            #include <setjmp.h>
            static jmp_buf point;
            static int trace;
            static void leave(void) { trace = trace * 10 + 1; longjmp(point, 1); }
            int main(void) {
                if (setjmp(point) == 0) {
                    trace = 5;
                    leave();
                    trace = 9;
                }
                printf("%d\\n", trace);
            }
            """),
        statement(
            "a callee that exits", \.unknownCallsAreBarriers,
            """
            #include <stdlib.h>
            static int told;
            static void finish(void) { printf("%d\\n", told); exit(0); }
            static void tell(int x) { told = told * 3 + x; if (told > 4) finish(); }
            int main(void) { tell(1); tell(2); told = 77; tell(3); return 3; }
            """),
        statement(
            "a signal handler", \.unknownCallsAreBarriers,
            """
            #include <signal.h>
            static int level, seen;
            static void note(int number) { seen = seen * 10 + level; signal(number, note); }
            int main(void) {
                signal(SIGUSR1, note);
                level = 1;
                raise(SIGUSR1);
                level = 2;
                raise(SIGUSR1);
                printf("%d\\n", seen);
            }
            """),
        statement(
            "comma, conditional and short circuit", \.writesConflict,
            """
            int main(void) {
                int a = 1, b = 2, c = 0;
                c = (a++, b > 1) ? a : b++;
                b = a && (b += c, b > 3) || (c = 9);
                a = c ? (b = 4, b + a) : 0;
                printf("%d %d %d\\n", a, b, c);
            }
            """),
        statement(
            "variadic arguments", [\.unknownCallsAreBarriers, \.calleesHaveEffects],
            """
            #include <stdarg.h>
            static int total;
            static void add(int count, ...) {
                va_list list;
                va_start(list, count);
                while (count-- > 0) total = total * 2 + va_arg(list, int);
                va_end(list);
            }
            int main(void) { add(2, 1, 2); add(1, 5); add(3, 1, 0, 1); printf("%d\\n", total); }
            """),
        statement(
            "pointers hidden in integers", \.pointersMeetExposedVariables,
            """
            #include <stdint.h>
            int main(void) {
                int x = 0;
                uintptr_t hidden = (uintptr_t)&x ^ 1;
                x = 3;
                *(int *)(hidden ^ 1) += 4;
                x *= 2;
                printf("%d\\n", x);
            }
            """),
    ]
}
