/// Deals toolchains to the places of a family: the machines wanted in turn, and of each machine
/// none twice while another is free; neighbours differ.
struct ToolchainMatrix {
    private let toolchains: [Toolchain]
    private let options: BuildOptions
    private let seed: UInt64
    private let data: [String]
    private let unitCount: Int
    /// The toolchain now dealt to each place, by its number.
    private var dealt: [Int]
    /// Toolchains that failed at a place.
    private var failed: [Set<Int>]

    /// - Parameters:
    ///   - toolchains: those that build the original; at least one, each for a machine wanted.
    ///   - request: its count says how many places there are.
    ///   - unitCount: of the program.
    init(
        _ toolchains: [Toolchain], options: BuildOptions, request: GenerationRequest, unitCount: Int
    ) {
        self.toolchains = toolchains
        self.options = options
        self.unitCount = unitCount
        seed = request.seed
        data = request.data
        var random = SeededGenerator(seed: seed, purpose: "compilers")
        var rows: [TargetMachine: [Int]] = [:]
        for machine in TargetMachine.allCases {
            let row = toolchains.indices.filter { toolchains[$0].target == machine }
            guard !row.isEmpty else { continue }
            let first = random.next(below: row.count)
            rows[machine] = Array(row[first...] + row[..<first])
        }
        let machines = request.machines.filter { rows[$0] != nil }
        precondition(!machines.isEmpty, "no toolchain for \(request.machines)")
        var places: [TargetMachine: Int] = [:]
        dealt = (0..<request.count).map { position in
            let machine = machines[position % machines.count]
            let row = rows[machine] ?? []
            defer { places[machine, default: 0] += 1 }
            return row[places[machine, default: 0] % row.count]
        }
        failed = Array(repeating: [], count: request.count)
    }

    /// The draw number `attempt` for a place.
    func draw(_ position: Int, attempt: Int) -> Draw {
        var random = SeededGenerator(seed: seed, purpose: "draw \(position) \(attempt)")
        let toolchain = toolchains[dealt[position]]
        var choice = options.draw(for: toolchain, &random)
        if unitCount > 1 { choice.linkOrder = random.permutation(of: unitCount) }
        // Below 2^53, so that every reader of JSON keeps all digits.
        let name = data.isEmpty ? nil : data[position % data.count]
        return Draw(
            position: position, attempt: attempt, seed: random.next() >> 11, toolchain: toolchain,
            data: name == "none" ? nil : name, choice: choice)
    }

    /// The draw's toolchain did not do: deals another one for its machine to the place, one that no
    /// place has where there is one, otherwise one that no neighbour has.
    mutating func fail(_ draw: Draw) {
        let position = draw.position
        failed[position].insert(dealt[position])
        let machine = draw.toolchain.target
        let own = toolchains.indices.filter { toolchains[$0].target == machine }
        if failed[position].isSuperset(of: own) { failed[position] = [] }
        let neighbours = [position - 1, position + 1].filter(dealt.indices.contains)
        let near = Set(neighbours.map { dealt[$0] })
        let everywhere = Set(dealt)
        let ring = (1...toolchains.count).map { (dealt[position] + $0) % toolchains.count }
        let usable = ring.filter { own.contains($0) && !failed[position].contains($0) }
        dealt[position] =
            usable.first { !everywhere.contains($0) } ?? usable.first { !near.contains($0) }
            ?? usable.first ?? dealt[position]
    }
}
