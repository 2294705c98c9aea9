import Journals

/// Why a run cannot go on.
package enum ResumptionError: Error, Equatable, Sendable {
    case journal(JournalError)
    case output(path: String, error: Int32)
    case memory(error: Int32)
    /// Replicas with state cannot be shown what went before.
    case historyTooLong(bytes: Int, most: Int)

    package var message: String {
        switch self {
        case .journal(let error): error.message
        case .output(let path, let error):
            "cannot go on with the output '\(path)': \(errorText(error))"
        case .historyTooLong(let bytes, let most):
            "replicas with state would have to be shown \(bytes) bytes of demands, and "
                + "historyBytesMax is \(most) (hint: a larger historyBytesMax in thrice.yaml)"
        case .memory(let error): "cannot hold the past in memory: \(errorText(error))"
        }
    }
}
