import CClang

/// A variable, parameter, field, function, constant or type that the program names.
final class Declaration {
    /// Dense, in the order of first meeting: the same source gives the same numbers.
    let id: Int
    let name: String
    let cursor: CXCursor
    let kind: CXCursorKind
    /// Global, or `static` inside a function: lives as long as the program.
    let isPersistent: Bool
    /// Other files could name it.
    let isExternal: Bool
    let isInSystemHeader: Bool

    init(id: Int, cursor: CXCursor) {
        self.id = id
        self.cursor = cursor
        name = Cursor(raw: cursor).spelling
        kind = clang_getCursorKind(cursor)
        let parent = clang_getCursorKind(clang_getCursorSemanticParent(cursor))
        let storage = clang_Cursor_getStorageClass(cursor)
        isPersistent =
            kind == CXCursor_VarDecl
            && (parent == CXCursor_TranslationUnit || storage == CX_SC_Static
                || storage == CX_SC_Extern)
        isExternal = clang_getCursorLinkage(cursor) == CXLinkage_External
        isInSystemHeader = clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) != 0
    }

    var isVariable: Bool { kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl }
}
