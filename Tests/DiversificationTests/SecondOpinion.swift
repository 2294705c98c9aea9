import Diversification

/// Tells a compiler's defect from a broken variant: builds of other compilers show only the latter.
struct SecondOpinion: Sendable {
    /// One that finds undefined behaviour, and optimising ones that take different orders of
    /// evaluation: what is not defined, or not specified, is not left to look like a defect.
    var compilers = [
        ["gcc", "-w", "-pipe", "-O0"],
        [
            "gcc", "-w", "-pipe", "-O1", "-fsanitize=address,undefined",
            "-fno-sanitize-recover=all",
        ],
        ["gcc", "-w", "-pipe", "-O2"],
        ["clang-19", "-w", "-O2"],
        ["clang-19", "-w", "-O1", "-fsanitize=memory"],
    ]
    var timeLimit: Duration = .seconds(60)

    /// Whether the program in `original` comes to its end and the one in `variant` does the
    /// same, with every compiler.
    func isSame(
        _ original: String, _ variant: String, flags: [String], in directory: TemporaryDirectory
    ) throws -> Bool {
        compilers.allSatisfy { compiler in
            let build = ProgramBuild(compiler: compiler, flags: flags, directory: directory)
            let expected = build(original, limit: timeLimit)
            return expected.ending == "exit status 0"
                && build(variant, limit: timeLimit) == expected
        }
    }
}
