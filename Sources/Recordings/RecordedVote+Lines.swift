import Voting

/// One demand at a time.
extension RecordedVote {
    /// - Returns: false when all recordings have ended.
    mutating func takeLine(
        _ explain: (Explanation) throws(RecordingError) -> Void
    ) throws(RecordingError) -> Bool {
        var isAny = false
        for replica in recordings.indices {
            let line = try recordings[replica].next()
            lines[replica] = line
            if line.kind != .missing { isAny = true }
        }
        guard isAny else { return false }
        let isTold = tally.demands + 1 == nextExplained
        var judgement: Judgement?
        if let acceptance {
            judgement = try judgeLines(acceptance, isTold: isTold)
            guard judgement != nil else { return try leaveRest() }
        }
        if isTold { try explain(try explanation(judgement)) }
        box.reset()
        if let judgement, judgement.outsideReason != nil {
            try concludeOutside()
            return true
        }
        for replica in recordings.indices {
            cast(replica, judgement?.said[replica] ?? .accepted)
        }
        try conclude()
        return true
    }

    /// Nobody knows what the present lines and those after them are answers to: they are counted,
    /// one of each at a time, since who fills the pipes may do it like that.
    private mutating func leaveRest() throws(RecordingError) -> Bool {
        var isAny = true
        while isAny {
            isAny = false
            for replica in recordings.indices {
                if try recordings[replica].next().kind != .missing { isAny = true }
            }
        }
        return false
    }

    mutating func cast(_ replica: Int) {
        let line = lines[replica]
        switch line.kind {
        case .answer:
            let lines = lines
            let malformation = box.cast(
                replica, line.bytes, rule: rule, others: { lines[$0].bytes })
            if let malformation {
                complain(replica, .unreadable(malformation))
                if let acceptance { cannotJudge(replica, acceptance) }
            }
        case .overlong:
            box.exclude(replica)
            complain(replica, .overlong(limitBytes: recordings[replica].answerBytesMax))
        case .missing:
            box.exclude(replica)
            tally.replicas[replica].absent += 1
        }
    }

    mutating func complain(_ replica: Int, _ reason: MalformedLine.Reason) {
        tally.replicas[replica].malformed += 1
        guard malformedLines.count < Self.malformedLinesMax else { return }
        malformedLines.append(
            MalformedLine(
                path: recordings[replica].path, line: tally.demands + 1, reason: reason))
    }

    /// All ballots of a demand are closed: decides, counts, and lets the verdict out.
    mutating func conclude() throws(RecordingError) {
        tally.demands += 1
        defer { if hasMemory { rule.settle(box) } }
        guard case .agreed(let election) = rule.decide(box) else {
            _ = latch.pass(isAgreed: false)
            for replica in box.answered { count(replica, isSupporter: gaveRestrictive(replica)) }
            try restrict()
            return
        }
        let supporters = rule.supporters(of: election, in: box)
        for replica in box.answered { count(replica, isSupporter: supporters.contains(replica)) }
        guard latch.pass(isAgreed: true) else {
            tally.held += 1
            try restrict()
            return
        }
        tally.agreed += 1
        if supporters.count < rule.replicas { tally.masked += 1 }
        switch election.value {
        case .answer(let replica):
            if settings.hasFeedback { released = Array(lines[replica].bytes) }
            try sink.write(line: lines[replica].bytes)
        case .number(let number):
            let line = Election.answer(of: number)
            if settings.hasFeedback { released = line }
            try sink.write(line: line)
        }
    }

    mutating func restrict() throws(RecordingError) {
        tally.restrictive += 1
        if settings.hasFeedback { released = settings.restrictive }
        try sink.write(line: settings.restrictive)
    }

    private mutating func count(_ replica: Int, isSupporter: Bool) {
        if isSupporter {
            tally.replicas[replica].agreed += 1
        } else {
            tally.replicas[replica].dissented += 1
        }
    }

    /// Whether an answer that counts is the restrictive one.
    private mutating func gaveRestrictive(_ replica: Int) -> Bool {
        let bytes = lines[replica].bytes
        if rule.comparesBytes { return bytes.elementsEqual(settings.restrictive) }
        guard let restrictiveAnswer, rule.schema.read(bytes, into: &scratch) == nil else {
            return false
        }
        return rule.questions.allSatisfy {
            rule.schema.same(scratch, restrictiveAnswer, in: $0.fields)
        }
    }

    /// Of the demand whose lines are the present ones.
    private mutating func explanation(
        _ judgement: Judgement?
    ) throws(RecordingError) -> Explanation {
        let number = tally.demands + 1
        nextExplained = settings.explained.next(from: number + 1) ?? .max
        var evidence = Explanation.Evidence(
            demand: number,
            ballots: lines.map { line in
                switch line.kind {
                case .answer: .answered
                case .overlong: .malformed
                case .missing: .absent
                }
            }, answers: lines.map(\.bytes), restrictive: settings.restrictive)
        evidence.isHeld = latch.isClosed
        if let judgement {
            for replica in lines.indices where isRejection(replica, judgement.said[replica]) {
                evidence.ballots[replica] = .rejected
                evidence.rejections[replica] = judgement.reasons[replica]
            }
            evidence.outsideReason = judgement.outsideReason
            evidence.allowsOneAnswer = judgement.allowsOneAnswer
            evidence.demandText = judgement.demand.bytes
        } else if let known = demands?.lines, try demands?.skip(number - 1 - known) != nil,
            let line = try demands?.next(), line.kind != .missing
        {
            evidence.demandText = line.bytes
        }
        return Explanation(evidence, rule: rule)
    }
}
