import Glibc
import Machines
import Testing

/// Mutated machines neither trap nor hang the reader: each is read or refused with a place.
///
/// `THRICE_FUZZ_MACHINES` says how many; a seed that fails is in the message.
struct MachineFuzzTests {
    private static let count =
        getenv("THRICE_FUZZ_MACHINES").flatMap { Int(String(cString: $0)) } ?? 2_000

    @Test func `mutated machines are read or refused`() {
        let count = Self.count
        var read = 0
        for seed in 0..<count {
            var mutator = MachineMutator(seed: UInt64(seed))
            let text = mutator.machine()
            switch Self.outcome(text, mutator.others()) {
            case .read: read += 1
            case .refused: break
            case .wrong(let cause):
                #expect(
                    Bool(false), "seed \(seed): \(cause)\n\(String(decoding: text, as: UTF8.self))")
                return
            }
        }
        #expect(read > 0 && read < count, "\(read) of \(count) read")
    }

    @Test func `the seeds themselves are read`() {
        for text in [MachineSeeds.main, MachineSeeds.implementation, MachineSeeds.nested[0]] {
            #expect(SyntaxRig.messages(text, others: MachineSeeds.others) == [])
        }
        #expect(SyntaxRig.messages(MachineSeeds.nested[1]) != [])
    }

    private enum Outcome {
        case read
        case refused
        case wrong(String)
    }

    private static func outcome(_ text: [UInt8], _ others: [String: [UInt8]]) -> Outcome {
        let source = SourceText(name: "Main.mch", bytes: text)
        do {
            let machine = try MachineReader.read(source, limits: limits) { name in
                others[name].map { SourceText(name: "\(name).mch", bytes: $0) }
            }
            return check(machine)
        } catch {
            let text = error.text
            if error.diagnostics.isEmpty || text.isEmpty { return .wrong("no diagnostic") }
            if error.diagnostics.count > 50 { return .wrong("too many diagnostics") }
            for diagnostic in error.diagnostics where !isInside(diagnostic.span, error.sources) {
                return .wrong("place outside the text: \(diagnostic)")
            }
            return .refused
        }
    }

    /// Slots, operations and spans of a machine that was read are all in range.
    private static func check(_ machine: CheckedMachine) -> Outcome {
        for symbol in machine.symbols where !isInside(symbol.span, machine.sources) {
            return .wrong("place of '\(symbol.name)'")
        }
        let slots =
            machine.constants + machine.variables
            + machine.operations.flatMap { $0.inputs + $0.outputs }
        guard slots.allSatisfy(machine.symbols.indices.contains) else { return .wrong("slot") }
        let printer = SyntaxPrinter(machine)
        for predicate in machine.properties + machine.invariant + machine.assertions
        where printer.text(predicate).isEmpty {
            return .wrong("empty predicate")
        }
        return .read
    }

    private static func isInside(_ span: SourceSpan, _ sources: [SourceText]) -> Bool {
        guard sources.indices.contains(Int(span.file)) else { return false }
        let count = sources[Int(span.file)].bytes.count
        return span.start >= 0 && span.start <= span.end && Int(span.end) <= count
    }

    private static let limits: MachineLimits = {
        var limits = MachineLimits()
        limits.tokensMax = 20_000
        return limits
    }()
}
