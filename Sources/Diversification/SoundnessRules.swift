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
    /// What may run for ever is a barrier.
    package var endlessLoopsAreBarriers = true
    /// A type or size that depends on a variable is a barrier.
    package var variableArraysAreBarriers = true
    /// What may be known by a second name, or be another's, is a barrier.
    package var otherNamesAreBarriers = true
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
    /// The address of a field fixes where it lies.
    package var fieldAddressesObserve = true
    /// Comparing pointers fixes the order of fields that become pointers.
    package var fieldComparisonsObserve = true
    /// Assembly at file scope fixes every layout.
    package var assemblyObserves = true
    /// A name that another unit says keeps what it stands for.
    package var namesElsewhereBind = true
    /// A struct that reaches a function outside the file keeps its layout.
    package var outsideCallsObserve = true

    package init() {}
}
