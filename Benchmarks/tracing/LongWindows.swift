import FaultInjection
import Foundation

/// Demands of about 1 ms and 10 ms in millions of instructions: trials a second on one core beside
/// starting the same program anew for each.
struct LongWindows {
    static let program = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        static unsigned long table[256];
        __attribute__((noinline)) static unsigned long mix(unsigned long x, unsigned long i) {
            table[i & 255] += x >> 7;
            return x ^ table[x & 255] ^ x << 13;
        }
        int main(void) {
            char line[64];
            setvbuf(stdout, 0, _IOLBF, 0);
            while (fgets(line, sizeof line, stdin)) {
                unsigned long n = strtoul(line, 0, 10), x = 88172645463325252ul;
                memset(table, 0, sizeof table);
                for (unsigned long i = 0; i < n; i++) {
                    x = mix(x, i);
                    if (x & 4) x += i; else x ^= x >> 17;
                }
                printf("%lu\\n", x);
            }
        }
        """

    let path: String
    let folder: URL

    /// - Parameter milliseconds: of a demand, about; the machine says how many rounds that is.
    func measure(milliseconds: Double, trials: Int) throws {
        let command = TracedCommand([path])
        let target = try TracedTarget(command)
        let demand = Array(String(try rounds(target, milliseconds)).utf8)
        let answer = try target.advance(demand)
        let native = try seconds { for _ in 0..<10 { _ = try target.advance(demand) } } / 10
        report("a demand, native (mean of 10)", native * 1e3, "ms")
        try target.begin(demand)
        var steps = StepList()
        let recording = try seconds { steps = try target.steps(atMost: 100_000_000) }
        report("instructions of the window", Double(steps.count) / 1e6, "million")
        report("recording it", recording * 1e3, "ms")
        var points = (0..<trials).map { _ in Int.random(in: 0..<steps.count) }
        points.sort()
        let copying = try seconds {
            try target.walk(points, along: steps) { _ throws(TracingError) in
                let end = try target.fork().finish()
                if end.answer != answer { fatalError("another answer") }
            }
        }
        guard try target.answer() == answer else { fatalError("another answer") }
        let plain = try startAnew(demand, times: max(20, trials / 10))
        try target.begin(demand)
        let moving = try seconds { try target.walk(points, along: steps) { _ in } }
        report("from moment to moment", moving / Double(trials) * 1e6, "µs")
        report("trials a second on one core", Double(trials) / copying, "/s")
        report("plain starts and answers a second", 1 / plain, "/s")
        report("trials per plain start", plain * Double(trials) / copying, "")
    }

    private func rounds(_ target: TracedTarget, _ milliseconds: Double) throws -> Int {
        let count = 100_000
        let demand = Array(String(count).utf8)
        _ = try target.advance(demand)
        let time = try seconds { for _ in 0..<10 { _ = try target.advance(demand) } } / 10
        return Int(milliseconds / 1e3 / time * Double(count))
    }

    /// Seconds each: a process that reads its demand from a file and answers nobody.
    private func startAnew(_ demand: [UInt8], times: Int) throws -> Double {
        let input = folder.appendingPathComponent("demand").path
        try Data(demand + [0x0A]).write(to: URL(fileURLWithPath: input))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        let name = strdup(path)
        defer { free(name) }
        let arguments = [name, nil]
        return seconds {
            for _ in 0..<times {
                var process: pid_t = 0
                guard posix_spawn(&process, path, &actions, nil, arguments, nil) == 0 else {
                    fatalError("cannot start '\(path)'")
                }
                waitpid(process, nil, 0)
            }
        } / Double(times)
    }
}
