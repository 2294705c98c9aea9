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
        let functions = own(.function, source?.functionNames).compactMap { symbol in
            file.range(of: symbol).map { FunctionCode(symbol, code: file.bytes[$0]) }
        }
        let variables = own(.variable, source?.variableNames)
        symbols = Symbols(
            functions: functions,
            functionOrder: ItemOrder(functions.map { Digest.of($0.name.utf8) }),
            variableOrder: ItemOrder(variables.map { Digest.of($0.name.utf8) }),
            shared: SharedCode(functions, by: \.digest),
            sharedPlaceless: SharedCode(functions, by: \.placelessDigest))
    }
}

/// Functions by name and code, for counting those that two executables share.
struct SharedCode: Sendable {
    /// Ascending, and the bytes of each.
    private let keys: [UInt64]
    private let sizes: [Int]
    private let bytes: Int

    init(_ functions: [FunctionCode], by digest: KeyPath<FunctionCode, UInt64>) {
        let entries = functions.map { function in
            (key: Digest.of(function.name.utf8) &* 31 &+ function[keyPath: digest], function.bytes)
        }
        .sorted { $0 < $1 }
        keys = entries.map(\.key)
        sizes = entries.map(\.1)
        bytes = sizes.reduce(0, +)
    }

    /// Of the functions, and of their bytes, of both sides, the share that the other side has
    /// too, under the same name (Dice's coefficient); nil when neither has any.
    func share(with other: SharedCode) -> (functions: Double, bytes: Double)? {
        guard bytes + other.bytes > 0 else { return nil }
        var (left, right, functions, shared) = (0, 0, 0, 0)
        while left < keys.count, right < other.keys.count {
            let (first, second) = (keys[left], other.keys[right])
            if first == second {
                functions += 2
                shared += sizes[left] + other.sizes[right]
            }
            if first <= second { left += 1 }
            if second <= first { right += 1 }
        }
        return (
            Double(functions) / Double(keys.count + other.keys.count),
            Double(shared) / Double(bytes + other.bytes)
        )
    }
}
