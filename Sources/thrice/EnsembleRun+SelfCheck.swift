import Ensembles
import Reporting
import Voting

extension EnsembleRun {
    /// In the run's first lines; nil without one.
    var selfCheckWords: String? {
        ensemble.selfCheck.map { check in
            "self-check: who has had nothing to answer for "
                + "\(Double(check.everyNanoseconds) / 1e9) s is asked "
                + "'\(EscapedBytes.text(check.demand, columns: 40))' and must say "
                + "'\(EscapedBytes.text(check.answer, columns: 40))'"
        }
    }
}
