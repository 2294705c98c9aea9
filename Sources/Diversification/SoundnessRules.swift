/// The rules that keep a variant the same program; all are on.
///
/// Each can be switched off by a test that shows a program breaking without it (a broken twin).
/// Nothing but a test ever does that.
package struct SoundnessRules: Sendable {
    /// Two accesses to one place conflict when either writes.
    package var writesConflict = true
    /// Accesses through pointers may meet each other.
    package var pointersMayMeet = true
    /// Accesses through pointers may meet variables whose address was taken.
    package var pointersMeetExposedVariables = true
    /// A call has the effects of the called function on globals and statics.
    package var calleesHaveEffects = true
    /// A call of a function whose body is not in the file is a barrier.
    package var unknownCallsAreBarriers = true
    /// A volatile or atomic access is a barrier.
    package var volatileIsBarrier = true
    /// A statement that control can leave or enter in the middle is a barrier.
    package var jumpsAreBarriers = true
    /// Members of one union overlap.
    package var unionMembersOverlap = true
    /// A declaration stays on its side of every statement that says its name.
    package var namesBind = true
    /// An initialiser without designators fixes the order of the fields.
    package var positionalInitialisersObserve = true
    /// A conversion between pointer types fixes the layout of what they point to.
    package var castsObserve = true
    /// `sizeof` outside an allocation fixes the layout.
    package var sizesObserve = true
    /// A struct inside a union keeps its layout.
    package var unionsObserve = true
    /// A struct that reaches a function outside the file keeps its layout.
    package var outsideCallsObserve = true

    /// A code that is calculated with, ordered or used as an index keeps its number.
    package var arithmeticFixesCodes = true
    /// A code that reaches a function outside the file keeps its number.
    package var outsideCallsFixCodes = true
    /// A code whose bytes something else may see keeps its number.
    package var bytesFixCodes = true
    /// A code that is tested for truth, or starts out as zero, keeps zero apart.
    package var zeroIsKept = true
    /// A table of calls stands after the declarations of all functions in it.
    package var calleesAreDeclaredFirst = true
    /// A function that may be entered while it runs keeps its variables on the stack.
    package var activationsHaveOwnVariables = true
    /// A function that something calls by its address may be entered at any time.
    package var addressedFunctionsMayReenter = true
    /// Declarations with initialisers stay in their order.
    package var initialisersKeepTheirOrder = true
    /// A `sched_yield` of the program's own may do anything.
    package var yieldIsTheSystems = true

    package init() {}
}
