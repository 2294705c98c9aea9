/// What an executable runs on: `e_machine` of the ELF header.
package struct Machine: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    package static let x86 = Machine(rawValue: 62)

    package var description: String {
        switch rawValue {
        case 22: "s390x"
        case 62: "x86-64"
        case 183: "aarch64"
        case 243: "riscv"
        default: "machine \(rawValue)"
        }
    }
}
