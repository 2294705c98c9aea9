/// An arithmetic code for integers of at most 32 bits, and the C text that stores and loads them.
///
/// AN: P. Forin, "Vital Coded Microprocessor: Principles and Application for Various Transit
/// Systems", IFAC Control, Computers, Communications in Transportation, 1989; D. T. Brown, "Error
/// Detecting and Correcting Binary Codes for Arithmetic Operations", IRE Transactions on
/// Electronic Computers EC-9(3), 1960, doi:10.1109/TEC.1960.5219855. ANBD: U. Schiffel, A. Schmitt,
/// M. Süßkraut, C. Fetzer, "ANB- and ANBDmem-Encoding: Detecting Hardware Errors in Software",
/// SAFECOMP 2010.
///
/// Deviations: what is coded is data at rest in named variables; arithmetic is done on decoded
/// values (AN adds, subtracts and compares coded `int`s), so a fault inside an operation is not
/// seen. Versions are counted beside each variable, not computed when the program is built.
/// Decoding multiplies by the inverse of A modulo 2^64 instead of dividing: the product is within
/// the range of the variable's type exactly when the word is the code of that value, since
/// `A · range` is below 2^49.
struct IntegerCode {
    /// 16-bit factors whose codes have large distances.
    static let factors: [Int64] = [58659, 59665, 63157, 63859, 63877]
    /// Versions count modulo this; signatures are this far apart, so that no variable's signature
    /// and version together are another's.
    static let versions: Int64 = 256

    let factor: Int64
    /// With signatures (B) and versions (D).
    let hasSignatures: Bool

    /// As many signatures as fit below the factor.
    var signatureCount: Int { Int((factor - 1) / Self.versions) }

    func signature(slot: Int) -> Int64 { 1 + Int64(slot % signatureCount) * Self.versions }

    /// The number that undoes the multiplication by the factor modulo 2^64.
    var inverse: UInt64 {
        let factor = UInt64(factor)
        // Newton's iteration doubles the right bits; an odd number is its own inverse modulo 8.
        var inverse = factor
        for _ in 0..<5 { inverse &*= 2 &- factor &* inverse }
        return inverse
    }

    /// The functions that the other texts call; to stand before everything else.
    ///
    /// Optimisers know that A times its inverse is 1, and would decode at the point of encoding:
    /// the inverse is volatile, and so are accesses to words that have versions.
    var runtime: String {
        """
        void abort(void);
        static const volatile unsigned long long thrice_code_inverse = \(inverse)ULL;
        static inline void thrice_code_error(void) { abort(); }
        \(hasSignatures ? functionsWithSignatures : loadOfMultiple)

        """
    }

    private var loadOfMultiple: String {
        """
        static inline long long thrice_code_load(long long word, long long low,
            unsigned long long span) {
            unsigned long long value = (unsigned long long)word * thrice_code_inverse;
            if (value - (unsigned long long)low > span) thrice_code_error();
            return (long long)value;
        }
        """
    }

    private var functionsWithSignatures: String {
        """
        static inline long long thrice_code_load(const volatile long long *word,
            const volatile long long *version, long long signature, long long low,
            unsigned long long span) {
            unsigned long long offset = (unsigned long long)signature + *version;
            unsigned long long value = ((unsigned long long)*word - offset) * thrice_code_inverse;
            if (value - (unsigned long long)low > span) thrice_code_error();
            return (long long)value;
        }
        static inline long long thrice_code_store(volatile long long *word,
            volatile long long *version, long long signature, long long value) {
            long long next = (*version + 1) & \(Self.versions - 1);
            *version = next;
            *word = value * \(factor)LL + signature + next;
            return value;
        }
        """
    }
}
