import Machines
import Voting

/// Why, for people.
extension MachineAcceptance {
    package func reason() -> String {
        UTF8Text.clipped(fullReason, bytesMax: reasonBytesMax)
    }

    private var fullReason: String {
        switch told {
        case .nothing: return "nothing was rejected"
        case .unreadable: return "outside of the contract: \(unreadableText)"
        case .refused(let machine):
            return outside(of: machine, machines[machine].refusal(isReadable: isReadable))
        case .refusedInState(let replica, let machine):
            return outside(
                of: machine, machines[machine].rejection(replica, isReadable: isReadable))
        case .judged(let replica, let machine, let judgement):
            let rejection = machines[machine].rejection(replica, isReadable: isReadable)
            if judgement == .outsideContract { return outside(of: machine, rejection) }
            let verb = judgement == .undecided ? "not decided" : "rejected"
            return "\(verb) by \(name(of: machine))" + (rejection.map { ": \(text($0))" } ?? "")
        case .malformed(let malformation):
            return "rejected: \(malformation.text(schema: answer.schema))"
        case .noText(let field):
            return "rejected: field '\(answer.schema.fields[field].name)' is not UTF-8"
        case .lost(let machine, let loss):
            let demand = "demand \(loss.number) (\(loss.demand))"
            return switch loss.acceptance {
            case .outside:
                "nothing is promised by \(name(of: machine)) since \(demand), which was outside "
                    + "of its contract"
            case .undecided:
                "not decided by \(name(of: machine)): no state is known since \(demand), which "
                    + "could not be decided"
            default:
                "rejected by \(name(of: machine)): no possible state is left since \(demand)"
            }
        }
    }

    private func outside(of machine: Int, _ rejection: Rejection?) -> String {
        "outside of the contract of \(name(of: machine))"
            + (rejection.map { ": \(text($0))" } ?? "")
    }

    private func name(of machine: Int) -> String {
        let bound = machines[machine].bound
        return "\(bound.file) (\(bound.role.rawValue))"
    }

    private var unreadableText: String {
        switch reading {
        case .readable: ""
        case .unreadable(let flaw): flaw.text(schema: demandSchema)
        case .previousUnreadable(let malformation):
            "what went out before: \(malformation.text(schema: answer.schema))"
        }
    }

    /// `OPERATION at Brakes.mch:41:9: command: RELEASE, allowed: APPLY`; the text of anything but
    /// the operation as a whole is told, too.
    private func text(_ rejection: Rejection) -> String {
        let values = rejection.values.joined(separator: ", ")
        let isWhole = rejection.clause == "OPERATION" && !values.isEmpty
        let parts = [isWhole ? "" : Self.oneLine(rejection.text), values].filter { !$0.isEmpty }
        let place = "\(rejection.clause) at \(rejection.place)"
        return ([place] + parts).joined(separator: ": ")
    }

    private static func oneLine(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }
}
