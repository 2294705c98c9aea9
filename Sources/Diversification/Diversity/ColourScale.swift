/// Colours for distances: dark for 0, bright for 1, told apart in grey and by the colour-blind,
/// and standing out from light and dark pages.
///
/// Five points of viridis by Smith and van der Walt (matplotlib, public domain), straight lines
/// between them.
struct ColourScale {
    struct Colour: Equatable {
        var red: Double
        var green: Double
        var blue: Double

        /// `#rrggbb`.
        var text: String {
            "#"
                + [red, green, blue].map { part in
                    let digits = String(Int(part.rounded()), radix: 16)
                    return digits.count < 2 ? "0" + digits : digits
                }.joined()
        }

        /// Whether white can be read on it better than black: relative luminance by WCAG 2, the
        /// border where both contrasts are equal.
        var isDark: Bool {
            func linear(_ part: Double) -> Double {
                // The exponent 2.2 rounded to 2 moves the border by less than a step of the scale.
                part / 255 * part / 255
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.179
        }
    }

    private static let points = [
        Colour(red: 68, green: 1, blue: 84), Colour(red: 59, green: 82, blue: 139),
        Colour(red: 33, green: 145, blue: 140), Colour(red: 94, green: 201, blue: 98),
        Colour(red: 253, green: 231, blue: 37),
    ]

    /// - Parameter figure: 0 to 1.
    static func colour(_ figure: Double) -> Colour {
        let place = max(0, min(1, figure)) * Double(points.count - 1)
        let index = min(Int(place), points.count - 2)
        let (low, high, share) = (points[index], points[index + 1], place - Double(index))
        return Colour(
            red: low.red + (high.red - low.red) * share,
            green: low.green + (high.green - low.green) * share,
            blue: low.blue + (high.blue - low.blue) * share)
    }

    /// The points with their places, 0 to 1.
    static var stops: [(place: Double, colour: Colour)] {
        points.enumerated().map { (Double($0.offset) / Double(points.count - 1), $0.element) }
    }
}
