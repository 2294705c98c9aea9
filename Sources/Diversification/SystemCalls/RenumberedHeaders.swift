/// The texts that say which code a system call has.
enum RenumberedHeaders {
    /// Where musl's source has the table; its build makes `bits/syscall.h` of it.
    static let table = "arch/x86_64/bits/syscall.h.in"

    /// For the libc itself: a code is the address of a symbol, which the linker fills in. So the
    /// libc is compiled once for all seeds. A call without a code does not link.
    static func internalTable(_ native: NativeSystemCalls) -> String {
        let names = native.calls.map(\.name)
        return names.map { "extern const char \(TrampolineSource.symbol($0));\n" }.joined()
            + names.map { "#define __NR_\($0) ((long)&\(TrampolineSource.symbol($0)))\n" }.joined()
    }

    /// For programs: codes are numbers, in a `switch` and in `#if`, too.
    static func programTable(_ codes: SystemCallCodes) -> String {
        ["__NR_", "SYS_"].map { prefix in
            codes.codes.map { "#define \(prefix)\($0.call.name) \($0.value)\n" }.joined()
        }.joined()
    }
}
