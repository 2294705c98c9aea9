/// A place in a journal that cannot be what was written there, and that is no torn tail: what was
/// known to be durable is not there any more. Nothing is ever cut because of it.
package struct JournalDamage: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// The segment's header is none, and records follow or should.
        case header
        /// The header is whole, and another run's.
        case otherRun
        /// The header has another number than the file's name.
        case number(UInt64)
        /// The file is longer than any segment may be.
        case tooLong
        /// There is a segment behind it, and not this one.
        case missing
        /// The segment behind it begins with another record than the one that belongs there.
        case follows(UInt64, expected: UInt64)
        /// The record with this number is not there, though it was durable once.
        case record(UInt64, RecordFlaw)
        /// The first records are not there, and no checkpoint says that they may be missing.
        case beginning(first: UInt64)
        /// Too much looks like records behind the place to say what it is.
        case unclear(UInt64, RecordFlaw)
    }

    package let place: JournalPlace
    package let reason: Reason

    /// `<what is wrong, where> (hint: …)`, to stand behind `cannot read journal '…': `.
    package var message: String {
        let file = JournalName.segment(place.segment).text
        return "\(text) at byte \(place.offset) of \(file) (hint: \(remedy))"
    }

    private var text: String {
        switch reason {
        case .header: "the header is damaged"
        case .otherRun: "the segment is another run's"
        case .number(let number): "the segment says that it is number \(number)"
        case .tooLong: "the file is too long for a segment"
        case .missing: "the segment is missing"
        case .follows(let first, let expected):
            "the segment begins with record \(first) instead of \(expected)"
        case .record(let sequence, let flaw):
            "record \(sequence), which was durable, is damaged: \(flaw.text)"
        case .beginning(let first): "all records before \(first) are missing"
        case .unclear(let sequence, let flaw):
            "record \(sequence) is damaged, and what follows is unclear: \(flaw.text)"
        }
    }

    private var remedy: String {
        switch reason {
        case .otherRun, .number, .tooLong:
            "move the file away if it does not belong here"
        case .missing, .beginning: "put the missing files back from a copy"
        case .header, .follows, .record, .unclear:
            "put the file back from a copy; what is before that place can be read"
        }
    }
}
