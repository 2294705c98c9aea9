/// A scalar integer variable whose every use in the unit is known.
struct IntegerVariable {
    enum Storage: Equatable {
        case local
        /// With static duration inside a function.
        case localStatic
        /// `static` at file scope.
        case global
        case parameter(function: Int, index: Int)
    }

    let declaration: Declaration
    let type: IntegerType
    let storage: Storage
    /// The function it is declared in; nil at file scope.
    let function: Int?
    /// Where its name stands in its declaration.
    let name: Range<Int>
    let isConstant: Bool
    /// All variables that one declaration declares, this one too, or none of a parameter.
    let group: [Int]
    /// From the first word of the declaration to the first name in it.
    let specifiers: Range<Int>

    var id: Int { declaration.id }

    var isPersistent: Bool {
        switch storage {
        case .global, .localStatic: true
        case .local, .parameter: false
        }
    }

    var isParameter: Bool {
        if case .parameter = storage { true } else { false }
    }
}
