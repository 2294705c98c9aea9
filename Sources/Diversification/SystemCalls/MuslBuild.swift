import Foundation

/// One build of a patched copy of musl's source.
struct MuslBuild {
    let source: MuslSource
    let compiler: String
    let flags: [String]
    /// Where headers and libraries go; the copy is made in it and removed.
    let folder: String
    let jobs: Int

    /// Copies, patches, builds, installs, and checks that the trampoline is the only way in.
    func callAsFunction(native: NativeSystemCalls) throws(GenerationError) {
        let tree = "\(folder)/build"
        try run(["cp", "-r", "--", source.directory, tree])
        try MuslPatch(directory: tree).apply(native: native)
        try addFileTrees(tree)
        let setting = ["CC=\(compiler)", "CFLAGS=\(flags.joined(separator: " "))"]
        try run(
            ["./configure", "--prefix=/", "--disable-shared", "--disable-wrapper"] + setting,
            in: tree)
        try run(["make", "-j\(jobs)", "DESTDIR=\(folder)", "install"], in: tree)
        try? FileManager.default.removeItem(atPath: tree)
        try checkInstructions()
    }

    /// Debian's `fts`, which its `musl-gcc` has, too.
    private func addFileTrees(_ tree: String) throws(GenerationError) {
        let added = "\(tree)/debian/musl-fts"
        guard FileManager.default.fileExists(atPath: added) else { return }
        try run(["mkdir", "-p", "src/fts"], in: tree)
        try run(["cp", "\(added)/fts.c", "\(added)/config.h", "src/fts/"], in: tree)
        try run(["cp", "\(added)/fts.h", "include/"], in: tree)
    }

    /// The trampoline is no part of the library: an instruction that enters the kernel here would
    /// be one that the filter kills some day.
    private func checkInstructions() throws(GenerationError) {
        let library = "\(folder)/lib/libc.a"
        let listing = ToolRun(
            arguments: ["objdump", "-d", "--no-show-raw-insn", library],
            outputBytesMax: 256 << 20)()
        guard listing.hasSucceeded else {
            throw GenerationError(
                .toolMissing, "cannot disassemble '\(library)': \(listing.ending)",
                hint: "apt-get install binutils")
        }
        let entering = SystemCallSites.count(in: listing.output)
        guard entering == 0 else {
            throw GenerationError(
                .badData,
                "cannot renumber the system calls of musl: \(entering) of its instructions still "
                    + "enter the kernel")
        }
    }

    private func run(
        _ arguments: [String], in directory: String? = nil
    ) throws(GenerationError) {
        let result = ToolRun(
            arguments: arguments, directory: directory, environment: ["LC_ALL": "C"],
            timeLimit: .seconds(900))()
        if case .notStarted = result.ending {
            throw GenerationError(
                .toolMissing, "cannot build musl: \(arguments[0]): \(result.ending)",
                hint: "apt-get install make gcc")
        }
        guard result.hasSucceeded else {
            throw GenerationError(
                .badData,
                "cannot build musl: \(arguments[0]): \(result.ending): "
                    + cause(in: result.errorText))
        }
    }

    private func cause(in text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline)
        return String(lines.first { $0.contains("rror") } ?? lines.last ?? "")
    }
}
