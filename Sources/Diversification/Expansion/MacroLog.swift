/// What the preprocessor met on its way through a file, from `clang -E -dD -dI`.
struct MacroLog {
    struct SystemMacro {
        /// With parentheses; nil for a macro without parameters.
        var parameters: String?
        var body: Substring
    }

    /// Macros that system headers define, by name.
    private(set) var systemMacros: [Substring: SystemMacro] = [:]
    /// Bodies of the macros that the program's own files define.
    private(set) var ownMacros: [Substring: [Substring]] = [:]
    /// Names that the program's own files define or undefine.
    private(set) var ownNames: Set<Substring> = []
    /// System headers that the program's own files include, as spelled between `<` and `>`, or
    /// between quotes where that led to one.
    private(set) var systemIncludes: Set<String> = []
    /// The program's own files, as clang names them.
    private(set) var ownFiles: Set<Substring> = []
    /// All lines that define or undefine a macro.
    private(set) var definitions: Set<Substring> = []
    /// Definitions before a system header that steer what it declares, as `_GNU_SOURCE`.
    private(set) var featureDefinitions: [Substring] = []

    init(_ output: Substring) {
        var isSystem = true
        var pendingFeatures: [Substring] = []
        var quoted: Substring?
        for line in output.split(whereSeparator: \.isNewline) where line.first == "#" {
            if line.hasPrefix("#define ") || line.hasPrefix("#undef ") { definitions.insert(line) }
            if line.hasPrefix("# ") {
                isSystem = Self.isSystem(marker: line)
                let file = Self.file(of: line)
                if !isSystem, let file { ownFiles.insert(file) }
                if isSystem, let quoted, file?.hasSuffix("/\(quoted)") == true {
                    systemIncludes.insert(String(quoted))
                    featureDefinitions += pendingFeatures
                    pendingFeatures = []
                }
                if isSystem { quoted = nil }
            } else if line.hasPrefix("#define ") {
                let definition = line.dropFirst("#define ".count)
                define(definition, isSystem: isSystem)
                if !isSystem, Self.steersHeaders(definition) { pendingFeatures.append(line) }
            } else if line.hasPrefix("#undef "), !isSystem {
                ownNames.insert(line.dropFirst("#undef ".count))
            } else if !isSystem, line.hasPrefix("#include"), let header = Self.header(of: line) {
                systemIncludes.insert(String(header))
                featureDefinitions += pendingFeatures
                pendingFeatures = []
            } else if !isSystem, line.hasPrefix("#include \"") {
                quoted = Self.file(of: line)
            }
        }
    }

    private mutating func define(_ definition: Substring, isSystem: Bool) {
        let name = definition.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        var rest = definition[name.endIndex...]
        var parameters: String?
        if rest.first == "(", let end = rest.firstIndex(of: ")") {
            parameters = String(rest[...end])
            rest = rest[rest.index(after: end)...]
        }
        if isSystem {
            systemMacros[name] = SystemMacro(parameters: parameters, body: rest)
        } else {
            ownMacros[name, default: []].append(rest)
            ownNames.insert(name)
        }
    }

    /// The flag 3 of a line marker says so; what is built in or from the command line counts too.
    private static func isSystem(marker: Substring) -> Bool {
        guard let file = file(of: marker) else { return true }
        let flags = marker[file.endIndex...].dropFirst().split(separator: " ")
        return flags.contains("3") || file == "<built-in>" || file == "<command line>"
    }

    private static func file(of marker: Substring) -> Substring? {
        guard let open = marker.firstIndex(of: "\""), let close = marker.lastIndex(of: "\""),
            open < close
        else { return nil }
        return marker[marker.index(after: open)..<close]
    }

    private static func header(of line: Substring) -> Substring? {
        guard let open = line.firstIndex(of: "<"), let close = line.firstIndex(of: ">"),
            open < close
        else { return nil }
        return line[line.index(after: open)..<close]
    }

    /// Reserved names and `NDEBUG` are how a program speaks to the headers of the system.
    private static func steersHeaders(_ definition: Substring) -> Bool {
        guard definition.first == "_" || definition.hasPrefix("NDEBUG") else { return false }
        let name = definition.prefix { $0 != " " && $0 != "(" }
        return definition[name.endIndex...].first != "("
    }
}
