import Foundation
import Supervision

/// `events.jsonl` of a run folder: one JSON object a line, with the time since the run began.
struct EventLog {
    private let file: FileHandle
    private let began = DispatchTime.now().uptimeNanoseconds

    init(folder: RunFolder) throws {
        let descriptor = try mapping { try folder.open("events.jsonl") }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// A log that cannot be written does not end a run.
    func append(_ event: RunEvent) {
        let line = event.json(nanoseconds: DispatchTime.now().uptimeNanoseconds - began) + "\n"
        try? file.write(contentsOf: Data(line.utf8))
    }
}
