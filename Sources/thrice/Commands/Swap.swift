import ArgumentParser
import Foundation
import Supervision

struct Swap: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swap",
        abstract: "Replace a version in a running ensemble.",
        discussion: """
            RUN is the folder of a run that goes on, or an ensemble's folder, which stands for its \
            last run. OLD is a replica, NEW the name of a shadow or a command. OLD finishes what \
            it holds; NEW starts in its seat and is on probation there: when it is lost or \
            answers badly, OLD is put back.

            Examples:
              thrice swap variants/launch v02=./new --proof 1000
              thrice swap runs/today c-gcc=candidate --after 10000

            Exit status: 0 NEW stays; 1 OLD is back, or was never let go; 2 the run ended before; \
            66 there is no such run or replica.
            """)

    @Argument(help: ArgumentHelp("A run's folder, or an ensemble's.", valueName: "run"))
    var runFolder: String

    @Argument(help: ArgumentHelp("Whose seat, and who gets it.", valueName: "old=new"))
    var swap: String

    @Option(
        help: "Good answers in a row of the shadow before it is its turn; of a command, demands.")
    var after: UInt64 = 0

    @Option(help: "Good answers in the seat before NEW stays.")
    var proof: UInt64 = 100

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let request = try SwapText.request(swap, option: "swap", after: after, proof: proof)
        let events = try RunFolders.events(of: runFolder)
        let folder = URL(fileURLWithPath: events).deletingLastPathComponent().path
        let reply: SwapReply
        do throws(SwapCall.Failure) {
            reply = try SwapCall.make(request, to: folder) { if !quiet { print($0.text) } }
        } catch {
            switch error {
            case .noRun(let number):
                throw ThriceError(
                    .missingInput,
                    "no run goes on in '\(folder)': \(String(cString: strerror(number)))")
            case .tooLong(let bytes):
                throw ThriceError(
                    .usage,
                    "the command has \(bytes) bytes, more than "
                        + "\(SwapRequest.byteCountMax)")
            case .cut:
                throw ThriceError(
                    .inconclusive, "the run ended before it was known what becomes of the swap",
                    hint: "thrice events \(folder)")
            }
        }
        switch reply.result {
        case .settled?: if !quiet { print(reply.text) }
        case .unknown?: throw ThriceError(.missingInput, "cannot swap: \(reply.text)")
        case .putBack?, .refused?, .failed?, nil:
            Terminal.say("thrice: \(reply.text)")
            throw Silent(status: .restrictive)
        }
    }
}
