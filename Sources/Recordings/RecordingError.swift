import Glibc

/// A recording that cannot be read, or voted answers that cannot be written.
package enum RecordingError: Error, Equatable {
    case cannotOpen(_ content: Recording.Content, path: String, cause: String)
    case cannotRead(_ content: Recording.Content, path: String, cause: String)
    case cannotWrite(cause: String)

    /// `cannot <do what> '<which>': <cause>`.
    package var message: String {
        switch self {
        case .cannotOpen(let content, let path, let cause),
            .cannotRead(let content, let path, let cause):
            "cannot read \(content.rawValue) '\(path)': \(cause)"
        case .cannotWrite(let cause): "cannot write an answer: \(cause)"
        }
    }

    static func cause(_ number: Int32) -> String {
        switch number {
        case ENOENT, ENOTDIR: "no such file"
        case EISDIR: "it is a folder"
        default: String(cString: strerror(number))
        }
    }
}
