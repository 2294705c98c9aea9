/// What is asked of a running ensemble: another program for a seat; a packet of JSON.
package struct SwapRequest: Codable, Equatable, Sendable {
    package static let byteCountMax = 64 << 10

    /// The replica whose seat it is.
    package var replica: String
    /// The newcomer as it was written: a shadow's name, or a command.
    package var newcomer: String
    /// The same as a command, its first word an absolute path or to be found in PATH.
    package var words: [String]
    /// So many good answers in a row of the shadow before, or demands.
    package var after: UInt64
    /// So many good answers in its seat before it stays.
    package var proof: UInt64

    package init(
        replica: String, newcomer: String, words: [String], after: UInt64, proof: UInt64
    ) {
        self.replica = replica
        self.newcomer = newcomer
        self.words = words
        self.after = after
        self.proof = proof
    }
}

/// What became of it, a packet of JSON each; the last one has a result.
package struct SwapReply: Codable, Equatable, Sendable {
    package var text: String
    /// Nil while it is under way.
    package var result: Result?

    package enum Result: String, Codable, Sendable {
        case settled
        case putBack
        case refused
        case failed
        /// It makes no sense in this run.
        case unknown
    }

    package init(_ text: String, _ result: Result? = nil) {
        self.text = text
        self.result = result
    }
}
