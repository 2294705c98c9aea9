extension SourceText {
    /// The offset after `byte`, when it is the next thing that is neither blank nor comment.
    func end(of byte: UInt8, after start: Int) -> Int? {
        guard let next = skipBlank(from: start, to: bytes.count), next < bytes.count,
            bytes[next] == byte
        else { return nil }
        return next + 1
    }

    /// The offset after `word`, when it is the next thing that is neither blank nor comment.
    func end(of word: String, after start: Int) -> Int? {
        guard let next = skipBlank(from: start, to: bytes.count) else { return nil }
        let end = next + word.utf8.count
        guard end <= bytes.count, bytes[next..<end].elementsEqual(word.utf8),
            end == bytes.count || !isIdentifier(bytes[end])
        else { return nil }
        return end
    }

    /// Where the two semicolons and the closing parenthesis of a `for` are.
    /// - Parameter open: after the opening parenthesis.
    func separators(ofForOpenedAt open: Int, to end: Int) -> [Int]? {
        var found: [Int] = []
        var depth = 0
        var at = open
        while at < end {
            switch bytes[at] {
            case 0x22, 0x27: at = endOfLiteral(at, to: end) - 1
            case 0x2f where at + 1 < end && (bytes[at + 1] == 0x2f || bytes[at + 1] == 0x2a):
                at = endOfComment(at, to: end) - 1
            case 0x28, 0x5b, 0x7b: depth += 1
            case 0x29 where depth == 0: return found.count == 2 ? found + [at] : nil
            case 0x29, 0x5d, 0x7d: depth -= 1
            case 0x3b where depth == 0: found.append(at)
            default: break
            }
            at += 1
        }
        return nil
    }

    private func endOfLiteral(_ start: Int, to end: Int) -> Int {
        var at = start + 1
        while at < end, bytes[at] != bytes[start] { at += bytes[at] == 0x5c ? 2 : 1 }
        return at + 1
    }
}
