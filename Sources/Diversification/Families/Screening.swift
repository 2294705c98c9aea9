/// Whether the original showed undefined behaviour on the demands.
package struct Screening: Codable, Equatable, Sendable {
    package var isScreened: Bool
    /// Sanitizers used, or why there was no screening.
    package var detail: String

    package static func notScreened(_ reason: String) -> Screening {
        Screening(isScreened: false, detail: "not screened: \(reason)")
    }

    private static let sanitizers = [
        "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer",
    ]

    /// Builds the original with sanitizers and runs it on the demands.
    /// - Throws: `badData` with the sanitizer's first line.
    static func run(
        _ workshop: Workshop, demands: String?, toolchains: [Toolchain]
    ) throws(GenerationError) -> Screening {
        guard let demands else { return .notScreened("no demands") }
        var reason = "no compiler with sanitizers"
        for toolchain in toolchains
        where toolchain.library.kind == .glibc && toolchain.compiler.frontEnd.takesGCCOptions {
            var choice = BuildChoice()
            choice.level = ["-O1", "-g"]
            choice.linkFlags = [sanitizers[0]]
            let failure = try workshop.buildOriginal(
                at: "screening", toolchain, choice, further: sanitizers)
            let compiler = toolchain.compiler
            if let failure {
                reason = "\(compiler.name): \(failure)"
                continue
            }
            let result = ToolRun(
                arguments: [workshop.program(at: "screening")], input: demands,
                environment: [
                    "ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=0",
                ], timeLimit: .seconds(300))()
            if let finding = finding(in: result.errorText) {
                throw GenerationError(
                    .badData,
                    "cannot generate from '\(workshop.original.name)': undefined behaviour: "
                        + finding)
            }
            if case .timedOut = result.ending {
                return .notScreened("\(compiler.name): \(result.ending)")
            }
            return Screening(
                isScreened: true, detail: "\(compiler.name) \(sanitizers[0]): nothing found")
        }
        return .notScreened(reason)
    }

    private static func finding(in text: String) -> String? {
        text.split(whereSeparator: \.isNewline).first { line in
            line.contains("runtime error:") || line.contains("ERROR: AddressSanitizer")
                || line.contains("UndefinedBehaviorSanitizer:")
        }.map(String.init)
    }
}
