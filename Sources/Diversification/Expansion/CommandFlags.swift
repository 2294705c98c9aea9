/// Sorts the flags of a C compiler's command by what they are for.
enum CommandFlags {
    private static let preprocessorPrefixes = ["-D", "-U", "-I", "-std=", "-ansi", "-pthread"]
    /// Their argument may stand apart.
    private static let preprocessorOptions: Set<String> = [
        "-isystem", "-iquote", "-idirafter", "-include", "-imacros",
    ]
    private static let parted: Set<String> = ["-D", "-U", "-I"]

    /// Those that decide what a preprocessor makes of the text; `-D NAME` as `-DNAME`.
    static func ofPreprocessor(_ flags: [String]) -> [String] {
        var kept: [String] = []
        var open: String?
        for flag in flags {
            if let option = open {
                kept += parted.contains(option) ? [option + flag] : [option, flag]
                open = nil
            } else if preprocessorOptions.contains(flag) || parted.contains(flag) {
                open = flag
            } else if preprocessorPrefixes.contains(where: flag.hasPrefix)
                || preprocessorOptions.contains(where: flag.hasPrefix)
            {
                kept.append(flag)
            }
        }
        return kept
    }

    /// Those that a compiler of any make takes to the same end: definitions, places of headers,
    /// and what decides the meaning of the program. The dialect, optimisation, warnings, and what
    /// names files are left out: they are the variant's; so are files included ahead, whose text is
    /// in the expanded unit.
    static func ofCompiler(_ flags: [String]) -> [String] {
        var kept: [String] = []
        var isAhead = false
        for flag in ofPreprocessor(flags) where !flag.hasPrefix("-std=") && flag != "-ansi" {
            let option = included.first { flag.hasPrefix($0) }
            if option == nil, !isAhead { kept.append(flag) }
            isAhead = option == flag
        }
        return kept + flags.filter { meanings.contains($0) }
    }

    private static let included = ["-include", "-imacros"]

    /// Those of linking: libraries and where they are.
    static func ofLinker(_ flags: [String]) -> [String] {
        flags.filter { flag in
            ["-l", "-L", "-Wl,"].contains(where: flag.hasPrefix) || flag == "-pthread"
        }
    }

    /// Macros defined and undefined, sorted.
    static func definitions(_ flags: [String]) -> [String] {
        ofPreprocessor(flags).filter { $0.hasPrefix("-D") || $0.hasPrefix("-U") }.sorted()
    }

    private static let meanings: Set<String> = [
        "-funsigned-char", "-fsigned-char", "-fwrapv", "-fno-strict-aliasing", "-fexceptions",
        "-fno-builtin", "-ffreestanding", "-fcommon", "-fno-common", "-fshort-enums",
    ]
}
