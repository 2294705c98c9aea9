// The journaler, a process of its own: all of a run's waiting for the journal's disk is done here.
//
// Goal: take records out of the shared ring, append them to the journal's segments, and tell what
// is durable, as `Journaler` does.
// Non-goals: anything with what the records say; the voter does not wait for this process.
// Started by `thrice run` only, with the descriptors of `JournalerDescriptor`, and the arguments
// FOLDER RUN DURABILITY SEGMENT-BYTES PAYLOAD-BYTES-MAX RING-BYTES [OUTPUT].

import CLinux
import Glibc
import Journals
import Voting

func fail(_ status: Int32, _ text: String) -> Never {
    let line = Array("thrice-journaler: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(status)
}

signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)
// Ctrl-C goes to all of a terminal's processes: what is on its way is still made durable.
signal(SIGINT, SIG_IGN)

let arguments = CommandLine.arguments
guard [7, 8].contains(arguments.count), let run = RunID(text: arguments[2]),
    let durability = Durability(rawValue: arguments[3]), durability != .none,
    let segmentBytes = Int(arguments[4]), let payloadBytesMax = Int(arguments[5]),
    let ringBytes = Int(arguments[6]),
    let layout = JournalLayout(segmentBytes: segmentBytes, payloadBytesMax: payloadBytesMax),
    let ring = JournalRing(
        descriptor: JournalerDescriptor.ring.rawValue, capacity: ringBytes)
else { fail(64, "it is started by 'thrice run', not by hand") }
do throws(JournalError) {
    let folder = try JournalFolder(path: arguments[1], layout: layout)
    folder.outputPath = arguments.count == 8 ? arguments[7] : nil
    var journaler = try Journaler(
        folder: folder, run: run, durability: durability, ring: ring,
        descriptors: Journaler.Descriptors(
            wake: JournalerDescriptor.wake.rawValue,
            answer: JournalerDescriptor.answer.rawValue,
            life: JournalerDescriptor.life.rawValue))
    switch journaler.run() {
    case .closed: exit(0)
    case .failed(let number): fail(74, "the journal's disk: \(String(cString: strerror(number)))")
    case .diskFull: fail(74, "the journal's disk is full: the last records are lost")
    case .producerFaulty(let flaw): fail(70, "the voter's record cannot be: \(flaw)")
    }
} catch {
    ring.publishFailure(EIO)
    fail(74, error.message)
}
