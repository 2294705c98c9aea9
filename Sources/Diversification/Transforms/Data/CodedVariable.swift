/// A variable that is stored as a code word, and the C texts that say so.
struct CodedVariable {
    let variable: IntegerVariable
    let code: IntegerCode
    /// Zero without signatures.
    let signature: Int64

    private var name: String { variable.declaration.name }
    private var type: String { variable.type.spelling }

    /// A parameter comes as it is and is kept in a variable of its own.
    var word: String { variable.isParameter ? "thrice_code_w_\(name)" : name }
    var version: String { (variable.isParameter ? "thrice_code_e_" : "thrice_code_d_") + name }

    /// Adding and comparing needs no decoding: no value wraps or is converted.
    var isComparable: Bool { !code.hasSignatures && type == "int" }

    /// An expression that decodes and checks, not yet of the variable's type.
    var check: String {
        let range = "\(literal(variable.type.low)), \(variable.type.span)ULL)"
        guard code.hasSignatures else { return "thrice_code_load(\(word), \(range)" }
        return "thrice_code_load(&\(word), &\(version), \(signature), \(range)"
    }

    var load: String { "((\(type))\(check))" }

    /// Around a value: stores it; the whole is discarded, or has the value when `isUsed`.
    func store(isUsed: Bool) -> (before: String, after: String) {
        if code.hasSignatures {
            let call = "thrice_code_store(&\(word), &\(version), \(signature), (\(type))("
            return isUsed ? ("((\(type))\(call)", ")))") : (call, "))")
        }
        let assignment = "\(word) = (long long)(\(type))("
        return isUsed
            ? ("(\(assignment)", ") * \(code.factor), \(load))")
            : (assignment, ") * \(code.factor)")
    }

    /// Around a constant or first value: its code word, version 0.
    var first: (before: String, after: String) {
        let offset = code.hasSignatures ? " + \(signature)" : ""
        return ("(long long)(\(type))(", ") * \(code.factor)\(offset)")
    }

    /// What a declaration has in front of the word's own declarator.
    var versionDeclarator: String { code.hasSignatures ? "\(version) = 0, " : "" }

    /// The declaration of a parameter's word.
    var parameterWord: String {
        "long long \(versionDeclarator)\(word) = \(first.before)\(name)\(first.after);"
    }

    private func literal(_ value: Int64) -> String { "\(value)LL" }
}
