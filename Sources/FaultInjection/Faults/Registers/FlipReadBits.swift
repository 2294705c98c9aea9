/// One bit of what the next instruction reads: a fault that is in use at once.
///
/// Of all flips of a location those just before its next use stand for the others (R. Barbosa,
/// J. Vinter, P. Folkesson, J. Karlsson, "Assembly-Level Pre-injection Analysis for Improving Fault
/// Injection Efficiency", EDCC 2005); without weights: each instruction's reads count the same,
/// however long ago they were written.
package struct FlipReadBits: Fault {
    package static let entry = CatalogueEntry(
        name: "flip-read-bits",
        summary: "flip one bit of a register or of memory that the next instruction reads",
        parameters: [],
        layer: .registers,
        undone: "the process is a copy, or its run is, and is ended",
        proof: "the byte is read back before and after; the instruction that reads it is decoded")

    /// Instructions read fewer bytes than these, so that nearly all are as likely.
    private static let choices: UInt64 = 240

    package init(_ settings: inout FaultSettings) {}

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(moments: window.steps, places: Self.choices, bits: 8)
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        .process(after: point.moment, .flipRead(choice: point.place, bit: point.bit))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String { "what is read" }
}
