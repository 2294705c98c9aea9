/// The system calls that a libc's source names, with the kernel's numbers on x86-64.
package struct NativeSystemCalls: Equatable, Sendable {
    package struct Call: Equatable, Sendable {
        package let name: String
        package let number: Int

        package init(name: String, number: Int) {
            self.name = name
            self.number = number
        }

        /// Whether it puts another program in place of this one. Such a call gets no code: the
        /// filter is inherited, and the other program would die of it at its first call.
        package var startsAnotherProgram: Bool { name == "execve" || name == "execveat" }
    }

    /// One more than the largest number that may ever be the kernel's own.
    package static let numbersEnd = 1024

    /// In the order of their numbers.
    package let calls: [Call]

    /// - Parameter header: lines `#define __NR_name number`.
    /// - Throws: `badData` when the numbers are not those of a table of system calls.
    package init(header: String) throws(GenerationError) {
        var calls: [Call] = []
        for line in header.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 3, words[0] == "#define", words[1].hasPrefix("__NR_"),
                let number = Int(words[2])
            else { continue }
            calls.append(Call(name: String(words[1].dropFirst(5)), number: number))
        }
        calls.sort { $0.number < $1.number }
        guard calls.contains(Call(name: "exit_group", number: 231)),
            calls.contains(Call(name: "seccomp", number: 317)),
            Set(calls.map(\.number)).count == calls.count,
            Set(calls.map(\.name)).count == calls.count,
            calls.allSatisfy({ (0..<Self.numbersEnd).contains($0.number) })
        else {
            throw GenerationError(
                .badData, "cannot renumber system calls: no table of those of x86-64 in the source")
        }
        self.calls = calls
    }
}
