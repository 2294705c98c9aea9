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
    private(set) lazy var words = Words(source)
    private let index: CXIndex
    private let unit: CXTranslationUnit
    private let mainFile: CXFile
    private var known: [Cursor: Declaration] = [:]

    /// - Parameters:
    ///   - path: where the source is, or would be: its includes are looked up beside it.
    ///   - flags: further compiler flags; those that matter to a reader are used.
    ///   - preamble: of texts like this one, under the same flags; it saves most of the time.
    /// - Throws: `badData` with the compiler's first error.
    init(
        _ source: SourceText, path: String, flags: [String],
        preamble: PrecompiledPreamble? = nil
    ) throws(GenerationError) {
        self.source = source
        let known = preamble.flatMap { $0.preamble.begins(source) ? $0 : nil }
        let index = clang_createIndex(known?.isOfTheSystem == true ? 1 : 0, 0)!
        let arguments = Self.arguments(flags) + (known.map { ["-include-pch", $0.file] } ?? [])
        let text = known?.preamble.blanked(in: source) ?? source
        guard let unit = Self.parse(text, path: path, arguments: arguments, index: index) else {
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
        self.known = [:]
    }

    convenience init(_ unit: ProgramUnit) throws(GenerationError) {
        try self.init(unit.text, path: unit.path, flags: unit.flags, preamble: unit.preamble)
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

    /// What libclang is told of a unit compiled with these flags.
    static func arguments(_ flags: [String]) -> [String] {
        ["-std=c11", "-w"] + accepted.map { "-Wno-error=\($0)" }
            + CommandFlags.ofPreprocessor(flags)
    }

    static func parse(
        _ source: SourceText, path: String, arguments: [String], index: CXIndex,
        options: UInt32 = 0
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
                index, name, &pointers, Int32(pointers.count), &file, 1, options)
        }
    }

    private func refuseErrors(path: String) throws(GenerationError) {
        guard let text = Self.firstError(unit) else { return }
        throw GenerationError(.badData, "cannot compile '\(path)': \(text)")
    }

    /// What the compiler says first, with its place; nil when it finds nothing wrong.
    static func firstError(_ unit: CXTranslationUnit) -> String? {
        for number in 0..<clang_getNumDiagnostics(unit) {
            let diagnostic = clang_getDiagnostic(unit, number)
            defer { clang_disposeDiagnostic(diagnostic) }
            guard clang_getDiagnosticSeverity(diagnostic).rawValue >= CXDiagnostic_Error.rawValue
            else { continue }
            let options =
                CXDiagnostic_DisplaySourceLocation.rawValue
                | CXDiagnostic_DisplayColumn.rawValue
            return string(clang_formatDiagnostic(diagnostic, options))
        }
        return nil
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
