import Voting

/// What a vote over whole contents in memory comes to: m of n over bytes, in the plainest way.
struct Oracle: Equatable {
    var output: [UInt8] = []
    var tally: Tally

    init(_ contents: [[UInt8]], agree: Int, restrictive: String, answerBytesMax: Int) {
        tally = Tally(replicas: contents.count)
        let files = contents.map(Self.lines)
        let count = files.map(\.count).max() ?? 0
        for demand in 0..<count {
            var answers: [[UInt8]?] = []
            for (replica, file) in files.enumerated() {
                if demand >= file.count {
                    tally.replicas[replica].absent += 1
                    answers.append(nil)
                } else if file[demand].count > answerBytesMax {
                    tally.replicas[replica].malformed += 1
                    answers.append(nil)
                } else {
                    answers.append(file[demand])
                }
            }
            vote(answers, agree: agree, restrictive: Array(restrictive.utf8))
        }
    }

    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private mutating func vote(_ answers: [[UInt8]?], agree: Int, restrictive: [UInt8]) {
        tally.demands += 1
        let given = answers.compactMap { $0 }
        let winner = given.first { answer in given.filter { $0 == answer }.count >= agree }
        let released = winner ?? restrictive
        output += released + [10]
        for (replica, answer) in answers.enumerated() {
            guard let answer else { continue }
            if answer == released {
                tally.replicas[replica].agreed += 1
            } else {
                tally.replicas[replica].dissented += 1
            }
        }
        guard winner != nil else {
            tally.restrictive += 1
            return
        }
        tally.agreed += 1
        if given.filter({ $0 == released }).count < answers.count { tally.masked += 1 }
    }
}
