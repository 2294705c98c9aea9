/// What running a program gives, or what the compiler says, as far as that is known in time.
struct ProgramBehaviour: Equatable {
    var ending: String
    var output: [UInt8] = []
    /// It was built and came to an end by itself.
    var isComplete = false
}
