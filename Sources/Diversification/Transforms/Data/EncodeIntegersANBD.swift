/// Stores integer variables as `A·x + B + D`: B tells variables apart, D counts assignments.
///
/// A word read in another's place (B) and one whose last update was lost (D) fail the check, which
/// a multiple of A would pass. Every use decodes; what is chosen, checked and refused, and what
/// happens on failure, is as for `EncodeIntegersAN`.
///
/// Refuses: what `EncodeIntegersAN` refuses.
///
/// Sound because word and version change in one call, so that any other call finds both before or
/// both after, and the decoded value is the stored one.
package struct EncodeIntegersANBD: Transform {
    package let name = "EncodeIntegersANBD"

    package init() {}

    package func plan(_ program: Program, _ random: inout SeededGenerator) -> Plan {
        IntegerEncoding(program: program, hasSignatures: true).plan(&random)
    }
}
