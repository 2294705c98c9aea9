/// How far two builds are from each other, under every measure.
package struct PairDiversity: Codable, Equatable, Sendable {
    package let first: String
    package let second: String
    /// Their sections `.text` are equal: one of them is not a variant.
    package let isDuplicate: Bool
    package let distances: [DiversityMeasure: Distance]

    package init(_ left: VariantProfile, _ right: VariantProfile) {
        first = left.name
        second = right.name
        var distances = Self.distances(left.source, right.source)
        switch (left.code, right.code) {
        case (.failure(let cause), _), (_, .failure(let cause)):
            isDuplicate = false
            for measure in DiversityMeasure.allCases where distances[measure] == nil {
                distances[measure] = .unknown(reason: cause.description)
            }
        case (.success(let mine), .success(let theirs)):
            isDuplicate = Self.areEqual(mine, theirs)
            distances.merge(Self.distances(mine, theirs)) { known, _ in known }
        }
        distances[.layout] = Self.layout(distances)
        self.distances = distances
    }

    package subscript(_ measure: DiversityMeasure) -> Distance {
        distances[measure] ?? .unknown(reason: "not measured")
    }

    private static func areEqual(_ left: MachineCode, _ right: MachineCode) -> Bool {
        guard left.machine == right.machine, let mine = left.text, let theirs = right.text else {
            return false
        }
        return mine.bytes == theirs.bytes && mine.digest == theirs.digest
    }

    private static func distances(
        _ left: SourceOrder?, _ right: SourceOrder?
    ) -> [DiversityMeasure: Distance] {
        guard let left, let right else {
            let unknown = Distance.unknown(reason: "no sources")
            return [
                .statements: unknown, .statementPairs: unknown, .statementTexts: unknown,
                .fieldOrder: unknown,
            ]
        }
        let statements = OrderTally.comparing(left.statements, right.statements)
        let fields = OrderTally.comparing(left.fields, right.fields)
        return [
            .statements: Distance(
                statements.displacedShare, orUnknown: "no statement in common"),
            .statementPairs: Distance(
                statements.invertedShare, orUnknown: "no two statements in common"),
            .statementTexts: Distance(statements.unmatchedShare, orUnknown: "no statements"),
            .fieldOrder: Distance(fields.invertedShare, orUnknown: "no two fields in common"),
        ]
    }

    private static func distances(
        _ left: MachineCode, _ right: MachineCode
    ) -> [DiversityMeasure: Distance] {
        var distances: [DiversityMeasure: Distance] = [:]
        let ofSymbols: [DiversityMeasure] = [
            .variableOrder, .functionOrder, .frames, .functions, .functionBytes, .placelessBytes,
        ]
        guard left.machine == right.machine else {
            for measure in ofSymbols + [.gadgetsInPlace, .gadgetsAnywhere] {
                distances[measure] = .otherMachine
            }
            return distances
        }
        if let mine = left.symbols, let theirs = right.symbols {
            distances = Self.distances(mine, theirs, machine: left.machine)
        } else {
            for measure in ofSymbols { distances[measure] = .unknown(reason: "stripped") }
        }
        let gadgets = survivors(left, right)
        distances[.gadgetsInPlace] = gadgets.inPlace
        distances[.gadgetsAnywhere] = gadgets.anywhere
        return distances
    }

    private static func distances(
        _ left: MachineCode.Symbols, _ right: MachineCode.Symbols, machine: Machine
    ) -> [DiversityMeasure: Distance] {
        var variables = OrderTally()
        variables.add(left.variableOrder, right.variableOrder)
        var order = OrderTally()
        order.add(left.functionOrder, right.functionOrder)
        let shared = left.shared.share(with: right.shared)
        let placeless = left.sharedPlaceless.share(with: right.sharedPlaceless)
        var distances: [DiversityMeasure: Distance] = [
            .variableOrder: Distance(
                variables.invertedShare, orUnknown: "no two variables in common"),
            .functionOrder: Distance(
                order.invertedShare, orUnknown: "no two functions in common"),
            .functions: Distance(shared.map { 1 - $0.functions }, orUnknown: "no functions"),
            .functionBytes: Distance(shared.map { 1 - $0.bytes }, orUnknown: "no functions"),
            .placelessBytes: Distance(placeless.map { 1 - $0.bytes }, orUnknown: "no functions"),
        ]
        let pairs = left.functionOrder.pairs(with: right.functionOrder)
        let other = pairs.count { pair in
            left.functions[Int(pair.mine)].frameBytes
                != right.functions[Int(pair.other)].frameBytes
        }
        distances[.frames] = Distance(
            pairs.isEmpty ? nil : Double(other) / Double(pairs.count),
            orUnknown: "no function in common")
        guard machine != .x86 else { return distances }
        for measure in [DiversityMeasure.frames, .placelessBytes] {
            distances[measure] = .unknown(reason: "instructions of \(machine) are not read")
        }
        return distances
    }

    private static func survivors(
        _ left: MachineCode, _ right: MachineCode
    ) -> (inPlace: Distance, anywhere: Distance) {
        func neither(_ reason: String) -> (Distance, Distance) {
            (.unknown(reason: reason), .unknown(reason: reason))
        }
        guard let mine = left.text, let theirs = right.text else {
            return neither("no section .text")
        }
        guard let mine = mine.gadgets, let theirs = theirs.gadgets else {
            return neither("instructions of \(left.machine) are not read")
        }
        guard mine.count > 0, theirs.count > 0 else { return neither("no gadgets") }
        func distance(_ survivors: Int, _ counts: (Int, Int)) -> Distance {
            Distance(1 - Double(survivors) / Double(min(counts.0, counts.1)), orUnknown: "")
        }
        return (
            distance(mine.survivingInPlace(in: theirs), (mine.count, theirs.count)),
            distance(
                mine.survivingAnywhere(in: theirs), (mine.differentCount, theirs.differentCount))
        )
    }

    private static func layout(_ distances: [DiversityMeasure: Distance]) -> Distance {
        let parts = DiversityMeasure.layoutParts.compactMap { distances[$0] }
        let figures = parts.compactMap(\.figure)
        if figures.isEmpty, parts.contains(.otherMachine) { return .otherMachine }
        let mean = figures.isEmpty ? nil : figures.reduce(0, +) / Double(figures.count)
        return Distance(mean, orUnknown: "no order or frame to compare")
    }
}
