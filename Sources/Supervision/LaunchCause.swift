import CLinux
import Glibc

/// Why a program could not be started, in words.
enum LaunchCause {
    static func text(
        stage: Int32, error: Int32, missing: SandboxParts, of replica: ReplicaPlan
    ) -> String {
        switch UInt32(stage) {
        case THRICE_STAGE_EXECUTE.rawValue where error == ENOENT:
            absent(replica.adapted ?? replica.executable)
        case THRICE_STAGE_EXECUTE.rawValue where error == EACCES:
            "'\(replica.adapted ?? replica.executable)' is not executable"
        case THRICE_STAGE_EXECUTE.rawValue:
            "cannot execute '\(replica.executable)': \(errorText(error))"
        case THRICE_STAGE_FOLDER.rawValue:
            "cannot enter '\(replica.workingDirectory)': \(errorText(error))"
        case THRICE_STAGE_LIMITS.rawValue: "cannot set its limits: \(errorText(error))"
        case THRICE_STAGE_CLONE.rawValue: "cannot make a process: \(errorText(error))"
        case THRICE_STAGE_DESCRIPTORS.rawValue: "cannot give it pipes: \(errorText(error))"
        case THRICE_STAGE_CORE.rawValue:
            "cannot pin it to core \(replica.core ?? -1): \(errorText(error))"
        case THRICE_STAGE_ISOLATION.rawValue where !missing.isEmpty:
            "'isolation: require', and this machine has no \(missing.names.joined(separator: ", "))"
                + " (hint: thrice doctor)"
        case THRICE_STAGE_ISOLATION.rawValue: "cannot isolate it: \(errorText(error))"
        default: errorText(error)
        }
    }

    private static func absent(_ program: String) -> String {
        if !program.contains("/") { return "'\(program)' is not in PATH" }
        return access(program, F_OK) == 0
            ? "the interpreter or loader of '\(program)' is missing" : "no such file '\(program)'"
    }
}
