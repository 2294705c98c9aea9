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
    /// A variable that pointers may reach keeps its form.
    package var addressesFixForm = true
    /// What starts as zero without saying so starts as the code of zero.
    package var zeroIsCoded = true
    /// A decoded value has the very type of its variable.
    package var decodingKeepsType = true
    /// A function that is not only called by its name takes its arguments as they are.
    package var escapesFixParameters = true
    /// A static variable keeps its form when a call in the same expression may write it.
    package var unsequencedCallsFixForm = true
    /// A variable whose initialiser may be jumped over holds no code word there.
    package var jumpsSkipInitialisers = true
    /// Arithmetic is rewritten only in unsigned types that nothing promotes.
    package var onlyUnsignedIsRewritten = true
    /// An operand that a rule says twice has no effects.
    package var repeatedOperandsArePure = true

    package init() {}
}
