import Testing
import Voting

/// What the replicas said, in order: a number stands for an answer, nil for none.
typealias Ballots = [Double?]

extension Round {
    /// Rounds as one reads them: `A A B late open`, `1.0 1.0 2.0 open`.
    ///
    /// A capital letter is an answer and has its place in the alphabet as its number; `late`,
    /// `crashed` and `malformed` are out.
    static func read(_ words: String, tolerance: Double = 0) -> Round {
        let words = words.split(separator: " ")
        var round = Round(replicas: words.count, hasDistances: true)
        var ballots = Ballots(repeating: nil, count: words.count)
        for (replica, word) in words.enumerated() {
            switch word {
            case "open": continue
            case "late", "silent", "crashed", "malformed", "absent", "rejected": break
            case "A"..."Z" where word.utf8.count == 1:
                ballots[replica] = word.utf8.first.map { Double($0 - UInt8(ascii: "A")) }
            default:
                ballots[replica] = Double(word)
                if ballots[replica] == nil { Issue.record("no ballot: \(word)") }
            }
            round.close(replica, ballots, tolerance: tolerance)
        }
        return round
    }

    /// Closes one ballot of a round in which those before it are closed as these ballots say.
    mutating func close(
        _ replica: Int, _ ballots: Ballots, tolerance: Double = 0,
        number: (Double) -> Double = { $0 }
    ) {
        guard let own = ballots[replica] else {
            exclude(replica)
            return
        }
        var alike = ReplicaSet()
        for other in answered {
            guard let given = ballots[other] else { continue }
            if given == own || abs(given - own) <= tolerance { alike.insert(other) }
        }
        answer(replica, alike: alike, number: number(own))
        if tolerance > 0 { isTransitive = false }
        guard !distances.isEmpty else { return }
        for other in answered where other != replica {
            guard let given = ballots[other] else { continue }
            setDistance(replica, other, given == own ? 0 : abs(given - own))
        }
    }
}

extension Decision {
    /// What goes out: a number for an answer or an average, nil for the restrictive answer.
    func outcome(_ ballots: Ballots) -> Double? {
        guard case .agreed(let election) = self else { return nil }
        switch election.value {
        case .answer(let replica): return ballots[replica]
        case .number(let number): return number
        }
    }
}

extension Policy {
    /// What it says of a round in words: `A`, `2.5`, `restrictive`, or `undecided` and who.
    func says(_ words: String, tolerance: Double = 0) -> String {
        let round = Round.read(words, tolerance: tolerance)
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
