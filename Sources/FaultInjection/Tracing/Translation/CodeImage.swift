/// What was put into an area of a process, so that all of it can be put into another one at once.
struct CodeImage {
    let start: UInt64
    private(set) var bytes: [UInt8] = []

    init(at start: UInt64) { self.start = start }

    mutating func put(_ code: [UInt8], at address: UInt64) {
        let place = Int(address - start)
        if bytes.count < place + code.count {
            bytes += [UInt8](repeating: 0, count: place + code.count - bytes.count)
        }
        bytes.replaceSubrange(place..<place + code.count, with: code)
    }
}
