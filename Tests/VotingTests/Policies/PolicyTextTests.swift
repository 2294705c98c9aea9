import Testing
import Voting

@Suite struct PolicyTextTests {
    /// Text, reason, offset, nearest known word.
    static let wrong: [(String, PolicyTextError.Reason, Int, String?)] = [
        ("agre=2", PolicyTextError.Reason.unknownName, 0, "agree"),
        ("Majorty", .unknownName, 0, "majority"),
        ("agree=2,tei=lowest", .unknownKey, 8, "tie"),
        ("agree=2,tie=lowst", .badValue, 12, "lowest"),
        ("majority=2", .unknownKey, 9, nil),
        ("majority,least=2", .unknownKey, 9, nil),
        ("agree=4", .badValue, 6, nil),
        ("agree=", .badValue, 6, nil),
        ("agree=-1", .badValue, 6, nil),
        ("agree=99999999999999999999", .badValue, 6, nil),
        ("agree=2,agree=2", .duplicateKey, 8, nil),
        ("median,even=upper,even=lower", .duplicateKey, 18, nil),
        ("median,even", .missingValue, 7, nil),
        ("median,", .missingValue, 7, nil),
        ("median,=3", .missingValue, 7, nil),
        ("", .unknownName, 0, nil),
        ("permit", .missingKey, 6, nil),
        ("permit,A%2=1", .badEscape, 8, nil),
        ("permit,A%zz=1", .badEscape, 8, nil),
        ("permit,A=1,%41=2", .duplicateKey, 11, nil),
        ("permit,A=0", .badValue, 9, nil),
        ("weightedAverage", .missingKey, 15, nil),
        ("weightedAverage,alpha=nan", .badValue, 22, nil),
        ("weightedAverage,alpha=1e999", .badValue, 22, nil),
        ("weightedAverage,alpha=0", .badValue, 22, nil),
        ("mostLikely,reliability=0.9:0.8,outputs=4", .badValue, 23, nil),
        ("mostLikely,reliability=0.9:1:0.9,outputs=4", .badValue, 27, nil),
        ("mostLikely,reliability=0.2,outputs=4", .badValue, 23, nil),
        ("history,stale=1", .impossible, 0, nil),
        ("pairs", .impossible, 0, nil),
        ("trimmedMean=2", .badValue, 12, nil),
        ("midpoint=1", .badValue, 9, nil),
    ]

    private func parse(
        _ text: String, _ replicas: Int = 3, agree: Int? = nil
    ) throws(PolicyTextError) -> any Policy {
        try PolicyText.parse(text, replicas: replicas, agree: agree)
    }

    private func refusal(_ text: String, _ replicas: Int = 3) -> PolicyTextError? {
        do throws(PolicyTextError) {
            _ = try parse(text, replicas)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("agree=2", 3, "agree=2,tie=restrictive"),
        ("agree = 2", 3, "cannot"),
        ("agree,agree=2", 3, "agree=2,tie=restrictive"),
        ("agree=2,tie=lowest", 4, "agree=2,tie=lowest"),
        ("majority", 5, "majority"),
        ("plurality", 5, "plurality=2,tie=restrictive"),
        ("plurality=3 , tie=lowest", 5, "plurality=3,tie=lowest"),
        ("unanimity,confirm=3", 2, "unanimity,confirm=3"),
        ("permit,RELEASE=3,COAST=2", 4, "permit,RELEASE=3,COAST=2"),
        ("permit,a%2Cb=1,%3d=2,%25=1", 3, "permit,a%2Cb=1,%3D=2,%25=1"),
        ("degrading=2,full=3", 4, "degrading=2,full=3"),
        ("median,even=upper", 5, "median,least=3,even=upper"),
        ("midValue", 3, "midValue,least=2"),
        ("generalizedMedian,least=4", 5, "generalizedMedian,least=4"),
        ("mean", 4, "mean,least=3"),
        ("trimmedMean,drop=1", 4, "trimmedMean=1,least=3"),
        ("trimmedMean=1,least=4", 5, "trimmedMean=1,least=4"),
        ("midpoint,faults=1", 4, "midpoint=1"),
        ("formalizedMajority", 3, "formalizedMajority"),
        ("weightedAverage,alpha=0.25", 3, "weightedAverage,alpha=0.25,least=2"),
        (
            "history,stale=4,lower=1", 3,
            "history,quorum=0.5,raise=0.1,lower=1.0,errors=0,stale=4"
        ),
        ("smoothing,within=1e-3", 3, "smoothing,within=0.001"),
        (
            "mostLikely,reliability=0.9,outputs=10", 2,
            "mostLikely,reliability=0.9:0.9,outputs=10,alpha=0.9"
        ),
        ("dynamicMajority", 3, "dynamicMajority=2"),
        ("dynamicConsensus=1", 3, "dynamicConsensus=1"),
        ("pairs", 4, "pairs"),
        ("allow=2,more=lower", 3, "allow=2,more=lower"),
    ])
    func `a text is read with its defaults and written again`(
        _ text: String, _ replicas: Int, _ written: String
    ) throws {
        if written == "cannot" {
            #expect(refusal(text, replicas) != nil)
            return
        }
        let policy = try parse(text, replicas)
        #expect(policy.text == written)
        #expect(try parse(policy.text, replicas).text == written)
        #expect(!policy.summary.isEmpty)
    }

    @Test func `every name can be read, and reads as the policy of that name`() throws {
        let parameters = [
            "agree": "agree=2", "permit": "permit,A=1", "trimmedMean": "trimmedMean=1",
            "midpoint": "midpoint=0", "weightedAverage": "weightedAverage,alpha=1",
            "smoothing": "smoothing,within=1", "allow": "allow=2,more=higher",
            "mostLikely": "mostLikely,reliability=0.9,outputs=4", "degrading": "degrading=2",
        ]
        for name in PolicyText.names {
            let policy = try parse(parameters[name] ?? name, name == "pairs" ? 4 : 3)
            #expect(type(of: policy).name == name)
        }
        #expect(Set(PolicyText.names).count == 21)
    }

    @Test func `the ensemble's agree stands where the text says nothing`() throws {
        #expect(try parse("agree", agree: 3).text == "agree=3,tie=restrictive")
        #expect(try parse("agree=2", agree: 3).text == "agree=2,tie=restrictive")
        #expect(try parse("allow,more=higher", agree: 2).text == "allow=2,more=higher")
        #expect(refusal("agree")?.reason == .missingKey)
    }

    @Test func `what is missing is told as it would be written`() throws {
        #expect(
            refusal("trimmedMean")?.expected
                == "',drop=…', a whole number from 0 to 1 for 'drop'")
        #expect(try parse("trimmedMean,drop=1").text == parse("trimmedMean=1").text)
        #expect(
            refusal("permit")?.expected
                == "',ANSWER=…', 1 to 64 answers, each with the number it needs")
    }

    @Test func `one replica is not called several`() throws {
        #expect(try parse("agree=1", 1).summary == "the answer that 1 replica gave")
        #expect(try parse("majority", 1).summary == "the answer that a majority gave, 1 replica")
        #expect(try parse("agree=2").summary == "the answer that 2 replicas gave")
    }

    @Test func `what two answers could both have is refused without a rule for ties`() throws {
        #expect(refusal("agree=2", 4)?.reason == .impossible)
        #expect(try parse("agree=2,tie=restrictive", 4).says("A A B B") == "restrictive")
        #expect(try parse("agree=2,tie=lowest", 4).says("A A B B") == "A")
        #expect(refusal("degrading=2,full=3", 5)?.reason == .impossible)
        #expect(refusal("degrading=1,full=2", 2)?.reason == nil)
    }

    @Test(arguments: wrong)
    func `a wrong text is told by place, by what was expected and by what is nearest`(
        _ text: String, _ reason: PolicyTextError.Reason, _ offset: Int, _ nearest: String?
    ) throws {
        let error = try #require(refusal(text))
        #expect(error.reason == reason)
        #expect(error.offset == offset)
        #expect(error.nearest == nearest)
        #expect(!error.expected.isEmpty)
    }

    @Test func `an error reads as a sentence`() {
        #expect(
            refusal("agre=2")?.description
                == "cannot read policy: at byte 0 'agre': expected the name of a policy"
                + " (hint: did you mean 'agree'?)")
    }

    @Test func `a text is no longer than its limit`() {
        let long = "permit," + String(repeating: "A", count: PolicyText.bytesMax) + "=1"
        #expect(refusal(long)?.reason == .tooLong(limitBytes: PolicyText.bytesMax))
        #expect(refusal(String(repeating: ",", count: 4096)) != nil)
    }

    @Test func `any bytes of a permitted answer come through`() throws {
        let labels = [Array(UInt8.min...UInt8.max), Array("a, b=%".utf8), [0xFF, 0xFE]]
        let policy = PermitByValue(labels: labels, needed: [1, 2, 3])
        #expect(try parse(policy.text).labels == labels)
    }

    @Test func `no text traps, and what is read is written and read again`() throws {
        var random = RoundRandom(state: 3)
        let words =
            PolicyText.names
            + [
                "=", ",", ",", "=", "2", "1", "3", "0.5", "agree", "least", "tie", "lowest", "even",
                "upper", "drop", "faults", "alpha", "within", "reliability", "outputs", "more",
                "higher", "%", "%41", "é", "\u{0}", "-", "e9", ":", " ", "quorum", "stale", "full",
                "99999999999", "nan", "confirm",
            ]
        var read = 0
        for _ in 0..<200_000 {
            var text = random.next() % 8 == 0 ? "" : words[Int(random.next() % 21)]
            for _ in 0..<(random.next() % 9) {
                text += words[Int(random.next() % UInt64(words.count))]
            }
            let replicas = Int(random.next() % 64) + 1
            guard let policy = try? parse(text, replicas, agree: Int(random.next() % 70)) else {
                continue
            }
            read += 1
            #expect(try parse(policy.text, replicas).text == policy.text, "\(text)")
        }
        #expect(read > 1000)
    }
}
