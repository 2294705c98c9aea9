/// What translated code keeps for itself: offsets behind the base of the segment `gs`, bytes.
///
/// Programs hardly use that segment, and an address behind it can be named from anywhere.
enum TranslationData: UInt32 {
    /// Blocks that may still begin, the one that stops included.
    case counter = 0
    case counterRegister = 8
    case otherRegister = 16
    /// Where a return or an indirect jump leads.
    case wanted = 24
    /// Where the translation of that stands.
    case code = 32
    /// By the lowest 16 bits of an address: its negative, and where its translation stands. An
    /// address may be in the next place, too.
    case table = 4096
    /// Numbers of blocks that have begun, 32 bits each, the last first.
    case log = 0x110000

    static let tablePlaces = 65537
    static let tableStride = 16
    static let logEntries = 1 << 20
    static let byteCount = UInt64(log.rawValue)
    static let byteCountWithLog = byteCount + UInt64(logEntries) * 4
}
