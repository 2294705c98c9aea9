import Voting

/// A `VoterPlan` as lines of `key value`, to be read by a voter that links nothing.
package enum PlanText {
    package static func encode(_ plan: VoterPlan) -> [UInt8] {
        let restrictive = plan.restrictive.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        let lines =
            [
                "replicas \(plan.replicas)", "agree \(plan.agree)", "restrictive =\(restrictive)",
                "deadline \(plan.deadlineNanoseconds)", "startup \(plan.startupNanoseconds)",
                "valid \(plan.validNanoseconds)",
                "inFlight \(plan.inFlight)", "framing \(plan.framing.rawValue)",
                "stateful \(plan.isStateful)", "restarts \(plan.restarts)",
                "output \(plan.output.rawValue)", "answerBytesMax \(plan.answerBytesMax)",
                "demandBytesMax \(plan.demandBytesMax)", "historyBytesMax \(plan.historyBytesMax)",
                "window \(plan.window)", "policy \(plan.policy)", "answer =\(plan.answer)",
                "latch \(plan.latch)", "dissentLimit \(plan.dissentLimit ?? 0)",
                "faults \(plan.faults.map(text) ?? "none")",
                "fieldPolicies \(plan.fieldPolicies.count)",
            ] + plan.fieldPolicies.sorted { $0.key < $1.key }.map { "field.\($0.key) \($0.value)" }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// Nil when a key is missing or unknown, a value is wrong, or the plan has a flaw.
    package static func decode(_ bytes: [UInt8]) -> VoterPlan? {
        var values: [Substring: Substring] = [:]
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, values.updateValue(parts[1], forKey: parts[0]) == nil else {
                return nil
            }
        }
        let fields = values.filter { $0.key.hasPrefix("field.") }
        guard values.count == 21 + fields.count,
            values["fieldPolicies"] == "\(fields.count)",
            let replicas = values["replicas"].flatMap({ Int($0) }),
            let agree = values["agree"].flatMap({ Int($0) }),
            let restrictive = values["restrictive"].flatMap(hexadecimal)
        else { return nil }
        var plan = VoterPlan(replicas: replicas, agree: agree, restrictive: restrictive)
        guard read(values, into: &plan), readRule(values, into: &plan) else { return nil }
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
            let restarts = values["restarts"].flatMap({ Bool(String($0)) })
        else { return false }
        plan.framing = framing
        plan.output = output
        plan.isStateful = isStateful
        plan.restarts = restarts
        return number("deadline", \.deadlineNanoseconds) && number("valid", \.validNanoseconds)
            && number("startup", \.startupNanoseconds)
            && number("inFlight", \.inFlight) && number("answerBytesMax", \.answerBytesMax)
            && number("demandBytesMax", \.demandBytesMax)
            && number("historyBytesMax", \.historyBytesMax) && number("window", \.window)
    }

    private static func readRule(
        _ values: [Substring: Substring], into plan: inout VoterPlan
    ) -> Bool {
        guard let policy = values["policy"], let answer = values["answer"], answer.first == "=",
            let latch = values["latch"].flatMap({ LatchRule(String($0)) }),
            let limit = values["dissentLimit"].flatMap({ Int($0) }), let faults = values["faults"]
        else { return false }
        plan.policy = String(policy)
        plan.answer = String(answer.dropFirst())
        plan.latch = latch
        plan.dissentLimit = limit == 0 ? nil : limit
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

    private static func hexadecimal(_ text: Substring) -> [UInt8]? {
        guard text.first == "=", text.count % 2 == 1 else { return nil }
        let digits = Array(text.utf8.dropFirst())
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
