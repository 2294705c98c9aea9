extension MachineChecker {
    func type(_ unary: UnaryOperator, _ operand: NodeID, in instance: Instance) -> TypeID {
        let element = types.unknown()
        switch unary {
        case .negate:
            expect(operand, .integer, in: instance)
            return .integer
        case .minimum, .maximum:
            expect(operand, types.power(.integer), in: instance)
            return .integer
        case .cardinality:
            expect(operand, types.power(element), in: instance)
            return .integer
        case .power, .power1, .finite, .finite1:
            expect(operand, types.power(element), in: instance)
            return types.power(types.power(element))
        case .union, .intersection:
            let set = types.power(element)
            expect(operand, types.power(set), in: instance)
            return set
        case .identity:
            expect(operand, types.power(element), in: instance)
            return types.relation(element, element)
        case .closure, .closure1:
            let relation = types.relation(element, element)
            expect(operand, relation, in: instance)
            return relation
        case .domain, .range, .inverse, .functionOf, .relationOf:
            return typeOfRelational(unary, operand, in: instance)
        default: return typeOfSequential(unary, operand, in: instance)
        }
    }

    private func typeOfRelational(
        _ unary: UnaryOperator, _ operand: NodeID, in instance: Instance
    ) -> TypeID {
        let source = types.unknown()
        let target = types.unknown()
        let isRelationOf = unary == .relationOf
        expect(
            operand, types.relation(source, isRelationOf ? types.power(target) : target),
            in: instance)
        switch unary {
        case .domain: return types.power(source)
        case .range: return types.power(target)
        case .inverse: return types.relation(target, source)
        case .functionOf: return types.relation(source, types.power(target))
        default: return types.relation(source, target)
        }
    }

    private func typeOfSequential(
        _ unary: UnaryOperator, _ operand: NodeID, in instance: Instance
    ) -> TypeID {
        let element = types.unknown()
        let sequence = types.sequence(element)
        switch unary {
        case .sequences, .sequences1, .injectiveSequences, .injectiveSequences1, .permutations:
            expect(operand, types.power(element), in: instance)
            return types.power(sequence)
        case .concatenation:
            expect(operand, types.sequence(sequence), in: instance)
            return sequence
        default: expect(operand, sequence, in: instance)
        }
        switch unary {
        case .size: return .integer
        case .first, .last: return element
        default: return sequence
        }
    }

    func type(
        _ binary: BinaryOperator, _ left: NodeID, _ right: NodeID, _ node: NodeID,
        in instance: Instance
    ) -> TypeID {
        switch binary {
        case .add, .divide, .modulo, .raise:
            expect(left, .integer, in: instance)
            expect(right, .integer, in: instance)
            return .integer
        case .interval:
            expect(left, .integer, in: instance)
            expect(right, .integer, in: instance)
            return types.power(.integer)
        case .subtract:
            expectSame(left, right, in: instance)
            pending.append(Pending(instance: instance, node: node))
            return instance.types[Int(left)]
        case .multiply: return typeOfTimes(left, right, node, in: instance)
        case .pair: return types.pair(instance.types[Int(left)], instance.types[Int(right)])
        case .union, .intersection, .difference:
            let set = types.power(types.unknown())
            expect(left, set, in: instance)
            expect(right, set, in: instance)
            return set
        case .cartesian, .relations, .partialFunctions, .totalFunctions, .partialInjections,
            .totalInjections, .partialSurjections, .totalSurjections, .partialBijections,
            .totalBijections, .firstProjection, .secondProjection:
            return typeOfProduct(binary, left, right, in: instance)
        case .concatenate, .prepend, .append, .prefix, .suffix:
            return typeOfSequential(binary, left, right, in: instance)
        default: return typeOfRelational(binary, left, right, in: instance)
        }
    }

    /// Of numbers or of sets, whichever an operand is; otherwise it waits.
    private func typeOfTimes(
        _ left: NodeID, _ right: NodeID, _ node: NodeID, in instance: Instance
    ) -> TypeID {
        for operand in [left, right] {
            switch types.form(instance.types[Int(operand)]) {
            case .unknown, .link: continue
            case .power:
                instance.choices[node] = .cartesian
                return typeOfProduct(.cartesian, left, right, in: instance)
            default:
                expect(left, .integer, in: instance)
                expect(right, .integer, in: instance)
                return .integer
            }
        }
        pending.append(Pending(instance: instance, node: node))
        return types.unknown()
    }

    private func typeOfProduct(
        _ binary: BinaryOperator, _ left: NodeID, _ right: NodeID, in instance: Instance
    ) -> TypeID {
        let source = types.unknown()
        let target = types.unknown()
        expect(left, types.power(source), in: instance)
        expect(right, types.power(target), in: instance)
        let relation = types.relation(source, target)
        switch binary {
        case .cartesian: return relation
        case .firstProjection: return types.relation(types.pair(source, target), source)
        case .secondProjection: return types.relation(types.pair(source, target), target)
        default: return types.power(relation)
        }
    }

    private func typeOfSequential(
        _ binary: BinaryOperator, _ left: NodeID, _ right: NodeID, in instance: Instance
    ) -> TypeID {
        let element = types.unknown()
        let sequence = types.sequence(element)
        expect(left, binary == .prepend ? element : sequence, in: instance)
        switch binary {
        case .append: expect(right, element, in: instance)
        case .prefix, .suffix: expect(right, .integer, in: instance)
        default: expect(right, sequence, in: instance)
        }
        return sequence
    }

    private func typeOfRelational(
        _ binary: BinaryOperator, _ left: NodeID, _ right: NodeID, in instance: Instance
    ) -> TypeID {
        let (one, two, three, four) = (
            types.unknown(), types.unknown(), types.unknown(), types.unknown()
        )
        let first = types.relation(one, two)
        switch binary {
        case .domainRestriction, .domainSubtraction:
            expect(left, types.power(one), in: instance)
            expect(right, first, in: instance)
            return first
        case .rangeRestriction, .rangeSubtraction:
            expect(left, first, in: instance)
            expect(right, types.power(two), in: instance)
            return first
        case .overriding:
            expect(left, first, in: instance)
            expect(right, first, in: instance)
            return first
        case .directProduct:
            expect(left, first, in: instance)
            expect(right, types.relation(one, three), in: instance)
            return types.relation(one, types.pair(two, three))
        case .composition:
            expect(left, first, in: instance)
            expect(right, types.relation(two, three), in: instance)
            return types.relation(one, three)
        case .iterate:
            let relation = types.relation(one, one)
            expect(left, relation, in: instance)
            expect(right, .integer, in: instance)
            return relation
        default:
            expect(left, first, in: instance)
            expect(right, types.relation(three, four), in: instance)
            return types.relation(types.pair(one, three), types.pair(two, four))
        }
    }
}
