/// Why the bytes at a place are not the record that belongs there; the first reason found.
package enum RecordFlaw: Error, Equatable, Sendable {
    /// Its header or payload would end behind the segment.
    case beyondEnd
    /// Nothing but zeros: nothing was written here.
    case empty
    case length(UInt64)
    case kind(UInt32)
    case sequence(UInt64)
    /// A record cannot know of later ones as durable.
    case synced(UInt64)
    case check
    /// The payload is not what its kind asks for.
    case payload(RecordKind)

    package var text: String {
        switch self {
        case .beyondEnd: "it would end behind the segment"
        case .empty: "nothing was written there"
        case .length(let length): "it claims \(length) bytes"
        case .kind(let kind): "there is no kind \(kind)"
        case .sequence(let sequence): "it has the number \(sequence)"
        case .synced(let synced): "it names record \(synced) as durable before it"
        case .check: "its check differs"
        case .payload(let kind): "it is no \(kind)"
        }
    }
}
