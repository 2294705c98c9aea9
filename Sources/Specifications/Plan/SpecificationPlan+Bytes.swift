import Machines

/// A plan between processes.
extension SpecificationPlan {
    /// Changes with every change of the form.
    private static let mark: Int64 = 0x0001_7370_6563_6966

    /// Read back as the same plan, when that is within the bounds of `decode`.
    package func encode() -> [UInt8] {
        var writer = PlanWriter()
        writer.put(Self.mark)
        demand.put(into: &writer)
        for binding in [function, safety] {
            writer.put(optional: binding) { $1.put(into: &$0) }
        }
        writer.put(hasFeedback)
        writer.put(restrictive)
        return writer.bytes
    }

    /// Never traps, whatever the bytes.
    ///
    /// - Returns: nil for anything that `encode` does not write: another form, something missing,
    ///   something left over, a list or text beyond its bounds, no machine at all, a schema with a
    ///   flaw.
    package static func decode(_ bytes: [UInt8]) -> SpecificationPlan? {
        var reader = PlanReader(bytes)
        guard reader.number() == mark else { return nil }
        let demand = DemandSchema(from: &reader)
        let function = reader.optional { MachineBinding(from: &$0) }
        let safety = reader.optional { MachineBinding(from: &$0) }
        let hasFeedback = reader.flag()
        let restrictive = reader.content(bytesMax: 16 << 20)
        guard reader.isDone, demand.flaw == nil, function != nil || safety != nil else {
            return nil
        }
        return SpecificationPlan(
            demand: demand, function: function, safety: safety, hasFeedback: hasFeedback,
            restrictive: restrictive)
    }
}

extension MachineBinding {
    private static let namesMax = 4096

    fileprivate func put(into writer: inout PlanWriter) {
        writer.put(list: sources) {
            $0.put($1.name)
            $0.put($1.bytes)
        }
        writer.put(operation)
        writer.put(optional: unreadable) { $0.put($1) }
        for names in [inputs, outputs, state] {
            writer.put(list: names.sorted { $0.key < $1.key }) {
                $0.put($1.key)
                $0.put($1.value)
            }
        }
    }

    fileprivate init(from reader: inout PlanReader) {
        let limits = MachineLimits()
        let sources = reader.list(max: limits.filesMax) {
            SourceText(name: $0.text(), bytes: $0.content(bytesMax: limits.textBytesMax))
        }
        if sources.isEmpty { reader.fail() }
        self.init(
            sources: sources, operation: reader.text(), unreadable: reader.optional { $0.text() })
        inputs = Self.names(from: &reader)
        outputs = Self.names(from: &reader)
        state = Self.names(from: &reader)
    }

    /// In the order in which they are written, none twice.
    private static func names(from reader: inout PlanReader) -> [String: String] {
        let entries = reader.list(max: namesMax) { (name: $0.text(), field: $0.text()) }
        let isOrdered = zip(entries, entries.dropFirst()).allSatisfy { $0.name < $1.name }
        guard isOrdered else {
            reader.fail()
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.field) })
    }
}

extension DemandSchema {
    fileprivate func put(into writer: inout PlanWriter) {
        switch format {
        case .separated(let separator): writer.put(Int(separator))
        case .json: writer.put(-1)
        }
        writer.put(isExact ? 1 : 0)
        writer.put(list: fields) { $1.put(into: &$0) }
    }

    fileprivate init(from reader: inout PlanReader) {
        let separator = reader.number(in: -1...255)
        let isExact = reader.number(in: 0...1) == 1
        self.init(
            format: separator < 0 ? .json : .separated(UInt8(truncatingIfNeeded: separator)),
            fields: reader.list(max: Self.fieldsMax) { Field(from: &$0) }, isExact: isExact)
    }
}

extension DemandSchema.Field {
    fileprivate func put(into writer: inout PlanWriter) {
        writer.put(name)
        switch type {
        case .integer: writer.put(0)
        case .real(let decimals):
            writer.put(1)
            writer.put(decimals ?? -1)
        case .boolean: writer.put(2)
        case .enumeration(let words):
            writer.put(3)
            writer.put(list: words) { $0.put($1) }
        case .bits(let width):
            writer.put(4)
            writer.put(width)
        case .text: writer.put(5)
        }
        writer.put(optional: range) {
            $0.put($1.lowerBound)
            $0.put($1.upperBound)
        }
        writer.put(optional: count) {
            $0.put($1.factor)
            $0.put(optional: $1.field) { $0.put($1) }
        }
        writer.put(digits ?? 0)
    }

    fileprivate init(from reader: inout PlanReader) {
        let name = reader.text()
        let type: FieldType =
            switch reader.number(in: 0...5) {
            case 0: .integer
            case 1: .real(decimals: Self.decimals(from: &reader))
            case 2: .boolean
            case 3: .enumeration(reader.list(max: DemandSchema.valuesMax) { $0.text() })
            case 4: .bits(width: reader.number(in: 1...DemandSchema.valuesMax))
            default: .text
            }
        let range = reader.optional { reader in
            let ends = (reader.number(), reader.number())
            if ends.0 > ends.1 { reader.fail() }
            return min(ends.0, ends.1)...max(ends.0, ends.1)
        }
        let count = reader.optional {
            DemandSchema.Count(
                factor: $0.number(in: 1...DemandSchema.valuesMax),
                field: $0.optional { $0.text() })
        }
        let digits = reader.number(in: 0...DemandSchema.digitsMax)
        self.init(
            name: name, type: type, range: range, count: count,
            digits: digits == 0 ? nil : digits)
    }

    private static func decimals(from reader: inout PlanReader) -> Int? {
        let decimals = reader.number(in: -1...DemandSchema.decimalsMax)
        return decimals < 0 ? nil : decimals
    }
}
