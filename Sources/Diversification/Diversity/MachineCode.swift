/// What is compared of one executable; taken once, then compared with many.
package struct MachineCode: Sendable {
    let machine: Machine
    /// Nil without the section `.text`.
    let text: Text?
    /// Nil when the symbols are stripped.
    let symbols: Symbols?

    struct Text: Sendable {
        let bytes: Int
        let digest: UInt64
        /// Nil for machines other than x86-64.
        let gadgets: Gadgets?
    }

    struct Symbols: Sendable {
        /// By address.
        let functions: [FunctionCode]
        let functionOrder: ItemOrder
        let variableOrder: ItemOrder
        let shared: SharedCode
        let sharedPlaceless: SharedCode
    }

    /// - Parameter source: whose functions and variables count; all when nil. What a compiler
    ///   splits off a function (`name.cold`, `name.part.0`) counts with it.
    package init(_ file: ExecutableFile, source: SourceOrder?) {
        machine = file.machine
        text = file.section(".text").map { section in
            let code = Array(file.bytes[section.range])
            return Text(
                bytes: code.count, digest: Digest.of(code),
                gadgets: file.machine == .x86 ? Gadgets(of: code) : nil)
        }
        let all = file.symbols.sorted { ($0.address, $0.name) < ($1.address, $1.name) }
        guard !all.isEmpty else {
            symbols = nil
            return
        }
        typealias Symbol = ExecutableFile.Symbol
        func own(_ kind: Symbol.Kind, _ names: Set<String>?) -> [Symbol] {
            all.filter { symbol in
                symbol.kind == kind
                    && names?.contains(String(symbol.name.prefix { $0 != "." })) ?? true
            }
        }
        let functions = Self.functions(own(.function, source?.functionNames), of: file)
        let variables = own(.variable, source?.variableNames)
        symbols = Symbols(
            functions: functions,
            functionOrder: ItemOrder(functions.map { Digest.of($0.name.utf8) }),
            variableOrder: ItemOrder(variables.map { Digest.of($0.name.utf8) }),
            shared: SharedCode(functions, by: \.digest),
            sharedPlaceless: SharedCode(functions, by: \.placelessDigest))
    }

    /// Symbols may overlap, but not without end: a file whose functions add up to more than eight
    /// times its length loses the rest.
    private static func functions(
        _ symbols: [ExecutableFile.Symbol], of file: ExecutableFile
    ) -> [FunctionCode] {
        var rest = 8 * file.bytes.count
        return symbols.compactMap { symbol in
            guard let range = file.range(of: symbol), range.count <= rest else { return nil }
            rest -= range.count
            return FunctionCode(symbol, code: file.bytes[range], machine: file.machine)
        }
    }
}
