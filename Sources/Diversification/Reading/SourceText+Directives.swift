extension SourceText {
    /// Whether what starts here is the first thing after a preprocessor line: a pragma may be about
    /// the very next statement.
    func followsDirective(_ start: Int) -> Bool {
        var at = start
        while at > 0 {
            switch bytes[at - 1] {
            case 0x20, 0x09, 0x0b, 0x0c, 0x0d: at -= 1
            case 0x2f where at > 1 && bytes[at - 2] == 0x2a:
                guard let open = startOfComment(endingAt: at) else { return false }
                at = open
            case 0x0a:
                var line = at - 1
                while line > 0, bytes[line - 1] != 0x0a { line -= 1 }
                if hasDirective(max(0, line - 1)..<at - 1) { return true }
                at = isBlank(line..<at - 1) ? line : at - 1
            default: return false
            }
        }
        return false
    }

    private func startOfComment(endingAt end: Int) -> Int? {
        (1..<max(1, end - 2)).last { bytes[$0] == 0x2a && bytes[$0 - 1] == 0x2f }.map { $0 - 1 }
    }
}
