extension CampaignWords {
    /// What came of faults in what replicas share, while the whole ensemble ran; nil without any.
    var shared: String? {
        let faults = figures.live.filter { !$0.isSum && !$0.isControl }
        let trials = faults.reduce(0) { $0 + $1.trials }
        guard trials > 0 else { return nil }
        let wrong = faults.reduce(0) { $0 + $1.wrong.count }
        let struck = Figures.counted(trials, "fault")
        let place = "\(struck) in what the replicas share, each in a whole ensemble that ran,"
        let text =
            wrong == 0
            ? "Of \(place) none let a wrong answer out unnoticed"
            : "\(Figures.count(wrong)) of \(place) let a wrong answer out unnoticed"
        let alarms = figures.live.filter(\.isControl).flatMap(\.outcomes)
            .filter { $0.outcome == "false alarm" }.reduce(0) { $0 + $1.count }
        return text
            + (alarms > 0
                ? "; of the controls, \(Figures.count(alarms)) raised a false alarm." : ".")
    }
}
