import CLinux

/// What a fault can change of a processor.
package enum Register: String, CaseIterable, Sendable {
    case rax, rbx, rcx, rdx, rsi, rdi, rbp, rsp
    case r8, r9, r10, r11, r12, r13, r14, r15
    case rip, rflags
    case xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7
    case xmm8, xmm9, xmm10, xmm11, xmm12, xmm13, xmm14, xmm15

    package var bits: Int { vector == nil ? 64 : 128 }

    /// The number of a vector register.
    var vector: Int? { rawValue.hasPrefix("xmm") ? Int(rawValue.dropFirst(3)) : nil }

    /// Where a register stands that is no vector.
    var path: WritableKeyPath<user_regs_struct, UInt64>? {
        switch self {
        case .rax: \.rax
        case .rbx: \.rbx
        case .rcx: \.rcx
        case .rdx: \.rdx
        case .rsi: \.rsi
        case .rdi: \.rdi
        case .rbp: \.rbp
        case .rsp: \.rsp
        case .r8: \.r8
        case .r9: \.r9
        case .r10: \.r10
        case .r11: \.r11
        case .r12: \.r12
        case .r13: \.r13
        case .r14: \.r14
        case .r15: \.r15
        case .rip: \.rip
        case .rflags: \.eflags
        default: nil
        }
    }
}

extension user_fpregs_struct {
    /// The vector registers' 128 bits.
    subscript(vector number: Int) -> UInt128 {
        mutating get {
            withUnsafeBytes(of: &xmm_space) { bytes in
                bytes.loadUnaligned(fromByteOffset: number * 16, as: UInt128.self)
            }
        }
        set {
            withUnsafeMutableBytes(of: &xmm_space) { bytes in
                bytes.storeBytes(of: newValue, toByteOffset: number * 16, as: UInt128.self)
            }
        }
    }
}
