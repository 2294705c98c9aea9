/// What Slurm says of an array, element by element.
struct SlurmQueue {
    struct Element: Equatable {
        /// As `PENDING`, `RUNNING`, `FAILED`.
        let state: String
        /// Empty where it has none yet.
        let nodes: String
        /// Why it waits; empty where Slurm has no reason.
        let reason: String

        var text: String {
            let place = nodes.isEmpty ? "" : " on \(nodes)"
            return state + place + (reason.isEmpty ? "" : " (\(reason))")
        }
    }

    /// By the array's index, from 0.
    let elements: [UInt64: Element]

    /// Of columns, not of JSON, which is another one in each version of Slurm.
    static let format = "%K|%T|%N|%r"

    /// - Parameter text: as `squeue --noheader --array --format` has it; other lines do not count.
    init(_ text: String) {
        var elements: [UInt64: Element] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, let index = UInt64(parts[0]) else { continue }
            let reason = parts[3] == "None" ? "" : String(parts[3])
            elements[index] = Element(
                state: String(parts[1]), nodes: String(parts[2]), reason: reason)
        }
        self.elements = elements
    }

    /// Asks Slurm; nil where it cannot be asked, or has forgotten the array.
    static func ask(_ job: String) throws -> SlurmQueue? {
        let parts = job.split(separator: ";")
        var arguments = ["-h", "-r", "-t", "all", "-j", String(parts.first ?? ""), "-o", format]
        if parts.count > 1 { arguments += ["-M", String(parts[1])] }
        guard let said = try SlurmTool.run("squeue", arguments), said.status == 0 else {
            return nil
        }
        return SlurmQueue(said.output)
    }
}
