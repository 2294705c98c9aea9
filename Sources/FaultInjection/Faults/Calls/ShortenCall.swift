/// A system call that moves fewer bytes than it could, and says how many: what a program has to
/// reckon with (read(2), write(2)). None at all is an end of file, where it was to read.
package struct ShortenCall: Fault {
    package static let entry = CatalogueEntry(
        name: "shorten-call",
        summary: "let one system call of the process move fewer bytes, and tell it how many",
        parameters: CallChoice.parameters,
        layer: .calls,
        undone: "the process is a copy and is ended",
        proof: "the call was reached; that it returned the count is read back")

    private let choice: CallChoice

    package init(_ settings: inout FaultSettings) { choice = CallChoice(&settings) }

    package func extent(in window: FaultWindow) -> FaultExtent {
        FaultExtent(places: choice.calls(in: window).reduce(0) { $0 + $1.bytesMoved })
    }

    package func injection(at point: FaultPoint, in window: FaultWindow) -> Injection {
        let (call, bytes) = spot(point, window)
        return call.injection(.shorten(bytes: bytes))
    }

    package func place(_ point: FaultPoint, in window: FaultWindow) -> String {
        let (call, bytes) = spot(point, window)
        return "\(call.text) behind \(bytes) bytes"
    }

    private func spot(_ point: FaultPoint, _ window: FaultWindow) -> (WindowCall, UInt64) {
        var offset = point.place
        for call in choice.calls(in: window) {
            if offset < call.bytesMoved { return (call, offset) }
            offset -= call.bytesMoved
        }
        preconditionFailure("place \(point.place) is outside of the calls")
    }
}
