import CCapstone

/// Writes the translation of one block.
///
/// Neither flags, nor the stack, nor any register but the instruction pointer is another one in
/// between than in the original: the counter is decremented by `lea` and asked by `jrcxz`, and one
/// register is kept among our own data meanwhile.
struct BlockWriter {
    /// More steps are left from the beginning of a block to a moment in long blocks; short ones
    /// count more often.
    static let stepsMax = 8

    private(set) var block = TranslatedBlock()
    private(set) var code: MachineCode
    /// By the address behind a trap.
    private(set) var exits: [UInt64: TranslationExit] = [:]
    /// Traps that are to become jumps.
    private(set) var links: [(site: UInt64, target: UInt64)] = []
    private let start: UInt64
    /// Of the area where it stands.
    private let lookup: UInt64

    init(of start: UInt64, at place: UInt64, lookup: UInt64) {
        self.start = start
        self.lookup = lookup
        code = MachineCode(at: place)
    }

    /// - Parameters:
    ///   - text: bytes from its first instruction on, not necessarily all of it.
    ///   - log: its number, if its beginnings are to be logged.
    mutating func write(_ text: [UInt8], _ decoder: InstructionDecoder, log: UInt32?) {
        let first = decoder.decode(text[...], at: start)
        if first.flow == .repeated {
            repeated(text[..<Int(first.length)], log)
            return
        }
        begin(log)
        var next = start
        var isOpen = true
        while isOpen, block.addresses.count < Self.stepsMax {
            let rest = text[Int(next - start)...]
            let instruction = decoder.decode(rest, at: next)
            if instruction.flow == .native || instruction.flow == .repeated { break }
            let mark = code
            guard append(instruction, rest.prefix(Int(instruction.length)), at: next) else {
                code = mark
                break
            }
            block.addresses.append(next)
            next += UInt64(instruction.length)
            isOpen = instruction.flow == .next
        }
        if block.addresses.isEmpty { return native() }
        block.end = next
        if isOpen { link(to: next) }
    }

    /// Only its first instructions, uncounted, and a trap behind them.
    ///
    /// - Returns: false when one of them cannot be executed elsewhere.
    mutating func writeBeginning(
        _ text: [UInt8], _ decoder: InstructionDecoder, count: Int
    ) -> Bool {
        var next = start
        for _ in 0..<count {
            let rest = text[Int(next - start)...]
            let instruction = decoder.decode(rest, at: next)
            guard instruction.flow == .next,
                copy(rest.prefix(Int(instruction.length)), instruction)
            else { return false }
            next += UInt64(instruction.length)
        }
        stop(.native(next))
        return true
    }

    /// Where a link leads is known.
    mutating func link(at site: UInt64, to code: UInt64) { self.code.link(at: site, to: code) }

    private mutating func native() {
        code = MachineCode(at: code.origin)
        exits = [:]
        block.kind = .native
        block.code = code.here
        stop(.native(start))
    }

    /// Where blocks are logged, their steps have to be counted by whoever sees the register.
    private mutating func repeated(_ text: ArraySlice<UInt8>, _ log: UInt32?) {
        block.addresses = [start]
        block.kind = .repeated
        block.end = start + UInt64(text.count)
        block.alone = code.here
        code.emit(text)
        stop(.alone)
        if log != nil {
            block.code = code.here
            return stop(.native(start))
        }
        begin(nil)
        code.emit(text)
        link(to: block.end)
    }

    private mutating func stop(_ exit: TranslationExit) {
        code.trap()
        exits[code.here] = exit
    }

    private mutating func begin(_ log: UInt32?) {
        let stopPlace = code.here
        code.restoreCounterRegister()
        stop(.counted(start))
        block.code = code.here
        code.saveCounterRegister()
        code.own([0x48, 0x8B, 0x0C, 0x25], .counter)
        code.emit(0x48, 0x8D, 0x49, 0xFF)
        code.own([0x48, 0x89, 0x0C, 0x25], .counter)
        if let log {
            code.own([0xC7, 0x04, 0x8D], .log)
            code.emit(word: log)
        }
        code.jumpIfCounterIsZero(to: stopPlace)
        code.restoreCounterRegister()
    }

    private mutating func link(to target: UInt64) {
        links.append((code.here, target))
        stop(.link(target))
        code.emit(0x90, 0x90, 0x90, 0x90)
    }

    /// - Returns: false when it cannot be executed elsewhere.
    private mutating func append(
        _ instruction: Instruction, _ bytes: ArraySlice<UInt8>, at address: UInt64
    ) -> Bool {
        let next = address + UInt64(instruction.length)
        switch instruction.flow {
        case .next: return copy(bytes, instruction)
        case .jump: link(to: instruction.target)
        case .branch:
            code.emit(0x0F, 0x80 | instruction.condition)
            // Over the five bytes of the other link.
            code.emit(word: 5)
            link(to: next)
            link(to: instruction.target)
        case .call:
            code.push(next)
            link(to: instruction.target)
        case .return: popWanted(released: instruction.released)
        case .jumpFar, .callFar: return far(instruction, bytes, next)
        case .native, .repeated: return false
        }
        return true
    }

    private mutating func copy(_ bytes: ArraySlice<UInt8>, _ instruction: Instruction) -> Bool {
        let place = code.bytes.count
        code.emit(bytes)
        guard instruction.displacement > 0 else { return true }
        return code.aim(place + Int(instruction.displacement), at: instruction.target)
    }

    private mutating func popWanted(released: UInt16) {
        code.saveCounterRegister()
        code.emit(0x48, 0x8B, 0x0C, 0x24)
        code.emit(0x48, 0x8D, 0xA4, 0x24)
        code.emit(word: 8 + UInt32(released))
        code.jump(to: lookup)
    }

    /// Its operand becomes that of a load.
    private mutating func far(
        _ instruction: Instruction, _ bytes: ArraySlice<UInt8>, _ next: UInt64
    ) -> Bool {
        var load = Array(bytes)
        let operand = Int(instruction.operand)
        load[operand] = load[operand] & 0xC7 | 0x08
        load[operand - 1] = 0x8B
        var displacement = Int(instruction.displacement)
        if operand >= 2, load[operand - 2] & 0xF0 == 0x40 {
            load[operand - 2] = load[operand - 2] & 0xFB | 0x08
        } else {
            load.insert(0x48, at: operand - 1)
            if displacement > 0 { displacement += 1 }
        }
        code.saveCounterRegister()
        let place = code.bytes.count
        code.emit(load)
        if displacement > 0, !code.aim(place + displacement, at: instruction.target) {
            return false
        }
        if instruction.flow == .callFar { code.push(next) }
        code.jump(to: lookup)
        return true
    }
}
