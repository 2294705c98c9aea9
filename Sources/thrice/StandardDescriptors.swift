import Glibc

/// The descriptors 0, 1 and 2 that a command was started with.
enum StandardDescriptors {
    /// Puts something that fails in the place of a closed one, before anything else is opened:
    /// otherwise a log of ours would become somebody's standard output.
    static func reserve() {
        for (number, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY)]
        where fcntl(number, F_GETFD) < 0 {
            _ = open("/dev/null", mode)
        }
        if fcntl(STDERR_FILENO, F_GETFD) < 0 { _ = open("/dev/null", O_WRONLY) }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// - Throws: when answers cannot be written, or standard input not be read.
    static func check(readsInput: Bool) throws {
        if fcntl(STDOUT_FILENO, F_GETFL) & O_ACCMODE == O_RDONLY {
            throw ThriceError(.inputOutput, "cannot write answers: standard output is closed")
        }
        if readsInput && fcntl(STDIN_FILENO, F_GETFL) & O_ACCMODE == O_WRONLY {
            throw ThriceError(
                .missingInput, "cannot read standard input: it is closed",
                hint: "name a file instead of '-'")
        }
    }
}
