import Foundation

/// A folder that goes when its owner goes.
final class ScratchFolder {
    let root: String

    init(_ name: String) throws {
        root = NSTemporaryDirectory() + "thrice-\(name)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func path(_ name: String) -> String {
        root + "/" + name
    }
}
