extension Policy {
    /// What it guarantees of answers other than the restrictive one, which may go out on any
    /// number of ballots: `permit,BRAKE=1,RELEASE=3` guarantees 3 where BRAKE is restrictive.
    func permissiveRelease(restrictive: [UInt8]?) -> ReleaseGuarantee {
        guard let restrictive, let policy = self as? PermitByValue else { return release }
        let needed = zip(policy.labels, policy.needed).filter { $0.0 != restrictive }.map { $0.1 }
        return needed.min().map { .atLeast($0) } ?? release
    }

    /// Whether so many right answers as it guarantees always go out, whatever the other replicas
    /// say: not so where pairs, single answers or earlier demands count.
    var isAnsweredByQuorum: Bool {
        switch self {
        case is RequireAgreement, is RequireMajority, is AllowByOrder: true
        case let unanimity as RequireUnanimity: unanimity.confirm == 1
        default: false
        }
    }
}
