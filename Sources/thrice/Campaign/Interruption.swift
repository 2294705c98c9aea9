import Dispatch
import Glibc

/// Ctrl-C and SIGTERM, taken once: what is under way is finished; the second time it ends as usual.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter act: is told the signal's number.
    init(_ act: @escaping @Sendable (Int32) -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Terminal.say("thrice: stopping after what is under way; again: at once")
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
                act(number)
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
