/// One file of a machine, as it was read.
package struct SourceText: Equatable, Sendable {
    /// As diagnostics name it: a path.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    package init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }
}

/// A piece of one of a machine's files.
package struct SourceSpan: Hashable, Sendable {
    /// Index of the file among the machine's sources, the machine's own first.
    package var file: Int32
    /// Offsets of its first byte and of the one after its last.
    package var start: Int32
    package var end: Int32

    package init(file: Int32, start: Int32, end: Int32) {
        self.file = file
        self.start = start
        self.end = end
    }
}
