import Glibc
import Journals

/// Says that a record is durable as soon as it is written.
final class HastyShell: DiskShell {
    override func acknowledged(_ writer: borrowing JournalWriter) -> UInt64 { writer.written }
}

/// Takes a failed sync for a passing trouble: the second one succeeds.
final class StubbornShell: DiskShell {
    override func sync(_ number: UInt64) -> JournalStep.Outcome {
        _ = super.sync(number)
        disk.sync(.segment(number))
        return .done
    }
}

/// Writes on in a file that was read from memory, and not known to be on the disk.
final class TrustingShell: DiskShell {
    override func repairSteps(for end: JournalEnd) -> [RepairPlan.Step] {
        super.repairSteps(for: end).filter {
            if case .remove = $0 { true } else { false }
        }
    }
}

/// Takes a write that was cut short for a whole one.
final class RoundingShell: DiskShell {
    override func write(
        _ number: UInt64, _ bytes: UnsafeRawBufferPointer, _ offset: Int
    ) -> JournalStep.Outcome {
        let outcome = super.write(number, bytes, offset)
        if case .wrote = outcome { return .wrote(bytes.count) }
        return outcome
    }
}

/// Makes files whose names are not on the disk yet.
final class NamelessShell: DiskShell {
    override func prepare(_ number: UInt64) -> JournalStep.Outcome {
        disk.create(.segment(number), [UInt8](repeating: 0, count: layout.segmentBytes))
        disk.sync(.segment(number))
        return .done
    }
}

/// Puts the new file into the old one's place before it is on the disk.
final class RenamingShell: DiskShell {
    override func repairSteps(for end: JournalEnd) -> [RepairPlan.Step] {
        super.repairSteps(for: end).filter {
            if case .sync = $0 { false } else { true }
        }
    }
}

/// Cuts a record that is whole with the tail that is torn.
final class CuttingShell: DiskShell {
    override func repairSteps(for end: JournalEnd) -> [RepairPlan.Step] {
        super.repairSteps(for: end).map { step in
            guard case .copy(let name, 0, let to, let other) = step, to > SegmentHeader.byteCount
            else { return step }
            return .copy(name, from: 0, to: to - 8, as: other)
        }
    }
}

/// Removes one segment more than a checkpoint lets go.
final class GreedyShell: DiskShell {
    override func remove(_ number: UInt64) {
        super.remove(number)
        if disk.segments.count > 2 { super.remove(number + 1) }
    }
}

/// Leaves the removed file's name to chance, so that a later one may go first.
final class LooseShell: DiskShell {
    override func remove(_ number: UInt64) { disk.remove(.segment(number)) }
}

/// Reads as if neither run nor segment were part of a record's check.
final class MistakingShell: DiskShell {
    override func contents(of number: UInt64) -> [UInt8] {
        Resealing.toOwnSegment(super.contents(of: number), layout: layout)
    }
}

/// Reads as if a record had no check.
final class CreditingShell: DiskShell {
    override func contents(of number: UInt64) -> [UInt8] {
        Resealing.all(super.contents(of: number), layout: layout)
    }
}
