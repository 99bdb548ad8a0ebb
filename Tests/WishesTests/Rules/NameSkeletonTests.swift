import Testing

@testable import Wishes

@Suite("Names that look alike")
struct NameSkeletonTests {
    @Test(
        "Names are alike whatever their case, width, accents, script and decoration",
        arguments: [
            ("admin", "ＡＤＭＩＮ"), ("admin", "аdmіn"), ("admin", "ᴀᴅᴍɪɴ"), ("admin", "ⲁdmin"), ("admin", "🔒admin"),
            ("admin", "_admin_"), ("admin", "【admin】"), ("admin", "・admin"), ("admin", "a-d-m-i-n"),
            ("admin", "a\u{301}d\u{489}min"), ("admin", "ad\u{200B}m\u{202E}in\u{E0061}"), ("admin", "ⓐⓓⓜⓘⓝ"),
            ("admin", "🅰🅳🅼🅸🅽"), ("admin", "🇦🇩🇲🇮🇳"), ("admin", "𝓪𝔡𝕞𝗶𝚗"), ("admin", "ᵃᵈᵐⁱⁿ"), ("admin", "adrnin"),
            ("night owls", "night-owls"), ("night-owls", "nіght_оwls🌙"), ("Ⅻ", "xii"), ("crème", "creme"),
            ("o0", "0o"), ("l1", "1l"), ("кофе", "kофе"),
        ])
    func alike(_ name: String, _ other: String) {
        #expect(NameSkeleton.of(name) == NameSkeleton.of(other), "\(NameSkeleton.of(name)), \(NameSkeleton.of(other))")
    }

    @Test(
        "Other names are not alike",
        arguments: [
            ("admin", "adam"), ("mail", "mall"), ("3d", "ed"), ("が", "か"), ("กิน", "กัน"), ("team-4", "team-a"),
            ("tea", "teas"),
            ("c", "d"), ("日本", "日木"),
        ])
    func different(_ name: String, _ other: String) { #expect(NameSkeleton.of(name) != NameSkeleton.of(other)) }

    @Test("Each word is one; decoration belongs to none")
    func words() {
        #expect(NameSkeleton.words(of: "🌙 Night-Owls_2【x】") == ["night", "owls", "2", "x"])
        #expect(NameSkeleton.words(of: "🌙・-_").isEmpty)
    }

    @Test("Every confusable character has a short skeleton, which is its own")
    func everyCharacter() {
        #expect(ConfusablesTable.version == "17.0.0" && Confusables.all.count == 6_565)
        for scalar in Confusables.all {
            let skeleton = NameSkeleton.of(String(scalar))
            #expect(skeleton.unicodeScalars.count <= 40, "\(scalar.value)")
            #expect(NameSkeleton.of(skeleton) == skeleton, "\(scalar.value): \(skeleton)")
        }
    }
}

@Suite("Reserved names")
struct ReservedNameTests {
    private let reserved = GuildSettings().reservedNames

    private func isRefused(_ name: String) -> Bool {
        if case .refused(.reserved) = ChannelName.judge(name, reserved: reserved) { true } else { false }
    }

    @Test(
        "A reserved word is refused in singular, plural and any decoration or spelling",
        arguments: [
            "administrator", "admins", "mods", "ᴀᴅᴍɪɴ", "ⲁdmin", "_admin", "🔒admin", "rules", "general", "suggestions",
            "Moderators", "adm1n", "4dm1n", "m0d", "admin2", "1admin1", "🔒admin1🔒", "modz", "staff-room", "owner’s-den",
            "0ffic1al", "offlcial", "official-news", "annоuncements", "announcement", "【rules】", "ru1es", "a.d.m.i.n",
            "mo\u{301}d", "ℳod", "rnod", "ovvner", "adмiи", "ɐdɯin", "everyone", "here", "s\u{202E}taff", "ＳＴＡＦＦ",
            "🅂🅃🄰🄵🄵",
        ])
    func refused(name: String) { #expect(isRefused(name), "\(name)") }

    @Test(
        "A word that only begins like a reserved one, or follows another word, is accepted",
        arguments: [
            "ModernArt", "modern-art", "moderate", "administration", "staffroom", "skyrim-mods", "general-relativity",
            "rules-lawyers", "officialdom", "ownership", "heroes", "hereafter", "1", "🌟", "ёлка", "日本語",
        ])
    func accepted(name: String) { #expect(!isRefused(name), "\(name)") }

    @Test("Each letter of a reserved word may be any character that Unicode takes for its look-alike")
    func everyLookAlike() {
        let letters: [(String, String)] = [("a", "a"), ("d", "d"), ("rn", "m"), ("i", "i"), ("n", "n")]
        var tried = 0
        for (look, letter) in letters {
            for scalar in Confusables.all where Confusables.prototype(of: scalar) == look {
                guard !VisibleText.isInvisible(scalar) else { continue }
                let name = "admin".replacing(letter, with: String(scalar))
                #expect(reserved.word(in: name) == "admin", "U+\(String(scalar.value, radix: 16))")
                tried += 1
            }
        }
        #expect(tried > 100)
    }

    @Test("Configured words take the place of the default ones; a word of emoji is compared as it is")
    func configured() {
        let own = ReservedNames(prefixes: ["Boss", "🔒"], names: ["lounge"])
        #expect(own.word(in: "bоsses") == "Boss" && own.word(in: "boss-room") == "Boss")
        #expect(own.word(in: "lounge") == "lounge" && own.word(in: "lounge-music") == nil)
        #expect(own.word(in: "🔒") == "🔒" && own.word(in: "🔒-x") == "🔒" && own.word(in: "🔓") == nil)
        #expect(own.word(in: "admin") == nil)
    }
}
