/// A C library found on this machine: its headers, and how a program is linked with it.
package struct CLibrary: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case glibc, musl, dietlibc
        /// musl with a variant's own codes for system calls.
        case renumberedMusl = "musl-renumbered"
    }

    package let kind: Kind
    /// Where its headers are; nil when they are those that compilers find by themselves.
    package let headers: String?
    /// The words before the objects that link a program with it; empty when the compiler itself
    /// links.
    package let linker: [String]

    package init(kind: Kind, headers: String? = nil, linker: [String] = []) {
        self.kind = kind
        self.headers = headers
        self.linker = linker
    }
}
