/// What a token is. Raw values are how B writes it, for messages.
enum TokenKind: String, CaseIterable, Sendable {
    case identifier = "an identifier"
    case integer = "a number"
    case string = "a string"
    case endOfText = "the end of the text"

    // Punctuation.
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case comma = ","
    case dot = "."
    case bar = "|"
    case semicolon = ";"
    case parallel = "||"
    case defines = "=="
    case assigns = ":="
    case becomesElement = "::"
    case returns = "<--"
    case before = "$0"
    case quote = "'"

    // Predicates.
    case and = "&"
    case or = "or"
    case not = "not"
    case implies = "=>"
    case equivalent = "<=>"
    case forAll = "!"
    case exists = "#"
    case lambda = "%"
    case equal = "="
    case notEqual = "/="
    case member = ":"
    case notMember = "/:"
    case subset = "<:"
    case notSubset = "/<:"
    case strictSubset = "<<:"
    case notStrictSubset = "/<<:"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    // Expressions.
    case plus = "+"
    case minus = "-"
    case times = "*"
    case cartesian = "×"
    case divide = "/"
    case mod = "mod"
    case power = "**"
    case interval = ".."
    case maplet = "|->"
    case union = "\\/"
    case intersection = "/\\"
    case setMinus = "\\"
    case relation = "<->"
    case partialFunction = "+->"
    case totalFunction = "-->"
    case partialInjection = ">+>"
    case totalInjection = ">->"
    case partialSurjection = "+->>"
    case totalSurjection = "-->>"
    case partialBijection = ">+>>"
    case totalBijection = ">->>"
    case domainRestriction = "<|"
    case domainSubtraction = "<<|"
    case rangeRestriction = "|>"
    case rangeSubtraction = "|>>"
    case overriding = "<+"
    case directProduct = "><"
    case concatenate = "^"
    case prepend = "->"
    case append = "<-"
    case prefix = "/|\\"
    case suffix = "\\|/"
    case inverse = "~"
    case emptySequence = "<>"
    case emptySet = "∅"
    case trueValue = "TRUE"
    case falseValue = "FALSE"
    case trueConstant = "btrue"
    case falseConstant = "bfalse"
    case maximumInteger = "MAXINT"
    case minimumInteger = "MININT"
    case bool = "bool"
    case record = "rec"
    case recordSet = "struct"
    case successor = "succ"
    case predecessor = "pred"
    case firstProjection = "prj1"
    case secondProjection = "prj2"
    case iterate = "iterate"
    case sum = "SIGMA"
    case product = "PI"
    case quantifiedUnion = "UNION"
    case quantifiedIntersection = "INTER"
    /// `dom`, `card`, …: which one is in `Token.unary`.
    case unaryWord = "an operator"
    /// `NAT`, `BOOL`, …: which one is in `Token.builtIn`.
    case builtInSet = "a set"

    // Substitutions.
    case skip, any = "ANY", assert = "ASSERT", be = "BE", begin = "BEGIN", `case` = "CASE"
    case choice = "CHOICE", `do` = "DO", either = "EITHER", `else` = "ELSE", elsif = "ELSIF"
    case end = "END", `if` = "IF", `in` = "IN", `let` = "LET", of = "OF", orElse = "OR"
    case pre = "PRE", select = "SELECT", then = "THEN", `var` = "VAR", variant = "VARIANT"
    case when = "WHEN", `where` = "WHERE", `while` = "WHILE", witness = "WITNESS"

    // Clauses.
    case machine = "MACHINE", model = "MODEL", refinement = "REFINEMENT"
    case implementation = "IMPLEMENTATION", system = "SYSTEM"
    case constraints = "CONSTRAINTS", sees = "SEES", includes = "INCLUDES"
    case extends = "EXTENDS", imports = "IMPORTS", uses = "USES", promotes = "PROMOTES"
    case refines = "REFINES", sets = "SETS", constants = "CONSTANTS"
    case concreteConstants = "CONCRETE_CONSTANTS", visibleConstants = "VISIBLE_CONSTANTS"
    case abstractConstants = "ABSTRACT_CONSTANTS", hiddenConstants = "HIDDEN_CONSTANTS"
    case properties = "PROPERTIES", values = "VALUES", definitions = "DEFINITIONS"
    case variables = "VARIABLES", concreteVariables = "CONCRETE_VARIABLES"
    case visibleVariables = "VISIBLE_VARIABLES", abstractVariables = "ABSTRACT_VARIABLES"
    case hiddenVariables = "HIDDEN_VARIABLES", invariant = "INVARIANT"
    case assertions = "ASSERTIONS", initialisation = "INITIALISATION"
    case operations = "OPERATIONS", localOperations = "LOCAL_OPERATIONS"
    case events = "EVENTS", freeTypes = "FREETYPES"
}

extension TokenKind {
    /// By the word or symbol that is written.
    static let spellings: [String: TokenKind] = {
        let nameless: Set<TokenKind> = [
            .identifier, .integer, .string, .endOfText, .unaryWord, .builtInSet,
        ]
        var table: [String: TokenKind] = [:]
        for kind in allCases where !nameless.contains(kind) { table[kind.rawValue] = kind }
        table["INITIALIZATION"] = .initialisation
        for word in UnaryOperator.words.keys { table[word] = .unaryWord }
        for set in BuiltInSet.allCases { table[set.rawValue] = .builtInSet }
        return table
    }()

    /// Whether it starts a clause of a machine; `INVARIANT` does, although a loop has one, too.
    var startsClause: Bool {
        switch self {
        case .constraints, .sees, .includes, .extends, .imports, .uses, .promotes, .refines, .sets,
            .constants, .concreteConstants, .visibleConstants, .abstractConstants,
            .hiddenConstants, .properties, .values, .definitions, .variables, .concreteVariables,
            .visibleVariables, .abstractVariables, .hiddenVariables, .invariant, .assertions,
            .initialisation, .operations, .localOperations, .events, .freeTypes:
            true
        default: false
        }
    }
}

extension TokenKind {
    /// Whether a machine's name follows, which no definition replaces.
    var names: Bool {
        switch self {
        case .machine, .model, .refinement, .implementation, .refines: true
        default: false
        }
    }
}

extension UnaryOperator {
    /// Those that are written as a word before parentheses.
    static let words: [String: UnaryOperator] = {
        var table: [String: UnaryOperator] = [:]
        for unary in allCases where unary != .negate && unary != .inverse {
            table[unary.rawValue] = unary
        }
        return table
    }()
}
