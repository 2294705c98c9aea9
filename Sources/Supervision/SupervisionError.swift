import Glibc

/// Why a run could not begin.
package enum SupervisionError: Error, Equatable, Sendable {
    /// A file or folder of the run cannot be created.
    case cannotCreate(path: String, error: Int32)
    /// The demands cannot be opened.
    case cannotRead(path: String, error: Int32)
    /// A process of our own cannot be started.
    case cannotLaunch(path: String, error: Int32)
    /// A replica cannot be started.
    case cannotStart(replica: String, cause: String)
    /// The journaler ended at once, and has said why on standard error if there is no cause here.
    case cannotJournal(folder: String, cause: String? = nil)
    /// The demands end before the last one that was recorded.
    case demandsAreShort(bytes: UInt64, needed: UInt64)
    /// The kernel refuses something that every run needs.
    case kernelRefuses(what: String, error: Int32)

    package var message: String {
        switch self {
        case .cannotCreate(let path, let error): "cannot create '\(path)': \(text(error))"
        case .cannotRead(let path, let error): "cannot read '\(path)': \(text(error))"
        case .cannotLaunch(let path, let error): "cannot start '\(path)': \(text(error))"
        case .cannotStart(let replica, let cause): "cannot start replica '\(replica)': \(cause)"
        case .cannotJournal(let folder, let cause):
            "cannot write the journal in '\(folder)'" + (cause.map { ": \($0)" } ?? "")
        case .demandsAreShort(let bytes, let needed):
            "cannot go on: the demands have \(bytes) bytes, and the run had read \(needed) of them"
        case .kernelRefuses(let what, let error): "cannot \(what): \(text(error))"
        }
    }

    private func text(_ error: Int32) -> String { errorText(error) }
}

/// The kernel's words for an error number, in the form that our messages have.
package func errorText(_ number: Int32) -> String {
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
}
