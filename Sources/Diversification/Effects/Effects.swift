/// What running a statement may do; "may" throughout, so that unions are safe.
struct Effects: Equatable {
    var reads: Set<Place> = []
    var writes: Set<Place> = []
    /// Why nothing may cross it; nil when all of it was understood.
    var barrier: String?
    /// Control may leave it other than at its end, or enter it other than at its start.
    var jumps = false
    /// Names it declares for the statements after it.
    var declares: Set<String> = []
    /// Every name in it, however used.
    var mentions: Set<String> = []

    var isMovable: Bool { barrier == nil && !jumps }

    mutating func formUnion(_ other: Effects) {
        reads.formUnion(other.reads)
        writes.formUnion(other.writes)
        barrier = barrier ?? other.barrier
        jumps = jumps || other.jumps
        declares.formUnion(other.declares)
        mentions.formUnion(other.mentions)
    }
}
