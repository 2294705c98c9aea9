import Statistics

/// All that is known after a study; what every report shows, and as JSON what scripts read.
package struct StudyResult: Codable, Equatable, Sendable {
    /// Raised when a key changes its meaning or goes away.
    package static let schemaVersion = 1

    package var schemaVersion = Self.schemaVersion
    package var demands: Int
    package var hasTruth: Bool
    /// What was compared, in words.
    package var compared = ""
    /// The schema that answers were read by, as `SchemaText` writes it; nil without one.
    package var answer: String?
    /// Demands on which being the same was not transitive; nil where it always is.
    package var intransitiveDemands: Int?
    /// `2=1`; nil when no permissive vote was asked for.
    package var permissive: String?
    /// Demands that must be allowed; the others must not.
    package var mustAllow: Int?
    package var groupSize: Int
    /// Different groups of that size.
    package var groups: Double
    /// The threshold that is spoken about.
    package var agree: Int
    package var intervals: IntervalMethod
    package var versions: [Version]
    package var thresholds: [Threshold]
    package var checked: Checked?
    /// The same votes when answers that the machine does not accept leave them; nil without one.
    package var accepted: Accepted?
    /// Conditions to check, the one that helps most first; each with those before it.
    package var suggestions: [Suggestion] = []
    package var agreement: Agreement
    /// Nil without a truth and without bits.
    package var bitwiseMajorityFailures: Int?
    package var coincidence: Coincidence?
    package var pairs: PairFigures
    package var clusters: Clusters
    package var identicalFailures: [IdenticalFailures] = []

    package struct Version: Codable, Equatable, Sendable {
        package var name: String
        /// Ballots without an answer.
        package var withoutAnswer: Int
        /// Nil without a truth; so is all that follows.
        package var failures: Int?
        package var rate: Double?
        /// Clopper and Pearson's.
        package var interval: Interval?
        /// One-sided, where nothing failed.
        package var zeroFailureBound: Double?
    }

    package struct Checked: Codable, Equatable, Sendable {
        /// Labels of conditions.
        package var conditions: [String]
        package var thresholds: [Threshold]
    }

    package struct Accepted: Codable, Equatable, Sendable {
        /// Demands about which the machine promises nothing: no answer to them goes out.
        package var outside: Int
        /// Parallel to those without the machine.
        package var thresholds: [Threshold]
        /// Parallel to the versions.
        package var versions: [Version]

        package struct Version: Codable, Equatable, Sendable {
            /// Demands on which its answer was not accepted, and those of them that could not be
            /// decided.
            package var rejected: Int
            package var undecided: Int
            /// Of the rejected, those that are right as a whole: a correct version called faulty.
            /// Nil without a truth.
            package var rejectedRight: Int?
            /// Of the rejected, those that are right in what is compared, where that is only a
            /// part of the answer; otherwise nil. The machine may reject them for the rest.
            package var rejectedRightInPart: Int?
            /// What exact voting on whole answers says of it, parts of 1: something else was agreed
            /// on, or nothing. Nil where two answers could be.
            package var dissented: Double?
            package var unagreed: Double?
        }
    }

    package struct Suggestion: Codable, Equatable, Sendable {
        package var condition: String
        /// What is left of the risk with this and all conditions before it checked.
        package var risk: Double
    }

    package struct Coincidence: Codable, Equatable, Sendable {
        package var one: Estimate?
        package var pair: Estimate?
        package var independentPair: Estimate?
        package var ratio: Estimate?
        package var otherGivenOne: Estimate?
        package var groups: [CoincidentFailures.GroupRate]
        package var knightLeveson: KnightLeveson
    }

    package struct IntervalMethod: Codable, Equatable, Sendable {
        package var resamples: Int
        package var seed: UInt64
        package var confidence: Double
        package var variation: Bootstrap.Variation
        package var method: Bootstrap.Method
        /// Why versions were not varied although it was asked for.
        package var restrictedBecause: String?
    }
}

/// A figure and its bootstrap interval, nil where there is none.
package struct Estimate: Codable, Equatable, Sendable {
    package var value: Double
    package var interval: Interval?

    package init(value: Double, interval: Interval? = nil) {
        self.value = value
        self.interval = interval
    }
}
