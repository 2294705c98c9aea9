import CLinux

/// A number that a process raises each time that it goes round, in memory that others read. It has
/// one writer, and goes on where a predecessor left it.
package struct BeatWord: @unchecked Sendable {
    private let word: UnsafeMutablePointer<UInt64>

    package init(_ word: UnsafeMutablePointer<UInt64>) { self.word = word }

    /// Costs a store; no system call.
    package func beat() { thrice_store(word, thrice_load(word) &+ 1) }

    package var count: UInt64 { thrice_load(word) }
}
