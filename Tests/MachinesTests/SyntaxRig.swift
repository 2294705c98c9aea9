import Glibc
import Machines

/// Reads machines that are written in a test.
enum SyntaxRig {
    /// - Parameter others: other machines, by name.
    static func read(
        _ text: String, limits: MachineLimits = MachineLimits(), others: [String: String] = [:]
    ) throws -> CheckedMachine {
        try MachineReader.read(SourceText(name: "Main.mch", text: text), limits: limits) { name in
            others[name].map { SourceText(name: "\(name).mch", text: $0) }
        }
    }

    /// What is wrong with a machine; empty when nothing is.
    static func errors(
        _ text: String, limits: MachineLimits = MachineLimits(), others: [String: String] = [:]
    ) -> [Diagnostic] {
        do {
            _ = try read(text, limits: limits, others: others)
            return []
        } catch let error as MachineErrors {
            return error.diagnostics
        } catch {
            return []
        }
    }

    static func messages(_ text: String, others: [String: String] = [:]) -> [String] {
        errors(text, others: others).map(\.message)
    }

    /// The messages of warnings and notes.
    static func warnings(
        _ text: String, others: [String: String] = [:]
    ) throws -> [String] {
        try read(text, others: others).warnings.map(\.message)
    }

    /// A machine whose PROPERTIES are a predicate over some names.
    static func properties(_ predicate: String, _ typing: String = "") -> String {
        """
        MACHINE Main
        SETS COLOUR = {red, green, blue}; ITEM
        CONSTANTS aa, bb, cc, ff, gg, rr, ss, tt, pp
        PROPERTIES
          aa : INTEGER & bb : INTEGER & cc : INTEGER & ff : INTEGER +-> INTEGER
          & gg : INTEGER +-> INTEGER & rr : INTEGER <-> INTEGER & ss : POW(INTEGER)
          & tt : POW(INTEGER) & pp : BOOL & card(ITEM) = 2 & \(typing)
          \(predicate)
        END
        """
    }

    /// A predicate over those names with all parentheses written.
    static func grouped(_ predicate: String) throws -> String {
        let machine = try read(properties("bool(\(predicate)) = TRUE"))
        guard case .compare(_, let left, _) = machine.properties.last?.node,
            case .truth(let inner) = left.node
        else { return "" }
        return SyntaxPrinter(machine).text(inner)
    }

    /// An expression with all parentheses written.
    static func groupedExpression(_ expression: String) throws -> String {
        let machine = try read(properties("(\(expression)) = (\(expression))"))
        guard case .compare(_, let left, _) = machine.properties.last?.node else { return "" }
        return SyntaxPrinter(machine).text(left)
    }

    /// Runs on a thread with a stack of 512 KiB.
    static func onSmallStack(_ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Job(body))
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                if let argument {
                    Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, box.toOpaque())
        precondition(status == 0, "cannot start a thread: \(status)")
        pthread_join(thread, nil)
        pthread_attr_destroy(&attributes)
    }

    private final class Job: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
