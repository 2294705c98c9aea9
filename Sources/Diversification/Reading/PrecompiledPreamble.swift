import CClang
import Foundation

/// A preamble that libclang has read once for all texts that begin with it: variants of a unit,
/// each of which is read after every transform, differ in what comes below. The headers of the
/// system are most of what there is to read in a small program.
package final class PrecompiledPreamble: Sendable {
    let preamble: Preamble
    let file: String
    /// Whether nothing in it is the program's own, so that a reader need not see it.
    let isOfTheSystem: Bool

    /// - Parameters:
    ///   - path: of the unit: quoted includes are looked up beside it.
    ///   - flags: as of all texts that it is used for.
    /// - Returns: nil when there is no preamble, or it cannot be read by itself: texts are then
    ///   read as a whole, and any error is found in them.
    package init?(of source: SourceText, path: String, flags: [String]) {
        preamble = Preamble(of: source)
        guard !preamble.bytes.isEmpty else { return nil }
        let place = FileManager.default.temporaryDirectory.path + "/thrice-\(UUID().uuidString)"
        file = place + ".pch"
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let arguments = TranslationUnit.arguments(flags) + ["-iquote", folder, "-x", "c-header"]
        let index = clang_createIndex(0, 0)!
        defer { clang_disposeIndex(index) }
        let header = place + ".h"
        defer { try? FileManager.default.removeItem(atPath: header) }
        do { try Data(preamble.bytes).write(to: URL(fileURLWithPath: header)) } catch { return nil }
        let options = CXTranslationUnit_ForSerialization.rawValue
        guard
            let unit = TranslationUnit.parse(
                SourceText(Array(preamble.bytes)), path: header, arguments: arguments,
                index: index, options: options)
        else { return nil }
        defer { clang_disposeTranslationUnit(unit) }
        isOfTheSystem = Cursor(raw: clang_getTranslationUnitCursor(unit)).children.allSatisfy {
            clang_Location_isInSystemHeader(clang_getCursorLocation($0)) != 0
        }
        guard TranslationUnit.firstError(unit) == nil, clang_saveTranslationUnit(unit, file, 0) == 0
        else { return nil }
    }

    deinit { try? FileManager.default.removeItem(atPath: file) }
}
