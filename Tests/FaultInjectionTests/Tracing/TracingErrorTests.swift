import FaultInjection
import Glibc
import Testing

struct TracingErrorTests {
    private static let place = TracingError.Place(target: "sum", demand: 21)

    @Test(arguments: [
        (
            TracingError.cannotStart(program: "x", error: ENOENT),
            "cannot start 'x': no such file or directory (hint: name a program file, not a word "
                + "that a shell finds)"
        ),
        (
            .kernelRefuses(what: "make", which: "pipes", error: EMFILE),
            "cannot make 'pipes': too many open files"
        ),
        (
            .ended(place, .exited(status: 1)),
            "cannot trace 'sum' at demand 21: it exited with status 1"
        ),
        (
            .tooSlow(place, TargetBudget()),
            "cannot trace 'sum' at demand 21: no answer within 10000 ms of processor time and "
                + "20000 ms in all"
        ),
        (
            .differs(place, step: 7, recorded: 0x40_1000, found: 0x40_1004),
            "cannot trace 'sum' at demand 21: the run is not the same again: step 7 is at "
                + "0x401004, recorded at 0x401000 (hint: does it ask for the time, or for random "
                + "bytes?)"
        ),
        (
            .cannotReach(what: "0x8", process: 9, error: EFAULT),
            "cannot reach '0x8': bad address in process 9"
        ),
        (
            .starved(process: 9, seconds: 11),
            "cannot judge copy '9': it was given too little of a processor in 11 s (hint: run "
                + "fewer jobs at a time)"
        ),
        (
            .leftBehind(processes: [3, 4]),
            "cannot end what a copy started '3 4': it starts more than can be ended"
        ),
    ])
    func `errors say what cannot be done, and why`(error: TracingError, text: String) {
        #expect(error.message == text)
    }

    @Test(arguments: [
        (TracingError.silent(place), "it reads on without having answered"),
        (.spokeOutOfTurn(place), "it wrote more than one line"),
        (.answerTooLong(place, limitBytes: 5), "its answer has more than 5 bytes"),
        (.demandTooLong(place, bytes: 5), "a pipe does not hold the 5 bytes"),
        (.startsThread(place), "it starts a thread (hint: only one thread can be stepped)"),
        (
            .answeredElsewhere(place),
            "another process answered (hint: name the program itself, not a script around it)"
        ),
        (.signalled(place, signal: 14), "signal 14 came in the middle of it"),
        (.tooManySteps(place, limit: 5), "more than 5 instructions"),
        (
            .cannotCopy(place, step: 3, error: EAGAIN),
            "no copy at step 3: resource temporarily "
                + "unavailable"
        ),
    ])
    func `errors of a target name the demand`(error: TracingError, cause: String) {
        #expect(error.message == "cannot trace 'sum' at demand 21: " + cause)
    }
}
