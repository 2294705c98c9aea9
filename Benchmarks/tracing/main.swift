// How fast copies are made, finished, and reached, on the machine that runs it.
//
// Goal: the figures of one tracing thread; run two of it at a time for those of two. Small ones are
// the best of 20 batches, so that other jobs on the machine count less. Not a goal: a verdict. The
// target, of half a millisecond in few instructions, is compiled with `cc`.
//
//     make bench-tracing, or thrice-bench-tracing [points]

import FaultInjection
import Foundation

let program = """
    #include <stdio.h>
    #include <stdlib.h>
    int main(void) {
        char line[64];
        setvbuf(stdout, 0, _IOLBF, 0);
        while (fgets(line, sizeof line, stdin)) {
            volatile unsigned long divisor = 3;
            unsigned long n = strtoul(line, 0, 10), x = ~0ul;
            for (unsigned long i = 0; i < n; i++) x = (x / divisor) | 0xfff0000000000000ul;
            printf("%lu\\n", x);
        }
    }
    """

func seconds<Failure>(_ body: () throws(Failure) -> Void) throws(Failure) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    let time = clock.now - start
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

/// Of the fastest batch, microseconds each.
func best(
    each count: Int, _ body: () throws(TracingError) -> Void
) throws(TracingError) -> Double {
    var shortest = Double.infinity
    for _ in 0..<20 {
        let time = try seconds { () throws(TracingError) in for _ in 0..<count { try body() } }
        shortest = min(shortest, time / Double(count) * 1e6)
    }
    return shortest
}

func report(_ what: String, _ value: Double, _ unit: String) {
    let name = what.padding(toLength: 40, withPad: " ", startingAt: 0)
    print("\(name) \(String(format: "%10.2f", value)) \(unit)")
}

let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

func compile(_ program: String, _ name: String) throws -> String {
    let source = folder.appendingPathComponent("\(name).c")
    try program.write(to: source, atomically: true, encoding: .utf8)
    let path = folder.appendingPathComponent(name).path
    let compiler = try Process.run(
        URL(fileURLWithPath: "/usr/bin/env"), arguments: ["cc", "-O2", "-o", path, source.path])
    compiler.waitUntilExit()
    return path
}

let path = try compile(program, "target")
let pointCount = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2000
let demand = Array("120000".utf8)
let target = try TracedTarget(TracedCommand([path]))
let answer = try target.advance(demand)
report(
    "a demand, native (mean of 50)",
    try seconds { for _ in 0..<50 { _ = try target.advance(demand) } } / 50 * 1e3, "ms")

try target.begin(demand)
var steps = StepList()
let stepping = try seconds { steps = try target.steps(atMost: 5_000_000) }
report("instructions of the window", Double(steps.count), "")
report("a single step", stepping / Double(steps.count) * 1e6, "µs")

report(
    "a copy without work",
    try best(each: 50) { () throws(TracingError) in try target.fork().discard() }, "µs")

@MainActor func way(_ length: Int) throws(TracingError) -> Double {
    try best(each: 1) { () throws(TracingError) in
        let from = target.position!
        try target.walk((1...400).map { from + $0 * length }, along: steps) { _ in }
    } / 400
}
try target.walk([1000], along: steps) { _ in }
report("a way of one step", try way(1), "µs")
report("a way of two steps", try way(2), "µs")
report("a way of 7 steps, once around the loop", try way(7), "µs")
report("a way of 70 steps, ten times around", try way(70), "µs")
try target.walk([steps.count - 50], along: steps) { _ throws(TracingError) in
    report(
        "a copy with 50 instructions, finished",
        try best(each: 50) { () throws(TracingError) in _ = try target.fork().finish() }, "µs")
}
guard try target.answer() == answer else { fatalError("another answer") }

try target.begin(demand)
var counts: [String: Int] = [:]
let stride = Double(steps.count) / Double(pointCount)
let points = (0..<pointCount).map { Int(Double($0) * stride) }
let campaign = try seconds {
    try target.walk(points, along: steps) { _ throws(TracingError) in
        let copy = try target.fork()
        let end = try copy.finish(CopyBudget(cpuNanosecondsMax: 5_000_000))
        let word = end.answer == answer ? "same" : "\(end.outcome)"
        counts[word, default: 0] += 1
    }
}
report("copies a second, \(pointCount) points", Double(pointCount) / campaign, "/s")
print(counts)

guard try target.answer() == answer else { fatalError("another answer") }
try target.begin(demand)
let moving = try seconds { try target.walk(points, along: steps) { _ in } }
report("of it, going from point to point", moving / Double(pointCount) * 1e6, "µs")
_ = try target.answer()

let long = LongWindows(path: try compile(LongWindows.program, "long"), folder: folder)
for (milliseconds, trials) in [(1.0, 1000), (10.0, 200)] {
    print("\na demand of about \(Int(milliseconds)) ms")
    try long.measure(milliseconds: milliseconds, trials: trials)
}
try FileManager.default.removeItem(at: folder)
