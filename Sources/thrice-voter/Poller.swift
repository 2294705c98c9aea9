import CLinux
import Glibc

/// The epoll set of the voter, and what its events mean.
struct Poller {
    /// What an event is about; packed into the 64 bits that epoll carries.
    struct Tag {
        enum Kind: UInt64 {
            case demands, answers, supervisor, guardian, journal
            case replicaOutput, replicaInput, replicaEnd
        }

        var kind: Kind
        var replica = 0
        /// Which process of the replica: events of an earlier one are stale.
        var incarnation: UInt32 = 0

        var word: UInt64 {
            kind.rawValue | UInt64(replica) << 8 | UInt64(incarnation) << 32
        }

        init(_ kind: Kind, replica: Int = 0, incarnation: UInt32 = 0) {
            self.kind = kind
            self.replica = replica
            self.incarnation = incarnation
        }

        init?(word: UInt64) {
            guard let kind = Kind(rawValue: word & 0xFF) else { return nil }
            self.kind = kind
            replica = Int(word >> 8 & 0xFF_FFFF)
            incarnation = UInt32(word >> 32)
        }
    }

    static let capacity = 64
    private let descriptor: Int32
    private let events: UnsafeMutablePointer<epoll_event>

    init?() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        events = .allocate(capacity: Self.capacity)
    }

    /// Whether the descriptor can be polled at all; a regular file cannot.
    @discardableResult
    func add(_ file: Int32, _ interest: UInt32, _ tag: Tag) -> Bool {
        control(EPOLL_CTL_ADD, file, interest, tag)
    }

    func change(_ file: Int32, _ interest: UInt32, _ tag: Tag) {
        _ = control(EPOLL_CTL_MOD, file, interest, tag)
    }

    func remove(_ file: Int32) {
        _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, file, nil)
    }

    private func control(
        _ operation: Int32, _ file: Int32, _ interest: UInt32, _ tag: Tag
    ) -> Bool {
        var event = epoll_event(events: interest, data: epoll_data_t(u64: tag.word))
        return epoll_ctl(descriptor, operation, file, &event) == 0
    }

    /// Waits for events, at most `milliseconds` (-1: for ever), and says how many there are.
    func wait(milliseconds: Int32) -> Int {
        Int(max(0, epoll_wait(descriptor, events, Int32(Self.capacity), milliseconds)))
    }

    func event(_ index: Int) -> (tag: Tag?, what: UInt32) {
        (Tag(word: events[index].data.u64), events[index].events)
    }
}

/// epoll's bits as the integers that its structures hold.
enum Interest {
    static let nothing: UInt32 = 0
    static let read = EPOLLIN.rawValue
    static let write = EPOLLOUT.rawValue
    static let trouble = EPOLLERR.rawValue | EPOLLHUP.rawValue
}
