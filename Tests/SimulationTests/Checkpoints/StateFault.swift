/// What goes wrong with a replica where its state is asked for, or handed to it.
struct StateFault {
    enum Kind: CaseIterable {
        /// It saves another state than it has.
        case wrongState
        /// It says what is no state.
        case formless
        case hangsAtSave, crashesAtSave
        case crashesAtRestore
        /// It says that it has another state than it was handed.
        case wrongAtRestore
        /// It says that it took the state, and did not.
        case numb
    }

    var kind: Kind
    /// Of its processes so many first ones have it.
    var lives: Int
    /// From its first checkpoint on, or a later one.
    var from: Int
}
