import CClang

/// The identifiers of a text that no syntax node accounts for: in macros, `asm`, inactive lines.
///
/// What is spelled outside of the tree cannot be rewritten, so a variable of that name is left
/// alone.
struct NameTokens {
    private(set) var unaccounted: Set<String> = []

    init(_ unit: TranslationUnit) {
        var accounted: Set<Int> = []
        for top in unit.topLevel {
            top.walk { node in
                guard node.isInMainFile, node.isWritten, node.declaration != nil else { return }
                accounted.insert(node.nameOffset)
            }
        }
        for token in unit.source.nameTokens where !accounted.contains(token.lowerBound) {
            unaccounted.insert(unit.source.text(token))
        }
    }
}

extension Node {
    /// Where the name stands that this node declares or refers by.
    var nameOffset: Int {
        var offset: UInt32 = 0
        clang_getSpellingLocation(clang_getCursorLocation(cursor), nil, nil, nil, &offset)
        return Int(offset)
    }

    /// Neither end of the node's text stems from a macro.
    var isWritten: Bool {
        guard isInMainFile, !startsInMacro else { return false }
        let end = clang_getRangeEnd(clang_getCursorExtent(cursor))
        var spelled: UInt32 = 0
        var expanded: UInt32 = 0
        clang_getSpellingLocation(end, nil, nil, nil, &spelled)
        clang_getExpansionLocation(end, nil, nil, nil, &expanded)
        return spelled == expanded
    }
}

extension SourceText {
    /// The places of all identifiers and keywords outside of comments, strings and characters.
    var nameTokens: [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0x22, 0x27: at = endOfQuoted(at)
            case 0x2f where at + 1 < bytes.count && [0x2a, 0x2f].contains(bytes[at + 1]):
                at = max(at + 2, skipComment(at))
            case let byte where isNamePart(byte):
                var end = at
                while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
                if !(0x30...0x39).contains(byte) { found.append(at..<end) }
                at = end
            default: at += 1
            }
        }
        return found
    }

    private func skipComment(_ start: Int) -> Int {
        let isBlock = bytes[start + 1] == 0x2a
        var at = start + 2
        while at < bytes.count {
            if isBlock, bytes[at] == 0x2a, at + 1 < bytes.count, bytes[at + 1] == 0x2f {
                return at + 2
            }
            if !isBlock, bytes[at] == 0x0a { return at }
            at += 1
        }
        return at
    }

    private func endOfQuoted(_ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != bytes[start], bytes[at] != 0x0a {
            at += bytes[at] == 0x5c ? 2 : 1
        }
        return at + 1
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x24, 0x80...: true
        default: false
        }
    }
}
