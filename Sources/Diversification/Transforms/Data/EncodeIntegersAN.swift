/// Stores integer variables as multiples of a constant A: a word that is none stops the program.
///
/// Locals, `static` variables and parameters (in words of their own) of at most 32 bits, three in
/// four declarations by the seed, in `long long`; no elements of arrays, no fields. The code is
/// described at `IntegerCode`. All code words that have a name at a call of a function outside
/// the file, or where `main` returns, are checked before; so is each word that is decoded. A word
/// that fails ends the program with `abort()`: nothing buffered leaves it, and SIGABRT tells the
/// ending from an answer.
///
/// Refuses: what `VariableSites` refuses; 64-bit types (their codes would need 128 bits);
/// declarations that also declare something else, or more than plain words say; locals of
/// functions that may be running more than once at a time (frames grow) or have labels, and those
/// whose initialiser `switch` may jump over; variables that outlive their function in programs
/// with signal handlers; files that name SIGABRT or contain `thrice_code`.
///
/// Sound because the code of a value within the type's range decodes to that value, every word has
/// a code word from its declaration on, and sums, differences and comparisons of `int` words are
/// those of the values times A, which 64 bits hold.
package struct EncodeIntegersAN: Transform {
    package let name = "EncodeIntegersAN"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        IntegerEncoding(program: program, hasSignatures: false).plan(&random)
    }
}
