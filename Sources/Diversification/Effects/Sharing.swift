/// What of a unit others may use without being seen to.
struct Sharing {
    private let isLibrary: Bool
    private let program: Program

    init(_ program: Program) {
        self.program = program
        isLibrary =
            !program.isDefinedElsewhere("main")
            && !program.unit.functions.contains { $0.declaration.name == "main" }
    }

    /// Whether code outside of the unit may name the external function or variable: another unit
    /// says it, or no unit has a `main`, so that the program's users are not known.
    func isShared(_ declaration: Declaration) -> Bool {
        declaration.isExternal && (isLibrary || program.isNamedElsewhere(declaration.name))
    }
}
