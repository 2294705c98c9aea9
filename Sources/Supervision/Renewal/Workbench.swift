import CLinux
import Glibc
import Recovery

/// Makes other builds of seats' programs while the vote goes on: one at a time, by a process of low
/// priority.
///
/// The generator is this process's child and gets SIGKILL when this process ends; the compilers
/// that it has started come to the guardian then, who ends them.
struct Workbench {
    enum News: Equatable {
        case began(SeatBuild)
        case made(SeatBuild, program: String)
        case failed(SeatBuild, BuildFailure)
    }

    private struct Job {
        let build: SeatBuild
        let folder: BuildFolder
        let process: Launch.Process
        var endsAt: UInt64
        /// It was asked to end; asked once more it is killed.
        var isOverdue = false
    }

    private static let niceness: Int32 = 10
    /// For ending its compilers.
    private static let graceNanoseconds: UInt64 = 2_000_000_000

    private let plan: BuildPlan
    private let names: [String]
    private let mark: String
    private var waiting: [Int] = []
    private var numbers: [Int]
    private var job: Job?

    /// - Parameters:
    ///   - names: of the seats.
    ///   - mark: a variable for all processes of the run.
    init(_ plan: BuildPlan, names: [String], mark: String) {
        self.plan = plan
        self.names = names
        self.mark = mark
        numbers = Array(repeating: 1, count: names.count)
    }

    mutating func add(_ seat: Int) { waiting.append(seat) }

    /// Readable when the work of the moment has ended; -1 without any.
    var handle: Int32 { job?.process.handle ?? -1 }

    var nextInstant: UInt64? { job?.endsAt }

    /// Takes what there is to be told, and begins what can be begun.
    mutating func news(at now: UInt64) -> [News] {
        var news: [News] = []
        if let ended = look(at: now) { news.append(ended) }
        while job == nil, !waiting.isEmpty { news += begin(waiting.removeFirst(), at: now) }
        return news
    }

    /// Ends the work of the moment, and forgets what waits.
    mutating func close() {
        waiting = []
        guard let job else { return }
        kill(-job.process.number, SIGKILL)
        Glibc.close(job.process.handle)
        self.job = nil
    }

    private mutating func begin(_ seat: Int, at now: UInt64) -> [News] {
        let place = seat - plan.seats.lowerBound
        func build(_ number: Int) -> SeatBuild {
            let seed = BuildSeed.of(family: plan.seed, seat: place, build: number)
            return SeatBuild(seat: seat, number: number, seed: seed)
        }
        let claimed: (folder: BuildFolder, number: Int)
        do throws(BuildFolder.ClaimError) {
            claimed = try BuildFolder.claim(
                in: plan.folder, replica: names[seat], from: numbers[seat])
        } catch {
            return [.failed(build(numbers[seat]), .notStarted(error.number))]
        }
        numbers[seat] = claimed.number + 1
        let build = build(claimed.number)
        do throws(Launch.Failure) {
            job = Job(
                build: build, folder: claimed.folder,
                process: try start(build, in: claimed.folder, place: place),
                endsAt: now.addingReportingOverflow(plan.nanosecondsMax).partialValue)
            return [.began(build)]
        } catch {
            guard case .failed(_, let number, _) = error else { return [] }
            claimed.folder.discardWork()
            return [.began(build), .failed(build, .notStarted(number))]
        }
    }

    private func start(
        _ build: SeatBuild, in folder: BuildFolder, place: Int
    ) throws(Launch.Failure) -> Launch.Process {
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let log = open("\(folder.path)/generator.log", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        defer { for file in [nothing, log] where file >= 0 { Glibc.close(file) } }
        guard nothing >= 0, log >= 0 else { throw .failed(stage: 0, error: errno) }
        var launch = Launch(
            path: plan.generator,
            arguments: ["thrice-generate"] + plan.arguments + [
                "--output", folder.path, "--seed", "\(build.seed)", "--only", "\(place + 1)",
            ],
            environment: plan.environment.filter { !$0.hasPrefix("TMPDIR=") }
                + ["TMPDIR=\(folder.temporary)", mark],
            standard: (nothing, log, log))
        launch.isLeader = true
        launch.niceness = Self.niceness
        return try launch.start()
    }

    private mutating func look(at now: UInt64) -> News? {
        guard let job else { return nil }
        var handle = pollfd(fd: job.process.handle, events: Int16(POLLIN), revents: 0)
        guard poll(&handle, 1, 0) > 0 else {
            if now >= job.endsAt { hurry(at: now) }
            return nil
        }
        // Whatever it left in its group ends with it; before it is reaped the number is its own.
        kill(-job.process.number, SIGKILL)
        var status: Int32 = 0
        while waitpid(job.process.number, &status, 0) < 0 && errno == EINTR {}
        Glibc.close(job.process.handle)
        self.job = nil
        job.folder.discardWork()
        return outcome(of: job, status)
    }

    private func outcome(of job: Job, _ status: Int32) -> News {
        if job.isOverdue { return .failed(job.build, .tookTooLong) }
        let signal = status & 0x7F
        let exit = ExitReport(
            wasSignal: signal != 0, status: signal != 0 ? signal : status >> 8 & 0xFF)
        guard exit == ExitReport(wasSignal: false, status: 0) else {
            return .failed(job.build, .ended(exit))
        }
        let program = "\(job.folder.path)/\(names[job.build.seat])/\(plan.program)"
        return access(program, X_OK) == 0
            ? .made(job.build, program: program) : .failed(job.build, .madeNothing)
    }

    /// Its time is over: it may end its compilers, and is killed if it takes long over that.
    private mutating func hurry(at now: UInt64) {
        guard let job else { return }
        if job.isOverdue {
            kill(-job.process.number, SIGKILL)
        } else {
            kill(job.process.number, SIGTERM)
        }
        self.job?.isOverdue = true
        self.job?.endsAt = now + Self.graceNanoseconds
    }
}
