import Voting

/// All answers to one demand, read by a schema; kept and used for the next demand.
struct SchemaBallots {
    let schema: AnswerSchema
    private(set) var answers: [ReadAnswer]
    /// Whether there is an answer that the schema could read.
    private(set) var isAnswer: [Bool]

    init(schema: AnswerSchema, count: Int) {
        self.schema = schema
        answers = Array(repeating: ReadAnswer(schema: schema), count: count)
        isAnswer = Array(repeating: false, count: count)
    }

    /// - Returns: what is wrong with the first line, when it has an answer.
    mutating func read(_ lines: [ArraySlice<UInt8>]) -> Malformation? {
        var first: Malformation?
        for (index, line) in lines.enumerated() {
            isAnswer[index] = false
            guard AnswerReader.hasAnswer(line) else { continue }
            let malformation = line.withUnsafeBytes { schema.read($0, into: &answers[index]) }
            isAnswer[index] = malformation == nil
            if index == 0 { first = malformation }
        }
        return first
    }

    static func isTransitive(_ schema: AnswerSchema, _ fields: [Int]) -> Bool {
        fields.allSatisfy { schema.fields[$0].relation.isTransitive }
    }

    /// Each answer's class, the number of the first representative it is the same as; an answer
    /// that is the same as none represents the next class.
    ///
    /// Where being the same is transitive these are its classes, whatever the order. Where it is
    /// not, there are none: then the order decides, and what is near the first answer is with it.
    ///
    /// - Complexity: answers × classes.
    func classes(in fields: [Int]) -> [Int32] {
        var representatives: [Int] = []
        return answers.indices.map { index in
            guard isAnswer[index] else { return RecordedVotes.noAnswer }
            let known = representatives.firstIndex {
                schema.same(answers[$0], answers[index], in: fields)
            }
            if let known { return Int32(known) }
            representatives.append(index)
            return Int32(representatives.count - 1)
        }
    }

    /// Whether two answers are the same exactly when they are of one of these classes. Then, and
    /// only then, being the same is transitive among them.
    ///
    /// - Complexity: answers².
    func areAllTheSame(within classes: [Int32], in fields: [Int]) -> Bool {
        let answered = answers.indices.filter { isAnswer[$0] }
        return answered.indices.allSatisfy { place in
            let one = answered[place]
            return answered[(place + 1)...].allSatisfy { other in
                schema.same(answers[one], answers[other], in: fields)
                    == (classes[one] == classes[other])
            }
        }
    }
}
