import Recordings

/// What a command has found out, on standard output.
enum CommandOutput {
    static func put(_ text: String) throws(ThriceError) {
        do throws(RecordingError) {
            try StandardOutput.put(text)
        } catch {
            throw ThriceError(
                .inputOutput, "cannot write the result: standard output is closed or full")
        }
    }
}
