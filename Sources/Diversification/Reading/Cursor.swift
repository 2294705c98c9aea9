import CClang

/// A libclang cursor as a dictionary key.
struct Cursor: Hashable {
    let raw: CXCursor

    static func == (left: Cursor, right: Cursor) -> Bool {
        clang_equalCursors(left.raw, right.raw) != 0
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(clang_hashCursor(raw))
    }

    /// The direct children, in libclang's order.
    var children: [CXCursor] {
        var found: [CXCursor] = []
        withUnsafeMutablePointer(to: &found) { pointer in
            _ = clang_visitChildren(
                raw,
                { child, _, data in
                    data!.assumingMemoryBound(to: [CXCursor].self).pointee.append(child)
                    return CXChildVisit_Continue
                }, pointer)
        }
        return found
    }

    var spelling: String { string(clang_getCursorSpelling(raw)) }
}

/// Takes libclang's string over and frees it.
func string(_ text: CXString) -> String {
    defer { clang_disposeString(text) }
    guard let characters = clang_getCString(text) else { return "" }
    return String(cString: characters)
}
