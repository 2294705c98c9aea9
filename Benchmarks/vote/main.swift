// Nanoseconds that a vote takes, without input and output: `thrice-bench-vote RULE COUNT` votes on
// so many demands and says how long one took. Nothing is allocated per demand: a test counts.
// Not a measure of `thrice vote`, which scripts/bench-vote takes.
import Glibc
import Voting

let arguments = CommandLine.arguments
let names = VoteCase.all.map(\.name).joined(separator: "|")
guard arguments.count == 3, let count = Int(arguments[2]), count > 0,
    let chosen = VoteCase.all.first(where: { $0.name == arguments[1] })
else {
    print("usage: thrice-bench-vote \(names) COUNT")
    exit(64)
}
let result = chosen.run(count)
let each = (result.nanoseconds / Double(count) * 10).rounded() / 10
// What was elected is part of the line, so that no vote can be left out as useless.
print("\(chosen.name): \(each) ns a demand, \(result.agreed) agreed")
