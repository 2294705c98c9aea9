import CLinux
import Glibc

/// A process's code, translated block by block into memory of its own, so that it can be executed
/// at full speed up to a given instruction and leaves word of what it executes.
///
/// The program's own code is never changed, and its copies do not inherit the translation. Nothing
/// else is different: what instructions do to registers and memory, they do as in the original.
/// What cannot be translated is left to the caller: system calls, x87 instructions, code that can
/// be written.
final class Translation {
    var process: Tracee
    let places: TranslationPlaces
    /// Whether the numbers of the blocks are logged; then `blocks` says what the numbers mean.
    let isLogged: Bool
    private(set) var blocks: [TranslatedBlock] = []
    private(set) var exits: [UInt64: TranslationExit] = [:]
    private(set) var numbers: [UInt64: Int] = [:]
    private(set) var text: TranslatableText
    private let decoder: InstructionDecoder
    /// Of each area: where the next block goes.
    private var free: [UInt64] = []
    private(set) var images: [CodeImage] = []
    /// Where the first instructions of a block stand alone.
    private var beginnings: [Beginning: UInt64] = [:]
    /// By target: traps that are to become jumps to it.
    private var open: [UInt64: [UInt64]] = [:]
    /// A place in the table, and whose it is.
    private(set) var known: [Int: UInt64] = [:]

    /// Nil where it is not possible; the process is as it was before.
    ///
    /// - Parameters:
    ///   - registers: of the process.
    ///   - call: the address of a `syscall` instruction.
    init?(_ process: Tracee, _ registers: user_regs_struct, call: UInt64, isLogged: Bool) {
        let regions = process.regions()
        text = TranslatableText(regions)
        let byteCount =
            isLogged ? TranslationData.byteCountWithLog : TranslationData.byteCount
        guard registers.gs == 0, let decoder = InstructionDecoder(),
            let places = TranslationPlaces(regions, text, dataBytes: byteCount)
        else { return nil }
        self.process = process
        self.places = places
        self.decoder = decoder
        self.isLogged = isLogged
        guard map(InjectedCalls(process, registers, place: call)) else { return nil }
        if (try? reset()) != nil { return }
        _ = remove(registers, call: call)
        return nil
    }

    /// Forgets all if the process's code is not what it was.
    ///
    /// - Returns: whether that was so.
    func refresh() throws(TracingError) -> Bool {
        let now = TranslatableText(process.regions())
        if now == text { return false }
        text = now
        try reset()
        return true
    }

    /// The block that begins at an address.
    func block(at address: UInt64) throws(TracingError) -> TranslatedBlock {
        if let number = numbers[address] { return blocks[number] }
        guard let end = text.end(around: address),
            let area = places.area(near: address..<address + 1)
        else { return TranslatedBlock(kind: .native) }
        let bytes = try process.memory(at: address, count: Int(min(end - address, 128)))
        var writer = try writer(of: address, area)
        writer.write(bytes, decoder, log: isLogged ? UInt32(blocks.count) : nil)
        try add(writer, at: address, area)
        return blocks[numbers[address]!]
    }

    /// Where the first instructions of a plain block stand, with a trap behind them.
    func beginning(of address: UInt64, count: Int) throws(TracingError) -> UInt64? {
        let key = Beginning(address: address, count: count)
        if let code = beginnings[key] { return code }
        guard let end = text.end(around: address),
            let area = places.area(near: address..<address + 1)
        else { return nil }
        let bytes = try process.memory(at: address, count: Int(min(end - address, 128)))
        var writer = try writer(of: address, area)
        guard writer.writeBeginning(bytes, decoder, count: count) else { return nil }
        try put(writer, area)
        beginnings[key] = writer.code.origin
        return writer.code.origin
    }

    private struct Beginning: Hashable {
        var address: UInt64
        var count: Int
    }

    private func writer(of address: UInt64, _ area: Int) throws(TracingError) -> BlockWriter {
        if free[area] + 1024 > places.code[area].upperBound { try reset() }
        return BlockWriter(
            of: address, at: free[area], lookup: places.code[area].lowerBound)
    }

    private func put(_ writer: BlockWriter, _ area: Int) throws(TracingError) {
        exits.merge(writer.exits) { _, new in new }
        try put(writer.code.bytes, at: writer.code.origin)
        free[area] = (writer.code.here + 15) & ~15
    }

    private func put(_ code: [UInt8], at address: UInt64) throws(TracingError) {
        let area = places.code.firstIndex { $0.contains(address) }!
        images[area].put(code, at: address)
        try process.write(code, at: address)
    }

    private func add(
        _ writer: BlockWriter, at address: UInt64, _ area: Int
    ) throws(TracingError) {
        numbers[address] = blocks.count
        blocks.append(writer.block)
        var writer = writer
        for (site, target) in writer.links {
            if let number = numbers[target] {
                writer.link(at: site, to: blocks[number].code)
            } else {
                open[target, default: []].append(site)
            }
        }
        try put(writer, area)
        for site in open.removeValue(forKey: address) ?? [] {
            try put(MachineCode.jump(at: site, to: writer.block.code), at: site)
        }
    }

    /// From now on a return or an indirect jump to there needs nobody.
    func remember(_ address: UInt64, _ block: TranslatedBlock) throws(TracingError) {
        let first = Int(address & 0xFFFF)
        let place = known[first] == nil || known[first + 1] != nil ? first : first + 1
        known[place] = address
        try write(address, block, inPlace: place)
    }

    func write(
        _ address: UInt64, _ block: TranslatedBlock, inPlace place: Int
    ) throws(TracingError) {
        var bytes: [UInt8] = []
        for word in [0 &- address, block.code] {
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
        try process.write(bytes, at: data(.table) + UInt64(place * TranslationData.tableStride))
    }

    func data(_ variable: TranslationData) -> UInt64 {
        places.data.lowerBound + UInt64(variable.rawValue)
    }

    private func reset() throws(TracingError) {
        // Blocks stay: a log that nobody has read yet has their numbers.
        (exits, numbers, open, beginnings) = ([:], [:], [:], [:])
        for place in known.keys {
            let address = data(.table) + UInt64(place * TranslationData.tableStride)
            try process.write([UInt8](repeating: 0, count: 16), at: address)
        }
        known = [:]
        free = []
        images = places.code.map { CodeImage(at: $0.lowerBound) }
        for area in places.code {
            let routine = LookupRoutine.write(at: area.lowerBound)
            try put(routine.code, at: area.lowerBound)
            exits[routine.exit] = .lookup
            free.append(area.lowerBound + 256)
        }
    }
}
