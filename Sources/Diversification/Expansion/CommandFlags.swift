/// Sorts the flags of a C compiler's command by what they are for.
enum CommandFlags {
    private static let preprocessorPrefixes = ["-D", "-U", "-I", "-std=", "-ansi", "-pthread"]
    /// Their argument may stand apart.
    private static let preprocessorOptions: Set<String> = [
        "-isystem", "-iquote", "-idirafter", "-include", "-imacros",
    ]
    private static let parted: Set<String> = ["-D", "-U", "-I"]

    /// Those that decide what a preprocessor makes of the text.
    static func ofPreprocessor(_ flags: [String]) -> [String] {
        var kept: [String] = []
        var takesNext = false
        for flag in flags {
            if takesNext {
                kept.append(flag)
                takesNext = false
            } else if preprocessorOptions.contains(flag) || parted.contains(flag) {
                kept.append(flag)
                takesNext = true
            } else if preprocessorPrefixes.contains(where: flag.hasPrefix)
                || preprocessorOptions.contains(where: flag.hasPrefix)
            {
                kept.append(flag)
            }
        }
        return kept
    }
}
