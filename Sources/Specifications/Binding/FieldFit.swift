import Machines
import Voting

/// Whether values of a field can be values of a type of B.
struct FieldFit {
    let machine: CheckedMachine

    enum Outcome {
        case form(ValueForm)
        case misfit(message: String, hint: String?)
    }

    /// What a field holds, as far as B must know.
    private enum Kind {
        case integer
        case boolean
        case words([String])
        case text
        case bits(width: Int)
    }

    func demand(_ field: DemandSchema.Field, as type: MachineType) -> Outcome {
        let kind: Kind
        switch field.type {
        case .integer: kind = .integer
        case .real(nil):
            return .misfit(
                message: "field '\(field.name)' is real, and machines have integers only",
                hint: "decimals: 2 makes 12.345 the integer 1234")
        case .real: kind = .integer
        case .boolean: kind = .boolean
        case .enumeration(let words): kind = .words(words)
        case .bits(let width): kind = .bits(width: width)
        case .text: kind = .text
        }
        guard field.count != nil else {
            return fit(kind, type, called: "field '\(field.name)' of the demand")
        }
        let called = "a value of the list '\(field.name)' of the demand"
        guard let element = type.listElement else {
            return .misfit(
                message: "the list '\(field.name)' of the demand is a function from 0..n-1, "
                    + "not \(type.text(in: machine))", hint: nil)
        }
        switch fit(kind, element, called: called) {
        case .form(let form): return .form(.list(form))
        case .misfit(let message, let hint): return .misfit(message: message, hint: hint)
        }
    }

    func answer(_ field: AnswerField, as type: MachineType) -> Outcome {
        let called = "field '\(field.name)' of the answer"
        switch field.type {
        case .integer: return fit(.integer, type, called: called)
        case .boolean: return fit(.boolean, type, called: called)
        case .enumeration(let words): return fit(.words(words), type, called: called)
        case .bits(let width): return fit(.bits(width: width), type, called: called)
        case .text: return fit(.text, type, called: called)
        case .real:
            return .misfit(
                message: "\(called) is real, and machines have integers only",
                hint: "give it in a smaller unit as type: integer")
        case .json:
            return .misfit(
                message: "\(called) is json, which machines do not have",
                hint: "format: json with fields of other types")
        }
    }

    /// Bits that are fields of their own, taken together.
    func bits(_ name: String, as type: MachineType) -> Outcome {
        fit(.bits(width: 0), type, called: "the bits '\(name)' of the answer")
    }

    private func fit(_ kind: Kind, _ type: MachineType, called: String) -> Outcome {
        switch (kind, type) {
        case (.integer, .integer): return .form(.integer)
        case (.boolean, .boolean), (.bits(width: 1), .boolean): return .form(.boolean)
        case (.text, .string): return .form(.string)
        case (.bits, _) where type.listElement == .boolean: return .form(.bits)
        case (.words(let words), .given(let set)) where machine.sets.indices ~= set:
            return fit(words, machine.sets[set], set, called: called)
        default:
            return .misfit(
                message: "\(called) is \(Self.text(kind)), not \(type.text(in: machine))",
                hint: hint(kind, type))
        }
    }

    private func fit(
        _ words: [String], _ given: CheckedMachine.GivenSet, _ set: Int, called: String
    ) -> Outcome {
        if given.isDeferred {
            return .misfit(
                message: "\(called) is an enumeration, and the elements of the deferred set "
                    + "\(given.name) have no names",
                hint: "\(given.name) = {\(words.prefix(8).joined(separator: ", "))}")
        }
        var indices: [Int] = []
        for word in words {
            guard let index = given.elements.firstIndex(of: word) else {
                let near = NearestName.of(word, among: given.elements)
                return .misfit(
                    message: "word '\(word.prefix(40))' of \(called) is no element of "
                        + given.name,
                    hint: near.map { "did you mean '\($0)'?" }
                        ?? "elements: \(given.elements.prefix(8).joined(separator: ", "))")
            }
            indices.append(index)
        }
        return .form(.element(set: set, indices: indices))
    }

    private static func text(_ kind: Kind) -> String {
        switch kind {
        case .integer: "a number"
        case .boolean: "a boolean"
        case .words: "an enumeration"
        case .text: "a text"
        case .bits: "a bit string, that is a function from 0..n-1 to BOOL"
        }
    }

    private func hint(_ kind: Kind, _ type: MachineType) -> String? {
        switch type {
        case .integer: "type: integer"
        case .boolean: "type: boolean"
        case .string: "type: text"
        case .given(let set) where machine.sets.indices ~= set && !machine.sets[set].isDeferred:
            "type: enumeration, words: "
                + "[\(machine.sets[set].elements.prefix(8).joined(separator: ", "))]"
        default: nil
        }
    }
}
