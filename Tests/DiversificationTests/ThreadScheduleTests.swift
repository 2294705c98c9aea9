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
        let plain = Set(try run(program.source, times: 8))
        var all: Set<String> = []
        for seed in UInt64(1)...8 {
            let text = try program.rewritten(by: [PerturbThreadSchedule()], seed: seed).text
            let found = try run(text, times: 2)
            print(seed, found)
            all.formUnion(found)
        }
        print(plain)
        #expect(all.subtracting(plain).count >= 4, "\(all)")
    }
}
