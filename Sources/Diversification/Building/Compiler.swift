/// A C compiler found on this machine.
package struct Compiler: Codable, Equatable, Sendable {
    /// Compilers with one front end make the same mistakes.
    package enum FrontEnd: String, Codable, Sendable {
        case gcc, clang, tcc
    }

    /// The command, as looked up in PATH.
    package let name: String
    package let path: String
    /// The first line of what it says about itself.
    package let version: String
    package let frontEnd: FrontEnd
    package let libc: String

    /// The flag sets that variants are drawn from.
    var levels: [[String]] {
        frontEnd == .tcc ? [[]] : [["-O0"], ["-O1"], ["-O2"], ["-O3"], ["-Os"]]
    }

    /// Flags besides the level, the same for every variant of this compiler.
    var commonFlags: [String] {
        var flags = ["-std=c11"]
        if frontEnd != .tcc { flags.append("-ffp-contract=off") }
        if libc == "musl" { flags.append("-static") }
        return flags
    }

    /// The command that builds `name.c` in its own directory.
    /// - Parameter includes: where the original's quoted includes are found.
    func arguments(name program: String, flags: [String], includes: String) -> [String] {
        let quoted = frontEnd == .tcc ? ["-I", includes] : ["-iquote", includes]
        return [path, "-w"] + flags + quoted + ["-o", program, "\(program).c", "-lm"]
    }
}
