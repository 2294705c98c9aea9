/// Another machine, as far as a toolchain builds for it: programs are linked statically, and an
/// emulator runs them.
///
/// The program is a script of `/bin/sh` that becomes the emulator (`exec`), and the executable
/// lies beside it as `<program>.<machine>`. A script, because no registration with the kernel
/// (binfmt_misc) is needed then, the process that was started is the one that answers, it has no
/// machine code that variants would share, and its text is the same wherever the family lies. The
/// kernel's own `#!` line takes one argument only and would hand the program its own path as the
/// first of its arguments.
package struct EmulatedMachine: Codable, Equatable, Sendable {
    package struct Emulator: Codable, Equatable, Sendable {
        package let path: String
        /// The first line of what it says about itself.
        package let version: String
        package let digest: String
    }

    package let name: TargetMachine
    package let byteOrder: TargetMachine.ByteOrder
    package let emulator: Emulator

    /// Where the executable of a program lies.
    func image(of program: String) -> String { "\(program).\(name.rawValue)" }

    /// What makes a compiler build for this machine. Plain `char` is made what it is on the
    /// generating machine: unsigned ones are another dialect of C, not another machine.
    func flags(of frontEnd: FrontEnd) -> [String] {
        (frontEnd == .clang ? ["--target=\(name.triple)"] : []) + [Self.charFlag]
    }

    #if arch(x86_64) || arch(i386)
        private static let charFlag = "-fsigned-char"
    #else
        private static let charFlag = "-funsigned-char"
    #endif

    /// The command that writes the script. A shell writes it: a child that another thread starts
    /// meanwhile would inherit our open file, and the kernel runs no file that somebody may write.
    func starterCommand(for program: String) -> [String] {
        let write = #"program=$1; shift; printf '%s\n' "$@" >"$program" && chmod 755 "$program""#
        return ["sh", "-c", write, "sh", program] + starter
    }

    private var starter: [String] {
        let quoted =
            "'"
            + emulator.path.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#) + "'"
        return [
            "#!/bin/sh",
            "# Runs the executable for \(name.rawValue) that lies beside.",
            "program=$0",
            #"[ ! -h "$0" ] || program=$(/usr/bin/readlink -f -- "$0")"#,
            #"exec \#(quoted) -0 "$0" "$program.\#(name.rawValue)" "$@""#,
        ]
    }
}
