import Foundation
import Glibc

/// The folder of one build of one seat, `<run>/builds/<replica>-<number>`.
struct BuildFolder {
    let path: String

    /// Where compilers put what they need for a moment.
    var temporary: String { path + "/.work" }

    /// Makes the first folder of a seat that there is not yet: its number is the build's, so that
    /// no seed is used twice in a run folder, whoever ended the run in between.
    ///
    /// - Parameter number: where to begin.
    /// - Throws: the error number.
    static func claim(
        in folder: String, replica: String, from number: Int
    ) throws(ClaimError) -> (folder: BuildFolder, number: Int) {
        if mkdir(folder, 0o755) != 0 && errno != EEXIST { throw ClaimError(number: errno) }
        for number in max(1, number)..<max(1, number) + 100_000 {
            let claimed = BuildFolder(path: path(in: folder, replica: replica, number: number))
            if mkdir(claimed.path, 0o755) == 0 {
                guard mkdir(claimed.temporary, 0o700) == 0 else { throw ClaimError(number: errno) }
                return (claimed, number)
            }
            if errno != EEXIST { throw ClaimError(number: errno) }
        }
        throw ClaimError(number: EEXIST)
    }

    struct ClaimError: Error {
        let number: Int32
    }

    static func path(in folder: String, replica: String, number: Int) -> String {
        "\(folder)/\(replica)-\(number)"
    }

    /// Takes away what only was of use while it was made.
    func discardWork() {
        for name in [".work", ".generating", ".cache"] {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// The same for all builds of a run, whose makers have all ended.
    static func discardWork(in folder: String) {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for entry in entries { BuildFolder(path: "\(folder)/\(entry)").discardWork() }
    }
}
