import Voting

/// A `VoterPlan` as lines of `key value`, to be read by a voter that links nothing.
package enum PlanText {
    package static func encode(_ plan: VoterPlan) -> [UInt8] {
        let lines =
            [
                "replicas \(plan.replicas)", "shadows \(plan.shadows)", "agree \(plan.agree)",
                "active \(plan.active)",
                "deadline \(plan.deadlineNanoseconds)",
                "deadlineFloor \(plan.deadlineFloorNanoseconds ?? 0)",
                "startup \(plan.startupNanoseconds)",
                "valid \(plan.validNanoseconds)",
                "inFlight \(plan.inFlight)", "framing \(plan.framing.rawValue)",
                "stateful \(plan.isStateful)", "restarts \(plan.restarts)",
                "degraded \(plan.degradedNanosecondsMax ?? 0)",
                "feedback \(plan.hasFeedback)", "stamp \(plan.stamp)",
                "output \(plan.output.rawValue)", "answerBytesMax \(plan.answerBytesMax)",
                "demandBytesMax \(plan.demandBytesMax)", "historyBytesMax \(plan.historyBytesMax)",
                "durability \(plan.durability.rawValue)", "stalled \(plan.stalledNanoseconds)",
                "ringBytes \(plan.ringBytes)", "recordBytesMax \(plan.recordBytesMax)",
                "lastRecord \(plan.lastRecord)", "settled \(plan.start.settled)",
                "recorded \(plan.start.recorded)", "inputEnd \(plan.start.inputEnd)",
                "outputEnd \(plan.start.outputEnd)",
                "window \(plan.window)", "policy \(plan.policy)", "answer =\(plan.answer)",
                "latch \(plan.latch)", "dissentLimit \(plan.dissentLimit ?? 0)",
                "faults \(plan.faults.map(text) ?? "none")",
                "selfCheck \(plan.selfCheck?.everyNanoseconds ?? 0)",
                "fieldPolicies \(plan.fieldPolicies.count)",
            ] + plan.fieldPolicies.sorted { $0.key < $1.key }.map { "field.\($0.key) \($0.value)" }
        var text = Array((lines.joined(separator: "\n") + "\n").utf8)
        append("restrictive", plan.restrictive, to: &text)
        append("selfCheckDemand", plan.selfCheck?.demand ?? [], to: &text)
        append("selfCheckAnswer", plan.selfCheck?.answer ?? [], to: &text)
        append("specification", plan.specification, to: &text)
        return text
    }

    /// A line of bytes in hexadecimal digits; a specification may have 16 MiB of them.
    private static func append(_ key: String, _ bytes: [UInt8], to text: inout [UInt8]) {
        text.reserveCapacity(text.count + 2 * bytes.count + 32)
        text += "\(key) =".utf8
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        text.append(0x0A)
    }

    /// Nil when a key is missing or unknown, a value is wrong, or the plan has a flaw.
    package static func decode(_ bytes: [UInt8]) -> VoterPlan? {
        var values: [Substring: Substring] = [:]
        var specification: [UInt8]?
        for line in bytes.split(separator: 0x0A) {
            let parts = line.split(separator: 0x20, maxSplits: 1)
            guard parts.count == 2 else { return nil }
            let key = Substring(String(decoding: parts[0], as: UTF8.self))
            if key == "specification", specification == nil {
                specification = hexadecimal(parts[1])
                if specification == nil { return nil }
                continue
            }
            let value = Substring(String(decoding: parts[1], as: UTF8.self))
            guard values.updateValue(value, forKey: key) == nil else { return nil }
        }
        let fields = values.filter { $0.key.hasPrefix("field.") }
        guard values.count == 39 + fields.count, let specification,
            values["fieldPolicies"] == "\(fields.count)",
            let replicas = values["replicas"].flatMap({ Int($0) }),
            let agree = values["agree"].flatMap({ Int($0) }),
            let restrictive = values["restrictive"].flatMap({ hexadecimal(Array($0.utf8)[...]) })
        else { return nil }
        var plan = VoterPlan(replicas: replicas, agree: agree, restrictive: restrictive)
        plan.specification = specification
        guard read(values, into: &plan), readRule(values, into: &plan),
            readJournal(values, into: &plan), readSelfCheck(values, into: &plan)
        else { return nil }
        for (key, value) in fields {
            guard let field = Int(key.dropFirst("field.".count)) else { return nil }
            plan.fieldPolicies[field] = String(value)
        }
        return plan.flaw == nil ? plan : nil
    }

    private static func read(
        _ values: [Substring: Substring], into plan: inout VoterPlan
    ) -> Bool {
        func number<Number: FixedWidthInteger>(
            _ key: Substring, _ place: WritableKeyPath<VoterPlan, Number>
        ) -> Bool {
            guard let value = values[key].flatMap({ Number($0) }) else { return false }
            plan[keyPath: place] = value
            return true
        }
        guard let framing = values["framing"].flatMap({ Framing(rawValue: String($0)) }),
            let output = values["output"].flatMap({ VoterPlan.Output(rawValue: String($0)) }),
            let isStateful = values["stateful"].flatMap({ Bool(String($0)) }),
            let restarts = values["restarts"].flatMap({ Bool(String($0)) }),
            let floor = values["deadlineFloor"].flatMap({ UInt64($0) }),
            let hasFeedback = values["feedback"].flatMap({ Bool(String($0)) }),
            let stamp = values["stamp"].flatMap({ StampRule(String($0)) })
        else { return false }
        plan.framing = framing
        plan.deadlineFloorNanoseconds = floor == 0 ? nil : floor
        plan.output = output
        plan.isStateful = isStateful
        plan.restarts = restarts
        plan.hasFeedback = hasFeedback
        plan.stamp = stamp
        return number("shadows", \.shadows)
            && number("deadline", \.deadlineNanoseconds) && number("valid", \.validNanoseconds)
            && number("active", \.active)
            && number("startup", \.startupNanoseconds)
            && number("inFlight", \.inFlight) && number("answerBytesMax", \.answerBytesMax)
            && number("demandBytesMax", \.demandBytesMax)
            && number("historyBytesMax", \.historyBytesMax) && number("window", \.window)
    }

    private static func readSelfCheck(
        _ values: [Substring: Substring], into plan: inout VoterPlan
    ) -> Bool {
        func bytes(_ key: Substring) -> [UInt8]? {
            values[key].flatMap { hexadecimal(Array($0.utf8)[...]) }
        }
        guard let every = values["selfCheck"].flatMap({ UInt64($0) }),
            let demand = bytes("selfCheckDemand"), let answer = bytes("selfCheckAnswer")
        else { return false }
        if every > 0 {
            plan.selfCheck = SelfCheck(demand: demand, answer: answer, everyNanoseconds: every)
        }
        return true
    }

    private static func readJournal(
        _ values: [Substring: Substring], into plan: inout VoterPlan
    ) -> Bool {
        guard let durability = values["durability"].flatMap({ Durability(rawValue: String($0)) }),
            let stalled = values["stalled"].flatMap({ UInt64($0) }),
            let ringBytes = values["ringBytes"].flatMap({ Int($0) }),
            let recordBytesMax = values["recordBytesMax"].flatMap({ Int($0) }),
            let lastRecord = values["lastRecord"].flatMap({ UInt64($0) }),
            let settled = values["settled"].flatMap({ UInt64($0) }),
            let recorded = values["recorded"].flatMap({ UInt64($0) }),
            let inputEnd = values["inputEnd"].flatMap({ UInt64($0) }),
            let outputEnd = values["outputEnd"].flatMap({ UInt64($0) })
        else { return false }
        plan.durability = durability
        plan.stalledNanoseconds = stalled
        (plan.ringBytes, plan.recordBytesMax, plan.lastRecord) =
            (ringBytes, recordBytesMax, lastRecord)
        (plan.start.settled, plan.start.recorded) = (settled, recorded)
        (plan.start.inputEnd, plan.start.outputEnd) = (inputEnd, outputEnd)
        return true
    }

    private static func readRule(
        _ values: [Substring: Substring], into plan: inout VoterPlan
    ) -> Bool {
        guard let policy = values["policy"], let answer = values["answer"], answer.first == "=",
            let latch = values["latch"].flatMap({ LatchRule(String($0)) }),
            let limit = values["dissentLimit"].flatMap({ Int($0) }),
            let degraded = values["degraded"].flatMap({ UInt64($0) }), let faults = values["faults"]
        else { return false }
        plan.policy = String(policy)
        plan.answer = String(answer.dropFirst())
        plan.latch = latch
        plan.dissentLimit = limit == 0 ? nil : limit
        plan.degradedNanosecondsMax = degraded == 0 ? nil : degraded
        if faults != "none" {
            let counts = faults.split(separator: "/").compactMap { Int($0) }
            guard counts.count == 3, counts.allSatisfy({ 0...FaultHypothesis.countMax ~= $0 })
            else { return false }
            plan.faults = FaultHypothesis(
                crash: counts[0], symmetric: counts[1], asymmetric: counts[2])
        }
        return true
    }

    private static func text(_ faults: FaultHypothesis) -> String {
        "\(faults.crash)/\(faults.symmetric)/\(faults.asymmetric)"
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first == UInt8(ascii: "="), text.count % 2 == 1 else { return nil }
        let digits = text.dropFirst()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let high = value(ofDigit: digits[index]),
                let low = value(ofDigit: digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
            index += 2
        }
        return bytes
    }

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
