import Glibc
import Machines

extension Ensemble {
    package static let fileName = "thrice.yaml"

    /// Reads `thrice.yaml` of a folder and checks it.
    ///
    /// - Parameters:
    ///   - folder: as the user named it; messages repeat it.
    ///   - flags: what the command line says goes before the file.
    /// - Throws: `.missing` when there is no such file, `.malformed` with all problems of the
    ///   file, or `.usage` when only flags are wrong.
    package static func load(
        folder: String, flags: EnsembleFlags = EnsembleFlags()
    ) throws(EnsembleError) -> Ensemble {
        let folder = trimmed(folder)
        let file = folder == "/" ? "/" + fileName : "\(folder)/\(fileName)"
        let bytes = try contents(of: file, folder: folder)
        return try parse(
            bytes, file: file, folder: folder, folderPath: absolutePath(folder), flags: flags
        ) { FileContent.read($0, bytesMax: MachineLimits().textBytesMax + 1) }
    }

    /// The same without the disk.
    ///
    /// - Parameter read: a file by its absolute path; nil when machines are not to be read.
    package static func parse(
        _ bytes: [UInt8], file: String, folder: String, folderPath: String,
        flags: EnsembleFlags = EnsembleFlags(), read: ((String) -> FileContent)? = nil
    ) throws(EnsembleError) -> Ensemble {
        let document = YamlDocument(bytes)
        var problems = document.problems
        guard let root = document.root else { throw EnsembleError(problems, file: file) }
        let reader = EnsembleReader(root)
        problems += reader.problems
        var draft = reader.draft
        problems += flags.apply(to: &draft)
        return try draft.checked(
            problems, file: file, folder: folder, folderPath: folderPath, read: read)
    }

    /// An ensemble from a command line alone: replicas `r1`, `r2`, … in the current folder.
    ///
    /// - Parameter replicas: one command each, split by `ShellWords`.
    /// - Throws: `.usage` with all problems.
    package static func adHoc(
        replicas: [String], flags: EnsembleFlags = EnsembleFlags()
    ) throws(EnsembleError) -> Ensemble {
        let place = Problem.Place.flag("--replica")
        var draft = EnsembleDraft(place: place)
        draft.program = Placed("adhoc", place)
        var problems: [Problem] = []
        for (index, command) in replicas.enumerated() {
            do {
                let words = try ShellWords.split(command)
                draft.replicas.value.append(
                    EnsembleDraft.Replica(
                        name: Placed("r\(index + 1)", place), command: Placed(words, place)))
            } catch {
                problems.append(Problem(.flag("--replica \(command)"), error.message))
            }
        }
        problems += flags.apply(to: &draft)
        return try draft.checked(
            problems, file: nil, folder: ".", folderPath: absolutePath("."))
    }

    /// Without slashes at the end; `.` for an empty text.
    private static func trimmed(_ folder: String) -> String {
        var text = folder[...]
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text.isEmpty ? "." : String(text)
    }

    /// Joined with the current folder, links left as they are.
    private static func absolutePath(_ folder: String) -> String {
        if folder.hasPrefix("/") { return folder }
        guard let pointer = getcwd(nil, 0) else { return folder }
        defer { free(pointer) }
        let current = String(cString: pointer)
        return folder == "." ? current : current + "/" + folder
    }

    private static func contents(
        of file: String, folder: String
    ) throws(EnsembleError) -> [UInt8] {
        switch FileContent.read(file, bytesMax: YamlDocument.fileBytesMax + 1) {
        case .bytes(let bytes): return bytes
        case .absent(let cause, let isMissing):
            throw EnsembleError(
                .missing, "cannot read '\(file)': \(cause)",
                hint: isMissing ? "name a folder that has a \(fileName)" : nil)
        }
    }
}

extension EnsembleDraft {
    /// - Parameter problems: those that reading found. Then no more are looked for: half a draft
    ///   would be blamed for what its missing half says.
    fileprivate func checked(
        _ problems: [Problem], file: String?, folder: String, folderPath: String,
        read: ((String) -> FileContent)? = nil
    ) throws(EnsembleError) -> Ensemble {
        guard problems.isEmpty else { throw EnsembleError(problems, file: file) }
        switch EnsembleCheck.check(self) {
        case .wrong(let problems): throw EnsembleError(problems, file: file)
        case .right(let vote):
            var plan = specificationPlan
            if let read {
                plan = try specificationPlan(
                    answer: vote.vote.schema,
                    files: MachineFiles(read: read, folderPath: folderPath), file: file ?? "",
                    folder: folder)
            }
            return ensemble(
                folder: folder, folderPath: folderPath, vote: vote, specification: plan)
        }
    }
}
