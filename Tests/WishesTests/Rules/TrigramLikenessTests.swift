import Discord
import Testing

@testable import Wishes

@Suite("Wishes that are nearly the same")
struct TrigramLikenessTests {
    private func likeness(_ text: String, _ other: String, _ kind: WishKind = .other) -> Double? {
        func words(_ text: String) -> WishWords {
            kind == .channel
                ? WishWords(kind, text: "purpose of \(text)", channelName: text)
                : WishWords(kind, text: text, channelName: nil)
        }
        var trigrams = TrigramLikeness(to: words(text).compared, kind)
        return trigrams.likeness(of: words(other).compared)
    }

    @Test(
        "Other forms, typing errors, another order, fillers and decoration make no other wish",
        arguments: [
            // English
            ("A video about moss", "video on moss please"), ("Speedrun of Celeste", "speed run of Celeste"),
            ("Minecraft server", "Minceraft server!!"), ("history of the Roman Empire", "Roman Empire history"),
            ("Please make a video about the Roman Empire", "the roman empire"), ("movie nights", "Movie night 🎬"),
            ("a colour picker", "Color picker"), ("pet pictures", "Pets pictures"), ("D&D one-shots", "D&D one shot"),
            ("Ｍｏｖｉｅ ｎｉｇｈｔ", "m\u{200B}ovie night"), ("Mоvie nіght", "Movie night"), ("mövie night", "movie night"),
            ("https://a.example/b is great", "https://a.example/b great"),
            // German
            ("Ein Video über die Geschichte Roms", "Video zur Geschichte Roms bitte"),
            ("Kochrezepte austauschen", "Kochrezepte tauschen"), ("LAN-Party im Sommer", "Lan Party in dem Sommer"),
            ("Nachteulen-Treff", "Nacht Eulen Treff"), ("Spieleabende am Freitag", "Spieleabend Freitag"),
            // Spanish
            ("Vídeo sobre la historia de España", "historia de Espana, por favor"),
            ("Torneo de ajedrez", "Torneos de ajedrez"), ("recetas de cocina", "Receta de cocina 🍳"),
            // Other scripts
            ("история древнего Рима", "История Древнего Рима!"), ("مباراة شطرنج أسبوعية", "مباراة شطرنج اسبوعية"),
        ])
    func same(_ text: String, _ other: String) {
        #expect(likeness(text, other) != nil)
        #expect(likeness(other, text) != nil)
    }

    @Test(
        "A word, number, numeral, address or sign that differs makes another wish",
        arguments: [
            // English
            ("a video about the history of the Roman Empire", "a video about the history of the Ottoman Empire"),
            ("Mario Kart tournament", "Mario Party tournament"), ("pictures of my cat", "pictures of my dog"),
            ("Java tutorial", "JavaScript tutorial"), ("Minecraft server", "modded Minecraft server"),
            ("Discord with bots", "Discord without bots"), ("legal advice", "illegal advice"),
            ("more cake", "less cake"), ("Vitamin C", "Vitamin D"), ("fight scenes", "light scenes"),
            ("male voices", "female voices"), ("English lessons", "Spanish lessons"),
            // German
            ("Katzenbilder", "Hundebilder"), ("Spieleabend am Montag", "Spieleabend am Sonntag"),
            ("Kochen mit Fleisch", "Kochen ohne Fleisch"), ("für Bots", "gegen Bots"), ("kein Spam", "Spam"),
            // Spanish
            ("Torneo de ajedrez", "Torneo de damas"), ("más vídeos de gatos", "más vídeos de patos"),
            ("con música", "sin música"),
            // Numbers, numerals, addresses, signs
            ("part 1", "part 2"), ("part 1", "part 10"), ("number 0", "number 10"), ("ps4 games", "ps5 games"),
            ("Final Fantasy VII", "Final Fantasy VIII"),
            ("Final Fantasy I", "Final Fantasy II"), ("2 players", "4 players"), ("best of 2025", "best of 2026"),
            ("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcR"),
            ("see https://a.example/b", "see https://a.example/B"), ("C++ course", "C# course"), ("C++", "C"),
            // Emoji and short texts
            ("team 🔴", "team 🔵"), ("🎂", "🎂🎂🎂"), ("🎂", "🍰"), ("cat", "car"), ("a", "b"), ("", ""), ("!", "?"),
            ("a video please", "make a video"),
            // Other scripts
            ("история Рима", "история Греции"), ("日本の歴史", "中国の歴史"), ("中国料理", "日本料理"),
        ])
    func different(_ text: String, _ other: String) {
        #expect(likeness(text, other) == nil)
        #expect(likeness(other, text) == nil)
    }

    @Test(
        "Names of channels are the same in other forms, and other with another word",
        arguments: [
            ("movie-night", "movie-nights", true), ("announcment-ideas", "announcement-ideas", true),
            ("night-owls", "owls-night", true), ("gaming", "gaming-news", false),
            ("gaming-news-de", "gaming-news-en", false),
            ("art", "art-share", false), ("general-2", "general-3", false), ("modernart", "modern-arts", false),
        ])
    func names(_ name: String, _ other: String, _ isSame: Bool) {
        #expect((likeness(name, other, .channel) != nil) == isSame)
        #expect((likeness(other, name, .channel) != nil) == isSame)
    }

    @Test("Texts of 4,000 characters of anything are compared without harm", arguments: 0..<20 as Range<UInt64>)
    func hostile(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (text, other) = (HostileText.text(&random), HostileText.text(&random))
        #expect(likeness(text, other) == nil)
        for text in HostileText.repetitions(units: 4_000) { _ = likeness(text, other) }
    }

    @Test("The stored words of a wish keep their form")
    func stored() {
        #expect(
            WishWords(.channel, text: "For Owls, & C++ 🦉", channelName: "night-owls🌙").text
                == "night owls 🌙\nfor owls c++ 🦉")
        #expect(
            WishWords(.other, text: "  Moss\nTour https://A.example/b ", channelName: nil).text
                == "rnoss tour https://A.example/b")
        #expect(WishWords(.other, text: "PS5, 10 games", channelName: nil).text == "ps 5 10 garnes")
        #expect(WishWords(.video, text: "!", channelName: nil).text.isEmpty)
    }
}
