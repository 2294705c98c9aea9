/// What the airlock may be told, in another form than `Airlock.mch`: case by case what doors and
/// pump may do, and from that whether an answer is one of these. Reads demands and answers itself.
struct AirlockPostcondition {
    private let inner, outer, pumping, request: String
    private let sealed, pressure: Int

    init?(demand: String) {
        let words = demand.split(separator: " ").map(String.init)
        guard words.count == 6, let sealed = Int(words[2]), let pressure = Int(words[4]) else {
            return nil
        }
        (inner, outer, pumping, request) = (words[0], words[1], words[3], words[5])
        (self.sealed, self.pressure) = (sealed, pressure)
    }

    func allows(_ answer: String) -> Bool {
        let words = answer.split(separator: " ").map(String.init)
        guard words.count == 5, let power = Int(words[3]) else { return false }
        let red = words[0] == "OPEN" || words[1] == "OPEN" || words[2] != "OFF"
        return moves.contains(words[0...2].joined(separator: " "))
            && powers(words[2]).contains(power) && words[4].hasPrefix(red ? "1" : "0")
    }

    private func powers(_ pump: String) -> ClosedRange<Int> {
        switch pump {
        case "FILL": 1...(pressure >= 85 ? 3 : 9)
        case "DRAIN": 1...(pressure <= 15 ? 3 : 9)
        default: 0...0
        }
    }

    /// Commands of both doors and the pump.
    private var moves: Set<String> {
        let rest = "SHUT SHUT OFF"
        if inner == "OPEN" {
            return request == "INSIDE"
                ? ["OPEN SHUT OFF"]
                : request == "OUTSIDE" ? [rest] : [rest, "OPEN SHUT OFF"]
        }
        if outer == "OPEN" {
            return request == "OUTSIDE"
                ? ["SHUT OPEN OFF"]
                : request == "INSIDE" ? [rest] : [rest, "SHUT OPEN OFF"]
        }
        if sealed < 2 { return [rest] }
        switch request {
        case "INSIDE": return [served(opening: "OPEN SHUT OFF", "FILL", at: pressure >= 95)]
        case "OUTSIDE": return [served(opening: "SHUT OPEN OFF", "DRAIN", at: pressure <= 5)]
        default:
            var moves: Set = [rest]
            if pumping != "DRAIN", pressure < 100 { moves.insert("SHUT SHUT FILL") }
            if pumping != "FILL", pressure > 0 { moves.insert("SHUT SHUT DRAIN") }
            return moves
        }
    }

    /// In a locked chamber there is one thing to do for who waits.
    private func served(opening: String, _ way: String, at isReached: Bool) -> String {
        if isReached { return pumping == "OFF" ? opening : "SHUT SHUT OFF" }
        return pumping == "OFF" || pumping == way ? "SHUT SHUT \(way)" : "SHUT SHUT OFF"
    }
}
