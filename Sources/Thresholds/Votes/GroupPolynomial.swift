/// Counts groups: coefficient j is the number of ways to choose j of the versions that were put
/// in. A product of two counts the groups over both.
///
/// With every version once, these are binomial coefficients. With multiplicities, as in a
/// resample, they are elementary symmetric polynomials of them: the number of ways to choose j
/// *different* versions, each as often as it was drawn. Exact while they are below 2⁵³.
struct GroupPolynomial: Equatable {
    /// 0 … the size of a group.
    private(set) var coefficients: [Double]

    /// One way to choose none.
    init(size: Int) {
        coefficients = Array(repeating: 0, count: size + 1)
        coefficients[0] = 1
    }

    init(size: Int, members: some Sequence<Int32>, multiplicity: [Double]) {
        self.init(size: size)
        for member in members { insert(multiplicity[Int(member)]) }
    }

    subscript(count: Int) -> Double { coefficients[count] }

    /// How many groups of the full size there are.
    var groups: Double { coefficients[coefficients.count - 1] }

    /// Puts in one more version, drawn so many times.
    mutating func insert(_ times: Double) {
        guard times > 0 else { return }
        for count in stride(from: coefficients.count - 1, to: 0, by: -1) {
            coefficients[count] += times * coefficients[count - 1]
        }
    }

    /// This times those ways of `other` that choose fewer than `limit`.
    func times(_ other: Self, below limit: Int = .max) -> Self {
        let size = coefficients.count - 1
        var product = Self(size: size)
        product.coefficients[0] = 0
        for count in 0...min(size, limit - 1) where other.coefficients[count] != 0 {
            for rest in 0...(size - count) {
                product.coefficients[count + rest] +=
                    other.coefficients[count] * coefficients[rest]
            }
        }
        return product
    }

    func plus(_ other: Self) -> Self {
        var sum = self
        for index in coefficients.indices { sum.coefficients[index] += other[index] }
        return sum
    }

    func minus(_ other: Self) -> Self {
        var difference = self
        for index in coefficients.indices { difference.coefficients[index] -= other[index] }
        return difference
    }

    /// How many groups of the full size take so many from this and the others from `other`.
    func groups(taking range: some Sequence<Int>, restFrom other: Self) -> Double {
        range.reduce(0.0) { $0 + coefficients[$1] * other[coefficients.count - 1 - $1] }
    }
}
