/// The faults of one window that cannot be told from each other: of the same bit of the same
/// place, between one access and the next.
///
/// A flipped bit does nothing until something reads it. So all flips of it since the last access
/// come to what one flip directly before the reading instruction comes to, which stands for them
/// with their number as its weight; and where the next access writes the whole place, none of them
/// does anything. (R. Barbosa, J. Vinter, P. Folkesson, J. Karlsson, "Assembly-Level Pre-injection
/// Analysis for Improving Fault Injection Efficiency", EDCC 2005, DOI 10.1007/11408901_19;
/// H. Schirmeier, M. Hoffmann, C. Dietrich, M. Lenz, D. Lohmann, O. Spinczyk, "FAIL*: An Open and
/// Versatile Fault-Injection Framework for the Assessment of Software-Implemented Hardware Fault
/// Tolerance", EDCC 2015, DOI 10.1109/EDCC.2015.28.) Deviations: accesses behind the window count,
/// up to where the program waits for its next demand; bytes that nothing touches up to there are a
/// class of their own, since another demand may read them; places are bytes, flags single bits.
package struct DefUseClasses: Equatable, Sendable {
    package enum Fate: Equatable, Sendable {
        /// The next access reads it.
        case read
        /// The next access writes all of it: nothing comes of the fault.
        case overwritten
        /// Nothing touches it before the program waits for its next demand.
        case unread
    }

    package struct Class: Equatable, Sendable {
        /// Alike, and each in its own right.
        package var locations: Locations
        package var moments: Range<UInt32>
        package var fate: Fate

        package init(_ locations: Locations, _ moments: Range<UInt32>, _ fate: Fate) {
            (self.locations, self.moments, self.fate) = (locations, moments, fate)
        }

        /// Where one fault stands for all of them: directly before it is read, or at the last
        /// instruction of the window.
        package var representative: UInt32 { moments.upperBound - 1 }
    }

    /// By place, then by moment; together every place at every moment, each once.
    package private(set) var classes: [Class] = []

    /// - Parameter places: that do not overlap.
    /// - Complexity: O(bytes accessed · log).
    package init(of places: [Locations], in trace: AccessTrace) {
        if trace.steps == 0 { return }
        var builder = DefUseBuilder(places, steps: trace.steps)
        for place in trace.atOnce { builder.close(place) }
        for entry in trace.entries { builder.note(entry) }
        classes = builder.classes()
    }

    /// The one that a fault belongs to.
    ///
    /// - Complexity: O(log classes).
    package func `class`(of location: UInt64, at moment: UInt64) -> Class? {
        var (low, high) = (0, classes.count)
        while low < high {
            let middle = (low + high) / 2
            let found = classes[middle]
            let isBefore =
                found.locations.numbers.upperBound <= location
                || found.locations.numbers.contains(location) && found.moments.upperBound <= moment
            if isBefore { low = middle + 1 } else { high = middle }
        }
        guard low < classes.count, classes[low].locations.numbers.contains(location),
            classes[low].moments.contains(UInt32(clamping: moment))
        else { return nil }
        return classes[low]
    }
}
