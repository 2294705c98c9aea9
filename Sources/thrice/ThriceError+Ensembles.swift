import Ensembles

extension ThriceError {
    init(_ error: EnsembleError) {
        let status: ExitStatus =
            switch error.kind {
            case .missing: .missingInput
            case .malformed: .badData
            case .usage: .usage
            }
        self.init(status, error.message, hint: error.hint)
    }

    /// Runs `body`, giving its error the status of the command.
    static func mapping<Value>(
        _ body: () throws(EnsembleError) -> Value
    ) throws(ThriceError) -> Value {
        do { return try body() } catch { throw ThriceError(error) }
    }
}
