/// The places in machine code that an attacker can borrow, and how many survive in other code.
///
/// A gadget starts at any byte of `.text` from which at most 5 instructions in at most 24 bytes
/// run straight into a free branch: a return or an indirect jump or call, which counts as one of
/// them. It survives in place when the other code has the same bytes at the same offset of its
/// `.text`, and anywhere when it has them at some offset.
///
/// Homescu, Neisius, Larsen, Brunthaler, Franz: "Profile-guided Automated Software Diversity",
/// CGO 2013, doi:10.1109/CGO.2013.6494997, whose comparison by offset this is. Deviations: no-ops
/// are compared like everything else, since nothing here inserts any; the bounds on length are
/// ours; the share is that of the code with fewer gadgets, so that it has no direction: an
/// attacker takes the direction that suits him.
package struct Gadgets: Sendable {
    package static let instructionsMax = 5
    package static let bytesMax = 24

    /// Where each starts in `.text`, ascending, and the digest of its bytes.
    private let offsets: [Int32]
    private let digests: [UInt64]
    /// The different ones, ascending.
    private let contents: [UInt64]

    package var count: Int { offsets.count }
    package var differentCount: Int { contents.count }

    /// - Complexity: linear in the code.
    package init(of code: [UInt8]) {
        var offsets: [Int32] = []
        var digests: [UInt64] = []
        code.withUnsafeBufferPointer { bytes in
            let steps = Self.steps(bytes)
            for start in 0..<min(bytes.count, Int(Int32.max)) {
                guard let end = Self.end(from: start, steps) else { continue }
                offsets.append(Int32(start))
                digests.append(Digest.of(bytes[start..<end]))
            }
        }
        self.offsets = offsets
        self.digests = digests
        contents = Set(digests).sorted()
    }

    /// The gadgets that both codes have at the same offset.
    package func survivingInPlace(in other: Gadgets) -> Int {
        var survivors = 0
        var (left, right) = (0, 0)
        offsets.withUnsafeBufferPointer { mine in
            other.offsets.withUnsafeBufferPointer { theirs in
                while left < mine.count, right < theirs.count {
                    let difference = mine[left] - theirs[right]
                    if difference == 0, digests[left] == other.digests[right] { survivors += 1 }
                    if difference <= 0 { left += 1 }
                    if difference >= 0 { right += 1 }
                }
            }
        }
        return survivors
    }

    /// The different gadgets that both codes have, wherever.
    package func survivingAnywhere(in other: Gadgets) -> Int {
        SortedMatches.count(contents, other.contents)
    }

    /// One instruction from each byte: its length, a free branch's negative; 0 where a gadget
    /// cannot go on.
    private static func steps(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int8] {
        var decoder = InstructionDecoder(bytes)
        return bytes.indices.map { offset in
            guard let instruction = decoder.decode(at: offset) else { return 0 }
            return switch instruction.kind {
            case .plain: Int8(instruction.length)
            case .freeBranch: -Int8(instruction.length)
            case .transfer: 0
            }
        }
    }

    private static func end(from start: Int, _ steps: [Int8]) -> Int? {
        var at = start
        for _ in 0..<instructionsMax {
            guard at < steps.count, steps[at] != 0 else { return nil }
            let step = Int(steps[at])
            at += abs(step)
            if at - start > bytesMax { return nil }
            if step < 0 { return at }
        }
        return nil
    }
}
