import BigInt
import Machines
import Testing

/// Values that are kept in different forms, beside Swift's own sets.
struct EvaluationValueTests {
    @Test func `sets built in different ways are one and the same`() {
        let numbers = (3...7).map { Value.integer($0) }
        let interval = SetValue(numbers)
        #expect(interval == SetValue(numbers.reversed() + numbers))
        #expect(interval.hashValue == SetValue(numbers.shuffled()).hashValue)
        #expect(interval.count == 5)
        let pairs = (1...3).map { Value.pair(.integer($0), .boolean($0 == 2)) }
        let values = [false, true, false].map { Value.boolean($0) }
        #expect(SetValue(pairs.reversed()) == SetValue(from: 1, values: values))
        #expect(SetValue(pairs).hashValue == SetValue(from: 1, values: values).hashValue)
        #expect(SetValue([]) == SetValue(from: 9, values: []))
        #expect(SetValue(pairs).elements == pairs)
    }

    @Test func `a number that fits is never kept as a large one`() {
        #expect(Value(BigInt(Int.max)) == .integer(.max))
        #expect(Value(BigInt(Int.max) + 1) == .large(BigInt(Int.max) + 1))
        #expect(Value(BigInt(Int.min)) == .integer(.min))
        let ordered = [
            Value(BigInt(Int.min) - 1), .integer(.min), .integer(-1), .integer(.max),
            Value(BigInt(Int.max) + 1),
        ]
        for (a, x) in ordered.enumerated() {
            for (b, y) in ordered.enumerated() { #expect((x.order(y) < 0) == (a < b)) }
        }
    }

    @Test func `the ends of the word do not overflow`() {
        let ends = SetValue([.integer(.min), .integer(.max)])
        #expect(ends.contains(.integer(.max)) && !ends.contains(.integer(0)))
        let low = SetValue(from: .min, values: [.integer(1), .integer(2)])
        #expect(!low.contains(.pair(.integer(.max), .integer(1))))
        #expect(low.contains(.pair(.integer(.min + 1), .integer(2))))
    }

    @Test func `a long number and a long set are cut off in print`() throws {
        let machine = try EvaluationTree().compiled()
        #expect(machine.text(.set(SetValue((0..<100).map { .integer($0) }))) == "0..99")
        let pairs = (0..<100).map { Value.pair(.integer($0 * 2), .pair(.integer(1), .integer(2))) }
        let text = machine.text(.set(SetValue(pairs)), bytesMax: 30)
        #expect(text == "{0 |-> (1 |-> 2), 2 |-> (1…")
        #expect(machine.text(.large(BigInt(1) << 5000)) == "a number of 5002 bits")
        #expect(machine.text(.set(SetValue([]))) == "{}")
        #expect(machine.text(.record([.integer(1), .string("a")])) == "rec(1, \"a\")")
    }

    @Test func `operations on random sets and relations are those on Swift's sets`() throws {
        var draws = EvaluationDraws(seed: 7)
        func relation() -> Set<Plain> {
            let first = draws.number(-1...3)
            let isFunction = draws.isChosen(percent: 60)
            return Set(
                (0..<draws.number(0...6)).map { place in
                    .pair(
                        .int(isFunction ? first + place : draws.number(-1...5)),
                        .int(draws.number(0...3)))
                })
        }
        func numbers() -> Set<Plain> {
            let first = draws.number(-2...4)
            let isInterval = draws.isChosen(percent: 60)
            return Set(
                (0..<draws.number(0...5)).map {
                    .int(isInterval ? first + $0 : draws.number(-2...8))
                })
        }
        func written(_ set: Set<Plain>) -> Expression {
            let parts = set.map { plain in
                if case .pair(let a, let b) = plain {
                    return Expression(integerLiteral: a.int).to(Expression(integerLiteral: b.int))
                }
                return Expression(integerLiteral: plain.int)
            }
            return .set(parts, of: .integer)
        }
        let machine = try EvaluationTree().compiled()
        let oracle = Oracle(machine.machine)
        let pairs = MachineType.power(.pair(.integer, .integer))
        for _ in 0..<3_000 {
            let op = draws.one([
                BinaryOperator.union, .intersection, .difference, .overriding, .domainRestriction,
                .domainSubtraction, .rangeRestriction, .rangeSubtraction, .composition,
            ])
            let isOfPairs = draws.isChosen(percent: 60)
            let left: Set<Plain>, right: Set<Plain>
            switch op {
            case .overriding, .composition: (left, right) = (relation(), relation())
            case .domainRestriction, .domainSubtraction: (left, right) = (numbers(), relation())
            case .rangeRestriction, .rangeSubtraction: (left, right) = (relation(), numbers())
            default:
                (left, right) =
                    isOfPairs ? (relation(), relation()) : (numbers(), numbers())
            }
            // An empty set has any type; what is in it is never looked at.
            let whole = Expression.op(op, written(left), written(right), pairs)
            let found = try machine.value(
                of: whole, in: MachineState(values: []), inputs: [])
            let wanted = try oracle.binary(op, .set(left), .set(right), pairs)
            #expect(
                found == wanted.value, "\(EvaluationText(machine: machine.machine).text(whole))")
            #expect(found.hashValue == wanted.value.hashValue)
        }
    }
}
