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

    /// Builds the original with sanitizers in `directory` and runs it on the demands.
    /// - Throws: `badData` with the sanitizer's first line.
    static func run(
        _ original: Original, demands: String?, compilers: [Compiler], directory: String
    ) throws(GenerationError) -> Screening {
        guard let demands else { return .notScreened("no demands") }
        var reason = "no compiler with sanitizers"
        for compiler in compilers where compiler.libc == "glibc" && compiler.frontEnd != .tcc {
            let flags = compiler.commonFlags + ["-O1", "-g"] + sanitizers + original.flags
            let arguments = compiler.arguments(
                name: original.name, flags: flags, includes: original.directory)
            let build = ToolRun(arguments: arguments, directory: directory)()
            guard build.hasSucceeded else {
                reason = "\(compiler.name): \(build.errorText.firstLine)"
                continue
            }
            let result = ToolRun(
                arguments: ["./\(original.name)"], directory: directory, input: demands,
                environment: [
                    "ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=0",
                ], timeLimit: .seconds(300))()
            if let finding = finding(in: result.errorText) {
                throw GenerationError(
                    .badData,
                    "cannot generate from '\(original.path)': undefined behaviour: \(finding)")
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
