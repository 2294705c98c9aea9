/// Who reads the C: compilers with one front end make the same mistakes.
package enum FrontEnd: String, Codable, Sendable, CaseIterable {
    case gcc, clang, tcc, pcc, chibicc

    /// The flag sets that variants are drawn from.
    var levels: [[String]] {
        switch self {
        case .gcc, .clang: [["-O0"], ["-O1"], ["-O2"], ["-O3"], ["-Os"]]
        case .pcc: [["-O0"], ["-O"]]
        case .tcc, .chibicc: [[]]
        }
    }

    /// It understands gcc's options: hardening, the choice of a linker, floating point.
    package var takesGCCOptions: Bool { self == .gcc || self == .clang }

    /// The flags that name a dialect, or none where the compiler has only one; pcc knows none
    /// after C11.
    func dialect(_ standard: String) -> [String] {
        switch self {
        case .gcc, .clang, .tcc: ["-std=\(standard)"]
        case .pcc: ["-std=" + (standard.hasPrefix("gnu") ? "gnu99" : "c99")]
        case .chibicc: []
        }
    }
}
