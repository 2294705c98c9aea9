extension Rewriting {
    /// The transforms that change how data is stored or computed, by the name a request gives:
    /// each costs run time, so a variant takes them only when asked.
    ///
    /// They come after the provable ones and before all others; of `an` and `anbd` a variant takes
    /// at most one.
    package static let data: [String: any Transform] = [
        "complement": ComplementIntegers(), "an": EncodeIntegersAN(),
        "anbd": EncodeIntegersANBD(), "identities": RewriteUnsignedArithmetic(),
    ]
}
