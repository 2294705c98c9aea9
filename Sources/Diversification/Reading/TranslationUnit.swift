import CClang
import Glibc

/// A C file as libclang reads it; user headers are read too, system headers only by name.
///
/// Not thread-safe; several units may be read at once on threads of their own.
final class TranslationUnit {
    let source: SourceText
    /// Declarations at file scope outside system headers, in order.
    private(set) var topLevel: [Node] = []
    private(set) var declarations: [Declaration] = []
    private let index: CXIndex
    private let unit: CXTranslationUnit
    private let mainFile: CXFile
    private var known: [Cursor: Declaration] = [:]

    /// - Parameters:
    ///   - path: where the source is, or would be: its includes are looked up beside it.
    ///   - flags: further compiler flags; those that matter to a reader are used.
    /// - Throws: `badData` with the compiler's first error.
    init(_ source: SourceText, path: String, flags: [String]) throws(GenerationError) {
        self.source = source
        let index = clang_createIndex(0, 0)!
        let arguments =
            ["-std=c11", "-w"] + Self.accepted.map { "-Wno-error=\($0)" }
            + CommandFlags.ofPreprocessor(flags)
        guard let unit = Self.parse(source, path: path, arguments: arguments, index: index) else {
            clang_disposeIndex(index)
            throw GenerationError(.ourBug, "cannot parse '\(path)': libclang gave no unit")
        }
        self.index = index
        self.unit = unit
        guard let file = clang_getFile(unit, path) else {
            throw GenerationError(.missingInput, "cannot parse '\(path)': no such file")
        }
        mainFile = file
        try refuseErrors(path: path)
        for cursor in Cursor(raw: clang_getTranslationUnitCursor(unit)).children
        where clang_Location_isInSystemHeader(clang_getCursorLocation(cursor)) == 0 {
            topLevel.append(node(cursor))
        }
        known = [:]
    }

    deinit {
        clang_disposeTranslationUnit(unit)
        clang_disposeIndex(index)
    }

    /// What the compilers of the matrix let pass and libclang calls an error.
    private static let accepted = [
        "implicit-function-declaration", "implicit-int", "int-conversion", "return-mismatch",
        "incompatible-function-pointer-types", "incompatible-pointer-types",
    ]

    private static func parse(
        _ source: SourceText, path: String, arguments: [String], index: CXIndex
    ) -> CXTranslationUnit? {
        var pointers = arguments.map { UnsafePointer<CChar>(strdup($0)) }
        defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
        let name = strdup(path)!
        defer { free(name) }
        return source.bytes.withUnsafeBytes { bytes in
            var file = CXUnsavedFile(
                Filename: name, Contents: bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Length: UInt(bytes.count))
            return clang_parseTranslationUnit(
                index, name, &pointers, Int32(pointers.count), &file, 1, 0)
        }
    }

    private func refuseErrors(path: String) throws(GenerationError) {
        for number in 0..<clang_getNumDiagnostics(unit) {
            let diagnostic = clang_getDiagnostic(unit, number)
            defer { clang_disposeDiagnostic(diagnostic) }
            guard clang_getDiagnosticSeverity(diagnostic).rawValue >= CXDiagnostic_Error.rawValue
            else { continue }
            let options =
                CXDiagnostic_DisplaySourceLocation.rawValue
                | CXDiagnostic_DisplayColumn.rawValue
            let text = string(clang_formatDiagnostic(diagnostic, options))
            throw GenerationError(.badData, "cannot compile '\(path)': \(text)")
        }
    }

    private func node(_ cursor: CXCursor) -> Node {
        let children = Cursor(raw: cursor).children.map { node($0) }
        let kind = clang_getCursorKind(cursor)
        let named =
            clang_isDeclaration(kind) != 0 ? cursor : clang_getCursorReferenced(cursor)
        return Node(
            cursor: cursor, extent: extent(cursor), children: children,
            declaration: clang_Cursor_isNull(named) != 0 ? nil : declaration(named))
    }

    /// The one value that stands for all declarations of a thing.
    private func declaration(_ cursor: CXCursor) -> Declaration {
        let key = Cursor(raw: clang_getCanonicalCursor(cursor))
        if let found = known[key] { return found }
        let new = Declaration(id: declarations.count, cursor: key.raw)
        declarations.append(new)
        known[key] = new
        return new
    }

    private func extent(_ cursor: CXCursor) -> Node.Extent {
        let range = clang_getCursorExtent(cursor)
        var file: CXFile?
        var start: UInt32 = 0
        var end: UInt32 = 0
        var spelled: UInt32 = 0
        clang_getExpansionLocation(clang_getRangeStart(range), &file, nil, nil, &start)
        clang_getExpansionLocation(clang_getRangeEnd(range), nil, nil, nil, &end)
        clang_getSpellingLocation(clang_getRangeStart(range), nil, nil, nil, &spelled)
        let isMain = file != nil && clang_File_isEqual(file, mainFile) != 0
        return Node.Extent(
            range: isMain ? Int(start)..<Int(max(start, end)) : 0..<0, spelledAt: Int(spelled),
            startsInMacro: spelled != start, isInMainFile: isMain)
    }
}
