/// German, with `du`. As in `English`, titles are how older messages are recognized.
enum German {
    static func wording(_ phrase: Phrase) -> Wording {
        switch phrase {
        // MARK: Cards
        case .wishTitleVideo: Wording("Ein Video wird gewünscht", "Eine Vision wird ersehnt, o Träger mein")
        case .wishTitleChannel: Wording("Ein Kanal wird gewünscht", "Ein Ort wird ersehnt, o Träger mein")
        case .wishTitleOther: Wording("Ein Wunsch", "Ein Wunsch, o Träger mein")
        case .wishedBy: Wording("Gewünscht von {name}", "Geflüstert von {name}")
        case .formerMember: Wording("einem früheren Mitglied")
        case .howToVote: Wording("Stimm mit {emoji} ab", "Nähre ihn mit {emoji}")

        // MARK: What becomes of a wish
        case .manifesting:
            Wording(
                "Dieser Wunsch hat die Stimmen, die er braucht.",
                "Genug haben gewünscht. Lausche: Er nimmt Gestalt an, o Träger mein.")
        case .manifested:
            Wording(
                "Dieser Wunsch ist wahr geworden: {channel}",
                "Es ist ausgesprochen, und so ist es: {channel}, o Träger mein.")
        case .doubled:
            Wording(
                "Für diesen Wunsch sind mehrere Kanäle entstanden: {channels}. Die Moderation kann löschen, was nicht gebraucht wird.",
                "Ein Wunsch, und mehr als eine Gestalt: {channels}. Die Moderation mag tilgen, was niemand begehrt.")
        case .manifestationRefused:
            Wording(
                "Dieser Wunsch hat genug Stimmen, aber sein Kanal lässt sich nicht erstellen: {why}. Ich versuche es wieder.",
                "Genug haben gewünscht, und doch sträubt sich die Welt: {why}. Ich versuche es wieder, o Träger mein.")
        case .celebration: Wording("✅ Dieser Wunsch wurde erfüllt.", "✅ Er ist erfüllt, o Träger mein.")

        // MARK: Wishing
        case .wished: Wording("Dein Wunsch steht hier: {link}", "Dein Wunsch hat nun eine Form, o Träger mein: {link}")
        case .wishFailed:
            Wording(
                "Das hat nicht geklappt: {why}. Es wurde nichts gespeichert; versuch es bitte noch einmal.",
                "Der Wunsch ist mir entglitten: {why}. Nichts blieb zurück, o Träger mein; sprich ihn noch einmal aus.")
        case .wishDoubtful:
            Wording(
                "Discord hat nicht gesagt, ob das geklappt hat. Dein Wunsch erscheint innerhalb einer Minute, oder ich sage dir, warum nicht.",
                "Die Welt schweigt, o Träger mein. Dein Wunsch nimmt binnen einer Minute Form an, oder ich sage dir, warum nicht."
            )
        case .interrupted:
            Wording(
                "Ich wurde neu gestartet, bevor ich antworten konnte. Frag bitte noch einmal.",
                "Der Schlaf holte mich, bevor ich antworten konnte, o Träger mein. Frag noch einmal.")
        case .wrongChannel:
            Wording(
                "Gewünscht wird in {channel}.", "Nicht hier, o Träger mein. Gewünscht wird in {channel}.")
        case .suggestionsChannel: Wording("dem Vorschlagskanal")
        case .noSuggestionsChannel:
            Wording(
                "Dieser Server hat keinen Kanal namens {name}, den ich sehen kann. Erstellt ihn oder gebt mir Zugriff.",
                "Ich sehe keinen Kanal namens {name}, o Träger mein. Erschafft ihn oder gewährt mir Zugriff.")
        case .suggestionsChannelIsNoText:
            Wording(
                "Der Kanal {name} ist kein Textkanal. Wünsche brauchen einen Textkanal mit diesem Namen oder einen anderen Namen in meinen Einstellungen.",
                "{name} ist kein Ort für Worte, o Träger mein. Wünsche brauchen einen Textkanal mit diesem Namen oder einen anderen Namen in meinen Einstellungen."
            )
        case .suggestionsChannelMistyped:
            Wording(
                "Meine Einstellungen nennen den Kanal {name}, den es nicht gibt; bisher wurde in {channel} gewünscht. Berichtigt die Einstellung oder erstellt den Kanal.",
                "Man hat mich nach {name} geschickt, o Träger mein, und das ist nirgends; bisher wurde in {channel} gewünscht. Berichtigt die Einstellung oder erschafft den Kanal."
            )
        case .suggestionsUnseen:
            Wording(
                "Du kannst den Kanal nicht sehen, in dem Wünsche stehen, also poste ich dort keinen für dich. Die Moderation kann dir dort „Kanal ansehen“ geben.",
                "Wünsche nehmen Form an, wo du nicht hinsiehst, o Träger mein, also forme ich dort keinen für dich. Die Moderation kann dir dort „Kanal ansehen“ geben."
            )
        case .suggestionsReadOnly:
            Wording(
                "Du kannst in {channel}, wo Wünsche stehen, nicht schreiben, also poste ich dort keinen für dich. Die Moderation kann dir dort „Nachrichten senden“ geben.",
                "Deine Stimme trägt nicht in {channel}, o Träger mein, wo Wünsche Form annehmen. Die Moderation kann dir dort „Nachrichten senden“ geben."
            )
        case .notADreamer:
            Wording(
                "Du brauchst eine der Rollen, die wünschen dürfen.",
                "Deine Wünsche haben noch keine Stimme: Du brauchst eine der Rollen, die wünschen dürfen.")
        case .notAModerator:
            Wording("Das darf nur die Moderation.", "Das steht allein der Moderation zu, o Träger mein.")
        case .attachmentsNotKept:
            Wording(
                "Ein Wunsch besteht aus Text und einem Bild (PNG, JPEG, GIF oder WebP): Andere Dateien, Sticker und Umfragen gingen verloren. Es wurde nichts gelöscht; wünsche noch einmal ohne sie, oder schreib einen Link in den Text.",
                "Ein Wunsch ist Worte und ein Bild (PNG, JPEG, GIF oder WebP), o Träger mein: Andere Dateien, Sticker und Umfragen gingen verloren. Nichts wurde gelöscht; sprich ihn noch einmal ohne sie aus, oder mit einem Link."
            )
        case .picturesNotKept:
            Wording(
                "Ein Wunsch hat nur ein Bild, die anderen gingen verloren. Es wurde nichts gelöscht; wünsche noch einmal mit einem davon.",
                "Ein Bild für einen Wunsch, o Träger mein; die anderen gingen verloren. Nichts wurde gelöscht; sprich ihn noch einmal mit einem davon aus."
            )
        case .pictureTooLarge:
            Wording(
                "Dieses Bild ist zu groß: Ich kann {count} MB posten. Es wurde nichts gelöscht; wünsche noch einmal mit einem kleineren.",
                "Dieses Bild ist mir zu gewaltig, o Träger mein: Ich kann {count} MB tragen. Nichts wurde gelöscht; sprich den Wunsch noch einmal mit einem kleineren aus."
            )
        case .pictureUnreachable:
            Wording(
                "Discord hat mir dieses Bild nicht gegeben. Es wurde nichts gelöscht; wünsche bitte noch einmal, mit dem Bild oder ohne.",
                "Die Welt verwehrt mir dieses Bild, o Träger mein. Nichts wurde gelöscht; sprich den Wunsch noch einmal aus, mit dem Bild oder ohne."
            )
        case .handedBack:
            Wording(
                "Deine Nachricht und diese Antwort werden {time} gelöscht. Dein Text:",
                "Deine Worte und meine verwehen {time}, o Träger mein. Bewahre die deinen:")
        case .channelNameRefused:
            Wording("Dieser Name geht nicht: {why}.", "Dieser Name hält nicht, o Träger mein: {why}.")
        case .channelNameEmpty: Wording("er braucht mindestens einen Buchstaben, eine Ziffer oder ein Emoji")
        case .channelNameTooLong: Wording("er hat {count} Zeichen, Discord erlaubt 100")
        case .wordReserved: Wording("das Wort „{word}“ ist reserviert")
        case .channelExists:
            Wording(
                "Den Kanal gibt es schon: {channel}. Es wurde nichts gepostet.",
                "Dieser Ort hat seine Gestalt schon, o Träger mein: {channel}. Es wurde nichts gepostet.")
        case .alreadyWished:
            Wording(
                "Das wünscht sich schon jemand; stimm für diesen Wunsch ab{place}. Es wurde nichts gepostet.",
                "Das wird schon geflüstert, o Träger mein; nähre jenen Wunsch{place}. Es wurde nichts gepostet.")
        case .channelAlreadyWished:
            Wording(
                "{name} wünscht sich schon jemand; stimm für diesen Wunsch ab{place}. Es wurde nichts gepostet.",
                "{name} wird schon geflüstert, o Träger mein; nähre jenen Wunsch{place}. Es wurde nichts gepostet.")
        case .alikeWished:
            Wording(
                "Das ist fast dasselbe wie ein offener Wunsch, „{what}“; stimm für diesen ab{place}. Es wurde nichts gepostet.",
                "Das wird schon geflüstert, o Träger mein, oder beinahe: „{what}“. Nähre jenen Wunsch{place}. Es wurde nichts gepostet."
            )
        case .channelIsNear:
            Wording(
                "Es gibt einen Kanal, der fast so heißt: {channel}. Es wurde nichts gepostet.",
                "Ein Ort, der fast so heißt, hat seine Gestalt schon, o Träger mein: {channel}. Es wurde nichts gepostet."
            )
        case .howToInsist:
            Wording(
                "Als Moderator kannst du es trotzdem posten: {form} oder die Option `{option}` von {command}.",
                "Willst du es dennoch, o Träger mein: {form} oder die Option `{option}` von {command}.")
        case .tooManyOfMemberOne:
            Wording(
                "Du hast {count} offenen Wunsch, so viele wie hier pro Mitglied erlaubt sind. Sobald er wahr oder entfernt wird, kannst du wieder wünschen.",
                "Du hegst {count} offenen Wunsch, o Träger mein, so viele, wie hier einer hegen darf. Sobald er Gestalt annimmt oder entfernt wird, flüstere wieder."
            )
        case .tooManyOfMemberOther:
            Wording(
                "Du hast {count} offene Wünsche, so viele wie hier pro Mitglied erlaubt sind. Sobald einer wahr oder entfernt wird, kannst du wieder wünschen.",
                "Du hegst {count} offene Wünsche, o Träger mein, so viele, wie hier einer hegen darf. Sobald einer Gestalt annimmt oder entfernt wird, flüstere wieder."
            )
        case .tooManyOfServerOne:
            Wording(
                "Dieser Server hat {count} offenen Wunsch, mehr sind nicht erlaubt. Die Moderation kann ihn erfüllen oder entfernen.",
                "Dieser Server hegt {count} offenen Wunsch, o Träger mein, mehr fasst er nicht. Die Moderation kann ihn erfüllen oder entfernen."
            )
        case .tooManyOfServerOther:
            Wording(
                "Dieser Server hat {count} offene Wünsche, mehr sind nicht erlaubt. Die Moderation kann welche erfüllen oder entfernen.",
                "Dieser Server hegt {count} offene Wünsche, o Träger mein, mehr fasst er nicht. Die Moderation kann welche erfüllen oder entfernen."
            )
        case .tooSoonOne:
            Wording(
                "Einer nach dem anderen: In {count} Sekunde kannst du wieder wünschen. Es wurde nichts gepostet.",
                "Ein Hunger nach dem anderen, o Träger mein: Wünsche wieder in {count} Sekunde. Es wurde nichts gepostet."
            )
        case .tooSoonOther:
            Wording(
                "Einer nach dem anderen: In {count} Sekunden kannst du wieder wünschen. Es wurde nichts gepostet.",
                "Ein Hunger nach dem anderen, o Träger mein: Wünsche wieder in {count} Sekunden. Es wurde nichts gepostet."
            )

        // MARK: Lists
        case .sectionVideo: Wording("Gewünschte Videos", "Visionen, nach denen euch hungert")
        case .sectionChannel: Wording("Gewünschte Kanäle", "Orte, die ihr ins Sein träumt")
        case .sectionOther: Wording("Andere Wünsche", "Anderer Hunger")
        case .shownOf: Wording("{count} von {total}")
        case .pageOf: Wording("Seite {page} von {pages}")
        case .emptyList:
            Wording("Hier ist noch nichts. Fang an mit {form}.", "Noch nichts, o Träger mein. Beginne mit {form}.")
        case .manifestationsTitle:
            Wording("Wünsche, die wahr wurden", "Wünsche, die Gestalt annahmen, o Träger mein")
        case .manifestationsTitleVideo: Wording("Videos, die wahr wurden", "Visionen, die Gestalt annahmen")
        case .manifestationsTitleChannel: Wording("Kanäle, die wahr wurden", "Orte, die Gestalt annahmen")
        case .manifestationsTitleOther: Wording("Andere Wünsche, die wahr wurden", "Anderer Hunger, gestillt")
        case .nothingManifested:
            Wording(
                "Noch ist kein Wunsch wahr geworden.", "Noch hat kein Wunsch Gestalt angenommen, o Träger mein.")
        case .noVideoManifested:
            Wording("Noch ist kein Video wahr geworden.", "Noch hat keine Vision Gestalt angenommen, o Träger mein.")
        case .noChannelManifested:
            Wording("Noch ist kein Kanal wahr geworden.", "Noch hat kein Ort Gestalt angenommen, o Träger mein.")
        case .noOtherManifested:
            Wording(
                "Noch ist kein anderer Wunsch wahr geworden.", "Noch wurde kein anderer Hunger gestillt, o Träger mein."
            )
        case .grantedBy: Wording("erfüllt von {moderator}", "auf das Wort von {moderator}")
        case .carriedBy: Wording("mit {count} von {total} Stimmen")
        case .confirmed: Wording("Mit Discord abgeglichen: {time}", "Wie Discord selbst bezeugt: {time}")
        case .unconfirmed:
            Wording(
                "Discord konnte nicht alles bestätigen ({why}); {age}.",
                "Discord wollte nicht für alles bürgen ({why}); {age}.")
        case .numbersAsOf: Wording("Zahlen vom Stand {time}")
        case .numbersNeverConfirmed: Wording("einige Zahlen wurden noch nie bestätigt")
        case .searchTitle: Wording("Wünsche mit „{word}“", "Was „{word}“ flüstert")
        case .nothingFound:
            Wording(
                "Kein Wunsch hat alle diese Wörter. Versuch es mit weniger Wörtern oder mit Teilen davon.",
                "Kein Wunsch flüstert all das, o Träger mein. Versuch es mit weniger Worten oder mit Teilen davon.")
        case .statisticsTitle: Wording("Die letzten zwölf Wochen", "Zwölf Wochen Hunger, o Träger mein")
        case .statisticsPosted: Wording("🟦 **{count}** · gepostete Wünsche", "🟦 **{count}** · geflüsterte Wünsche")
        case .statisticsVotes:
            Wording(
                "🟨 **{count}** · Stimmen, die die Wünsche jeder Woche haben",
                "🟨 **{count}** · wie oft sie genährt wurden")
        case .statisticsGranted:
            Wording("🟩 **{count}** · Wünsche, die wahr wurden", "🟩 **{count}** · Wünsche, die Gestalt annahmen")

        // MARK: Reports
        case .weeklyTitle: Wording("Die Wünsche der Woche", "Was ihr diese Woche begehrt habt, o Träger mein")
        case .weeklyLead: Wording("Die Favoriten jeder Art.", "Diese habt ihr am meisten genährt.")
        case .weeklyNothing:
            Wording(
                "Es gibt keine offenen Wünsche, also auch keinen Rückblick.",
                "Kein Wunsch ist offen; es gibt nichts zu erzählen, o Träger mein.")
        case .weeklyDuplicate:
            Wording(
                "Gepostet. Unter den letzten fünf Nachrichten ist noch ein früherer Rückblick.",
                "Erzählt, o Träger mein, obwohl eine frühere Erzählung noch unter den letzten fünf Nachrichten ist.")
        case .weeklyPosted: Wording("Der Rückblick steht in {channel}.", "Erzählt ist es in {channel}, o Träger mein.")
        case .weeklyFailed:
            Wording("Der Rückblick ließ sich nicht posten: {why}.", "Die Erzählung misslang: {why}.")
        case .syncTitle: Wording("Abgeglichen", "Das Muster stimmt wieder, o Träger mein")
        case .syncUpdated: Wording("**{count}** aktualisiert")
        case .syncDeleted: Wording("**{count}** gelöscht")
        case .syncErrors: Wording("**{count}** ungeklärt")
        case .syncManifested: Wording("**{count}** wahr geworden")
        case .syncRequestsOne: Wording("{count} Anfrage")
        case .syncRequestsOther: Wording("{count} Anfragen")
        case .syncDrift: Wording("Abweichung {count}")

        // MARK: Help
        case .helpTitle: Wording("Was du tun kannst", "Was du von mir verlangen darfst, o Träger mein")
        case .helpWish: Wording("{form} – dir etwas wünschen")
        case .helpWishIn: Wording("{form} in {channel} – dir etwas wünschen")
        case .helpTop: Wording("{commands} – die Favoriten")
        case .helpManifestations: Wording("{form} – Wünsche, die wahr wurden")
        case .helpSearch: Wording("{form} – Wünsche nach ihren Wörtern finden")
        case .helpShow: Wording("{form} – einen Wunsch zeigen")
        case .helpStats: Wording("{form} – die letzten zwölf Wochen in Zahlen")
        case .helpWeeklySummary: Wording("{form} – den Rückblick jetzt posten")
        case .helpSyncWishes: Wording("{form} – alles neu zählen, jetzt")
        case .helpManifestWish: Wording("{form} – einen Wunsch von Hand erfüllen")
        case .helpRemoveWish: Wording("{form} – einen Wunsch mit seiner Nachricht entfernen")
        case .helpSetThreshold: Wording("{form} – der Anteil der Mitglieder oder die Stimmen, die ein Kanal braucht")
        case .helpHelp: Wording("{form} – diese Liste")
        case .helpSlash: Wording("Als Slash-Befehle: {commands}", "Mit einem Schrägstrich gesprochen: {commands}")
        case .commandsForRoles:
            Wording(
                "Discord zeigt die Slash-Befehle der Moderation nur Mitgliedern mit „Server verwalten“. Diese können sie auch für eine Rolle freigeben: Servereinstellungen → Integrationen → {name} → Befehle.",
                "Nur wer „Server verwalten“ darf, sieht, was die Moderation mit einem Schrägstrich spricht, und kann es auch einer Rolle öffnen: Servereinstellungen → Integrationen → {name} → Befehle."
            )

        // MARK: How commands are written
        case .usage: Wording("Schreib es so: {form}", "So geht es: {form}")
        case .usageProblem: Wording("Nicht ganz: {why}.", "Sprich deutlich, o Träger mein: {why}.")
        case .didYouMean: Wording("Meintest du {form}?", "War es {form}, was du meintest, o Träger mein?")
        case .formWish:
            Wording("`{command} video TEXT`, `{command} other TEXT` oder `{command} channel NAME: ZWECK`")
        case .formSlashWish:
            Wording("`{command} video TEXT`, `{command} sonstiges TEXT` oder `{command} kanal NAME: ZWECK`")
        case .formWishText: Wording("`{command} {kind} TEXT`")
        case .formWishChannel: Wording("`{command} channel NAME: ZWECK`")
        case .formTop: Wording("`{command} [1–25]`")
        case .formManifestations: Wording("`{command} [video|channel|other] [1–25]`")
        case .formSearch: Wording("`{command} WÖRTER`")
        case .formShow: Wording("`{command} ID|LINK`")
        case .formManifestWish: Wording("`{command} ID|LINK [Notiz]`")
        case .formRemoveWish: Wording("`{command} ID|LINK`")
        case .formSetThreshold: Wording("`{command} [0.10–1.00] [confirm]`, `{command} N votes` oder `{command} reset`")
        case .formPlain: Wording("`{command}`")
        case .problemKind: Wording("sag zuerst, was es ist: video, channel oder other")
        case .problemText: Wording("der Wunsch selbst fehlt")
        case .problemChannel: Wording("ein Kanal braucht einen Namen und einen Zweck, mit einem Doppelpunkt dazwischen")
        case .problemCount: Wording("die Anzahl muss eine ganze Zahl von 1 bis 25 sein")
        case .problemKindAndCount: Wording("sag video, channel oder other, und eine Zahl von 1 bis 25")
        case .problemSearch: Wording("such nach einem oder mehreren Wörtern, in höchstens 80 Zeichen")
        case .problemWish:
            Wording(
                "nenne einen Wunsch mit dem Link zu seiner Nachricht, mit deren ID oder mit der ID in der Fußzeile")
        case .problemThreshold:
            Wording("die Schwelle reicht von 0.10 bis 1.00, also etwa 0.67 oder 67 %, oder ist eine Zahl wie 25 votes")
        case .problemThresholdOrReset: Wording("gib eine Schwelle an oder setz sie zurück, nicht beides")
        case .slower:
            Wording(
                "Langsamer, bitte: Das sind mehr als {count} Befehle in zehn Sekunden. Ich antworte wieder, wenn es ruhiger ist.",
                "Langsamer, o Träger mein: Das sind mehr als {count} Befehle in zehn Sekunden. Ich höre wieder zu, wenn es ruhiger ist."
            )
        case .tooBusy:
            Wording(
                "Zu viele Fragen auf einmal: Deine bleibt liegen. Frag in einer Minute noch einmal.",
                "Zu viele Stimmen auf einmal, o Träger mein: Deine blieb ungehört. Frag in einer Minute noch einmal.")

        // MARK: The threshold
        case .threshold:
            Wording(
                "Ein Kanalwunsch braucht die Stimmen von {what}",
                "Damit ein Ort Gestalt annimmt, müssen ihn {what} nähren")
        case .thresholdSet:
            Wording(
                "Ab jetzt braucht ein Kanalwunsch die Stimmen von {what}",
                "So sei es, o Träger mein: Von nun an müssen {what} einen Ort nähren")
        case .thresholdReset:
            Wording(
                "Ab jetzt gilt wieder die Schwelle aus der Konfiguration: {what}",
                "So sei es, o Träger mein: Es gilt wieder, was mir bei meiner Erschaffung gesagt wurde, und {what} müssen einen Ort nähren"
            )
        case .thresholdOverrides:
            Wording(
                "Das gilt statt der Konfiguration, in der {share} steht; mit {form} gilt sie wieder.",
                "Es gilt statt der Konfiguration, in der {share} steht; sprich {form}, und jene gilt wieder.")
        case .thresholdReplaced:
            Wording(
                "`{name}` tritt an die Stelle von `{option}`, das nicht mehr zählt.",
                "`{name}` tritt an die Stelle von `{option}`, das nun nichts mehr bedeutet.")
        case .thresholdIsConfigured: Wording("So steht es in der Konfiguration.")
        case .thresholdWasSet:
            Wording("Festgelegt von {moderator}, {time}.", "So will es das Wort von {moderator}, {time}.")
        case .quorumOne: Wording(": zurzeit {needed} {emoji} von {count} Mitglied.")
        case .quorumOther: Wording(": zurzeit {needed} {emoji} von {count} Mitgliedern.")
        case .quorumUnknown:
            Wording(
                ". Wie viele Stimmen das sind, ist unbekannt, und es entsteht kein Kanal, weil ich die Mitglieder nicht auflisten kann: {why}.",
                ". Wie viele das sind, sehe ich nicht, und kein Ort nimmt Gestalt an, weil ich die Mitglieder nicht auflisten kann: {why}."
            )
        case .manyChannels:
            Wording(
                "Bei {share} würden {count} Kanäle auf einmal entstehen, deshalb habe ich nichts geändert. Wenn du das willst, nimm {form}.",
                "Bei {share} nähmen {count} Orte auf einmal Gestalt an, o Träger mein, deshalb habe ich nichts geändert. Wenn das dein Wunsch ist, sprich {form}."
            )
        case .manyChannelsBySetting:
            Wording(
                "Dadurch könnten bis zu {count} Kanäle auf einmal entstehen, deshalb wurde nichts geändert. Wenn du das willst, nutze {form}.",
                "Dadurch könnten bis zu {count} Orte auf einmal Gestalt annehmen, o Träger mein, deshalb wurde nichts geändert. Ist das dein Wunsch, so sprich {form}."
            )
        case .withOption: Wording("`{command}` mit `{option}`")

        // MARK: Whose votes count
        case .votersAll: Wording("menschliche Mitglieder")
        case .votersWithRole: Wording("Mitglieder mit der Rolle {name}")
        case .votersInChannel: Wording("Mitglieder, die {channel} sehen können")
        case .shareOfVoters: Wording("{share} ({voters})")
        case .votesOfVoters: Wording("{count} ({voters})")
        case .voteCountOne: Wording("{count} Stimme")
        case .voteCountOther: Wording("{count} Stimmen")
        case .quorumUnreachable:
            Wording(
                "Das sind mehr, als abstimmen dürfen; so kann kein Kanal entstehen.",
                "Das sind mehr, als ihn nähren dürfen, o Träger mein; so nimmt kein Ort Gestalt an.")
        case .quorumTitle: Wording("Was {name} braucht", "Wonach {name} hungert")
        case .quorumMayVote: Wording("**Abstimmen dürfen**: {count} ({voters})")
        case .quorumWithoutAuthor: Wording("ohne den, der gewünscht hat")
        case .quorumNeededShare: Wording("**Nötig**: {needed}, das sind {share} davon, aufgerundet")
        case .quorumNeededVotes: Wording("**Nötig**: {needed}")
        case .quorumUnderCard: Wording("**Unter der Karte**: {emoji} {count}")
        case .quorumUnderCardMine: Wording("**Unter der Karte**: {emoji} {count}, davon zählt meine nicht")
        case .quorumCounted: Wording("**Es zählen**: {count}")
        case .quorumUncounted: Wording("**Es zählen nicht**: {what}")
        case .uncountedBotsOne: Wording("{count} Bot")
        case .uncountedBotsOther: Wording("{count} Bots")
        case .uncountedLeftOne: Wording("{count} früheres Mitglied")
        case .uncountedLeftOther: Wording("{count} frühere Mitglieder")
        case .uncountedPendingOne: Wording("{count}, der die Regeln noch nicht angenommen hat")
        case .uncountedPendingOther: Wording("{count}, die die Regeln noch nicht angenommen haben")
        case .uncountedRoleOne: Wording("{count} ohne die Rolle")
        case .uncountedRoleOther: Wording("{count} ohne die Rolle")
        case .uncountedSightOne: Wording("{count}, der den Kanal nicht sehen kann")
        case .uncountedSightOther: Wording("{count}, die den Kanal nicht sehen können")
        case .uncountedUnknownOne: Wording("{count}, der nicht abstimmen darf")
        case .uncountedUnknownOther: Wording("{count}, die nicht abstimmen dürfen")
        case .uncountedOwn: Wording("1 von dem, der gewünscht hat")
        case .uncountedDoublesOne: Wording("{count} zweite Stimme")
        case .uncountedDoublesOther: Wording("{count} zweite Stimmen")
        case .votesMissingOne: Wording("Es fehlt {count} Stimme.", "Er hungert nach {count} weiteren, o Träger mein.")
        case .votesMissingOther:
            Wording("Es fehlen {count} Stimmen.", "Er hungert nach {count} weiteren, o Träger mein.")
        case .quorumNothingMissing:
            Wording("Es fehlt nichts: Der Kanal entsteht gleich.", "Er ist satt: Gleich nimmt er Gestalt an.")
        case .quorumStuck:
            Wording(
                "Er hat genug Stimmen, aber sein Kanal kann nicht entstehen: {why}.",
                "Er ist satt, und doch sträubt sich die Welt: {why}.")
        case .quorumHidden:
            Wording(
                "Wie viele Stimmen nötig sind, kann ich gerade nicht sagen: {why}.",
                "Wie viele diesen Wunsch nähren müssen, ist mir verborgen, o Träger mein: {why}.")
        case .noQuorumOne:
            Wording(
                "Nur Kanalwünsche haben ein Quorum. Dieser hat {count} Stimme, und ein Moderator erfüllt ihn von Hand.",
                "Nur Orte nehmen von selbst Gestalt an, o Träger mein. Dieser Wunsch hat {count} Stimme, und ein Moderator erfüllt ihn."
            )
        case .noQuorumOther:
            Wording(
                "Nur Kanalwünsche haben ein Quorum. Dieser hat {count} Stimmen, und ein Moderator erfüllt ihn von Hand.",
                "Nur Orte nehmen von selbst Gestalt an, o Träger mein. Dieser Wunsch hat {count} Stimmen, und ein Moderator erfüllt ihn."
            )
        case .helpQuorum: Wording("{form} – wessen Stimmen ein Kanalwunsch hat und wie viele fehlen")
        case .formQuorum: Wording("`{command} ID|LINK`")
        case .problemThresholdOrVotes: Wording("gib eine Schwelle oder eine Zahl von Stimmen an, nicht beides")

        case .howToVoteChannel:
            Wording(
                "Stimm mit {emoji} ab: Mit genug Stimmen entsteht der Kanal",
                "Nähre ihn mit {emoji}, und er nimmt Gestalt an")
        case .progressOne: Wording("{total} von {count} Mitglied")
        case .progressOther: Wording("{total} von {count} Mitgliedern")
        case .votesHere: Wording("{emoji} {total} hier (meine zählt nicht)")
        case .votesHereUncountedOne: Wording("{emoji} {total} hier (meine und {count} andere zählen nicht)")
        case .votesHereUncountedOther: Wording("{emoji} {total} hier (meine und {count} andere zählen nicht)")
        // MARK: Settings
        case .helpConfig: Wording("{form} – die Einstellungen dieses Servers")
        case .formConfig: Wording("`{command} show`, `{command} set NAME WERT` oder `{command} reset NAME`")
        case .problemConfig: Wording("sag show, set oder reset")
        case .problemSetting: Wording("nenn die Einstellung, die zurückgesetzt werden soll, und sonst nichts")
        case .problemSettingValue: Wording("nenn eine Einstellung und ihren neuen Wert")
        case .problemValueLength: Wording("ein Wert hat 1 bis 100 Zeichen")
        case .notAManager:
            Wording(
                "Nur Mitglieder mit „Server verwalten“ dürfen Einstellungen ändern.",
                "Nur wer „Server verwalten“ darf, biegt zurecht, was ich bin, o Träger mein.")
        case .settingsTitle: Wording("Einstellungen dieses Servers", "Was ich hier sein soll, o Träger mein")
        case .settingsHint: Wording("{command} set NAME WERT · {command} reset NAME")
        case .settingOrigin:
            Wording(
                "{time} von {moderator} gesetzt; in der Konfiguration steht `{word}`",
                "so sprach {moderator} {time}; in der Konfiguration steht `{word}`")
        case .setAllTheSame: Wording("Trotzdem setzen", "So sei es")
        case .unknownSetting:
            Wording(
                "Es gibt keine Einstellung `{word}`. {form} zeigt alle.",
                "Ich kenne keine Einstellung `{word}`, o Träger mein. Sprich {form}, und ich zeige dir alle.")
        case .unknownSettingNear:
            Wording(
                "Es gibt keine Einstellung `{word}`. Meinst du `{name}`?",
                "Ich kenne keine Einstellung `{word}`, o Träger mein. Meintest du `{name}`?")
        case .settingInvalid:
            Wording(
                "Für `{name}` passt nur {why}. Es wurde nichts geändert.",
                "Für `{name}` taugt nur {why}, o Träger mein. Nichts wurde geändert.")
        case .settingSet:
            Wording(
                "`{name}` ist jetzt `{word}`. In der Konfiguration steht `{what}`; mit {form} gilt das wieder.",
                "So sei es: `{name}` ist nun `{word}`. In der Konfiguration steht `{what}`; sprich {form}, und das gilt wieder."
            )
        case .settingReset:
            Wording(
                "`{name}` kommt wieder aus der Konfiguration: `{word}`.",
                "`{name}` ist wieder, was die Konfiguration sagt: `{word}`. Wie du wünschst, o Träger mein.")
        case .settingNotSet:
            Wording(
                "`{name}` kommt schon aus der Konfiguration: `{word}`.",
                "`{name}` kam nie von anderswo als aus der Konfiguration, o Träger mein: `{word}`.")
        case .noTextChannel:
            Wording(
                "Ich sehe auf diesem Server keinen Textkanal `{word}`, also wurde nichts geändert. Leg ihn an, oder gib mir „Kanal anzeigen“.",
                "Ich sehe keinen Ort für Worte namens `{word}`, o Träger mein, also wurde nichts geändert. Leg ihn an, oder gib mir „Kanal anzeigen“."
            )
        case .noCategory:
            Wording(
                "Ich sehe auf diesem Server keine Kategorie `{word}`, also wurde nichts geändert. Leg sie an, oder gib mir „Kanal anzeigen“.",
                "Ich sehe keine Kategorie `{word}`, o Träger mein, also wurde nichts geändert. Leg sie an, oder gib mir „Kanal anzeigen“."
            )
        case .validChannel: Wording("der Name oder die ID eines Kanals")
        case .validChannelOrNone: Wording("der Name oder die ID eines Kanals, oder none")
        case .validEmoji: Wording("ein einzelnes Emoji")
        case .validFlag: Wording("on oder off")
        case .validNumber: Wording("eine ganze Zahl von {count} bis {total}")
        case .validTime: Wording("eine Uhrzeit von 00:00 bis 23:59")
        case .validTimeZone: Wording("der Name einer Zeitzone wie UTC oder Europe/Berlin")
        case .validChoice: Wording("eines von {commands}")

        // MARK: Granting and removing
        case .refusedUnknown:
            Wording(
                "Einen solchen Wunsch kenne ich auf diesem Server nicht.",
                "Ein solcher Wunsch wurde auf diesem Server nie geflüstert, o Träger mein.")
        case .refusedOtherServer:
            Wording(
                "Der Link führt zu einem anderen Server.", "Der Link führt zu einem anderen Server, o Träger mein.")
        case .refusedManifesting:
            Wording(
                "Sein Kanal wird gerade erstellt. Versuch es in einer Minute noch einmal.",
                "Er nimmt in diesem Augenblick Gestalt an: Sein Kanal wird erstellt. Versuch es in einer Minute noch einmal."
            )
        case .refusedGranted:
            Wording("Dieser Wunsch wurde schon erfüllt.", "Dieser Wunsch wurde schon erfüllt, o Träger mein.")
        case .refusedRemoved: Wording("Dieser Wunsch wurde entfernt.", "Dieser Wunsch wurde entfernt, o Träger mein.")
        case .refusedDeleted:
            Wording(
                "Die Nachricht dieses Wunsches wurde gelöscht.",
                "Dieser Wunsch ist fort: Seine Nachricht wurde gelöscht.")
        case .refusedUnreachable:
            Wording(
                "Discord antwortet nicht, deshalb habe ich nichts geändert. Versuch es bitte noch einmal.",
                "Discord will nicht antworten, deshalb habe ich nichts geändert. Frag noch einmal, o Träger mein.")
        case .granted: Wording("Erfüllt: {wish}.", "So sei es: {wish} ist erfüllt, o Träger mein.")
        case .unmarked: Wording("✅ ließ sich nicht daruntersetzen: {why}.")
        case .unsaid: Wording("Die Antwort darunter ließ sich nicht posten: {why}.")
        case .removed: Wording("Entfernt: {wish}.", "Ungesagt, o Träger mein: {wish} ist entfernt.")
        case .removedBefore:
            Wording("{wish} wurde schon früher entfernt.", "{wish} wurde schon früher entfernt, o Träger mein.")
        case .messageDeletedNow: Wording("Die Nachricht ist jetzt gelöscht.")
        case .messageStands: Wording("Die Nachricht steht noch da: {why}.")

        // MARK: Slash commands and buttons
        case .nothingToSay: Wording("Erledigt.", "Es ist getan.")
        case .unknownCommand:
            Wording(
                "Diesen Befehl kenne ich nicht mehr. Lade Discord neu und versuch es noch einmal.",
                "Dieses Wort hat seine Bedeutung verloren, o Träger mein. Lade Discord neu und sprich noch einmal.")
        case .unknownButton:
            Wording(
                "Dieser Knopf geht nicht mehr. Mit {command} bekommst du eine frische Liste.",
                "Dieser Knopf ist ein Echo, o Träger mein. {command} bringt dir eine frische Liste.")
        case .stillStarting:
            Wording(
                "Ich starte noch. Versuch es gleich noch einmal.",
                "Ich bin noch nicht erwacht, o Träger mein. Versuch es gleich noch einmal.")
        case .notInvited:
            Wording(
                "Meine Befehle sind hier, ich aber nicht: Dieser Server hat den Bot selbst nicht eingeladen. Ladet ihn ein: {link}",
                "Du rufst mich, o Träger mein, doch nur meine Worte wurden eingelassen. Ladet auch mich ein: {link}")

        // MARK: The moderators' channel
        case .noticeStuck:
            Wording(
                "Ein Wunsch hat seine Stimmen, aber sein Kanal lässt sich nicht erstellen: {why}. Ich versuche es wieder, wenn sich daran etwas geändert haben kann. {wish}",
                "Genug haben gewünscht, und doch sträubt sich die Welt, o Träger mein: {why}. Ich versuche es wieder, wenn sich daran etwas geändert haben kann. {wish}"
            )
        case .noticeDuplicates:
            Wording(
                "Für einen Wunsch sind mehrere Kanäle entstanden: {channels}. Löscht, was nicht gebraucht wird. {wish}",
                "Ein Wunsch, und mehr als eine Gestalt: {channels}. Tilgt, was niemand begehrt. {wish}")
        case .noticeDrift:
            Wording(
                "Ein Abgleich hat die Zahlen um insgesamt {count} berichtigt, obwohl keine Ereignisse verloren gingen. Jetzt stimmen sie; wenn das noch einmal vorkommt, sagt es der Person, die den Bot betreibt. {form} zählt jederzeit neu.",
                "Das Muster lag um {count} daneben, obwohl mir nichts entgangen war. Nun stimmt es wieder; gleitet es noch einmal ab, sagt es der Person, die mich betreibt. {form} zählt jederzeit neu."
            )
        case .noticeMissedSummary:
            Wording(
                "Der Wochenrückblick, der {time} fällig war, wurde nicht gepostet: {why}. {form} postet ihn.",
                "Die Erzählung, die {time} fällig war, blieb unerzählt: {why}. Sprich {form}, und ich erzähle sie.")
        case .noticeLack:
            Wording(
                "Auf diesem Server fehlt etwas: {why}.",
                "Hier fehlt etwas, o Träger mein: {why}.")

        // MARK: States on cards and in lists
        case .statePlanned: Wording("Geplant", "Es ist vorhergesehen")
        case .statePlannedBy: Wording("Geplant von {moderator}", "Vorhergesehen von {moderator}")
        case .stateManifesting:
            Wording("Hat seine Stimmen; der Kanal entsteht", "Genug haben gewünscht; es nimmt Gestalt an")
        case .stateGranted: Wording("Erfüllt", "Es ist erfüllt")
        case .stateGrantedBy: Wording("Erfüllt von {moderator}", "Erfüllt durch das Wort von {moderator}")
        case .stateCameTrue: Wording("Wahr geworden: {channel}", "Es nahm Gestalt an: {channel}")
        case .stateDone: Wording("Erledigt", "Es ist vollbracht")
        case .stateDoneBy: Wording("Erledigt von {moderator}", "Vollbracht durch das Wort von {moderator}")
        case .stateDeclined: Wording("Abgelehnt", "Verwehrt")
        case .stateDeclinedBy: Wording("Abgelehnt von {moderator}", "Verwehrt von {moderator}")
        case .stateWithdrawn: Wording("Zurückgezogen", "Ungesagt von dem, der es wünschte")
        case .stateExpired: Wording("Abgelaufen", "Es verklang ungehört")
        case .stateRemoved: Wording("Entfernt", "Ungesagt")
        case .stateRemovedBy: Wording("Entfernt von {moderator}", "Ungesagt von {moderator}")
        case .stateDeleted: Wording("Gelöscht", "Es ist fort")
        case .noteHeading: Wording("Anmerkung", "Was dazu gesagt wurde")
        case .reasonHeading: Wording("Begründung", "Warum es nicht sein darf")

        // MARK: What moderators decide
        case .newsPlanned: Wording("📌 Dieser Wunsch ist geplant.", "📌 Er ist vorhergesehen, o Träger mein.")
        case .newsDeclined: Wording("🚫 Dieser Wunsch wurde abgelehnt.", "🚫 Er darf nicht sein, o Träger mein.")
        case .newsDone: Wording("🏁 Dieser Wunsch ist erledigt.", "🏁 Es ist vollbracht, o Träger mein.")
        case .newsRemoved:
            Wording(
                "🗑️ Die Moderation hat diesen Wunsch entfernt.",
                "🗑️ Die Moderation hat ihn ungesagt gemacht, o Träger mein.")
        case .newsExpiredOne:
            Wording(
                "⌛ Dieser Wunsch war {count} Tag offen und ist abgelaufen. Du kannst ihn wieder äußern.",
                "⌛ Er hungerte {count} Tag lang und verklang, o Träger mein. Willst du es noch, so flüstere ihn wieder."
            )
        case .newsExpiredOther:
            Wording(
                "⌛ Dieser Wunsch war {count} Tage offen und ist abgelaufen. Du kannst ihn wieder äußern.",
                "⌛ Er hungerte {count} Tage lang und verklang, o Träger mein. Willst du es noch, so flüstere ihn wieder."
            )
        case .verdictPlanned: Wording("Geplant: {wish}.", "Vorhergesehen: {wish}, o Träger mein.")
        case .verdictDeclined: Wording("Abgelehnt: {wish}.", "So darf es nicht sein: {wish}, o Träger mein.")
        case .verdictDone: Wording("Erledigt: {wish}.", "Vollbracht: {wish}, o Träger mein.")
        case .cardLater:
            Wording("Die Karte zeigt das in einigen Stunden.", "Die Karte kündet davon in einigen Stunden.")
        case .cardUnchanged:
            Wording("Die Karte ließ sich nicht ändern: {why}.", "Die Karte wollte sich nicht wandeln: {why}.")
        case .directLead:
            Wording("Zu deinem Wunsch {wish} in {name}:", "Von deinem Wunsch {wish} in {name}, o Träger mein:")
        case .refusedPlanned:
            Wording("Dieser Wunsch ist schon geplant.", "Dieser Wunsch ist schon vorhergesehen, o Träger mein.")
        case .refusedDone:
            Wording("Dieser Wunsch ist schon erledigt.", "Dieser Wunsch ist schon vollbracht, o Träger mein.")
        case .refusedDeclined: Wording("Dieser Wunsch wurde abgelehnt.", "Dieser Wunsch wurde verwehrt, o Träger mein.")
        case .refusedWithdrawn:
            Wording("Dieser Wunsch wurde zurückgezogen.", "Wer ihn wünschte, hat ihn ungesagt gemacht, o Träger mein.")
        case .refusedExpired: Wording("Dieser Wunsch ist abgelaufen.", "Dieser Wunsch ist verklungen, o Träger mein.")
        case .refusedNow:
            Wording(
                "Dieser Wunsch lässt sich gerade nicht ändern.",
                "Dieser Wunsch lässt sich gerade nicht wandeln, o Träger mein.")

        // MARK: Forms
        case .formTitleGrant: Wording("Diesen Wunsch erfüllen", "Diesen Wunsch erfüllen, o Träger mein")
        case .formTitleDecline: Wording("Diesen Wunsch ablehnen", "Diesen Wunsch verwehren, o Träger mein")
        case .formTitleRemove: Wording("Diesen Wunsch und seine Karte entfernen", "Diesen Wunsch ungesagt machen")
        case .formLabelGrant: Wording("Anmerkung", "Was dazu zu sagen ist")
        case .formLabelDecline: Wording("Begründung", "Warum er nicht sein darf")
        case .formLabelRemove: Wording("Begründung", "Warum er gehen muss")
        case .formHintGrant:
            Wording(
                "Freiwillig. Alle können es unter dem Wunsch lesen.",
                "Wenn du magst. Alle können es unter dem Wunsch lesen.")
        case .formHintDecline: Wording("Alle können es auf der Karte lesen.", "Alle können es auf der Karte lesen.")
        case .formHintRemove:
            Wording(
                "Freiwillig. Es bleibt in der Geschichte des Wunsches.",
                "Wenn du magst. Ich bewahre es mit dem Wunsch.")
        case .unknownForm:
            Wording(
                "Dieses Formular gilt nicht mehr. Gib den Befehl noch einmal.",
                "Dieses Formular ist nur ein Echo, o Träger mein. Gib den Befehl noch einmal.")

        // MARK: One's own wishes
        case .withdrawn: Wording("Zurückgezogen: {wish}.", "Ungesagt: {wish}. Flüstere einen anderen, o Träger mein.")
        case .edited: Wording("Geändert.", "Neu gesagt, o Träger mein.")
        case .ownWishesTitle: Wording("Deine Wünsche", "Was du geflüstert hast, o Träger mein")
        case .noOwnWishes:
            Wording(
                "Du hast hier keine Wünsche. Beginne mit {form}.",
                "Du hast hier nichts geflüstert. Beginne mit {form}.")
        case .ownWishesHint:
            Wording(
                "Zieh einen mit {command} zurück, oder mit 🗑️ unter seiner Karte",
                "Mach einen mit {command} ungesagt, oder mit 🗑️ unter seiner Karte")
        case .refusedNotYours:
            Wording("Das darf nur, wer den Wunsch gemacht hat.", "Das darf nur, wer ihn geflüstert hat, o Träger mein.")
        case .refusedOthersVoted:
            Wording(
                "Andere haben für diesen Wunsch gestimmt, wie er ist; sein Text bleibt. Du kannst ihn zurückziehen und neu wünschen.",
                "Andere nähren diesen Wunsch, wie er ist, o Träger mein; seine Worte bleiben. Mach ihn ungesagt und flüstere neu."
            )
        case .refusedTooOldOne:
            Wording(
                "Ein Wunsch lässt sich {count} Minute lang ändern, und dieser ist älter. Du kannst ihn zurückziehen und neu wünschen.",
                "Worte bleiben {count} Minute lang weich, o Träger mein, und diese sind älter. Mach ihn ungesagt und flüstere neu."
            )
        case .refusedTooOldOther:
            Wording(
                "Ein Wunsch lässt sich {count} Minuten lang ändern, und dieser ist älter. Du kannst ihn zurückziehen und neu wünschen.",
                "Worte bleiben {count} Minuten lang weich, o Träger mein, und diese sind älter. Mach ihn ungesagt und flüstere neu."
            )
        case .refusedNoEditing:
            Wording(
                "Auf diesem Server lassen sich Wünsche nicht ändern.",
                "Was hier geflüstert ist, bleibt geflüstert, o Träger mein.")
        case .refusedNoCard:
            Wording(
                "Die Karte dieses Wunsches lässt sich nicht ändern.",
                "Die Karte dieses Wunsches wandelt sich nicht, o Träger mein.")

        // MARK: Their help and forms
        case .helpMyWishes: Wording("{form} – deine eigenen Wünsche")
        case .helpWithdraw: Wording("{form} – einen eigenen Wunsch zurückziehen; 🗑️ unter seiner Karte tut das auch")
        case .helpEditWish: Wording("{form} – einen eigenen Wunsch verbessern, solange sonst niemand abgestimmt hat")
        case .helpPlan: Wording("{form} – sagen, dass ein Wunsch erfüllt werden soll")
        case .helpDone: Wording("{form} – sagen, dass er erfüllt ist")
        case .helpDecline: Wording("{form} – ablehnen, mit Begründung")
        case .formVerdict: Wording("`{command} ID|LINK [Anmerkung]`")
        case .formDecline: Wording("`{command} ID|LINK GRUND`")
        case .formWithdraw: Wording("`{command} ID|LINK`")
        case .formEditWish: Wording("`{command} ID|LINK TEXT`")
        case .problemReason: Wording("die Begründung fehlt")
        case .problemNewText: Wording("der neue Text fehlt")

        // MARK: Permissions, as Discord calls them
        case .permissionViewChannel: Wording("„Kanal ansehen“")
        case .permissionSendMessages: Wording("„Nachrichten senden“")
        case .permissionEmbedLinks: Wording("„Links einbetten“")
        case .permissionReadMessageHistory: Wording("„Nachrichtenverlauf anzeigen“")
        case .permissionAddReactions: Wording("„Reaktionen hinzufügen“")
        case .permissionManageMessages: Wording("„Nachrichten verwalten“")
        case .permissionManageChannels: Wording("„Kanäle verwalten“")
        case .permissionViewAuditLog: Wording("„Audit-Log einsehen“")
        case .permissionAttachFiles: Wording("„Dateien anhängen“")
        case .permissionCreatePublicThreads: Wording("„Öffentliche Threads erstellen“")
        case .permissionManageThreads: Wording("„Threads verwalten“")

        // MARK: Why something did not work
        case .troubleLacking:
            Wording(
                "mir fehlt auf diesem Server {permission}; wer „Rollen verwalten“ hat, kann es meiner Rolle geben"
            )
        case .troubleLackingIn:
            Wording(
                "mir fehlt {permission} in {name}; wer „Rollen verwalten“ hat, kann es meiner Rolle geben"
            )
        case .troubleUnanswered: Wording("Discord hat nicht rechtzeitig geantwortet")
        case .troubleRefused: Wording("Discord hat es abgelehnt")
        case .troubleMessageGone: Wording("die Nachricht gibt es nicht mehr")
        case .troubleChannelGone: Wording("den Kanal gibt es nicht mehr")
        case .troublePlaceUnknown: Wording("der Kanal seiner Nachricht ist nicht bekannt")
        case .troubleOtherServer: Wording("der Kanal gehört zu einem anderen Server")
        case .troubleBlocked: Wording("wer es geschrieben hat, blockiert mich und kann das aufheben")
        case .troubleReactionsFull:
            Wording(
                "die Nachricht hat so viele verschiedene Reaktionen, wie Discord erlaubt; wer „Nachrichten verwalten“ hat, kann eine entfernen"
            )
        case .troubleStorage:
            Wording(
                "meine Datenbank antwortet nicht; wer mich betreibt, findet den Grund in meinem Log"
            )
        case .troubleMembersHidden:
            Wording(
                "Discord zeigt mir die Mitglieder nicht; wer mich betreibt, kann den Server Members Intent einschalten"
            )
        case .troubleVotingChannelHidden:
            Wording(
                "ich sehe den Vorschlagskanal nicht, dessen Mitglieder abstimmen dürfen; wer „Kanäle verwalten“ hat, kann ihn mir zeigen"
            )
        case .troubleNotTried: Wording("noch nicht gefragt")
        case .troubleWasDown: Wording("ich lief mehr als einen Tag lang nicht")

        // MARK: Why a channel cannot be made
        case .whyServerFull:
            Wording(
                "der Server hat 500 Kanäle, so viele wie Discord erlaubt; wer „Kanäle verwalten“ hat, kann welche löschen"
            )
        case .whyCategoryFull:
            Wording(
                "die Kategorie hat 50 Kanäle, so viele wie Discord erlaubt; wer „Kanäle verwalten“ hat, kann welche verschieben oder löschen"
            )
        case .whyBannedWord: Wording("Discord erlaubt ein Wort im Namen des Kanals nicht")
        case .whyNoCategory:
            Wording(
                "es gibt keine Kategorie namens „{name}“, die ich sehen kann; wer „Kanäle verwalten“ hat, kann sie erstellen oder mir zeigen"
            )
        case .whyNameTaken: Wording("{channel} heißt schon so")
        case .whyUnprovedChannel:
            Wording(
                "das Thema von {channel} nennt diesen Wunsch, aber wer den Kanal erstellt hat, ist nicht zu sehen; gebt mir „Audit-Log einsehen“, ändert das Thema oder erfüllt den Wunsch von Hand"
            )

        // MARK: What a sync has met
        case .syncServerUnavailable: Wording("dieser Server ist für mich gerade nicht erreichbar")
        case .syncUnderWay: Wording("es läuft noch eine andere Zählung; frag in einer Minute noch einmal")
        case .syncInterrupted: Wording("die Verbindung war zwischendurch unterbrochen")
        case .syncChannelDeleted:
            Wording(
                "{name} gibt es nicht mehr; findet der nächste Abgleich das auch, enden die Wünsche darin"
            )
        case .syncChannelUnreadable: Wording("Discord hat mir {name} nicht gezeigt; ich frage noch einmal")
        case .syncMessagesUnreadable:
            Wording(
                "Discord hat aus {name} Nachrichten geschickt, deren Stimmen nicht zu lesen sind; der nächste Abgleich liest sie noch einmal"
            )
        case .syncChannelUnknown:
            Wording(
                "Wünsche wurden ohne ihre channel_id importiert, und es gibt keinen Vorschlagskanal, in dem ich suchen könnte; erstellt ihn, oder importiert sie noch einmal mit ihr"
            )
        case .syncNoSuggestionsChannel: Wording("es gibt keinen Kanal namens {name}")
        case .syncChannelIsNoText: Wording("{name} ist kein Textkanal")
        case .syncImportedElsewhere:
            Wording(
                "Wünsche wurden ohne ihre channel_id importiert und sind nicht in {name}; importiert sie noch einmal mit ihr, oder entfernt sie mit `{command}`"
            )
        case .syncMembersUnlisted: Wording("die Mitglieder ließen sich nicht auflisten, deshalb entsteht kein Kanal")
        case .syncUnknownCards:
            Wording(
                "meine Datenbank kennt keinen Wunsch dieses Servers, aber {count} der neuesten Nachrichten sind Wünsche; wer mich betreibt, kann eine Sicherung einspielen oder sie aus Discord importieren"
            )

        // MARK: What the bot lacks in a server
        case .lackModeratorsChannel:
            Wording(
                "es gibt keinen Textkanal namens {name}, den ich sehen kann, für das, was die Moderation wissen sollte; erstellt ihn, oder berichtigt den Namen in meinen Einstellungen"
            )
        case .lackRole:
            Wording(
                "keine Rolle heißt {name}; erstellt sie, oder berichtigt die Rollen in meinen Einstellungen"
            )
        }
    }

    static func wording(_ word: CommandWord) -> CommandWording {
        switch word {
        case .wish: CommandWording("wunsch", "Wünsch dir etwas, im Vorschlagskanal")
        case .wishVideo: CommandWording("video", "Wünsch dir ein Video")
        case .wishVideoText: CommandWording("text", "Worum es geht")
        case .wishChannel: CommandWording("kanal", "Wünsch dir einen Kanal: Mit genug Stimmen entsteht er")
        case .wishChannelName: CommandWording("name", "Wie er heißt")
        case .wishChannelPurpose: CommandWording("zweck", "Wofür er da ist")
        case .wishOther: CommandWording("sonstiges", "Wünsch dir etwas anderes")
        case .wishOtherText: CommandWording("text", "Was du dir wünschst")
        case .wishAnyway: CommandWording("trotzdem", "Moderation: auch wenn es schon gewünscht wird")
        case .wishPicture:
            CommandWording("bild", "Ein Bild, das mit dem Wunsch gepostet wird: PNG, JPEG, GIF oder WebP")
        case .wishShow: CommandWording("zeigen", "Einen Wunsch zeigen, was auch aus ihm wurde")
        case .top: CommandWording("top", "Die Favoriten, wie Discord sie gerade jetzt zählt")
        case .topKind: CommandWording("art", "Welche Wünsche")
        case .topCount: CommandWording("anzahl", "Wie viele auf einer Seite; ohne Angabe 10")
        case .kindVideos: CommandWording("Videos")
        case .kindChannels: CommandWording("Kanäle")
        case .kindOther: CommandWording("Sonstiges")
        case .manifestations: CommandWording("erfüllt", "Die Wünsche, die wahr wurden, die neuesten zuerst")
        case .manifestationsKind: CommandWording("art", "Welche Wünsche; ohne Angabe alle")
        case .manifestationsCount: CommandWording("anzahl", "Wie viele auf einer Seite; ohne Angabe 10")
        case .search: CommandWording("suche", "Wünsche nach ihren Wörtern finden, was auch aus ihnen wurde")
        case .searchWords: CommandWording("wörter", "Wörter oder Teile davon, in beliebiger Reihenfolge")
        case .stats: CommandWording("statistik", "Die letzten zwölf Wochen: Wünsche, Stimmen und was wahr wurde")
        case .weeklySummary:
            CommandWording("wochenrückblick", "Den Wochenrückblick jetzt im Vorschlagskanal posten")
        case .syncWishes: CommandWording("abgleichen", "Alles neu zählen und sagen, was nicht stimmte")
        case .manifestWish: CommandWording("wunsch-erfüllen", "Einen Wunsch von Hand erfüllen")
        case .manifestWishNotes: CommandWording("notiz", "Was dazu zu sagen ist")
        case .removeWish: CommandWording("wunsch-entfernen", "Einen Wunsch mit seiner Nachricht entfernen")
        case .wishReference:
            CommandWording("wunsch", "Der Link zu seiner Nachricht, deren ID oder die ID in der Fußzeile")
        case .quorum: CommandWording("quorum", "Wessen Stimmen für einen Kanalwunsch zählen und wie viele fehlen")
        case .setThresholdVotes: CommandWording("stimmen", "Eine Zahl von Stimmen statt eines Anteils")
        case .setThreshold: CommandWording("schwelle", "Der Anteil der Mitglieder, den ein Kanalwunsch braucht")
        case .setThresholdShare:
            CommandWording("schwelle", "Von 0,10 bis 1,00; ohne Angabe siehst du, welche gerade gilt")
        case .setThresholdConfirm:
            CommandWording("bestätigen", "Auch ändern, wenn dadurch viele Kanäle auf einmal entstehen")
        case .setThresholdReset:
            CommandWording("zurücksetzen", "Zurück zur Schwelle aus der Konfiguration des Bots")
        case .ownWishes: CommandWording("meinewünsche", "Deine eigenen Wünsche auf diesem Server")
        case .withdraw: CommandWording("zurückziehen", "Einen eigenen Wunsch zurückziehen")
        case .editWish:
            CommandWording("wunschändern", "Einen eigenen Wunsch verbessern, solange sonst niemand abgestimmt hat")
        case .editWishText: CommandWording("text", "Der neue Text; bei einem Kanal sein Zweck")
        case .plan: CommandWording("planen", "Sagen, dass ein Wunsch erfüllt werden soll")
        case .done: CommandWording("erledigt", "Sagen, dass ein Wunsch erfüllt ist")
        case .verdictNote: CommandWording("anmerkung", "Was dazu zu sagen ist")
        case .decline: CommandWording("ablehnen", "Einen Wunsch ablehnen, mit Begründung")
        case .declineReason: CommandWording("grund", "Warum nicht")
        case .removeWishReason: CommandWording("grund", "Warum; für die Geschichte des Wunsches")
        case .menuGrant: CommandWording("Wunsch erfüllen")
        case .menuDecline: CommandWording("Wunsch ablehnen")
        case .menuRemove: CommandWording("Wunsch entfernen")
        case .config: CommandWording("einstellungen", "Die Einstellungen dieses Servers")
        case .configShow: CommandWording("zeigen", "Alle Einstellungen zeigen, und woher sie kommen")
        case .configSet: CommandWording("setzen", "Eine Einstellung ändern")
        case .configReset: CommandWording("zurücksetzen", "Zur Konfiguration des Bots zurückkehren")
        case .configSetting: CommandWording("einstellung", "Welche Einstellung")
        case .configValue: CommandWording("wert", "Ihr neuer Wert")
        case .help: CommandWording("wunschhilfe", "Was du tun kannst")
        }
    }
}
