/// Links machines, finds the meaning of names and the types of everything, and builds the typed
/// tree. A class because all its parts write into the same tables.
final class MachineChecker {
    struct Symbol {
        let name: String
        let role: CheckedMachine.Symbol.Role
        let span: SourceSpan
        let type: TypeID
    }

    /// An operator or a field whose meaning waits for the types of its operands.
    struct Pending {
        let instance: Instance
        let node: NodeID
    }

    /// Machines within machines.
    static let machineDepthMax = 24

    let names: NameTable
    let limits: MachineLimits
    let sources: [SourceText]
    let files: [String: MachineSyntax]

    var types = TypeStore()
    var sets: [CheckedMachine.GivenSet] = []
    var symbols: [Symbol] = []
    var pending: [Pending] = []
    var diagnostics: [Diagnostic] = []
    var warnings: [Diagnostic] = []
    /// In the order in which they were finished: what is used before what uses it.
    var instances: [Instance] = []
    var finished: [Instance] = []
    var byKey: [String: Instance] = [:]
    /// Machines that are being linked.
    var path: [String] = []
    /// Variables of machines that are part of the whole: known when all are linked.
    var live: Set<Int> = []
    /// Names already reported in a file.
    var reported: Set<String> = []

    init(
        names: NameTable, limits: MachineLimits, sources: [SourceText],
        files: [String: MachineSyntax]
    ) {
        self.names = names
        self.limits = limits
        self.sources = sources
        self.files = files
    }

    func refuse(_ span: SourceSpan, _ message: String, hint: String = "") {
        guard diagnostics.count < 2 * Diagnostic.countMax else { return }
        diagnostics.append(Diagnostic(.error, span, message, hint: hint))
    }

    func warn(_ span: SourceSpan, _ message: String, hint: String = "") {
        guard warnings.count < 2 * Diagnostic.countMax else { return }
        warnings.append(Diagnostic(.warning, span, message, hint: hint))
    }

    func note(_ span: SourceSpan, _ message: String) {
        guard warnings.count < 2 * Diagnostic.countMax else { return }
        warnings.append(Diagnostic(.note, span, message))
    }

    func text(_ type: TypeID) -> String { types.text(type, sets: sets) }

    func addSymbol(
        _ name: String, _ role: CheckedMachine.Symbol.Role, _ span: SourceSpan,
        type: TypeID? = nil
    ) -> Int {
        let type = type ?? types.unknown()
        symbols.append(Symbol(name: name, role: role, span: span, type: type))
        return symbols.count - 1
    }

    func add(_ set: CheckedMachine.GivenSet) -> Int {
        sets.append(set)
        return sets.count - 1
    }

    /// The type of a given set's elements.
    func given(_ set: Int) -> TypeID { types.make(.given(set)) }
}
