/// The functions of the C library whose effects are known; all others are barriers.
enum LibraryFunctions {
    enum Behaviour {
        /// The result depends on the arguments alone (and `errno`, floating-point flags).
        case pure
        case readsMemory
        case writesMemory
    }

    /// How the named function behaves; nil when it is not known.
    static func behaviour(of name: String) -> Behaviour? {
        let plain =
            name.hasPrefix("__builtin_") ? String(name.dropFirst("__builtin_".count)) : name
        if table[plain] != nil { return table[plain] }
        guard let last = plain.last, last == "f" || last == "l",
            mathematics.contains(String(plain.dropLast()))
        else { return nil }
        return .pure
    }

    /// Programs that look at these see the order of mathematical calls.
    static let observersOfMathematics: Set<String> = [
        "__errno_location", "errno", "perror", "fetestexcept", "feraiseexcept", "feclearexcept",
        "fegetexceptflag", "fesetexceptflag", "fegetenv", "fesetenv", "feholdexcept",
        "feupdateenv", "fegetround", "fesetround", "strerror", "err", "warn", "syslog",
    ]

    private static let mathematics: Set<String> = [
        "fabs", "sqrt", "cbrt", "hypot", "pow", "exp", "exp2", "expm1", "log", "log2", "log10",
        "log1p", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
        "floor", "ceil", "trunc", "round", "rint", "nearbyint", "fmod", "remainder", "fmin",
        "fmax", "fdim", "fma", "copysign", "isnan", "isinf", "isfinite", "isnormal", "signbit",
        "nan", "inf", "huge_val",
    ]

    private static let table: [String: Behaviour] = {
        var table: [String: Behaviour] = [:]
        for name in mathematics { table[name] = .pure }
        for name in ["abs", "labs", "llabs", "expect", "isinf_sign"] { table[name] = .pure }
        for name in [
            "strlen", "strnlen", "strcmp", "strncmp", "memcmp", "strchr", "strrchr", "memchr",
            "strstr", "strspn", "strcspn", "strpbrk", "isalpha", "isdigit", "isalnum", "isspace",
            "isupper", "islower", "isxdigit", "ispunct", "isprint", "iscntrl", "isgraph",
            "toupper", "tolower", "__ctype_b_loc", "__ctype_tolower_loc", "__ctype_toupper_loc",
        ] { table[name] = .readsMemory }
        for name in [
            "memcpy", "memmove", "memset", "strcpy", "strncpy", "strcat", "strncat", "modf",
            "frexp", "strtod", "strtof", "strtol", "strtoul", "strtoll", "strtoull", "atoi",
            "atol", "atof",
        ] { table[name] = .writesMemory }
        return table
    }()
}
