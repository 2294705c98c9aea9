import Foundation
import Glibc
import Journals
import Testing

/// A real journaler on a real file system without room: a small tmpfs in a mount namespace.
@Suite(.timeLimit(.minutes(2)))
struct FullDiskTests {
    /// Runs a command with its descriptors in namespaces of its own, where a tmpfs of 256 KiB lies
    /// on the folder, half of it taken.
    private static func words(_ folder: String) -> [String] {
        [
            "unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
            "mount -t tmpfs -o size=256k none \"$0\" && head -c 128k /dev/zero >\"$0/ballast\""
                + " && exec \"$@\"",
            folder,
        ]
    }

    static let isAllowed: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words("/mnt") + ["true"]
        process.standardError = nil
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        .enabled(if: isAllowed, "this system allows no tmpfs in a mount namespace"),
        arguments: [true, false])
    func `a full disk is told, what was durable stays, and room is used when there is some`(
        isThereRoom: Bool
    ) throws {
        let folder = try TemporaryFolder()
        let layout = try #require(JournalLayout(segmentBytes: 32 << 10, payloadBytesMax: 1024))
        let run = RunID(high: 1, low: 1)
        let process = try JournalerProcess(folder: folder.path, layout: layout, run: run)
        try process.start(before: Self.words(folder.path))
        #expect(process.condition() == .running)
        var producer = process.producer(after: 0)
        fill(process, &producer)
        #expect(process.ring.condition(at: 1, stalledAfter: .max) == .diskFull)
        let stood = producer.durable()
        #expect(stood > 100 && stood < producer.last)
        if isThereRoom {
            unlink("/proc/\(process.pid)/root\(folder.path)/ballast")
            #expect(process.wait(for: producer.last, &producer, isPatient: true))
            #expect(process.ring.condition(at: 1, stalledAfter: .max) == .running)
            producer.close()
            #expect(process.end() == 0)
            return
        }
        producer.close()
        #expect(process.end() == 74)
        #expect(producer.durable() == stood)
    }

    /// Appends until neither disk nor ring takes any more.
    private func fill(_ process: JournalerProcess, _ producer: inout JournalProducer) {
        while true {
            if NumberedRecords.append(producer.last + 1, to: &producer) != nil {
                producer.publish()
                continue
            }
            let next = producer.durable() + 1
            if !process.wait(for: next, &producer, milliseconds: 500, isPatient: true) { return }
        }
    }
}
