/// What must not be missed and did not go out while the other side's socket was full: at most one
/// message of each replica.
package struct UntoldMessages {
    private var messages: [ControlMessage?]
    private var count = 0

    package init(replicas: Int) { messages = Array(repeating: nil, count: replicas) }

    /// The first of those that wait.
    package var first: ControlMessage? {
        guard count > 0 else { return nil }
        return messages.first { $0 != nil } ?? nil
    }

    package subscript(replica: Int) -> ControlMessage? { messages[replica] }

    /// An answer to a roll call stays, for it says what has become of the replica; what else waits
    /// is replaced.
    package mutating func keep(_ message: ControlMessage) {
        let former = messages[message.replica]
        if former == nil { count += 1 }
        if former?.kind != .present { messages[message.replica] = message }
    }

    /// It went out, or is not to be told any more.
    package mutating func remove(_ replica: Int) {
        if messages[replica] != nil { count -= 1 }
        messages[replica] = nil
    }
}
