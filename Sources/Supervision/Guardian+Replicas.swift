import CLinux
import Glibc
import Recovery
import Voting
import Wiring

/// What the supervisor tells of the replicas.
extension Guardian {
    mutating func take(_ message: ControlMessage, _ descriptors: [Int32]) {
        let replica = message.replica
        if message.kind == .light {
            let colour = UInt8(exactly: message.first).flatMap { LightColour(rawValue: $0) }
            if let colour { report(.light(colour)) }
        }
        if message.kind == .machineBlamed { report(.machineBlamed(message.first != 0)) }
        guard processes.indices.contains(replica) else {
            for descriptor in descriptors { close(descriptor) }
            return
        }
        let name = plan.supervision.replicas[replica].name
        switch message.kind {
        case .replicaRuns:
            welcome(replica, message, descriptors)
        case .gaveUp:
            guard let loss = UInt8(exactly: message.first).flatMap({ Loss(rawValue: $0) }),
                let demand = UInt64(exactly: message.second)
            else { return }
            report(.gaveUp(replica: name, loss: loss, demand: demand))
        case .restartPlanned where message.first < 0: report(.ejected(replica: name))
        case .restartPlanned:
            report(.restartPlanned(replica: name, delayNanoseconds: UInt64(message.first)))
        case .withdrawn:
            let reason: WithdrawalReason =
                message.first == 0 ? .faults : message.first == 1 ? .rejuvenation : .swap
            report(.withdrawn(replica: name, reason))
        case .cannotStart: refuse(replica, message)
        case .exchanged, .swapEnded: noteSwap(message, of: replica, name)
        case .building, .built, .notBuilt, .replaced: noteRenewal(message, of: replica, name)
        case .asleep where message.first == 1:
            report(.asleep(replica: name, ProcessMemory.of(programs[replica])))
        case .asleep: report(.woken(replica: name))
        default: return
        }
    }

    private mutating func welcome(
        _ replica: Int, _ message: ControlMessage, _ descriptors: [Int32]
    ) {
        let process = pid_t(truncatingIfNeeded: message.first)
        logs[replica].follow(descriptors.first ?? -1)
        if processes[replica] != 0 && processes[replica] != process {
            // Nobody has noticed its end yet: what comes of it is still to be told.
            departing[processes[replica]] = (replica, reports[replica])
            reports[replica] = -1
        }
        processes[replica] = process
        programs[replica] = pid_t(truncatingIfNeeded: message.second)
        if reports[replica] >= 0 { close(reports[replica]) }
        reports[replica] = descriptors.count > 1 ? descriptors[1] : -1
        let name = plan.supervision.replicas[replica].name
        report(.started(replica: name, process: programs[replica]))
        let missing = SandboxParts(rawValue: UInt32(truncatingIfNeeded: message.second >> 32))
        if !toldMissing[replica].isSuperset(of: missing) {
            toldMissing[replica].formUnion(missing)
            report(.exposed(replica: name, missing: missing))
        }
        if let index = strangers.lastIndex(where: { $0.pid == process }) {
            let exit = strangers.remove(at: index)
            noteEnd(of: replica, exit)
        }
        publishProcesses()
    }

    private mutating func refuse(_ replica: Int, _ message: ControlMessage) {
        let stage = Int32(clamping: message.first)
        let error = Int32(truncatingIfNeeded: message.second)
        let missing = SandboxParts(rawValue: UInt32(truncatingIfNeeded: message.second >> 32))
        if logs[replica].hasFollowed {
            report(
                .cannotRestart(
                    replica: occupants[replica].name,
                    cause: LaunchCause.text(
                        stage: stage, error: error, missing: missing, of: occupants[replica])))
        } else if cannotStart == nil {
            cannotStart = (replica, stage, error, missing)
            _ = thrice_signal_pidfd(voter.handle, SIGKILL)
        }
    }

    /// Another one sits in a seat, or is on its way there.
    private mutating func noteRenewal(
        _ message: ControlMessage, of replica: Int, _ name: String
    ) {
        let seed = UInt64(truncatingIfNeeded: message.first)
        let folder =
            plan.supervision.building.map {
                BuildFolder.path(in: $0.folder, replica: name, number: Int(message.second))
            } ?? ""
        switch message.kind {
        case .building: report(.building(replica: name, seed: seed))
        case .built:
            let program = "\(folder)/\(name)/\(plan.supervision.building?.program ?? "")"
            occupants[replica] = plan.supervision.replicas[replica].running(
                program, words: [program])
            report(.built(replica: name, seed: seed, folder: folder))
        case .notBuilt:
            report(
                .notBuilt(
                    replica: name, cause: BuildFailure(code: message.first).text,
                    log: "\(folder)/generator.log"))
        default:
            let spares = plan.supervision.spares
            guard let spare = Int(exactly: message.first), spares.indices.contains(spare) else {
                return
            }
            occupants[replica] = spares[spare]
            occupants[replica].name = name
            report(.replaced(replica: name, spare: spares[spare].name))
        }
    }
}
