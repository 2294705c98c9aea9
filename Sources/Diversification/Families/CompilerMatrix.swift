/// Deals compilers and flags to the places of a family, neighbours different where that can be.
struct CompilerMatrix {
    private let compilers: [Compiler]
    private let seed: UInt64
    /// The compiler now dealt to each place, by its number.
    private var dealt: [Int]
    /// Compilers that failed at a place.
    private var failed: [Set<Int>]

    init(_ compilers: [Compiler], seed: UInt64, count: Int) {
        self.compilers = compilers
        self.seed = seed
        var random = SeededGenerator(seed: seed, purpose: "compilers")
        let first = random.next(below: compilers.count)
        dealt = (0..<count).map { (first + $0) % compilers.count }
        failed = Array(repeating: [], count: count)
    }

    /// The draw number `attempt` for a place.
    func draw(_ position: Int, attempt: Int, flags: [String]) -> Draw {
        var random = SeededGenerator(seed: seed, purpose: "draw \(position) \(attempt)")
        let compiler = compilers[dealt[position]]
        let level = compiler.levels[random.next(below: compiler.levels.count)]
        // Below 2^53, so that every reader of JSON keeps all digits.
        return Draw(
            position: position, attempt: attempt, seed: random.next() >> 11, compiler: compiler,
            flags: compiler.commonFlags + level + flags)
    }

    /// The draw's compiler did not do: deals another one to the place.
    mutating func fail(_ draw: Draw) {
        let position = draw.position
        failed[position].insert(dealt[position])
        if failed[position].count == compilers.count { failed[position] = [] }
        let neighbours = [position - 1, position + 1].filter(dealt.indices.contains)
        let taken = Set(neighbours.map { dealt[$0] })
        let ring = (1...compilers.count).map { (dealt[position] + $0) % compilers.count }
        let usable = ring.filter { !failed[position].contains($0) }
        dealt[position] = usable.first { !taken.contains($0) } ?? usable.first ?? dealt[position]
    }
}
