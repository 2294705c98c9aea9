/// What a recording says to one demand.
struct RecordedLine {
    enum Kind {
        case answer
        /// Longer than an answer may be; the bytes are its beginning.
        case overlong
        /// The recording has ended before.
        case missing
    }

    var kind: Kind
    /// Without the line feed; good until the recording's next line is asked for.
    var bytes: UnsafeRawBufferPointer

    static var missing: RecordedLine {
        RecordedLine(kind: .missing, bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    }
}
