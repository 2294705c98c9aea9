import Recordings
import Testing

struct DemandNumbersTests {
    @Test func `numbers and ranges are merged`() throws {
        #expect(try DemandNumbers(["17,40-42"]) == DemandNumbers(["42,17-17", "40-41"]))
        #expect(try DemandNumbers(["1-10000"]).count == 10_000)
        #expect(try DemandNumbers([]).isEmpty)
    }

    @Test(arguments: ["", "0", "5-", "-5", "7-6", "1,,2", "x", "1-2-3", "１", "9999999999999999999"])
    func `what is no number from 1 and no range is refused`(text: String) {
        #expect(throws: DemandNumbers.Problem.self) { try DemandNumbers([text]) }
    }

    @Test func `more than can be told are refused`() {
        #expect(throws: DemandNumbers.Problem(message: "more than 10000 demands")) {
            try DemandNumbers(["1-10001"])
        }
        #expect(throws: DemandNumbers.Problem(message: "more than 10000 demands")) {
            try DemandNumbers(["1-999999999999999999", "1-9"])
        }
    }
}
