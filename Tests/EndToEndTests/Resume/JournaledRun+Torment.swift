import Glibc

extension JournaledRun {
    /// Without a supervisor nobody is started: that may cost answers, and is tested elsewhere.
    private static let victims = ["guardian", "voter", "all", "journaler"]

    /// Kills at so many random moments, most by how much was answered, some by the clock.
    ///
    /// - Parameter bytes: of all answers together.
    func torment(kills: Int, bytes: Int, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        try start()
        for kill in 0..<kills {
            let step = max(1, bytes / kills)
            if random.next() % 4 == 0 {
                _ = hasEnded(within: .milliseconds(Int64(random.next() % 60)))
            } else {
                try wait(forBytes: kill * step + Int(random.next() % UInt64(step)))
            }
            let victim = Self.victims[Int(random.next() % UInt64(Self.victims.count))]
            self.kill(victim)
            if ["guardian", "all"].contains(victim) {
                guard hasEnded(within: .seconds(10)) else {
                    throw KitError("the guardian outlives SIGKILL")
                }
            }
            if hasEnded(within: .zero) {
                if status == 0 { break }
                try start()
            }
        }
        while !hasEnded(within: .seconds(60)) || status == 128 + SIGKILL {
            guard status != nil else { throw KitError("no end: \(errors)") }
            try start()
        }
    }
}
