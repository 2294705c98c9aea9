import CLinux
import Glibc

/// Into a process and out of it.
extension Translation {
    func map(_ calls: InjectedCalls) -> Bool {
        let ranges =
            [(places.data, PROT_READ | PROT_WRITE)]
            + places.code.map { ($0, PROT_READ | PROT_EXEC) }
        let isMapped = ranges.allSatisfy { calls.map($0, $1) }
        if !isMapped { for (range, _) in ranges { calls.unmap(range) } }
        return calls.finish() && isMapped
    }

    /// Whether a process with this memory runs the same code at the same addresses.
    func isOf(_ regions: [MemoryRegion]) -> Bool {
        let text = TranslatableText(regions)
        let byteCount = UInt64(places.data.count)
        return text == self.text
            && TranslationPlaces(regions, text, dataBytes: byteCount) == places
    }

    /// Puts all into another process; the one before is left as it is.
    ///
    /// - Parameter process: runs the same code (`isOf`).
    /// - Returns: false where that is not possible.
    func move(to process: Tracee, _ registers: user_regs_struct, call: UInt64) -> Bool {
        guard registers.gs == 0, map(InjectedCalls(process, registers, place: call)) else {
            return false
        }
        self.process = process
        do throws(TracingError) {
            for image in images { try process.write(image.bytes, at: image.start) }
            for (place, address) in known {
                try write(address, blocks[numbers[address]!], inPlace: place)
            }
            return true
        } catch {
            _ = remove(registers, call: call)
            return false
        }
    }

    /// Takes it out of the process.
    ///
    /// - Parameters:
    ///   - registers: of the process, which is where its own code is.
    ///   - call: the address of a `syscall` instruction.
    func remove(_ registers: user_regs_struct, call: UInt64) -> Bool {
        let calls = InjectedCalls(process, registers, place: call)
        let isGone = ([places.data] + places.code).map { calls.unmap($0) }.allSatisfy { $0 }
        return calls.finish() && isGone
    }
}
