import CLinux
import Glibc

/// Why a program could not be started, in words.
enum LaunchCause {
    static func text(stage: Int32, error: Int32, of replica: ReplicaPlan) -> String {
        switch UInt32(stage) {
        case THRICE_STAGE_EXECUTE.rawValue where error == ENOENT:
            replica.executable.contains("/")
                ? "no such file '\(replica.executable)'"
                : "'\(replica.executable)' is not in PATH"
        case THRICE_STAGE_EXECUTE.rawValue where error == EACCES:
            "'\(replica.executable)' is not executable"
        case THRICE_STAGE_EXECUTE.rawValue:
            "cannot execute '\(replica.executable)': \(errorText(error))"
        case THRICE_STAGE_FOLDER.rawValue:
            "cannot enter '\(replica.workingDirectory)': \(errorText(error))"
        case THRICE_STAGE_LIMITS.rawValue: "cannot set its limits: \(errorText(error))"
        case THRICE_STAGE_CLONE.rawValue: "cannot make a process: \(errorText(error))"
        case THRICE_STAGE_DESCRIPTORS.rawValue: "cannot give it pipes: \(errorText(error))"
        default: errorText(error)
        }
    }
}
