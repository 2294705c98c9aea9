import Glibc
import Journals

/// Does what the cores say on a simulated disk. Its subclasses are the planted bugs.
class DiskShell {
    var disk: SimulatedDisk
    let layout: JournalLayout
    /// Percent of calls that find no room, and that break.
    var fullPercent = 0
    var brokenPercent = 0
    /// What new files hold until they are written: an older run's records.
    var stale: [UInt8] = []

    required init(disk: SimulatedDisk, layout: JournalLayout) {
        self.disk = disk
        self.layout = layout
    }

    func perform(_ step: JournalStep, _ bytes: UnsafeRawBufferPointer) -> JournalStep.Outcome {
        switch step {
        case .prepare(let number): return prepare(number)
        case .write(let number, let offset): return write(number, bytes, offset)
        case .sync(let number): return sync(number)
        case .remove(let number):
            remove(number)
            return .done
        }
    }

    func prepare(_ number: UInt64) -> JournalStep.Outcome {
        if disk.random.chance(fullPercent) { return .failed(errno: ENOSPC) }
        if disk.random.chance(brokenPercent) { return .failed(errno: EIO) }
        var content = [UInt8](repeating: 0, count: layout.segmentBytes)
        if number > 1 {
            for (offset, byte) in stale.prefix(content.count).enumerated() where offset >= 64 {
                content[offset] = byte
            }
        }
        disk.create(.segment(number), content)
        disk.sync(.segment(number))
        disk.syncFolder()
        return .done
    }

    func write(
        _ number: UInt64, _ bytes: UnsafeRawBufferPointer, _ offset: Int
    ) -> JournalStep.Outcome {
        if disk.random.chance(fullPercent) { return .failed(errno: ENOSPC) }
        if disk.random.chance(brokenPercent) { return .failed(errno: EIO) }
        let isShort = disk.random.chance(20)
        let count = isShort ? 1 + disk.random.below(bytes.count) : bytes.count
        disk.write(.segment(number), bytes[..<count], at: offset)
        return .wrote(count)
    }

    func sync(_ number: UInt64) -> JournalStep.Outcome {
        if disk.random.chance(brokenPercent) {
            disk.failSync(.segment(number))
            return .failed(errno: EIO)
        }
        disk.sync(.segment(number))
        return .done
    }

    func remove(_ number: UInt64) {
        disk.remove(.segment(number))
        disk.syncFolder()
    }

    /// What the writer publishes.
    func acknowledged(_ writer: borrowing JournalWriter) -> UInt64 { writer.durable }

    func contents(of number: UInt64) -> [UInt8] { disk[.segment(number)] ?? [] }

    func repairSteps(for end: JournalEnd) -> [RepairPlan.Step] { RepairPlan.steps(for: end) }

    final func perform(_ step: RepairPlan.Step) {
        switch step {
        case .copy(let name, let from, let to, let other):
            let bytes = Array((disk[name] ?? [])[from..<to])
            disk.create(other, [])
            disk.write(other, bytes, at: 0)
        case .sync(let name): disk.sync(name)
        case .rename(let name, let other): disk.rename(name, to: other)
        case .remove(let name): disk.remove(name)
        case .syncFolder: disk.syncFolder()
        }
    }
}
