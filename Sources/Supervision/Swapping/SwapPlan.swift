import Glibc
import Recovery

/// A swap as the supervisor is told it; crosses as JSON behind a descriptor.
struct SwapPlan: Codable, Equatable, Sendable {
    var terms: SwapTerms
    var newcomer: ReplicaPlan
    /// As `seats.json` and the summary name it.
    var occupant: String
    /// The newcomer's own command; nil for a shadow, which is found by its name.
    var words: [String]?

    struct Flaw: Error, Equatable {
        let text: String
    }

    /// Holds a request against a run.
    init(
        _ request: SwapRequest, _ plan: SupervisionPlan, searchPath: String
    ) throws(Flaw) {
        let voting = plan.replicas.dropLast(plan.shadows)
        guard let seat = voting.firstIndex(where: { $0.name == request.replica }) else {
            let names = voting.map(\.name).joined(separator: ", ")
            throw Flaw(text: "there is no replica '\(request.replica)' (\(names))")
        }
        guard plan.care.ladder.isEnabled else {
            throw Flaw(text: "with 'restart: false' nobody takes the seat of one that leaves")
        }
        guard request.proof > 0 else { throw Flaw(text: "nobody proves itself by no answer") }
        terms = SwapTerms(seat: seat, after: request.after, proof: request.proof)
        occupant = request.newcomer
        let own = plan.replicas[seat]
        let shadows = plan.replicas.indices.suffix(plan.shadows)
        if let shadow = shadows.first(where: { plan.replicas[$0].name == request.newcomer }) {
            terms.shadow = shadow
            newcomer = plan.replicas[shadow]
            (newcomer.name, newcomer.core) = (own.name, own.core)
            return
        }
        guard let program = request.words.first, !program.isEmpty,
            !request.words.contains(where: { $0.utf8.contains(0) })
        else { throw Flaw(text: "the newcomer has no command") }
        newcomer = own.running(program, words: request.words)
        words = request.words
        do throws(ExecutablePath.Failure) {
            _ = try ExecutablePath.find(program, searchPath: searchPath)
        } catch {
            throw Flaw(
                text: "'\(request.newcomer)' is no shadow, and '\(program)' cannot be started: "
                    + error.text)
        }
    }
}

extension SwapRequest {
    /// Why it makes no sense in a run; nil when it does.
    package func flaw(in plan: SupervisionPlan, searchPath: String) -> String? {
        do throws(SwapPlan.Flaw) {
            _ = try SwapPlan(self, plan, searchPath: searchPath)
            return nil
        } catch { return error.text }
    }
}
