/// Instants and durations in nanoseconds that stop at the end of time instead of trapping.
extension UInt64 {
    func saturatingAdd(_ other: UInt64) -> UInt64 {
        let (sum, isTooLong) = addingReportingOverflow(other)
        return isTooLong ? .max : sum
    }

    /// How long after `earlier` this instant is; 0 when it is before.
    func since(_ earlier: UInt64) -> UInt64 { self > earlier ? self - earlier : 0 }
}
