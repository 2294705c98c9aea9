import Foundation

/// The error stream: everything that is not a command's result goes there.
enum Terminal {
    /// A line for the person who runs this; never part of the result.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Whether somebody looks at the error stream who wants to see progress.
    static var isWatched: Bool {
        isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) } != "dumb"
    }
}
