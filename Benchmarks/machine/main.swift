// Nanoseconds of processor time that the acceptance of one answer takes, as ratios of this very run.
//
// `thrice-bench-machine COUNT` judges so many answers by a small machine (8 inputs, 6 variables,
// 3 IFs, an invariant of 6 conjuncts) and beside it runs the same operation written by hand in
// Swift. `thrice-bench-machine ENSEMBLE ANSWERS ROLE COUNT` judges recorded answers, a file of the
// ensemble's folder, from bytes by its function or safety, and beside it only reads the same bytes.
// Nothing is allocated per demand where all values are scalar: a test counts.
import Glibc
import Machines

func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }

func judgeOperation(_ count: Int) throws {
    let judged = try BrakeMachine().judge(count)
    let byHand = BrakeByHand().run(count)
    guard judged.accepted == byHand.accepted else {
        print("the machine accepts \(judged.accepted), by hand \(byHand.accepted)")
        exit(1)
    }
    let ratio = (judged.nanoseconds / max(byHand.nanoseconds, 1)).rounded()
    // What was accepted is part of the line, so that no judgement can be left out as useless.
    print(
        "one operation: \(rounded(judged.nanoseconds / Double(count))) ns a demand, "
            + "\(Int(ratio)) times as long as by hand, \(judged.accepted) accepted")
}

func judgeRecorded(_ folder: String, _ answers: String, _ role: String, _ count: Int) throws {
    let recorded = try RecordedCase(folder, answers: answers, role: role)
    let judged = recorded.judge(count)
    let read = recorded.read(count)
    print(
        "\(folder) \(role): \(rounded(judged.nanoseconds)) ns a demand, "
            + "\(rounded(judged.nanoseconds / max(read.nanoseconds, 1))) times as long as reading "
            + "it, \(judged.accepted) accepted")
    guard judged.accepted == count, read.readable > 0 else {
        print("of \(count) only \(judged.accepted) were accepted, \(read.readable) read")
        exit(1)
    }
}

let arguments = CommandLine.arguments
let count = arguments.last.flatMap { Int($0) } ?? 0
switch arguments.count {
case 2 where count > 0: try judgeOperation(count)
case 5 where count > 0: try judgeRecorded(arguments[1], arguments[2], arguments[3], count)
default:
    print("usage: thrice-bench-machine [ENSEMBLE ANSWERS function|safety] COUNT")
    exit(64)
}
