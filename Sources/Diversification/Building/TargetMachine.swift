/// What a variant's code is for: the machine that generates, or another instruction set, run by an
/// emulator.
package enum TargetMachine: String, Codable, Sendable, CaseIterable {
    case native, aarch64, s390x

    package enum ByteOrder: String, Codable, Sendable {
        case little, big
    }

    /// Nil where that of the generating machine holds.
    package var byteOrder: ByteOrder? {
        switch self {
        case .native: nil
        case .aarch64: .little
        case .s390x: .big
        }
    }

    /// As compilers call it.
    var triple: String { "\(rawValue)-linux-gnu" }

    /// Debian's packages with what builds for it.
    var compilerPackage: String { "gcc-\(triple)" }
    var libraryPackage: String {
        "libc6-dev-\(self == .aarch64 ? "arm64" : rawValue)-cross"
    }
    static let emulatorPackage = "qemu-user"
}
