import Foundation

/// Paths as seen from a folder, so that the same seed gives the same bytes wherever the program
/// lies.
enum RelativePath {
    static func of(_ path: String, from folder: String) -> String {
        let from = URL(fileURLWithPath: folder).standardizedFileURL.pathComponents
        let to = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
        let common = zip(from, to).prefix { $0 == $1 }.count
        let ups = Array(repeating: "..", count: from.count - common)
        return (ups + to.dropFirst(common)).joined(separator: "/")
    }
}
