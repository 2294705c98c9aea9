import Machines
import Specifications

/// The files of a machine: the one that an ensemble names, and beside it those that it names.
package struct MachineFiles {
    /// An absolute path to bytes.
    package let read: (String) -> FileContent
    package let folderPath: String

    package init(read: @escaping (String) -> FileContent, folderPath: String) {
        self.read = read
        self.folderPath = folderPath
    }

    private static let endings = [".mch", ".ref", ".imp"]

    /// - Parameter path: as it was written; relative to the ensemble's folder.
    /// - Returns: the machine's own text first, called as the path, then the others; or why it
    ///   cannot be read.
    package func sources(of path: String) -> Result<[SourceText], Failure> {
        let own: SourceText
        switch read(absolute(path)) {
        case .bytes(let bytes): own = SourceText(name: path, bytes: bytes)
        case .absent(let cause, _): return .failure(Failure(cause: cause))
        }
        var others: [(name: String, source: SourceText)] = []
        MachineReader.visit(own) { name in
            if let known = others.first(where: { $0.name == name }) { return known.source }
            guard let source = sibling(name, of: path) else { return nil }
            others.append((name, source))
            return source
        }
        return .success([own] + others.map(\.source))
    }

    package struct Failure: Error {
        package let cause: String
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : folderPath + "/" + path
    }

    /// A machine by its name, or a file by its whole name.
    private func sibling(_ name: String, of path: String) -> SourceText? {
        guard !name.isEmpty, !name.contains("/"), !name.utf8.contains(0) else { return nil }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let names = name.contains(".") ? [name] : Self.endings.map { name + $0 }
        for name in names {
            if case .bytes(let bytes) = read(absolute(folder + name)) {
                return SourceText(name: folder + name, bytes: bytes)
            }
        }
        return nil
    }
}
