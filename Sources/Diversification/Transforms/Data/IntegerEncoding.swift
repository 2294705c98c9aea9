/// Stores integer variables as code words, and checks them before anything leaves the program.
///
/// What the two transforms `EncodeIntegersAN` and `EncodeIntegersANBD` share.
struct IntegerEncoding {
    let program: Program
    let hasSignatures: Bool

    private static let interrupters = [
        "signal", "sigaction", "sigset", "bsd_signal", "sysv_signal", "SIGABRT", "sigwait",
    ]

    func plan(_ random: inout SeededGenerator) -> Plan {
        var plan = Plan()
        let names = program.unit.words.code
        guard !names.contains(where: { $0.hasPrefix("thrice_code") }), !names.contains("SIGABRT")
        else { return plan }
        let sites = VariableSites(program)
        let factor = IntegerCode.factors[random.next(below: IntegerCode.factors.count)]
        let code = IntegerCode(factor: factor, hasSignatures: hasSignatures)
        let isInterrupted = program.names(anyOf: Self.interrupters)
        let chosen = chosen(sites, isInterrupted: isInterrupted, &random)
        let slots = random.permutation(of: code.signatureCount)
        let coded = chosen.enumerated().map { index, variable in
            let slot = slots[index % slots.count]
            return CodedVariable(
                variable: variable, code: code,
                signature: hasSignatures ? code.signature(slot: slot) : 0)
        }
        guard !coded.isEmpty else { return plan }
        var edits = EncodingEdits(coded)
        for site in sites.sites { edits.add(site) }
        plan.edits = [.replace(0..<0, code.runtime)] + edits.edits
        plan.sites = edits.sites
        plan.moved = coded.count
        return plan
    }

    /// Three in four of the declarations; one declaration has one type, so all of it or nothing.
    private func chosen(
        _ sites: VariableSites, isInterrupted: Bool, _ random: inout SeededGenerator
    ) -> [IntegerVariable] {
        let eligible = sites.eligible.filter { variable in
            isEncodable(variable, sites) && !(isInterrupted && variable.isPersistent)
        }
        let byID = Dictionary(uniqueKeysWithValues: eligible.map { ($0.id, $0) })
        var chosen: [IntegerVariable] = []
        for variable in eligible
        where variable.isParameter || variable.group.first == variable.id {
            let group = variable.isParameter ? [variable.id] : variable.group
            guard random.next(below: 4) > 0 else { continue }
            let members = group.compactMap { byID[$0] }
            if members.count == group.count { chosen += members }
        }
        return chosen.sorted { $0.id < $1.id }
    }

    private func isEncodable(_ variable: IntegerVariable, _ sites: VariableSites) -> Bool {
        guard variable.type.bits <= 32, hasPlainSpecifiers(variable) else { return false }
        if let function = variable.function, !variable.isPersistent {
            // Frames grow, and the depth of recursion is bounded by the stack.
            if program.facts.recursiveFunctions.contains(function) { return false }
            if program.rules.jumpsSkipInitialisers, !variable.isParameter {
                return !sites.hasLabels.contains(function)
                    && !sites.jumpedOver.contains(variable.id)
            }
        }
        return true
    }

    /// Words alone: no type defined on the spot, no alignment.
    private func hasPlainSpecifiers(_ variable: IntegerVariable) -> Bool {
        guard variable.group.first == variable.id else { return true }
        let text = program.source.text(variable.specifiers)
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0.isWhitespace }
            && !program.source.identifiers(variable.specifiers).contains("_Alignas")
    }
}
