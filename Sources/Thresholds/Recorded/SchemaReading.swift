import Voting

/// Reads recorded answers by a schema, demand by demand: what they say is the same, it says.
struct SchemaReading {
    private let reader: AnswerReader
    private let schema: AnswerSchema
    private let hasTruth: Bool
    /// Alone, as a label of the policy `permit` is read; compared like one, without a tolerance.
    private let permissive: ReadAnswer?

    /// Classes, by column and demand: the truth's first when there is one, then the versions'.
    private typealias Columns = [[Int32]]

    /// - Precondition: at least one field is compared; `bits` are bit strings; the permissive value
    ///   is one of its field.
    init(_ reader: AnswerReader, _ schema: AnswerSchema, hasTruth: Bool) {
        precondition(!reader.fields.isEmpty, "no field is compared")
        self.reader = reader
        self.schema = schema
        self.hasTruth = hasTruth
        permissive = reader.permissive.flatMap { wanted in
            try? Self.read(wanted.value, alone: schema.fields[wanted.field]).get()
        }
        precondition(reader.permissive == nil || permissive != nil, "no value of its field")
    }

    /// - Parameter lines: by column and demand, equally many for all.
    func read(_ lines: [[ArraySlice<UInt8>]]) throws(AnswerReader.Problem) -> AnswerReader.Reading {
        let bits = reader.bits.flatMap { field in
            (0..<width(field)).map { (field: field, bit: $0) }
        }
        let demands = lines[0].count
        let none = Columns(
            repeating: Array(repeating: RecordedVotes.noAnswer, count: demands), count: lines.count)
        var compared = none
        var ofBits = bits.map { _ in none }
        var ofFields = reader.wholeConditions.map { _ in none }
        var allowing = lines.map { _ in Array(repeating: false, count: demands) }
        var intransitive = 0
        var ballots = SchemaBallots(schema: schema, count: lines.count)
        let mayDepend = !SchemaBallots.isTransitive(schema, reader.fields)

        for demand in 0..<demands {
            let malformation = ballots.read(lines.map { $0[demand] })
            if hasTruth, !ballots.isAnswer[0] {
                throw .noTruth(
                    demand: demand + 1, because: malformation?.text(schema: schema))
            }
            let classes = ballots.classes(in: reader.fields)
            if mayDepend, !ballots.areAllTheSame(within: classes, in: reader.fields) {
                intransitive += 1
            }
            for (index, field) in reader.wholeConditions.enumerated() {
                let classes = ballots.classes(in: [field])
                for column in lines.indices { ofFields[index][column][demand] = classes[column] }
            }
            for column in lines.indices {
                compared[column][demand] = classes[column]
                guard ballots.isAnswer[column] else { continue }
                allowing[column][demand] = isPermissive(ballots.answers[column])
                for (index, bit) in bits.enumerated() {
                    let form = ballots.answers[column].form(of: bit.field)
                    let isSet = form[form.startIndex + bit.bit] == UInt8(ascii: "1")
                    ofBits[index][column][demand] = isSet ? 1 : 0
                }
            }
        }
        return AnswerReader.Reading(
            votes: votes(compared), permissive: permissiveVotes(allowing),
            conditions: zip(bits, ofBits).map { bit, columns in
                Condition(
                    label: reader.label(bit.field, bit: bit.bit), isBit: true,
                    votes: votes(columns))
            }
                + zip(reader.wholeConditions, ofFields).map { field, columns in
                    Condition(
                        label: reader.label(field), isBit: false,
                        decidesAlone: reader.fields == [field], votes: votes(columns))
                }, intransitiveDemands: mayDepend ? intransitive : nil)
    }
}

extension SchemaReading {
    /// One field's value without the rest of an answer.
    static func read(
        _ value: [UInt8], alone field: AnswerField
    ) -> Result<ReadAnswer, MalformedValue> {
        var field = field
        field.isJoined = false
        let alone = AnswerSchema(format: .whole, fields: [field])
        var answer = ReadAnswer(schema: alone)
        let malformation = value.withUnsafeBytes { alone.read($0, into: &answer) }
        if let malformation {
            return .failure(MalformedValue(reason: malformation.text(schema: alone)))
        }
        return .success(answer)
    }

    struct MalformedValue: Error {
        let reason: String
    }

    private func isPermissive(_ answer: borrowing ReadAnswer) -> Bool {
        guard let permissive, let field = reader.permissive?.field else { return false }
        let (known, value) = (permissive.values[0], answer.values[field])
        if !known.number.isNaN || !value.number.isNaN {
            return known.number == value.number && known.integer == value.integer
        }
        return permissive.form(of: 0) == answer.form(of: field)
    }

    private func width(_ field: Int) -> Int {
        guard case .bits(let width) = schema.fields[field].type else {
            preconditionFailure("field \(field) is no bit string")
        }
        return width
    }

    private func votes(_ columns: Columns) -> RecordedVotes {
        RecordedVotes(
            classes: Array(columns.dropFirst(hasTruth ? 1 : 0)), truth: hasTruth ? columns[0] : nil)
    }

    private func permissiveVotes(_ allowing: [[Bool]]) -> PermissiveVotes? {
        guard permissive != nil else { return nil }
        let sets = allowing.map { column in DemandSet(count: column.count) { column[$0] } }
        return PermissiveVotes(
            allowing: Array(sets.dropFirst(hasTruth ? 1 : 0)), must: hasTruth ? sets[0] : nil,
            demands: allowing[0].count)
    }
}

extension AnswerReader.PermissiveValue {
    /// Why it is no value of this field, as a lower-case fragment; nil when it is one.
    package func flaw(of field: AnswerField) -> String? {
        switch SchemaReading.read(value, alone: field) {
        case .success: nil
        case .failure(let malformed): malformed.reason
        }
    }
}
