/// A demand of our own in one replica's stream, between two of the consumer's. At most one a
/// replica.
struct Interjection {
    enum Kind {
        /// What its state is.
        case save
        /// It is to take the agreed state.
        case restore
    }

    let kind: Kind
    /// The demand that it stands before; from 0.
    let before: UInt64
    /// Where it stands in the buffer of frozen demands.
    let offset: UInt64
    let text: FramedText
    /// The one to be taken; nothing to save.
    var state: [UInt8] = []
    /// It may be written, and its answer is owed.
    var isHanded = false
    var writtenCount = 0

    var isWritten: Bool { writtenCount == text.bytes.count }
    var unwritten: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: text.bytes[writtenCount...])
    }
}

extension ReplicaLink {
    /// Answers that it owes.
    var owed: Int { held + (interjection?.isHanded == true ? 1 : 0) }

    /// What it owes first is the answer to an interjection.
    var isInterjectionFirst: Bool {
        guard let interjection, interjection.isHanded else { return false }
        return oldest == interjection.before
    }

    /// What is to be written to it now; an interjection goes at its place among the demands.
    func unwritten(_ frozen: SlidingBuffer) -> UnsafeRawBufferPointer {
        guard let interjection, !interjection.isWritten, written <= interjection.offset else {
            return written < handed
                ? frozen.bytes(written, handed) : UnsafeRawBufferPointer(start: nil, count: 0)
        }
        if written < interjection.offset && written < handed {
            return frozen.bytes(written, min(handed, interjection.offset))
        }
        return interjection.isHanded && written == interjection.offset
            ? interjection.unwritten : UnsafeRawBufferPointer(start: nil, count: 0)
    }

    /// `count` bytes of `unwritten` were written.
    mutating func wrote(_ count: Int) {
        if let interjection, interjection.isHanded, !interjection.isWritten,
            written == interjection.offset
        {
            self.interjection?.writtenCount += count
        } else {
            written += UInt64(count)
        }
    }
}
