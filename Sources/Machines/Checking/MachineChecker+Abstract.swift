/// Variables of a refined machine that the refinement does not keep: they are no part of the whole,
/// so nothing that is evaluated may read them.
extension MachineChecker {
    func isAbstract(_ slot: Int) -> Bool {
        symbols[slot].role == .variable && !live.contains(slot)
    }

    func readsAbstract(_ predicate: Predicate) -> Bool {
        SlotReader.slots(of: predicate).contains(where: isAbstract)
    }

    func noteGluing(_ span: SourceSpan) {
        note(
            span,
            "speaks of a refined machine's variables, which are no part of this one: not checked")
    }

    /// What can be asked of an ASSERT, or of a loop's INVARIANT: without the conjuncts that speak
    /// of abstract variables, for each of which a note is left. Nil when nothing remains.
    func askable(_ predicate: Predicate, in instance: Instance) -> Predicate? {
        guard instance.isLive, readsAbstract(predicate) else { return predicate }
        guard case .and(let left, let right) = predicate.node else {
            noteGluing(predicate.span)
            return nil
        }
        switch (askable(left, in: instance), askable(right, in: instance)) {
        case (let left?, let right?): return Predicate(.and(left, right), predicate.span)
        case (let left, let right): return left ?? right
        }
    }

    /// A loop's VARIANT is as an INVARIANT: it is about the loop, and changes nothing.
    func askable(_ variant: Expression, in instance: Instance) -> Expression? {
        guard instance.isLive else { return variant }
        let itself = Predicate(.compare(.equal, variant, variant), variant.span)
        return askable(itself, in: instance) == nil ? nil : variant
    }

    /// Every other read in INITIALISATION and operations is an error.
    func refuseAbstractReads() {
        for instance in finished where instance.isLive && instance.refined != nil {
            let syntax = instance.syntax
            var open = (syntax.localOperations + syntax.operations).map(\.body)
            open += syntax.initialisation.map { [$0] } ?? []
            while let node = open.popLast() {
                refuseAbstractRead(node, in: instance)
                open += evaluated(of: node, in: syntax.tree)
            }
        }
    }

    private func refuseAbstractRead(_ node: NodeID, in instance: Instance) {
        let entry = instance.syntax.tree[node]
        let name: Name
        switch entry.form {
        case .identifier(let read), .before(let read): name = read
        default: return
        }
        guard case .symbol(let slot) = instance.scope[name], isAbstract(slot) else { return }
        let refined = instance.syntax.refines.map { names[$0.name] } ?? ""
        refuse(
            entry.span,
            "cannot read '\(names[name])' here: refined machine '\(refined)' has it, and this one "
                + "does not keep it" + mention(entry, in: instance),
            hint: "say it with this machine's own variables; only INVARIANT, ASSERTIONS, ASSERT "
                + "and a loop's INVARIANT may speak of it")
    }

    /// The parts of a node without those that may speak of abstract variables.
    func evaluated(of node: NodeID, in tree: SyntaxTree) -> [NodeID] {
        switch tree[node].form {
        case .assert(_, let body): [body]
        case .loop(let parts): Array(tree[parts].prefix(2))
        default: tree.parts(of: node)
        }
    }
}
