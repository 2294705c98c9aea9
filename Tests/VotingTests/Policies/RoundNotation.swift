import Testing
import Voting

/// What the replicas said, in order: a number stands for an answer, nil for none.
typealias Ballots = [Double?]

/// Rounds as one reads them: `A A B late open`, `1.0 1.0 2.0 open`.
///
/// A capital letter is an answer and has its place in the alphabet as its number; `late`,
/// `crashed` and `malformed` are out.
func round(
    _ words: String, tolerance: Double = 0, hasDistances: Bool = true
) -> Round {
    let words = words.split(separator: " ")
    var round = Round(replicas: words.count, hasDistances: hasDistances)
    var ballots = Ballots(repeating: nil, count: words.count)
    for (replica, word) in words.enumerated() {
        switch word {
        case "open": continue
        case "late", "silent", "crashed", "malformed", "absent", "rejected": break
        case "A"..."Z" where word.utf8.count == 1:
            ballots[replica] = Double(word.utf8.first! - UInt8(ascii: "A"))
        default:
            ballots[replica] = Double(word)
            if ballots[replica] == nil { Issue.record("no ballot: \(word)") }
        }
        close(replica, of: &round, ballots, tolerance: tolerance)
    }
    return round
}

/// Closes one ballot of a round in which those before it are closed as these ballots say.
func close(
    _ replica: Int, of round: inout Round, _ ballots: Ballots, tolerance: Double = 0,
    number: (Double) -> Double = { $0 }
) {
    guard let own = ballots[replica] else {
        round.exclude(replica)
        return
    }
    var alike = ReplicaSet()
    for other in round.answered {
        guard let given = ballots[other] else { continue }
        if given == own || abs(given - own) <= tolerance { alike.insert(other) }
    }
    round.answer(replica, alike: alike, number: number(own))
    if tolerance > 0 { round.isTransitive = false }
    guard !round.distances.isEmpty else { return }
    for other in round.answered where other != replica {
        guard let given = ballots[other] else { continue }
        round.setDistance(replica, other, given == own ? 0 : abs(given - own))
    }
}

/// What goes out: a number for an answer or an average, nil for the restrictive answer.
func outcome(of decision: Decision, _ ballots: Ballots) -> Double? {
    guard case .agreed(let election) = decision else { return nil }
    switch election.value {
    case .answer(let replica): return ballots[replica]
    case .number(let number): return number
    }
}

extension Policy {
    /// What it says of a round in words: `A`, `2.5`, `restrictive`, or `undecided` and who.
    func says(_ words: String, tolerance: Double = 0) -> String {
        let round = round(words, tolerance: tolerance)
        switch decide(round) {
        case .restrictive: return "restrictive"
        case .undecided(let open): return "undecided \(Array(open))"
        case .agreed(let election):
            switch election.value {
            case .number(let number): return "\(number)"
            case .answer(let replica): return String(words.split(separator: " ")[replica])
            }
        }
    }
}
