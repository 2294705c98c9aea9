import Testing
import Voting

@Suite struct WordsTests {
    @Test(arguments: [
        ("a b", "a b"), ("  a \t\r\u{B}\u{C}\n b  ", "a b"), ("", ""), ("  ", ""), ("a", "a"),
        ("b a b", "b a b"), ("\u{A0}a", "\u{A0}a"),
    ])
    func `text keeps the words and one space between them`(text: String, form: String) throws {
        let rig = try AnswerRig("whole; t text relation=text")
        #expect(rig.form(text) == form && rig.form(form) == form)
    }

    @Test(arguments: [
        ("b a b", "a b"), ("a", "a"), ("", ""), (" \t", ""), ("z zz z! Z", "Z z z! zz"),
        ("é e f", "e f é"), ("x x x x", "x"),
        ("a\0\0 a a\0", "a a\0 a\0\0"),
        ("12345678z 123456789 12345678", "12345678 123456789 12345678z"),
        ("12345678\0 12345678 1234567\u{7F}", "12345678 12345678\0 1234567\u{7F}"),
    ])
    func `set keeps each word once, in order`(text: String, form: String) throws {
        let rig = try AnswerRig("whole; t text relation=set")
        #expect(rig.form(text) == form && rig.form(form) == form)
    }

    @Test func `text tells order, set does not, neither tells spaces`() throws {
        let text = try AnswerRig("whole; t text relation=text")
        #expect(text.same("a  b", "a b ") == true && text.same("a b", "b a") == false)
        #expect(text.same("ab", "a b") == false && text.distance("a", "b") == 1)
        let set = try AnswerRig("whole; t text relation=set")
        #expect(set.same("a b", "b  a a") == true && set.same("a b", "a") == false)
        #expect(set.distance("a b", "b a") == 0 && set.distance("a", "b") == 1)
    }

    /// The standard library's sort is the other opinion. Few and many words, in random, ascending,
    /// descending and all-equal order, and in one that drives a plain quicksort to its worst.
    @Test func `any number of words in any order is sorted`() throws {
        let rig = try AnswerRig("whole; t text relation=set")
        var random = AnswerRandom(seed: 4)
        for count in [2, 3, 12, 13, 14, 50, 1_000, 20_000] {
            let words = (0..<count).map { _ in String(random.next() % UInt64(count * 2), radix: 36)
            }
            let ascending = Set(words).sorted()
            let form = ascending.joined(separator: " ")
            let organPipe = ascending + ascending.reversed()
            let equal = Array(repeating: ascending[0], count: count) + ascending
            for order in [
                words, ascending, ascending.reversed(), organPipe, equal, killer(ascending),
            ] {
                #expect(rig.form(order.joined(separator: " ")) == form)
            }
        }
    }

    /// Ascending halves interleaved (D. R. Musser, 1997): the median of first, middle and last is
    /// each time the second smallest.
    private func killer(_ ascending: [String]) -> [String] {
        let half = ascending.count / 2
        var order: [String] = []
        for index in 0..<half {
            order.append(index % 2 == 0 ? ascending[index] : ascending[half + index - 1])
        }
        return order + (0..<half).map { ascending[2 * $0 + 1] } + ascending
    }
}
