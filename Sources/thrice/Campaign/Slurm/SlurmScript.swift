import Reporting

/// What Slurm runs for each shard: a shell script that names everything in full, so that it does
/// not matter which host it comes to.
struct SlurmScript {
    /// Absolute paths.
    let thrice: String
    let folder: String
    /// Those of `thrice campaign run`.
    let arguments: [String]
    let count: UInt64

    var text: String {
        let command = ([thrice, "campaign", "run"] + arguments).map(ShellWord.quoted)
        return """
            #!/bin/sh
            # One shard of a campaign; written by 'thrice campaign submit'.
            cd \(ShellWord.quoted(folder)) || exit
            exec \(command.joined(separator: " ")) \\
                --shard "$((SLURM_ARRAY_TASK_ID + 1))/\(count)"

            """
    }
}
