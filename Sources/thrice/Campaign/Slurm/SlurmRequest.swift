/// What a person asks of Slurm.
struct SlurmRequest {
    /// Nil: as many as the time of a trial suggests.
    var shards: UInt64?
    /// As `sbatch --time` reads it.
    var time: String?
    var partition: String?
    /// Threads of one shard.
    var jobs: Int

    /// Those of `sbatch`, but for the script.
    ///
    /// - Parameters:
    ///   - count: of shards; the array's indices are theirs less one.
    ///   - folder: where the output of the shards goes.
    func arguments(name: String, count: UInt64, folder: String) -> [String] {
        [
            "--parsable", "--array=0-\(count - 1)", "--requeue", "--job-name=\(name)",
            "--nodes=1", "--ntasks=1", "--cpus-per-task=\(jobs)",
            "--output=\(Self.pattern(folder))/slurm-%A_%a.out", "--open-mode=append",
        ] + (time.map { ["--time=\($0)"] } ?? [])
            + (partition.map { ["--partition=\($0)"] } ?? [])
    }

    /// A path in which Slurm sees no placeholder.
    private static func pattern(_ path: String) -> String { path.replacing("%", with: "%%") }
}
