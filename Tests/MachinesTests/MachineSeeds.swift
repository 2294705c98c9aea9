/// Machines that are mutated to test the reader: together they use every construct.
enum MachineSeeds {
    static let main = """
        MACHINE Main(many, ITEM)
        CONSTRAINTS many : 1..9 & card(ITEM) = 2
        SEES Colours
        INCLUDES one.Counter(1, COLOUR), two.Counter(many, BOOL)
        PROMOTES one.up
        SETS MODE = {idle, busy, done}; KIND
        DEFINITIONS
          limit == (10 + 2); low(xx) == ((xx) < limit); scope_KIND == 4;
          put(target, value) == BEGIN target := value; skip END
        CONSTANTS square, best2
        PROPERTIES square = %xx.(xx : 0..9 | xx * xx) & best2 : MODE --> BOOL
          & dom(square) <: NATURAL & card(square) >= 1 & MAXINT > MININT
        VARIABLES mode, level, log, map, rec1
        INVARIANT mode : MODE & level : 0..limit & log : seq(KIND) & map : KIND +-> 0..20
          & rec1 : struct(aa: NAT, bb: POW(MODE)) & low(level) & (mode = idle => log = <>)
          & !(xx, yy).(xx |-> yy : map & xx /: ran(log) => yy mod 2 = 0 or not(yy = 3))
          & #zz.(zz : INTEGER & zz ** 2 = level - -1 <=> level <= 5)
        ASSERTIONS level >= 0; SIGMA(ii).(ii : 1..3 | ii) = PI(ii).(ii : 1..3 | ii)
        INITIALISATION
          put(mode, idle) || level, log := 0, [] || map := {}
          || rec1 := rec(aa: 1, bb: {idle, busy})
        OPERATIONS
          out <-- step(dd, kk) = PRE dd : -3..3 & kk : KIND & level + dd : 0..limit THEN
            SELECT mode = idle THEN level := level + dd || out := FALSE || mode := busy
            WHEN mode = busy THEN
              ANY nn, mm WHERE nn |-> mm : square & nn < 5 THEN
                level := min({nn, level / 2}) || out :: BOOL || log := log <- kk || map(kk) := nn
              END
            ELSE level : (level : 0..limit & level <= level$0) || out := bool(level > 3)
            END
          END;
          other = CHOICE rec1'aa := 2 OR CASE mode OF EITHER idle, busy THEN skip
            OR done THEN one.up(red) ELSE mode := done END END END;
          last1 = VAR ii IN ii := 3; WHILE ii > 0 DO ii := ii - 1 INVARIANT ii : NAT VARIANT ii END;
            level := ii END;
          sets(ss) = PRE ss <: 0..9 & ss /<<: {xx | xx : NAT & xx > 3}
            & union({ss, ss \\/ {1}}) /\\ ss - {2} = ss & inter({ss}) <<: ss THEN
            LET rr BE rr = ({1 |-> 2} <+ square ; square~) >< id(NAT) IN
              ASSERT rr[ss] = {} & closure(square)(1) = 2 & iterate(square, 2) = square THEN
                level := card(ss <| rr |>> ran(rr)) + size([1, 2] ^ [3] /|\\ 2)
              END END END
        END
        """

    static let others = [
        "Colours": """
        MACHINE Colours SETS COLOUR = {red, green} CONSTANTS best PROPERTIES best = green
        VARIABLES tint INVARIANT tint : COLOUR INITIALISATION tint := red
        OPERATIONS now <-- show = now := tint; paint(cc) = PRE cc : COLOUR THEN tint := cc END
        END
        """,
        "Counter": """
        MACHINE Counter(start, SET) CONSTRAINTS start : NAT
        VARIABLES count, recent
        INVARIANT count : NAT & recent <: SET INITIALISATION count := start || recent := {}
        OPERATIONS up(xx) = PRE xx : SET & count < MAXINT THEN count := count + 1 END;
          nn <-- total = nn := count
        END
        """,
        "Stock": """
        MACHINE Stock SETS ITEM; KIND = {small, big} CONSTANTS limit PROPERTIES limit : 1..9
        CONCRETE_VARIABLES level ABSTRACT_VARIABLES items
        INVARIANT items <: ITEM & level : 0..limit INITIALISATION items := {} || level := 0
        OPERATIONS ok <-- add(ii) = PRE ii : ITEM & level < limit THEN
          items := items \\/ {ii} || level := level + 1 || ok := TRUE END
        END
        """,
    ]

    static let implementation = """
        IMPLEMENTATION Main REFINES Stock SEES Colours IMPORTS aid.Counter(1, COLOUR)
        VALUES ITEM = 0..9; limit = 5
        CONCRETE_VARIABLES table INVARIANT table : 0..9 --> BOOL & items = dom(table |> {TRUE})
        INITIALISATION level := 0; table := (0..9) * {FALSE}
        LOCAL_OPERATIONS grow(nn) = PRE nn : NAT THEN level := level + nn END
        OPERATIONS
          grow(nn) = level := level + nn;
          ok <-- add(ii) = IF level < 5 & not(table(ii) = TRUE) THEN
            grow(1); table(ii) := TRUE; aid.up(red); ok := TRUE
          ELSIF level = 5 or ii = 3 THEN ok := FALSE ELSE ok := bool(ii > 2) END
        END
        """

    /// As deep as the limits allow, and deeper.
    static let nested: [String] = [150, 400].map { depth in
        let open = String(repeating: "(not(", count: depth / 2)
        let close = String(repeating: "))", count: depth / 2)
        let ifs = String(repeating: "IF 1 = 1 THEN ", count: depth / 3)
        let ends = String(repeating: " END", count: depth / 3)
        let sets =
            String(repeating: "{", count: 50) + "1" + String(repeating: "}", count: 50)
        return """
            MACHINE Main DEFINITIONS dd(xx) == (xx & xx) PROPERTIES \(open)dd(1 = 1)\(close)
              & \(sets) /= {} OPERATIONS oper = \(ifs)skip\(ends) END
            """
    }

    static let all = [main, implementation] + nested
}
