/// Words that say nothing about what is wished for: articles, prepositions, and the words with which wishes begin and
/// end, in the languages of the bot. Words that turn a meaning round (`not`, `without`, `against`) are none.
enum FillerWords {
    private static let english = """
        a an the of on in at to for from by about with and or is are be it its this that there some any i me my we us our you
        your please pls can could would should may let lets make made do get have has want wants need wish wishing like
        video videos vid channel channels
        """
    private static let german = """
        der die das den dem des ein eine einen einem einer eines von vom zu zum zur im in am an auf aus bei über uber für
        fur mit und oder ist sind es ich mir mich wir uns unser man bitte kann könnte möchte würde will wünsche wunsch mal
        mach macht machen machst geben gibt hätte haben brauche brauchen gern gerne kanal kanäle kanale
        """
    private static let spanish = """
        el la los las un una unos unas de del al a en por para sobre con y e o u es son lo me mi nos que se favor quiero
        quisiera queremos podría podrian hacer haz haga tener deseo canal canales vídeo vídeos
        """

    /// The keys of all of them as they look.
    private static let keys = Set(
        (english + " " + german + " " + spanish).split(whereSeparator: \.isWhitespace).map {
            key(of: NameSkeleton.of(String($0)))
        })

    /// Whether a word is a filler in wishes of a kind. In the names of channels each word counts.
    static func has(_ word: Substring, _ kind: WishKind) -> Bool { has(key(of: word), kind) }

    /// The same of a word's key.
    static func has(_ key: UInt64, _ kind: WishKind) -> Bool { kind != .channel && keys.contains(key) }

    // MARK: Keys

    /// The key of a word without characters.
    static let emptyKey: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The key of a word that goes on with this character. A number takes less time than the word: every word of a thousand
    /// wishes is looked up. That two words share one is next to impossible.
    static func key(_ key: UInt64, _ character: UInt32) -> UInt64 {
        (key ^ UInt64(character)) &* 0x100_0000_01B3
    }

    private static func key(of word: some StringProtocol) -> UInt64 {
        word.unicodeScalars.reduce(emptyKey) { key($0, $1.value) }
    }
}
