// Nanoseconds that the acceptance of one answer takes: `thrice-bench-machine COUNT` judges so many
// demands of a small machine (8 inputs, 6 variables, 3 IFs, an invariant of 6 conjuncts) and beside
// it runs the same operation written by hand in Swift; the ratio is of this very run. Nothing is
// allocated per demand: a test counts.
import Glibc
import Machines

guard CommandLine.arguments.count == 2, let count = Int(CommandLine.arguments[1]), count > 0 else {
    print("usage: thrice-bench-machine COUNT")
    exit(64)
}
let machine = try BrakeMachine()
let judged = machine.judge(count)
let byHand = BrakeByHand().run(count)
guard judged.accepted == byHand.accepted else {
    print("the machine accepts \(judged.accepted), by hand \(byHand.accepted)")
    exit(1)
}
let each = judged.nanoseconds / Double(count)
let ratio = (judged.nanoseconds / max(byHand.nanoseconds, 1)).rounded()
// What was accepted is part of the line, so that no judgement can be left out as useless.
print(
    "\((each * 10).rounded() / 10) ns a demand, \(Int(ratio)) times as long as by hand, "
        + "\(judged.accepted) accepted")
