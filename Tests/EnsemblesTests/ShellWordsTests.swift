import Ensembles
import Testing

struct ShellWordsTests {
    @Test(arguments: [
        ("python3 c.py", ["python3", "c.py"]),
        ("  ./a \t -x\n", ["./a", "-x"]),
        ("", []),
        (" ", []),
        ("''", [""]),
        ("a'b c'd", ["ab cd"]),
        ("\"a b\" 'c\\d'", ["a b", "c\\d"]),
        ("\"a\\\"b\\n\"", ["a\"b\\n"]),
        ("a\\ b \\'", ["a b", "'"]),
        ("a\\\nb", ["ab"]),
        ("'$HOME' \\$HOME \"\\$\" '*'", ["$HOME", "$HOME", "$", "*"]),
        ("a#b a~ é😀", ["a#b", "a~", "é😀"]),
    ])
    func `a command is split as a shell would split it`(text: String, words: [String]) throws {
        #expect(try ShellWords.split(text) == words)
    }

    @Test(arguments: [
        ("'a", ShellWords.Failure.unclosedQuote("'")),
        ("a \"b\\\"", .unclosedQuote("\"")),
        ("a\\", .backslashAtEnd),
        ("a | b", .unquotedOperator("|")),
        ("a $B", .unquotedOperator("$")),
        ("a \"$B\"", .unquotedOperator("$")),
        ("~/a", .unquotedOperator("~")),
        ("a # b", .unquotedOperator("#")),
        ("a\0", .zeroByte),
    ])
    func `what only a shell could do is refused`(text: String, failure: ShellWords.Failure) {
        #expect(throws: failure) { try ShellWords.split(text) }
    }
}
