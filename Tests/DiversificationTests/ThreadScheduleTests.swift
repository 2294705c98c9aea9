import Diversification
import Foundation
import Testing

/// Threads run under other schedules, and a correctly synchronised program does not show it.
struct ThreadScheduleTests {
    /// Four threads on one processor take a lock eight times each. Prints the order in which they
    /// got it when `shows` is set, and the sum that no order changes.
    private static func program(shows: Bool) -> String {
        """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <sched.h>
        #include <stdio.h>
        enum { members = 4, rounds = 8 };
        static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
        static pthread_barrier_t start;
        static char order[members * rounds + 1];
        static int count;
        static long total;
        static void *work(void *argument) {
            const char *name = argument;
            pthread_barrier_wait(&start);
            for (int i = 0; i < rounds; i++) {
                if (pthread_mutex_lock(&lock)) return argument;
                order[count++] = *name;
                total += *name;
                pthread_mutex_unlock(&lock);
            }
            return 0;
        }
        int main(void) {
            static const char *const names[members] = {"a", "b", "c", "d"};
            cpu_set_t one;
            pthread_t threads[members];
            CPU_ZERO(&one);
            CPU_SET(sched_getcpu(), &one);
            sched_setaffinity(0, sizeof one, &one);
            pthread_barrier_init(&start, 0, members);
            for (int i = 0; i < members; i++)
                pthread_create(&threads[i], 0, work, (void *)names[i]);
            for (int i = 0; i < members; i++) pthread_join(threads[i], 0);
            if (\(shows ? 1 : 0)) puts(order);
            printf("%d %ld\\n", count, total);
        }

        """
    }

    private func run(_ source: String, times: Int) throws -> [String] {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(
            arguments: ["gcc", "-std=c11", "-w", "-O1", "-pthread", "-o", path, "\(path).c"])()
        try #require(build.hasSucceeded, "\(build.errorText)")
        return (0..<times).map { _ in
            let run = ToolRun(arguments: [path], timeLimit: .seconds(10))()
            return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
        }
    }

    @Test func `schedules differ between seeds`() throws {
        let program = CProgram(source: Self.program(shows: true))
        let plain = Set(try run(program.source, times: 4))
        var schedules: Set<String> = []
        for seed in UInt64(1)...6 {
            let text = try program.rewritten(by: [PerturbThreadSchedule()], seed: seed).text
            schedules.formUnion(try run(text, times: 1))
        }
        #expect(schedules.subtracting(plain).count >= 4, "\(schedules)")
    }

    @Test func `a synchronised program answers the same under every schedule`() throws {
        let program = CProgram(source: Self.program(shows: false))
        #expect(try CProgram.behaviour(of: program.source) == "32 3152\nexit status 0")
        let result = try program.brokenSeeds(by: [PerturbThreadSchedule()], seeds: 1...4)
        #expect(result.broken.isEmpty)
        #expect(result.texts == 4)
    }

    @Test func `calls become turns in every position of an expression`() throws {
        let program = CProgram(
            source: """
                #include <stdatomic.h>
                #include <stdio.h>
                #include <threads.h>
                static atomic_int turns;
                static mtx_t lock;
                static int work(void *argument) {
                    while (atomic_fetch_add(&turns, 1) < 5 && mtx_trylock(&lock)) {}
                    mtx_unlock(&lock);
                    return atomic_load(&turns) + (argument ? 1 : 2) > 0;
                }
                int main(void) {
                    thrd_t thread;
                    mtx_init(&lock, mtx_plain);
                    if (thrd_create(&thread, work, 0) != thrd_success) return 1;
                    int result, joined = thrd_join(thread, &result);
                    printf("%d %d\\n", joined == thrd_success, result);
                }
                """)
        let (text, applied) = try program.rewritten(by: [PerturbThreadSchedule()], seed: 1)
        #expect(applied.map(\.sites) == [7])
        for part in [
            "while ((thrice_turn(0u), atomic_fetch_add(&turns, 1)) < 5",
            "&& (thrice_turn(1u), mtx_trylock(&lock)))",
            "return (thrice_turn(3u), atomic_load(&turns)) + (argument ? 1 : 2) > 0;",
            "if ((thrice_turn(5u), thrd_create(&thread, work, 0)) != thrd_success) return 1;",
            "joined = (thrice_turn(6u), thrd_join(thread, &result));",
        ] {
            #expect(text.contains(part), "\(text)")
        }
        #expect(try run(text, times: 1) == run(program.source, times: 1))
    }

    /// 400,000 turns of each of two threads end within the ten seconds that a run has.
    @Test(.timeLimit(.minutes(15)))
    func `turns become rare in long runs`() throws {
        let source = """
            #include <pthread.h>
            #include <stdio.h>
            static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
            static long total;
            static void *work(void *argument) {
                for (int i = 0; i < 20000; i++) {
                    pthread_mutex_lock(&lock);
                    total++;
                    pthread_mutex_unlock(&lock);
                }
                return argument;
            }
            int main(void) {
                pthread_t thread;
                pthread_create(&thread, 0, work, 0);
                work(0);
                pthread_join(thread, 0);
                printf("%ld\\n", total);
            }

            """
        let text = try CProgram(source: source).rewritten(by: [PerturbThreadSchedule()], seed: 1)
            .text
        #expect(try run(text, times: 1) == ["40000\nexit status 0"])
    }
}
