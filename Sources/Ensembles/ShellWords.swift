/// Splits a command into words as a shell would, without a shell: blanks, quotes, backslashes.
///
/// Nothing is expanded. A character that a shell would act on (`|`, `<`, `$`, `*`, …) is an error
/// when it stands unquoted, so that no command means something else here than it does there.
package enum ShellWords {
    package enum Failure: Error, Equatable, Sendable {
        case unclosedQuote(Character)
        case backslashAtEnd
        case unquotedOperator(Character)
        case zeroByte

        package var message: String {
            switch self {
            case .unclosedQuote(let quote): "the quote \(quote) is never closed"
            case .backslashAtEnd: "nothing follows the last backslash"
            case .unquotedOperator(let sign): "'\(sign)' needs a shell, and none is used"
            case .zeroByte: "a zero byte cannot be passed to a program"
            }
        }
    }

    private static let operators: Set<Unicode.Scalar> = [
        "|", "&", ";", "<", ">", "(", ")", "$", "`", "*", "?", "[", "#", "~",
    ]
    private static let escapableWithinQuotes: Set<Unicode.Scalar> = ["$", "`", "\"", "\\"]

    /// - Returns: the words; empty for a text of blanks only.
    package static func split(_ text: String) throws(Failure) -> [String] {
        var words: [String] = []
        var word: String.UnicodeScalarView?
        var quote: Unicode.Scalar?
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if scalar == "\0" { throw .zeroByte }
            if isEscaped {
                isEscaped = false
                if scalar == "\n" { continue }
                if quote != nil, !escapableWithinQuotes.contains(scalar) {
                    word = appending("\\", to: word)
                }
                word = appending(scalar, to: word)
            } else if scalar == "\\", quote != "'" {
                isEscaped = true
            } else if scalar == quote {
                quote = nil
            } else if quote != nil {
                if quote == "\"", scalar == "$" || scalar == "`" {
                    throw .unquotedOperator(Character(scalar))
                }
                word = appending(scalar, to: word)
            } else if scalar == "'" || scalar == "\"" {
                quote = scalar
                word = word ?? String.UnicodeScalarView()
            } else if scalar == " " || scalar == "\t" || scalar == "\n" {
                if let finished = word { words.append(String(finished)) }
                word = nil
            } else if operators.contains(scalar), isActive(scalar, startsWord: word == nil) {
                throw .unquotedOperator(Character(scalar))
            } else {
                word = appending(scalar, to: word)
            }
        }
        if isEscaped { throw .backslashAtEnd }
        if let quote { throw .unclosedQuote(Character(quote)) }
        if let finished = word { words.append(String(finished)) }
        return words
    }

    private static func appending(
        _ scalar: Unicode.Scalar, to word: String.UnicodeScalarView?
    ) -> String.UnicodeScalarView {
        var longer = word ?? String.UnicodeScalarView()
        longer.append(scalar)
        return longer
    }

    /// `#` and `~` mean something only where a word starts.
    private static func isActive(_ scalar: Unicode.Scalar, startsWord: Bool) -> Bool {
        (scalar != "#" && scalar != "~") || startsWord
    }
}
