import CLinux
import Glibc

/// SHA-256 digests of files, taken by coreutils (docs/decisions/0005).
package enum FileDigests {
    /// In the order of the paths, each `sha256:` and 64 hexadecimal digits; nil when one of the
    /// files cannot be read, or there is no `sha256sum`.
    package static func sha256(_ paths: [String]) -> [String]? {
        let searchPath = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        guard let tool = try? ExecutablePath.find("sha256sum", searchPath: searchPath),
            let pipe = ReplicaPipes.Pipe()
        else { return nil }
        // A file that is not there is the caller's to tell.
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let launch = Launch(
            path: tool, arguments: ["sha256sum", "-b", "--"] + paths, environment: [],
            standard: (nothing, pipe.write, nothing))
        let process = try? launch.start()
        close(pipe.write)
        defer { close(pipe.read) }
        guard let process else { return nil }
        close(process.handle)
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(pipe.read, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            text += chunk[..<count]
        }
        var status: Int32 = 0
        while waitpid(process.number, &status, 0) < 0 && errno == EINTR {}
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        guard status == 0, lines.count == paths.count else { return nil }
        return lines.map { "sha256:" + $0.drop { $0 == "\\" }.prefix(64) }
    }
}
