import CLinux
import FaultInjection
import Foundation
import Glibc
import Testing

extension RealProcesses {
    /// Whether translated code does what single steps do: a copy of the target is stepped, the
    /// target is led by translation.
    struct TranslationTests {
        /// How the two differ at random moments of demands, if they do.
        ///
        /// - Parameter spoil: what is done to the target before all demands but the first.
        private func differences(
            _ path: String, _ demands: [String], moments: Int = 12,
            spoil: (TracedTarget) throws -> Void = { _ in }
        ) throws -> [String] {
            // Otherwise the kernel writes the number of the processor into its memory (rseq).
            let target = try TracedTarget(
                TracedCommand([path], environment: ["GLIBC_TUNABLES=glibc.pthread.rseq=0"]))
            target.ways = .translation
            var found: [String] = []
            for demand in demands {
                try target.begin(demand)
                let steps = try target.steps(atMost: 400_000)
                var points = (2..<moments).map { _ in Int.random(in: 0..<steps.count) }
                points = [0] + points.sorted() + [steps.count - 1]
                let copy = try SteppedCopy(target)
                let states = try copy.states(points) { copy.regions }
                for step in 0..<steps.count - 1 where steps[step] != copy.steps[step] {
                    found.append("\(demand): step \(step)")
                    break
                }
                var next = 0
                do throws(TracingError) {
                    try target.walk(points, along: steps) { point throws(TracingError) in
                        if next == 0, target.demandCount > 1 { try! spoil(target) }
                        let state = try! TargetSnapshot(target.number, target.regions)
                        let words = state.difference(states[next])
                        if !words.isEmpty { found.append("\(demand) \(point): \(words)") }
                        next += 1
                    }
                    if next == points.count { _ = try target.answer() }
                } catch {
                    return found + ["\(demand): \(error.message)"]
                }
                #expect(!target.translatedCode.isEmpty)
            }
            return found
        }

        @Test(arguments: [
            ["-O0", "-lm"], ["-O3", "-march=native", "-lm"],
            ["-O1", "-static", "-lm"],
        ])
        func `a moment is the same by translation as by single steps`(flags: [String]) throws {
            let program = try TargetProgram("shapes", flags)
            let found = try differences(program.path, ShapesProgram.demands)
            #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
        }

        @Test(arguments: [
            ("cc", "-O0"), ("cc", "-O2"), ("clang", "-O0"), ("clang", "-O2"),
        ])
        func `moments of real variants are the same, too`(
            compiler: String, level: String
        ) throws {
            for name in ["brakes", "launch"] {
                let program = try TargetProgram(
                    variant: name, ["-Iinclude", level], compiler: compiler)
                let demands = try TargetProgram.demands(of: name).shuffled().prefix(1)
                let found = try differences(program.path, Array(demands))
                #expect(found.isEmpty, "\(name): \(found.joined(separator: "\n"))")
            }
        }

        /// Decrements the counter with an instruction that changes flags; by two; restores the
        /// register from another place; returns to another address.
        @Test(
            arguments: [
                ([0x48, 0x8D, 0x49, 0xFF], [0x48, 0xFF, 0xC9, 0x90], "carry"),
                ([0x48, 0x8D, 0x49, 0xFF], [0x48, 0x8D, 0x49, 0xFE], "loop"),
                ([0x48, 0x8B, 0x0C, 0x25, 8], [0x48, 0x8B, 0x0C, 0x25, 0], "nest"),
                ([0x48, 0x8D, 0x64, 0x24, 0xF8], [0x48, 0x8D, 0x64, 0x24, 0xF0], "call"),
            ] as [([UInt8], [UInt8], String)])
        func `translated code that is not right is noticed`(
            right: [UInt8], wrong: [UInt8], demand: String
        ) throws {
            let program = try TargetProgram("shapes", ["-O1", "-lm"])
            let found = try differences(program.path, [demand, demand]) { target in
                try Self.replace(right, by: wrong, in: target)
            }
            #expect(!found.isEmpty)
        }

        private static func replace(
            _ right: [UInt8], by wrong: [UInt8], in target: TracedTarget
        ) throws {
            var count = 0
            for area in target.translatedCode {
                let room = min(area.count, 256 << 10)
                var code = [UInt8](repeating: 0, count: room)
                try #require(
                    thrice_read_memory(target.number, area.lowerBound, &code, room) == 0)
                // Not the routine at the beginning, which all that is indirect goes through.
                for place in 256..<room - right.count where code[place] == right[0] {
                    guard code[place..<place + right.count].elementsEqual(right) else { continue }
                    let address = area.lowerBound + UInt64(place)
                    try #require(
                        thrice_write_memory(target.number, address, wrong, wrong.count) == 0)
                    count += 1
                }
            }
            try #require(count > 10)
        }

        @Test func `code that a program changes is not translated as it was`() throws {
            let program = try TargetProgram("changing", ["-O1"])
            let found = try differences(program.path, ["a", "b", "c"])
            #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
        }

        @Test func `a copy does not have the translation`() throws {
            let target = try TargetProgram("sum").start()
            try target.begin("200")
            let steps = try target.steps(atMost: 100_000)
            #expect(target.translatedCode.isEmpty)
            try target.walk([steps.count / 2], along: steps) { _ throws(TracingError) in
                let copy = try target.fork()
                #expect(!target.translatedCode.isEmpty)
                for area in target.translatedCode {
                    #expect(!copy.regions.contains { $0.addresses.overlaps(area) })
                    #expect(!target.regions.contains { $0.addresses.overlaps(area) })
                }
                #expect(copy.regions.map(\.name) == target.regions.map(\.name))
            }
            #expect(try target.answer() == Array("20100".utf8))
        }

        @Test func `where there is no room for a translation steps lead there`() throws {
            let program = try TargetProgram("sum")
            let lists = try [UInt64?.none, 1 << 22].map { room in
                let target = try program.start()
                _ = try target.advance("1")
                if let room { target.limit(Int32(RLIMIT_AS.rawValue), to: room) }
                try target.begin("40")
                let steps = try target.steps(atMost: 100_000)
                let regions = target.regions
                var reached: [UInt64] = []
                let points = [100, 500, 501, steps.count - 1]
                try target.walk(points, along: steps) { step throws(TracingError) in
                    var registers = user_regs_struct()
                    _ = thrice_get_registers(target.number, &registers)
                    reached.append(registers.rip)
                }
                #expect(target.translatedCode.isEmpty == (room != nil))
                #expect(reached == points.map { steps[$0] })
                #expect(target.regions.map(\.addresses) == regions.map(\.addresses))
                #expect(try target.answer() == Array("821".utf8))
                return steps
            }
            #expect(lists[0] == lists[1])
        }

        @Test func `a recording without translation is the same`() throws {
            let lists = try [WalkWays.all, .breakpoints].map { ways in
                let target = try TargetProgram("shapes", ["-O2", "-lm"]).start()
                target.ways = ways
                return try ["string", "print", "deep"].map { demand in
                    try target.begin(demand)
                    let steps = try target.steps(atMost: 200_000)
                    _ = try target.answer()
                    return steps
                }
            }
            #expect(lists[0] == lists[1])
        }
    }
}
