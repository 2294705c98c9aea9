extension MachineChecker {
    /// Sweeps over what waits; what still waits after so many is not decided.
    private static let sweepsMax = 64

    /// Decides every `*`, `-` and `r'a` whose operands' types have become known.
    func settlePending() {
        for _ in 0..<Self.sweepsMax {
            let before = pending.count
            if before == 0 { return }
            pending = pending.reversed().filter { !settle($0) }
            if pending.count == before { return }
        }
    }

    private func settle(_ item: Pending) -> Bool {
        let instance = item.instance
        switch instance.syntax.tree[item.node].form {
        case .binary(.multiply, let left, let right):
            return settleProduct(item, left, right)
        case .binary(.subtract, let left, _):
            switch types.form(instance.types[Int(left)]) {
            case .unknown, .link: return false
            case .power: instance.choices[item.node] = .difference
            default: expect(left, .integer, in: instance)
            }
            return true
        case .field(let record, let label): return settleField(item, record, label)
        default: return true
        }
    }

    private func settleProduct(_ item: Pending, _ left: NodeID, _ right: NodeID) -> Bool {
        let instance = item.instance
        let result = instance.types[Int(item.node)]
        for node in [left, right, item.node] {
            switch types.form(instance.types[Int(node)]) {
            case .unknown, .link: continue
            case .power:
                let source = types.unknown()
                let target = types.unknown()
                expect(left, types.power(source), in: instance)
                expect(right, types.power(target), in: instance)
                expect(item.node, types.relation(source, target), in: instance)
                instance.choices[item.node] = .cartesian
            default:
                expect(left, .integer, in: instance)
                expect(right, .integer, in: instance)
                if !types.unify(result, .integer) { expect(item.node, .integer, in: instance) }
            }
            return true
        }
        return false
    }

    private func settleField(_ item: Pending, _ record: NodeID, _ label: Name) -> Bool {
        let instance = item.instance
        let entry = instance.syntax.tree[record]
        switch types.form(instance.types[Int(record)]) {
        case .unknown, .link: return false
        case .record(let fields):
            if let field = fields.first(where: { $0.label == names[label] }) {
                expect(item.node, field.type, in: instance)
            } else {
                refuse(
                    entry.span, "the record has no field '\(names[label])'",
                    hint: NearName.hint(for: names[label], among: fields.map(\.label)))
            }
        default:
            refuse(
                entry.span,
                "expected a record, found \(text(instance.types[Int(record)]))"
                    + mention(entry, in: instance))
        }
        return true
    }

    /// Tells of what waits still when all is known that will be.
    func refusePending() {
        for item in pending {
            let node = item.instance.syntax.tree[item.node]
            switch node.form {
            case .field(_, let label):
                refuse(node.span, "cannot infer the record that '\(names[label])' is a field of")
            case .binary(.multiply, _, _):
                refuse(node.span, "cannot infer whether '*' is of numbers or of sets")
            default: refuse(node.span, "cannot infer whether '-' is of numbers or of sets")
            }
        }
        pending = []
    }
}
