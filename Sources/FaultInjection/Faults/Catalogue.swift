/// All kinds of faults that a campaign can name.
package enum Catalogue {
    package static let faults: [any Fault.Type] = [
        FlipRegisterBits.self, SetRegisterBits.self, FlipMemoryBits.self, FlipReadBits.self,
        InjectNothing.self, KillProcess.self, AbortProcess.self, StopProcess.self, SpinProcess.self,
        FailCall.self, ShortenCall.self, FlipResultBits.self, DelayCall.self, JumpClock.self,
        SkewClock.self, ExhaustResource.self,
        FlipAnswerBits.self, SwapAnswerBytes.self, ReplaceAnswer.self, RepeatAnswer.self,
        TruncateAnswer.self, OmitAnswer.self, DuplicateAnswer.self, FloodAnswer.self,
        AppendGarbage.self, DelayAnswer.self,
        FlipDemandBits.self, TruncateDemand.self, ReplaceDemand.self,
        FlipTransferBits.self, LoseTransfer.self, CutTransfer.self, FailTransfer.self,
        DelayTransfer.self, UseMutant.self, PressProcessors.self,
    ]

    package static func fault(named name: String) -> (any Fault.Type)? {
        faults.first { $0.entry.name == name }
    }

    package static var names: [String] { faults.map { $0.entry.name } }
}
