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
    /// A struct that reaches a function outside the file keeps its layout.
    package var outsideCallsObserve = true
    /// An `else` stays with its `if` when arms change places.
    package var elseBelongsToItsIf = true
    /// What is negated or put elsewhere is enclosed, so that operators keep their operands.
    package var operandsStayTogether = true
    /// Cases between which control falls through stay together.
    package var fallThroughBinds = true
    /// What ends a `switch` by being last in it leaves it when it is no longer last.
    package var lastCaseLeaves = true
    /// A block that is put elsewhere jumps to what followed it.
    package var blocksJumpToSuccessors = true
    /// A loop's body with static variables is not copied.
    package var copiesShareNoState = true
    /// `break` and `continue` in a copy of a loop's body jump to where they jumped.
    package var jumpsFollowTheirLoop = true
    /// Iterations keep their order unless each touches elements of its own.
    package var iterationsConflict = true
    /// A bound that a loop's body may change fixes the order of iterations.
    package var boundsStay = true
    /// Operands that conflict have no order that could be made explicit.
    package var operandsConflict = true
    /// What may not be evaluated is not evaluated ahead.
    package var operandsMayBeSkipped = true

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
