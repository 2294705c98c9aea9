import BigInt
import Machines
import Testing

/// What an expert of B asks first, one line a test.
struct EvaluationMeaningTests {
    typealias E = Expression
    static let pairs = MachineType.power(.pair(.integer, .integer))

    /// The value of an expression without names.
    func value(
        _ expression: Expression, _ kind: CheckedMachine.Kind = .machine,
        _ limits: MachineLimits = MachineLimits()
    ) throws -> Value {
        try EvaluationTree(kind).compiled(limits).value(
            of: expression, in: MachineState(values: []), inputs: [])
    }

    func holds(_ predicate: Predicate, _ tree: EvaluationTree = EvaluationTree()) throws -> Bool {
        try tree.compiled().holds(predicate, in: MachineState(values: []), inputs: [])
    }

    /// `undefined` or `undecided`; nil with a value.
    func stop(_ work: () throws -> Void) throws -> String? {
        do {
            try work()
            return nil
        } catch let stop as EvaluationStop {
            switch stop.reason {
            case .undefined: return "undefined"
            case .undecided: return "undecided"
            }
        }
    }

    @Test(arguments: [(-1, 4, 0), (1, 4, 0), (-7, 2, -3), (7, -2, -3), (-7, -2, 3), (7, 2, 3)])
    func `a quotient is cut off toward zero`(_ a: Int, _ b: Int, _ wanted: Int) throws {
        let quotient = E(integerLiteral: a) / E(integerLiteral: b)
        #expect(try value(quotient) == .integer(wanted))
    }

    @Test func `the smallest word divided by minus one is exact`() throws {
        #expect(
            try value(E(integerLiteral: .min) / -1) == .large(-BigInt(Int.min)))
        #expect(
            try value(E(integerLiteral: .min).unary(.negate, .integer)) == .large(-BigInt(Int.min)))
        #expect(try value(E(integerLiteral: .max) + 1 - 1) == .integer(.max))
        #expect(
            try value(E(integerLiteral: .max) * E(integerLiteral: .max))
                == .large(BigInt(Int.max) * BigInt(Int.max)))
    }

    @Test(arguments: [(-1, 3), (1, 0), (1, -3), (0, 0)])
    func `mod is defined only for a natural number and a positive one`(_ a: Int, _ b: Int) throws {
        let rest = E(integerLiteral: a) % E(integerLiteral: b)
        #expect(try stop { _ = try value(rest) } == "undefined")
        #expect(try value(7 % 3) == .integer(1))
        #expect(try value(0 % 3) == .integer(0))
    }

    @Test func `NAT ends at MAXINT and INT begins at minus MAXINT`() throws {
        let most = E(integerLiteral: 2_147_483_647)
        #expect(try holds(most.isIn(.built(.NAT))))
        #expect(try !holds((most + 1).isIn(.built(.NAT))))
        #expect(try !holds((-1 as E).isIn(.built(.NAT))))
        #expect(try holds((0 as E).isIn(.built(.NAT))))
        #expect(try !holds((0 as E).isIn(.built(.NAT1))))
        #expect(try holds(most.unary(.negate, .integer).isIn(.built(.INT))))
        #expect(try !holds((most.unary(.negate, .integer) - 1).isIn(.built(.INT))))
        #expect(try holds((most + 1).isIn(.built(.NATURAL))))
    }

    @Test func `an undefined expression makes no predicate true`() throws {
        let undefined = (1 as E) / 0
        for comparison in [Comparison.equal, .notEqual, .less, .greaterOrEqual] {
            #expect(
                try stop { _ = try holds(undefined.compare(comparison, undefined)) } == "undefined")
        }
        #expect(try stop { _ = try holds(undefined.isIn(.built(.INTEGER))) } == "undefined")
        #expect(try stop { _ = try holds(!undefined.equals(1)) } == "undefined")
    }

    @Test func `what stands left decides whether the right side is asked`() throws {
        let no = (0 as E).equals(1)
        let yes = (0 as E).equals(0)
        let undefined = ((10 as E) / 0) > 2
        #expect(try holds(no && undefined) == false)
        #expect(try holds(yes || undefined) == true)
        #expect(try holds(no.implies(undefined)) == true)
        #expect(try stop { _ = try holds(undefined && no) } == "undefined")
        #expect(try stop { _ = try holds(undefined || yes) } == "undefined")
        #expect(try stop { _ = try holds(undefined.implies(yes)) } == "undefined")
        #expect(
            try stop { _ = try holds(Predicate(of: .equivalent(no, undefined))) } == "undefined")
    }

    @Test func `an instance that decides is enough, wherever the undefined one stands`() throws {
        for isFirst in [true, false] {
            var tree = EvaluationTree()
            let x = tree.symbol("xx", .integer)
            let range = x.isIn(isFirst ? (0 as E).upTo(3) : (-3 as E).upTo(0))
            #expect(try holds(.exists([x], range && (6 / x).compare(.notEqual, 0)), tree))
            #expect(try holds(.all([x], range.implies((6 / x).equals(0))), tree) == false)
            #expect(
                try stop { _ = try holds(.exists([x], range && (6 / x) > 100), tree) }
                    == "undefined")
            #expect(
                try stop { _ = try holds(.all([x], range.implies((6 / x) < 100)), tree) }
                    == "undefined")
        }
    }

    @Test func `a comprehension with an undefined instance has no value`() throws {
        var tree = EvaluationTree()
        let x = tree.symbol("xx", .integer)
        let all = E(
            .comprehension([x.slot], x.isIn((0 as E).upTo(3)) && (6 / x) > 2),
            of: .power(.integer))
        #expect(try stop { _ = try holds((1 as E).isIn(all), tree) } == "undefined")
        let guarded = E(
            .comprehension(
                [x.slot], x.isIn((0 as E).upTo(3)) && x.compare(.notEqual, 0) && (6 / x) > 2),
            of: .power(.integer))
        #expect(try holds((1 as E).isIn(guarded), tree))
        #expect(try holds((0 as E).isIn(guarded), tree) == false)
    }

    @Test func `min and max need an element, f(x) exactly one image`() throws {
        let none = E(.set([]), of: .power(.integer))
        #expect(try stop { _ = try value(none.unary(.minimum, .integer)) } == "undefined")
        #expect(try stop { _ = try value(none.unary(.maximum, .integer)) } == "undefined")
        let f = E.set([(1 as E).to(2), (3 as E).to(4), (3 as E).to(5)])
        #expect(try value(f(1)) == .integer(2))
        #expect(try stop { _ = try value(f(2)) } == "undefined")
        #expect(try stop { _ = try value(f(3)) } == "undefined")
        #expect(try stop { _ = try value(.op(.raise, 2, -1, .integer)) } == "undefined")
        #expect(try value(.op(.raise, 0, 0, .integer)) == .integer(1))
        #expect(try value(.op(.raise, 3, 39, .integer)) == .integer(4_052_555_153_018_976_267))
        #expect(try value(.op(.raise, -2, 63, .integer)) == .integer(.min))
        #expect(try value(.op(.raise, 2, 63, .integer)) == .large(BigInt(1) << 63))
    }

    @Test func `in an implementation a sum outside of the machine word has no value`() throws {
        for (kind, wanted) in [(CheckedMachine.Kind.machine, nil), (.implementation, "undefined")] {
            var tree = EvaluationTree(kind)
            let out = tree.symbol("out", .integer, .output)
            tree.operation("sum", outputs: [out], .set(out, E(integerLiteral: 2_147_483_647) + 1))
            let machine = try tree.compiled()
            #expect(
                try stop {
                    _ = try machine.outcomes(
                        of: 0, from: MachineState(values: []), inputs: [], max: 9)
                } == wanted)
        }
    }

    @Test func `integers are exact beyond the machine word`() throws {
        let big = E.op(.raise, 2, 100, .integer)
        #expect(try value(big) == .large(BigInt(2).power(100)))
        #expect(try value(big - big) == .integer(0))
        #expect(try value(big / E.op(.raise, 2, 98, .integer)) == .integer(4))
        #expect(try holds((big - 1) < big))
        #expect(try holds(big.isIn(.built(.NAT))) == false)
    }

    @Test func `an enumerated set, a record and a string are what they are`() throws {
        var tree = EvaluationTree()
        let color = tree.givenSet("Color", ["red", "green"])
        let red = E(.element(set: 0, index: 0), of: color)
        #expect(try holds(red.isIn(E(.given(0), of: .power(color))), tree))
        let machine = try tree.compiled()
        let state = MachineState(values: [])
        let pair = try machine.value(of: red.to(.set([1, 2])), in: state, inputs: [])
        #expect(machine.text(pair) == "red |-> {1, 2}")
        let type = MachineType.record([
            .init(label: "a", type: .integer), .init(label: "b", type: .boolean),
        ])
        let record = E(.record([("a", 3), ("b", true)]), of: type)
        #expect(try value(E(.field(record, "b"), of: .boolean)) == .boolean(true))
        let all = E(
            .recordSet([("a", (1 as E).upTo(3)), ("b", .built(.BOOL))]), of: .power(type))
        #expect(try holds(record.isIn(all)))
        #expect(try value(all.unary(.cardinality, .integer)) == .integer(6))
        #expect(
            try value(E(.string("é"), of: .string)) != value(E(.string("e\u{301}"), of: .string)))
    }
}
