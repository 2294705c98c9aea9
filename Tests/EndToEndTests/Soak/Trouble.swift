/// What is done to a run's processes while it goes on.
enum Trouble: CaseIterable {
    case killReplica, stopReplica, slowReplica, corruptReplica
    case killSupervisor, stopSupervisor
    case killVoter, stopVoter
    case killJournaler, stopJournaler
    case killGuardian, killAll

    /// Whom it befalls; nil for one of the replicas.
    var victim: String? {
        switch self {
        case .killReplica, .stopReplica, .slowReplica, .corruptReplica: nil
        case .killSupervisor, .stopSupervisor: "supervisor"
        case .killVoter, .stopVoter: "voter"
        case .killJournaler, .stopJournaler: "journaler"
        case .killGuardian: "guardian"
        case .killAll: "all"
        }
    }

    /// How often it comes, beside the others.
    var weight: Int {
        switch self {
        case .killReplica, .corruptReplica: 6
        case .stopReplica, .slowReplica: 4
        case .killSupervisor, .killVoter: 3
        case .stopSupervisor, .stopVoter, .killJournaler, .stopJournaler: 2
        case .killGuardian, .killAll: 1
        }
    }

    static func draw(_ random: inout SeededRandom) -> Trouble {
        var place = Int(random.next() % UInt64(allCases.reduce(0) { $0 + $1.weight }))
        for trouble in allCases {
            if place < trouble.weight { return trouble }
            place -= trouble.weight
        }
        return .killReplica
    }
}
