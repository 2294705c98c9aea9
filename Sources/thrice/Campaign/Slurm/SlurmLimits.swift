/// What Slurm lets one array have.
struct SlurmLimits {
    /// `MaxArraySize`: an array's indices are below it.
    let arrayMax: UInt64

    /// Slurm's own, where it says nothing.
    static let usual: UInt64 = 1001

    /// - Parameter text: what `scontrol show config` says.
    init(_ text: String) {
        let line = text.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
        let number = line?.split(separator: "=").last.flatMap { word in
            UInt64(word.drop { $0 == " " })
        }
        arrayMax = number ?? Self.usual
    }

    static func ask() throws -> SlurmLimits {
        SlurmLimits(try SlurmTool.run("scontrol", ["show", "config"])?.output ?? "")
    }
}
