import Diversification
import Testing

struct EditTests {
    private func edited(_ text: String, _ edits: [Edit]) -> String {
        let result = SourceText(text).applying(edits)
        return result.text(0..<result.bytes.count)
    }

    @Test func `slots change places with what changes inside them`() {
        let edits: [Edit] = [
            .permute(slots: [0..<3, 4..<7], order: [1, 0]), .replace(1..<2, "X"),
            .wrap(4..<7, before: "(", after: ")"), .wrap(5..<6, before: "[", after: "]"),
        ]
        #expect(edited("abc def", edits) == "(d[e]f) aXc")
    }

    @Test func `slots may nest`() {
        let edits: [Edit] = [
            .permute(slots: [0..<5, 6..<7], order: [1, 0]),
            .permute(slots: [1..<2, 3..<4], order: [1, 0]),
        ]
        #expect(edited("{a,b};c", edits) == "c;{b,a}")
    }

    @Test func `wrappings of one range nest in the order given`() {
        let edits: [Edit] = [
            .wrap(1..<2, before: "(", after: ")"), .wrap(1..<2, before: "[", after: "]"),
        ]
        #expect(edited("xay", edits) == "x([a])y")
    }

    @Test func `an insertion at a border stands outside`() {
        let edits: [Edit] = [
            .replace(1..<1, "<"), .wrap(1..<3, before: "(", after: ")"), .replace(3..<3, ">"),
            .replace(2..<2, "|"),
        ]
        #expect(edited("wxyz", edits) == "w<(x|y)>z")
    }
}
