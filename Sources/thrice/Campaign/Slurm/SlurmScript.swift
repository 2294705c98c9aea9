import Reporting

/// What Slurm runs for each shard: a shell script that names everything in full, so that it does
/// not matter which host it comes to.
struct SlurmScript {
    /// Absolute paths.
    let thrice: String
    let folder: String
    /// Those of `thrice campaign run`, quoted where that is needed.
    let arguments: String
    let count: UInt64

    var text: String {
        """
        #!/bin/sh
        # One shard of a campaign; written by 'thrice campaign submit'.
        cd \(ShellWord.quoted(folder)) || exit
        exec \(ShellWord.quoted(thrice)) campaign run \(arguments) \\
            --shard "$((SLURM_ARRAY_TASK_ID + 1))/\(count)"

        """
    }
}
