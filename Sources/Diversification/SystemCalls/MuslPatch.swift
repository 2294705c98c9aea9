import Foundation

/// Makes a copy of musl's source say codes, through the trampoline, where it said numbers.
struct MuslPatch {
    /// The copy.
    let directory: String

    private static let cancelHandler = "src/thread/pthread_cancel.c"
    /// Behind it the handler has decided to cancel the thread now, if it waits in a call.
    private static let anchor = "_sigaddset(&uc->uc_sigmask, SIGCANCEL);"

    /// A thread in the trampoline on behalf of a cancellable call, short of the kernel's answer,
    /// has the return address on top of its stack: that address tells it from other calls.
    private static let cancelInTrampoline = """

        	extern const char thrice_syscall[1], thrice_syscall_return[1];
        	const uintptr_t *top = (const uintptr_t *)uc->uc_mcontext.gregs[REG_RSP];
        	if (pc >= (uintptr_t)thrice_syscall && pc < (uintptr_t)thrice_syscall_return
        	    && *top == (uintptr_t)__cp_end) {
        		uc->uc_mcontext.gregs[REG_RSP] += sizeof *top;
        		uc->uc_mcontext.MC_PC = (uintptr_t)__cp_cancel;
        		return;
        	}

        """

    /// All texts that a build depends on besides the source.
    static var texts: [String] {
        ReplacedMuslSources.files.flatMap { [$0.path, $0.text] } + ReplacedMuslSources.removed
            + [cancelHandler, cancelInTrampoline]
    }

    /// - Throws: `badData` when the source is not as expected, naming the file.
    func apply(native: NativeSystemCalls) throws(GenerationError) {
        try replace(RenumberedHeaders.table, with: RenumberedHeaders.internalTable(native))
        for file in ReplacedMuslSources.files {
            if file.path.contains("thrice") {
                try write(file.text, to: file.path)
            } else {
                try replace(file.path, with: file.text)
            }
        }
        for path in ReplacedMuslSources.removed {
            _ = try text(of: path)
            try? FileManager.default.removeItem(atPath: "\(directory)/\(path)")
        }
        let handler = try text(of: Self.cancelHandler)
        guard handler.ranges(of: Self.anchor).count == 1 else {
            throw unexpected(Self.cancelHandler)
        }
        let patched = handler.replacing(Self.anchor, with: Self.anchor + Self.cancelInTrampoline)
        try write(patched, to: Self.cancelHandler)
    }

    private func replace(_ path: String, with text: String) throws(GenerationError) {
        _ = try self.text(of: path)
        try write(text, to: path)
    }

    private func text(of path: String) throws(GenerationError) -> String {
        guard let data = FileManager.default.contents(atPath: "\(directory)/\(path)") else {
            throw unexpected(path)
        }
        return String(decoding: data, as: UTF8.self)
    }

    private func write(_ text: String, to path: String) throws(GenerationError) {
        let url = URL(fileURLWithPath: "\(directory)/\(path)")
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(url.path)': \(error)")
        }
    }

    private func unexpected(_ path: String) -> GenerationError {
        GenerationError(
            .badData, "cannot renumber the system calls of musl: '\(path)' is not as expected",
            hint: "use musl 1.2.3, the version of Debian 12")
    }
}
