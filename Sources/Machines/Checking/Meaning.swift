/// What a free name stands for.
enum Meaning: Hashable {
    /// A slot.
    case symbol(Int)
    case set(Int)
    case element(set: Int, index: Int)
}
