import Ensembles
import Machines
import Testing

private let yaml =
    replicas3 + answer2 + demand2 + """
        function: {machine: m/Brakes.mch, operation: step, state: {isLatched: latched}}
        stateful: true

        """
private let brakes = """
    MACHINE Brakes SEES Types
    VARIABLES isLatched
    INVARIANT isLatched : BOOL
    INITIALISATION isLatched := TRUE
    OPERATIONS
      command <-- step(speed) = PRE speed : 0..limit THEN command := APPLY END
    END
    """
private let types = """
    MACHINE Types SETS COMMAND = {APPLY, RELEASE}
    CONSTANTS limit PROPERTIES limit : NAT & limit = 100
    END
    """

private func loaded(
    _ text: String = yaml, _ files: [String: String]
) throws(EnsembleError) -> Ensemble {
    try Ensemble.parse(
        Array(text.utf8), file: "f/thrice.yaml", folder: "f", folderPath: "/here/f",
        read: { path in
            files[path].map { .bytes(Array($0.utf8)) }
                ?? .absent(cause: "no such file", isMissing: true)
        })
}

private func failure(_ text: String = yaml, _ files: [String: String]) -> EnsembleError? {
    do throws(EnsembleError) {
        _ = try loaded(text, files)
        return nil
    } catch { return error }
}

private let own = "/here/f/m/Brakes.mch"

struct EnsembleMachineFileTests {
    @Test func `a machine and what it sees travel with the ensemble`() throws {
        let ensemble = try loaded(yaml, [own: brakes, "/here/f/m/Types.mch": types])
        let function = try #require(ensemble.specification?.function)
        #expect(function.sources.map(\.name) == ["m/Brakes.mch", "m/Types.mch"])
        #expect(function.sources[0].bytes == Array(brakes.utf8))
        let bound = try #require(ensemble.specification).bind(answer: ensemble.vote.schema)
        #expect(bound.count == 1 && bound[0].hasState)
    }

    @Test func `what is wrong with a machine is told with its line and a caret`() throws {
        let wrong = brakes.replacing("0..limit", with: "0..limt")
        let error = try #require(failure(yaml, [own: wrong, "/here/f/m/Types.mch": types]))
        #expect(error.kind == .malformed)
        #expect(error.description.hasPrefix("cannot read 'f/m/Brakes.mch': 1 error\n"))
        #expect(error.description.contains("f/m/Brakes.mch:6:44: error: "))
        #expect(error.description.contains("PRE speed : 0..limt THEN"))
        #expect(error.description.contains("^~~~"))
        #expect(error.description.contains("did you mean 'limit'?"))
    }

    @Test func `a machine that is seen and not there is an error of the machine`() throws {
        let error = try #require(failure(yaml, [own: brakes]))
        #expect(error.kind == .malformed)
        #expect(error.description.contains("f/m/Brakes.mch:1:21: error: "))
    }

    @Test func `a machine in another one's file is named by that file`() throws {
        let wrong = types.replacing("limit : NAT", with: "limit : NOT")
        let error = try #require(failure(yaml, [own: brakes, "/here/f/m/Types.mch": wrong]))
        #expect(error.description.contains("f/m/Types.mch:2:"))
    }

    @Test func `what does not fit a machine is told at its key`() throws {
        let files = [own: brakes, "/here/f/m/Types.mch": types]
        func problem(_ from: String, _ to: String) -> String {
            let error = failure(yaml.replacing(from, with: to), files)
            return error?.problems.map { problem in
                guard case .file(let line, let column) = problem.place else { return "flag" }
                return "\(line):\(column) \(problem.message)"
                    + (problem.hint.map { " (hint: \($0))" } ?? "")
            }.joined() ?? ""
        }
        #expect(
            problem("operation: step", "operation: stop")
                == "12:46 operation: machine Brakes has no operation 'stop' (hint: did you mean "
                + "'step'?)")
        #expect(
            problem("isLatched: latched", "isLached: latched")
                == "12:70 state.isLached: machine Brakes has no such variable (hint: did you mean "
                + "'isLatched'?)")
        #expect(
            problem("isLatched: latched", "isLatched: command")
                == "12:71 state.isLatched: field 'command' of the answer is an enumeration, not "
                + "BOOL (hint: type: boolean)")
        #expect(
            problem("type: integer", "type: boolean")
                == "12:11 inputs.speed: field 'speed' of the demand is a boolean, not INTEGER "
                + "(hint: type: integer)")
    }

    @Test func `a machine with variables wants replicas that are shown what was before`() throws {
        let files = [own: brakes, "/here/f/m/Types.mch": types]
        for text in [
            yaml.replacing("stateful: true", with: "stateful: false"),
            yaml.replacing("stateful: true\n", with: ""),
        ] {
            let problems = failure(text, files)?.problems ?? []
            #expect(problems.count == 1)
            #expect(problems.first?.message.hasPrefix("stateful: m/Brakes.mch has var") == true)
            #expect(problems.first?.hint?.hasPrefix("stateful: true") == true)
        }
        _ = try loaded(yaml, files)
    }

    @Test func `a machine that initialises to nothing is refused`() throws {
        let wrong = brakes.replacing("isLatched := TRUE", with: "isLatched :: {}")
        let error = try #require(failure(yaml, [own: wrong, "/here/f/m/Types.mch": types]))
        #expect(error.description.contains("INITIALISATION"))
    }
}
