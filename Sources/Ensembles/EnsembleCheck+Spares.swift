extension EnsembleCheck {
    /// A spare is only put into a seat where replicas that are lost come back.
    static func spareProblems(_ draft: EnsembleDraft) -> [Problem] {
        var problems: [Problem] = []
        let own = draft.replicas.value.filter { $0.spare != nil }
        for replica in own where replica.isShadow {
            problems.append(
                Problem(
                    replica.name.place,
                    "'\(replica.name.value)' is a shadow, which runs, and a spare, which does not",
                    hint: "two entries with a name each"))
        }
        var places = own.compactMap { $0.spare.map { (key: "spare", place: $0) } }
        if let spares = draft.variantSpares, spares.value > 0 {
            places.append((key: "spares", place: spares.place))
        }
        if let first = places.first, !draft.pool.restarts(draft.restartsReplicas) {
            problems.append(
                Problem(
                    first.place,
                    "\(first.key): with 'restart: false' nobody is put into a lost replica's seat",
                    hint: "restart: true"))
        }
        return problems
    }
}
