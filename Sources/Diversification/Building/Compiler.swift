/// A C compiler found on this machine.
package struct Compiler: Codable, Equatable, Sendable {
    /// The command, as looked up in PATH.
    package let name: String
    package let path: String
    /// The first line of what it says about itself.
    package let version: String
    package let frontEnd: FrontEnd
}
