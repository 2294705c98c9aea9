extension EnsembleReader {
    /// `deadline: 1s`, or between two bounds, where it adapts to how long answers take.
    mutating func readDeadline(_ value: YamlValue?) {
        guard let value, case .mapping = value.content else {
            draft.deadline = duration(value, "deadline") ?? draft.deadline
            return
        }
        let keys = table(value, named: "deadline", keys: EnsembleKey.deadline)
        let (floor, ceiling) = (
            duration(keys["floor"], "floor"), duration(keys["ceiling"], "ceiling")
        )
        for key in EnsembleKey.deadline where keys[key] == nil {
            problems.append(
                Problem(
                    value.place, "deadline: a deadline that adapts needs a '\(key)'",
                    hint: "deadline: {floor: 20ms, ceiling: 1s}"))
        }
        guard let floor, let ceiling else { return }
        if floor.value >= ceiling.value {
            problems.append(
                Problem(
                    floor.place, "floor: not below the ceiling, so that nothing could adapt",
                    hint: "deadline: {floor: 20ms, ceiling: 1s}"))
        }
        (draft.deadlineFloor, draft.deadline) = (floor, ceiling)
    }
}
