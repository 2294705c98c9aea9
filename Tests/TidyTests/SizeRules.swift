/// Bounds on lines, functions and files of code.
enum SizeRules {
    static let columnsMax = 100
    static let functionLinesMax = 70
    static let fileLinesMax = 400
    static let fileLinesHardMax = 600

    /// Files beyond `fileLinesMax` and how long each may be. Numbers here only ever go down; an
    /// entry that its file no longer needs is a violation.
    static let exceptions = ["variants/brakes/brakes.c": 408, "variants/launch/launch.c": 591]

    /// Lines beyond `columnsMax` that a file may still have; these numbers, too, only go down.
    static let longLines: [String: Int] = [:]

    static let lineLength = TidyRule(name: "lines of at most 100 columns") { file in
        guard file.ends(in: ".swift", ".c", ".h") else { return [] }
        let long = file.lines.enumerated().filter { $1.unicodeScalars.count > columnsMax }
        if let allowed = longLines[file.path] {
            if long.isEmpty { return ["\(file.path):1: strike the file from 'longLines'"] }
            if long.count <= allowed { return [] }
        }
        return long.map { "\(file.path):\($0.offset + 1): break the line at \(columnsMax) columns" }
    }

    static let fileLength = TidyRule(name: "files of at most 400 lines") { file in
        guard file.ends(in: ".swift", ".c", ".h") else { return [] }
        let count = file.lines.count - 1
        let limit = min(exceptions[file.path] ?? fileLinesMax, fileLinesHardMax)
        if count > limit { return ["\(file.path):\(count): split the file at \(limit) lines"] }
        guard exceptions[file.path] != nil, count <= fileLinesMax else { return [] }
        return ["\(file.path):\(count): strike the file from the exceptions"]
    }

    static let functionLength = TidyRule(name: "functions of at most 70 lines") { file in
        functions(of: file).filter { $0.lines > functionLinesMax }.map {
            "\(file.path):\($0.start): split the function, it has \($0.lines) lines"
        }
    }

    /// First line and length of each function with a body, by its indentation: the formatter puts
    /// the closing brace where the declaration starts.
    static func functions(of file: Repository.File) -> [(start: Int, lines: Int)] {
        guard file.ends(in: ".swift", ".c", ".h") else { return [] }
        let isSwift = file.ends(in: ".swift")
        let lines = file.lines
        var found: [(start: Int, lines: Int)] = []
        for (start, line) in lines.enumerated() {
            let opens =
                isSwift ? declaresFunction(line) : line.hasSuffix(") {") && line.first != " "
            guard opens, let body = lines[start...].firstIndex(where: { $0.hasSuffix("{") }),
                !lines[start..<body].contains(where: { $0.isEmpty || $0.hasSuffix("}") })
            else { continue }
            let closing = line.prefix { $0 == " " } + "}"
            if let end = lines[body...].firstIndex(of: Substring(closing)) {
                found.append((start + 1, end - start + 1))
            }
        }
        return found
    }

    private static func declaresFunction(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard let word = words.firstIndex(where: { $0 == "func" || isInitializer($0) }) else {
            return false
        }
        return words[..<word].allSatisfy { $0.hasPrefix("@") || $0.allSatisfy(\.isLowercase) }
    }

    private static func isInitializer(_ word: Substring) -> Bool {
        ["init(", "init?(", "init<"].contains { word.hasPrefix($0) }
    }
}
