import Glibc

/// Finds what a command's first word names.
package enum ExecutablePath {
    package enum Failure: Error, Equatable, Sendable {
        case noSuchFile
        case notExecutable
        case notInPath

        package var text: String {
            switch self {
            case .noSuchFile: "no such file"
            case .notExecutable: "it is not executable"
            case .notInPath: "it is not in PATH"
            }
        }
    }

    /// - Parameters:
    ///   - name: with a slash a path, else looked for in `searchPath`.
    ///   - searchPath: folders between colons.
    package static func find(_ name: String, searchPath: String) throws(Failure) -> String {
        if name.contains("/") {
            if access(name, F_OK) != 0 { throw .noSuchFile }
            if access(name, X_OK) != 0 || isFolder(name) { throw .notExecutable }
            return name
        }
        for folder in searchPath.split(separator: ":") {
            let path = "\(folder)/\(name)"
            if access(path, X_OK) == 0 && !isFolder(path) { return path }
        }
        throw .notInPath
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
