import Ensembles
import Thresholds
import Voting

/// What is compared and looked at.
extension ThresholdPlan {
    /// The schema in one line; nil without one.
    var answer: String? { reader.schema.map(SchemaText.format) }

    /// That of the command line, otherwise the ensemble's; nil when answers are bytes.
    static func schema(_ command: Thresholds, _ ensemble: Ensemble?) throws -> AnswerSchema? {
        guard let text = command.answer else {
            return ensemble.flatMap { $0.vote.schema == .bytes ? nil : $0.vote.schema }
        }
        do {
            return try SchemaText.parse(text)
        } catch {
            throw ThriceError(
                .usage, "cannot read '\(text.prefix(80))' of '--answer': \(error)",
                hint: "--answer 'CMV bits 15; LAUNCH boolean'")
        }
    }

    mutating func takeFields(_ command: Thresholds) throws {
        let list = FieldList(schema: reader.schema)
        reader.permissive = try command.permissive.map(list.permissive)
        reader.bits = try command.bits.map { try list.bits($0, option: "--bits") } ?? []
        if let field = command.field {
            reader.fields = try list.indices(field, option: "--field")
            compared = words(for: reader.fields)
        } else if let deciding = reader.permissive?.field {
            reader.fields = [deciding]
            compared = words(for: reader.fields)
        } else if let schema = reader.schema {
            reader.fields = schema.comparedFields
            guard !reader.fields.isEmpty else {
                throw ThriceError(
                    .usage, "cannot compare answers by '--answer': all fields are ignored")
            }
            if reader.fields.count < schema.fields.count { compared = words(for: reader.fields) }
        }
        try takeConditions(command, list)
    }

    /// `field LAUNCH`, `fields 1,3`.
    private func words(for fields: [Int]) -> String {
        let names = fields.map { reader.label($0) }
        return names.count == 1 ? "field \(names[0])" : "fields " + names.joined(separator: ",")
    }

    /// Bits and fields on their own: those of `--bits`, those that `--checked` names, and without
    /// `--bits` all fields of the truth, where it has more than one.
    private mutating func takeConditions(_ command: Thresholds, _ list: FieldList) throws {
        if let text = command.checked {
            guard truth != nil else {
                throw ThriceError(
                    .usage, "cannot use '--checked' without '--truth': nobody knows what is wrong")
            }
            checked = try list.checked(text)
        }
        for condition in checked where condition.bit != nil {
            if !reader.bits.contains(condition.field) { reader.bits.append(condition.field) }
        }
        reader.wholeConditions = checked.filter { $0.bit == nil }.map(\.field)
        guard let line = truth?.lines.first else { return }
        let all =
            reader.schema?.comparedFields
            ?? Array(
                line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.indices)
        let others = all.count > 1 && command.field == nil ? all : reader.fields
        guard others.count > 1 else { return }
        for field in others
        where !reader.bits.contains(field) && !reader.wholeConditions.contains(field) {
            reader.wholeConditions.append(field)
        }
    }
}

extension AnswerReader {
    /// The same schema, and all that it compares.
    var ofWholeAnswers: AnswerReader {
        var whole = AnswerReader()
        whole.schema = schema
        whole.fields = schema?.comparedFields ?? []
        return whole
    }
}

extension AnswerSchema {
    /// Those that are not ignored.
    fileprivate var comparedFields: [Int] {
        fields.indices.filter { fields[$0].relation != .ignored }
    }
}
