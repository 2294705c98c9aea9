import Ensembles
import Testing

struct EnsembleErrorTests {
    @Test func `one problem is one line with file, place, key and hint`() {
        let error = #expect(throws: EnsembleError.self) {
            try parsed(replicas3 + "vote:\n  agre: 2\n")
        }
        #expect(error?.kind == .malformed)
        #expect(
            error?.description == "cannot read 'f/thrice.yaml': line 6, column 3: "
                + "unknown key 'agre' (hint: did you mean 'agree'?)")
    }

    @Test func `all problems are told at once in order of place`() {
        let error = #expect(throws: EnsembleError.self) {
            try parsed("deadlin: 1s\nrestart: yes\ninFlight: 0x1\nvote: 3\n" + replicas3)
        }
        #expect(
            error?.description == """
                cannot read 'f/thrice.yaml': 4 errors
                  line 1, column 1: unknown key 'deadlin' (hint: did you mean 'deadline'?)
                  line 2, column 10: restart: expected true or false, found 'yes'
                  line 3, column 11: inFlight: expected a whole number, found '0x1'
                  line 4, column 7: vote: expected keys and values, found '3'
                """)
    }

    @Test(arguments: [
        ("a: &x 1", "1:4 anchors and aliases are not allowed"),
        ("program: &x p\nsource: *x", "1:10 anchors and aliases are not allowed"),
        ("&k program: p", "1:1 anchors and aliases are not allowed"),
        ("vote: &v\n  agree: 2", "1:7 anchors and aliases are not allowed"),
        ("program: *x", "1:10 aliases are not allowed"),
        ("program: !!str p", "1:10 tags are not allowed"),
        ("program: !mine p", "1:10 tags are not allowed"),
        ("vote: !!map {agree: 2}", "1:7 tags are not allowed"),
        ("replicas: ! []", "1:11 tags are not allowed"),
        ("vote:\n  <<: {agree: 2}", "2:3 merge keys are not allowed"),
        ("program: p\n---\nprogram: q", "2:1 a second document is not allowed"),
        ("program: p\n...\n---\n", "3:1 a second document is not allowed"),
        ("? [a]\n: b", "1:3 a key must be a word"),
        (
            "program: p\nvote: {agree: 2}\nprogram: q",
            "3:1 duplicate key 'program', first in line 1"
        ),
        ("vote:\n  agree: 2\n  agree: 2", "3:3 duplicate key 'agree', first in line 2"),
        ("", "1:1 the file is empty"),
        ("- a", "1:1 the file: expected keys and values, found a list"),
        ("a: [", "2:1 did not find expected node content"),
        ("a\0b", "1:2 control characters are not allowed"),
    ])
    func `what a configuration does not need is refused`(text: String, problem: String) {
        #expect(problems(text).first == problem)
    }

    @Test(arguments: [
        ("", "1:1 there are no replicas (hint: list 'replicas', or set 'variants: {count: 3}')"),
        (
            "vote: {agree: 1}",
            "5:15 agree: 1 of 3 can elect two different answers at once (hint: agree: 2)"
        ),
        ("vote: {agree: 4}", "5:15 agree: 4 of 3 replicas is no threshold (hint: agree: 2)"),
        ("vote: {agree: 0}", "5:15 agree: 0 of 3 replicas is no threshold (hint: agree: 2)"),
        (
            "vote: {agree: 18446744073709551615}",
            "5:15 agree: 18446744073709551615 of 3 replicas is no threshold (hint: agree: 2)"
        ),
        ("vote: {agree: two}", "5:15 agree: expected a whole number or 'majority', found 'two'"),
        ("vote: {agree: [2]}", "5:15 agree: expected a whole number or 'majority', found a list"),
        (
            "vote: {restrictive: \"a\\nb\"}",
            "5:21 restrictive: an answer is one line, without a newline or a zero byte"
        ),
        ("vote: {restrictive: }", "5:21 restrictive: the safe-side answer is empty"),
        (
            "vote: {restrictive: abc}\nanswerBytesMax: 2",
            "5:21 restrictive: 3 bytes are more than answerBytesMax (2)"
        ),
        ("variants: {count: 62}", "5:19 65 replicas are more than 64"),
        ("variants: {count: 0}", "5:19 count: 0 is out of range (1 to 64)"),
        ("variants: {seed: 2}", "5:11 variants: key 'count' is missing"),
        ("variants: {count: 18446744073709551615}", "5:19 4294967298 replicas are more than 64"),
        ("inFlight: 0", "5:11 inFlight: 0 is out of range (1 to 1024)"),
        ("inFlight: 1025", "5:11 inFlight: 1025 is out of range (1 to 1024)"),
        (
            "inFlight: 2\nframing: process",
            "5:11 inFlight: 2 cannot be with framing: process (hint: inFlight: 1)"
        ),
        (
            "stateful: true\nframing: process",
            "5:11 stateful: true cannot be with framing: process, each run starts anew (hint:"
                + " framing: lines)"
        ),
        (
            "framing: line",
            "5:10 framing: 'line' is none of lines, frames, process (hint: did you mean 'lines'?)"
        ),
        ("deadline: 1", "5:11 deadline: expected a duration as 200ms or 1s, found '1'"),
        ("deadline: 999us", "5:11 deadline: out of range (1ms to 1h, that is 60min)"),
        ("deadline: 61min", "5:11 deadline: out of range (1ms to 1h, that is 60min)"),
        ("validFor: 0s", "5:11 validFor: out of range (1ms to 1h, that is 60min)"),
        ("answerBytesMax: 17MiB", "5:17 answerBytesMax: out of range (1 to 16MiB)"),
        ("limits: {openFiles: 1}", "5:21 openFiles: out of range (8 to 1048576)"),
        (
            "program: a/b",
            "5:10 program: 'a/b' is no name (1 to 64 of A-Z a-z 0-9 . _ - and no point or dash"
                + " at the start)"
        ),
        ("source: ''", "5:9 source: expected a path, found nothing"),
    ])
    func `parts that do not fit are refused at their place`(text: String, problem: String) {
        #expect(problems((text.isEmpty ? "program: p" : replicas3 + text)) == [problem])
    }

    @Test(arguments: [
        (
            "[{name: a, command: [x]}, {name: a, command: [y]}]",
            "1:44 name: two replicas are called 'a'"
        ),
        (
            "[{name: v07, command: [x]}]\nvariants: {count: 1}",
            "1:19 name: 'v07' is what a generated variant is called"
        ),
        (
            "[{name: ../a, command: [x]}]",
            "1:19 name: '../a' is no name (1 to 64 of A-Z a-z 0-9 . _ - and no point or dash at"
                + " the start)"
        ),
        ("[{name: a, command: []}]", "1:31 command: names no program"),
        ("[{name: a, command: ['']}]", "1:31 command: names no program"),
        (
            "[{name: a, command: ./x y}]",
            "1:31 command: expected a list of words, found './x y' (hint: command:"
                + " [./versions/a, --flag])"
        ),
        ("[{name: a, command: [x, \"\\0\"]}]", "1:31 a zero byte cannot be passed to a program"),
        ("[{name: a}]", "1:12 replicas: key 'command' is missing"),
        ("[a]", "1:12 replicas: expected keys and values, found 'a'"),
        ("a", "1:11 replicas: expected a list of replicas, found 'a'"),
        ("", "1:10 replicas: expected a list of replicas, found nothing"),
        (
            "[{name: a, command: [x], environment: {\"A=\": b}}]",
            "1:31 environment: 'A=' is no variable's name"
        ),
    ])
    func `a replica that cannot be is refused at its place`(text: String, problem: String) {
        #expect(problems("replicas: " + text) == [problem])
    }

    @Test func `a file beyond its limits is refused before it is parsed`() {
        let limit = 64 * 1024
        let comment = Array(("#" + String(repeating: "x", count: limit)).utf8)
        #expect(problems(comment) == ["1:1 the file has more than 65536 bytes"])
        let brackets = "a: " + String(repeating: "[", count: 1000)
        #expect(problems(brackets) == ["1:36 too many brackets"])
        let dashes = String(repeating: "- ", count: 30000)
        #expect(problems(dashes) == ["1:1 indented by more than 200 columns"])
        let nested = String(repeating: "? ", count: 60) + "a"
        #expect(problems(nested).first?.contains("a key must be a word") == true)
        let laughs = (1...20).map { "a\($0): [*x, *x, *x]\n" }.joined()
        #expect(problems("x: &x y\n" + laughs).first?.contains("too many aliases") == true)
        #expect(problems(Array("a: b\nc: ".utf8) + [0xFF]) == ["2:1 the text is not UTF-8"])
    }
}
