/// Words and calls that never land, each with what to write instead.
enum WordRules {
    struct Ban: Sendable {
        let word: String
        let instead: String
        let isBannedIn: @Sendable (Repository.File) -> Bool
    }

    private static let isSource: @Sendable (Repository.File) -> Bool = {
        $0.path.hasPrefix("Sources/") && $0.ends(in: ".swift")
    }
    /// The executables speak; libraries return values.
    private static let isLibrary: @Sendable (Repository.File) -> Bool = {
        isSource($0) && !$0.path.hasPrefix("Sources/thrice")
    }
    private static let isSwift: @Sendable (Repository.File) -> Bool = { $0.ends(in: ".swift") }
    private static let isAny: @Sendable (Repository.File) -> Bool = { _ in true }

    static let bans = [
        Ban(
            word: "try!", instead: "throw", isBannedIn: isSource),
        Ban(word: " as! ", instead: "'as?' and a precondition", isBannedIn: isSource),
        Ban(
            word: "fatalError(", instead: "'preconditionFailure' with the values",
            isBannedIn: isSource),
        Ban(
            word: "print(", instead: "return a value and let the command print it",
            isBannedIn: isLibrary),
        Ban(word: "Thread.sleep", instead: "wait on an event, with a limit", isBannedIn: isSwift),
        Ban(word: "Task.sleep", instead: "wait on an event, with a limit", isBannedIn: isSwift),
        Ban(word: "usleep(", instead: "wait on an event, with a limit", isBannedIn: isSwift),
        Ban(word: " sleep(", instead: "wait on an event, with a limit", isBannedIn: isSwift),
        Ban(word: "@testable", instead: "'package' access", isBannedIn: isSwift),
        Ban(word: "TODO", instead: "do it, or open an issue", isBannedIn: isAny),
        Ban(word: "FIXME", instead: "fix it", isBannedIn: isAny),
        Ban(word: "/home/", instead: "a path relative to the project", isBannedIn: isAny),
        Ban(word: "/Users/", instead: "a path relative to the project", isBannedIn: isAny),
        Ban(word: "/root/", instead: "a path relative to the project", isBannedIn: isAny),
    ]

    static let words = TidyRule(name: "no banned words, calls or paths") { file in
        guard file.path != "Tests/TidyTests/WordRules.swift",
            file.path != "Tests/TidyTests/PlantedViolationTests.swift"
        else { return [] }
        let applicable = bans.filter { $0.isBannedIn(file) }
        return file.lines.enumerated().flatMap { index, line in
            applicable.filter { occurs($0.word, in: line) }.map {
                "\(file.path):\(index + 1): '\($0.word)' is banned: \($0.instead)"
            }
        }
    }

    /// Not as the tail of a longer name: `fingerprint(` is not `print(`.
    private static func occurs(_ word: String, in line: Substring) -> Bool {
        var rest = line
        while let range = rest.firstRange(of: word) {
            let before =
                range.lowerBound > line.startIndex
                ? line[line.index(before: range.lowerBound)] : " "
            let startsName = word.first?.isLetter ?? false
            if !startsName || !(before.isLetter || before.isNumber || before == "_") { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
