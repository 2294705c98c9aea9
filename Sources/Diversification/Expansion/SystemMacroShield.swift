import Foundation

/// Headers that keep the macros of system headers from being expanded in a program's own text.
///
/// A macro defined as itself (`#define NULL NULL`) stays in the text as it is, its arguments
/// expanded; so the text can be compiled with another compiler's and another libc's headers. While
/// a system header is read its macros have their own meaning. Macros whose values the program's
/// own `#if` lines ask for keep theirs, and so do those that the program itself defines anew.
struct SystemMacroShield {
    /// How many macros stay; each case is for what the one before would give another meaning.
    enum Reach: CaseIterable {
        case all
        /// Not those that make text of their arguments, as `assert` does: what an argument's own
        /// macros stand for is in the text before, their names are to be in the message.
        case allButTexts
        /// None; and names that the program defines or undefines are no macros after the headers.
        case none
    }

    /// By path below the folder of the shield; `raise` and `lower` are the two at its top.
    let files: [String: String]

    private let undefined: [Substring]

    /// - Parameter conditions: the identifiers in the program's `#if` and `#elif` lines.
    init(_ log: MacroLog, conditions: Set<Substring>, reach: Reach = .all) {
        let clashing = log.ownNames.filter { log.systemMacros[$0] != nil }.sorted()
        undefined = reach == .none ? clashing : []
        var needed = Self.closure(of: conditions, log)
        if reach == .allButTexts { needed.formUnion(Self.textMacros(log)) }
        let shielded = log.systemMacros
            .filter { reach != .none && !needed.contains($0.key) && !log.ownNames.contains($0.key) }
            .sorted { $0.key < $1.key }
        var raise = ""
        var lower = ""
        for (name, macro) in shielded {
            raise += """
                #ifdef \(name)
                #pragma push_macro("\(name)")
                #undef \(name)
                #define \(name)\(macro.parameters ?? "") \(Self.itself(name, macro))
                #endif

                """
            lower += "#pragma pop_macro(\"\(name)\")\n"
        }
        var files = ["thrice-raise.h": raise, "thrice-lower.h": lower]
        for header in log.systemIncludes where !header.contains("..") && !header.hasPrefix("/") {
            files[header] = """
                #ifndef THRICE_SYSTEM_HEADER
                #define THRICE_SYSTEM_HEADER
                #include <thrice-lower.h>
                #include_next <\(header)>
                #include <thrice-raise.h>
                #undef THRICE_SYSTEM_HEADER
                #else
                #include_next <\(header)>
                #endif

                """
        }
        self.files = files
    }

    /// What the names stand for, down to the last macro.
    private static func closure(of names: Set<Substring>, _ log: MacroLog) -> Set<Substring> {
        var reached = names
        var pending = Array(names)
        while let name = pending.popLast() {
            let bodies = (log.ownMacros[name] ?? []) + [log.systemMacros[name]?.body ?? ""]
            for identifier in bodies.flatMap(\.identifiers)
            where reached.insert(identifier).inserted { pending.append(identifier) }
        }
        return reached
    }

    /// The text with the program's own names undefined after the last header.
    func withoutOwnNames(_ text: String) -> String {
        guard !undefined.isEmpty else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.lastIndex { $0.hasPrefix("#include") }
        lines.insert(contentsOf: undefined.map { "#undef " + $0 }, at: last.map { $0 + 1 } ?? 0)
        return lines.joined(separator: "\n")
    }

    /// Macros with `#` before a parameter, and those that are made of such.
    private static func textMacros(_ log: MacroLog) -> Set<Substring> {
        var found = Set(
            log.systemMacros.filter { $0.value.parameters != nil && $0.value.body.makesText }.keys)
        var count = -1
        while count != found.count {
            count = found.count
            for (name, macro) in log.systemMacros where macro.parameters != nil {
                if macro.body.identifiers.contains(where: found.contains) { found.insert(name) }
            }
        }
        return found
    }

    /// The use of a macro with its own parameters as arguments.
    private static func itself(_ name: Substring, _ macro: MacroLog.SystemMacro) -> String {
        guard let parameters = macro.parameters else { return String(name) }
        let names = parameters.dropFirst().dropLast().split(separator: ",").map { parameter in
            String(parameter.filter { $0 != " " })
        }
        guard let last = names.last, last.hasSuffix("...") else {
            return "\(name)(\(names.joined(separator: ", ")))"
        }
        let rest = last == "..." ? "__VA_ARGS__" : String(last.dropLast(3))
        guard names.count > 1 else { return "\(name)(\(rest))" }
        return "\(name)(\(names.dropLast().joined(separator: ", ")), ##\(rest))"
    }
}

extension Substring {
    /// Whether there is a `#` that is not part of `##`, outside of strings or not.
    fileprivate var makesText: Bool {
        replacingOccurrences(of: "##", with: "").contains("#")
    }

    /// Everything spelled like an identifier.
    var identifiers: [Substring] {
        split { !($0.isLetter || $0.isNumber || $0 == "_") }.filter { $0.first?.isNumber == false }
    }
}
