/// Writes values as B does, up to a length.
struct ValueText {
    let sets: [CheckedMachine.GivenSet]
    let bytesMax: Int
    private(set) var text = ""
    private var isFull = false

    init(sets: [CheckedMachine.GivenSet], bytesMax: Int) {
        self.sets = sets
        self.bytesMax = bytesMax
    }

    private mutating func add(_ piece: String) {
        if isFull { return }
        if text.utf8.count + piece.utf8.count > bytesMax {
            isFull = true
            text += "…"
        } else {
            text += piece
        }
    }

    mutating func add(_ value: Value, inPair: Bool = false) {
        if isFull { return }
        switch value {
        case .integer(let number): add("\(number)")
        // Digits of a very long number are slow to find, and nobody reads them.
        case .large(let number):
            add(number.bitWidth > 4096 ? "a number of \(number.bitWidth) bits" : "\(number)")
        case .boolean(let truth): add(truth ? "TRUE" : "FALSE")
        case .element(let set, let index):
            let names = sets.indices.contains(set) ? sets[set].elements : []
            add(names.indices.contains(index) ? names[index] : "element \(index + 1)")
        case .string(let text): add("\"\(Self.escaped(text))\"")
        case .pair(let left, let right):
            if inPair { add("(") }
            add(left)
            add(" |-> ")
            add(right, inPair: true)
            if inPair { add(")") }
        case .set(let set): add(set)
        case .record(let fields):
            add("rec(")
            for (place, field) in fields.enumerated() {
                if place > 0 { add(", ") }
                add(field)
            }
            add(")")
        }
    }

    /// As a reader of B takes it for the same string again.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                escaped.unicodeScalars.append("\\")
                escaped.unicodeScalars.append(scalar)
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private mutating func add(_ set: SetValue) {
        if case .interval(let lower, let upper) = set.form, upper - lower > 8 {
            add("\(lower)..\(upper)")
            return
        }
        if let values = set.sequence, !values.isEmpty {
            add("[")
            addList(values.count) { values[$0] }
            add("]")
            return
        }
        add("{")
        addList(set.count) { set[$0] }
        add("}")
    }

    private mutating func addList(_ count: Int, _ element: (Int) -> Value) {
        for place in 0..<count {
            if isFull { return }
            if place > 0 { add(", ") }
            add(element(place))
        }
    }
}
