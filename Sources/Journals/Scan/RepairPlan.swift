/// What has to be done before a journal that a crash ended can be written again.
///
/// The last segment is written anew from its whole records and takes its own place: its pages may
/// be in memory only, and after a failed sync no further sync would write them. What is behind the
/// whole records is first copied aside. The steps may be cut off anywhere and begun again.
package enum RepairPlan {
    package enum Step: Equatable, Sendable {
        /// Copy bytes of a file to a new one, replacing what has its name.
        case copy(JournalName, from: Int, to: Int, as: JournalName)
        case sync(JournalName)
        case rename(JournalName, to: JournalName)
        case remove(JournalName)
        case syncFolder
    }

    /// - Returns: to be done in this order, each after the success of the one before.
    package static func steps(for end: JournalEnd) -> [Step] {
        var steps: [Step] = []
        for number in end.unbegun.reversed() {
            steps += [.remove(.segment(number)), .syncFolder]
        }
        guard let last = end.segments.last else { return steps }
        if let torn = end.torn {
            let aside = JournalName.torn(last.number, offset: torn.place.offset)
            steps += [
                .copy(
                    .segment(last.number), from: torn.place.offset, to: torn.byteCount, as: aside),
                .sync(aside),
            ]
        }
        steps += [
            .copy(.segment(last.number), from: 0, to: end.offset, as: .rewriting(last.number)),
            .sync(.rewriting(last.number)),
            .syncFolder,
            .rename(.rewriting(last.number), to: .segment(last.number)),
            .syncFolder,
        ]
        return steps
    }
}

extension JournalEnd {
    /// The same when the steps of `RepairPlan` are done.
    package var repaired: JournalEnd {
        var end = self
        end.torn = nil
        end.unbegun = []
        return end
    }
}
