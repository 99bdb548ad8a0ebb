/// English. Titles that change here are no longer recognized on older messages: `CardReader` and `Replies.isWeekly` know
/// them by their words.
enum English {
    static func wording(_ phrase: Phrase) -> Wording {
        switch phrase {
        // MARK: Cards
        case .wishTitleVideo: Wording("A video is wished for", "A vision is wished for, o bearer mine")
        case .wishTitleChannel: Wording("A channel is wished for", "A place is wished for, o bearer mine")
        case .wishTitleOther: Wording("A wish", "A wish, o bearer mine")
        case .wishedBy: Wording("Wished by {name}", "Whispered by {name}")
        case .formerMember: Wording("a former member")
        case .howToVote: Wording("Vote with {emoji}", "Feed it with {emoji}")

        // MARK: What becomes of a wish
        case .manifesting:
            Wording(
                "This wish has the votes that it needs.", "Enough have wished. Listen: it takes shape, o bearer mine.")
        case .manifested:
            Wording("This wish has come true: {channel}", "It is spoken, and so it is: {channel}, o bearer mine.")
        case .doubled:
            Wording(
                "More than one channel was made for this wish: {channels}. A moderator may delete those that are not wanted.",
                "One wish, and more than one shape of it: {channels}. A moderator may unmake what is not wanted.")
        case .manifestationRefused:
            Wording(
                "This wish has enough votes, but its channel cannot be made: {why}. I shall try again.",
                "Enough have wished, and yet the world resists: {why}. I shall try again, o bearer mine.")
        case .celebration: Wording("✅ This wish has been granted.", "✅ It is granted, o bearer mine.")

        // MARK: Wishing
        case .wished: Wording("Your wish is posted: {link}", "Your wish has a shape now, o bearer mine: {link}")
        case .wishFailed:
            Wording(
                "That did not work: {why}. Nothing was kept; please try again.",
                "The wish slipped away: {why}. Nothing was kept, o bearer mine; speak it again.")
        case .wishDoubtful:
            Wording(
                "Discord did not say whether that worked. Your card appears within a minute, or I tell you why not.",
                "The world did not answer, o bearer mine. Your wish takes shape within a minute, or I tell you why not."
            )
        case .interrupted:
            Wording(
                "I was restarted before I could answer that. Please ask again.",
                "Sleep took me before I could answer, o bearer mine. Ask again.")
        case .wrongChannel:
            Wording("Wishes are made in {channel}.", "Not here, o bearer mine. Wishes are made in {channel}.")
        case .suggestionsChannel: Wording("the suggestions channel")
        case .noSuggestionsChannel:
            Wording(
                "This server has no channel named {name} that I can see. Create it, or give me access.",
                "I see no channel named {name}, o bearer mine. Create it, or give me access.")
        case .suggestionsChannelIsNoText:
            Wording(
                "The channel {name} is no text channel. Wishes need a text channel of that name, or another name in my settings.",
                "{name} is no place for words, o bearer mine. Wishes need a text channel of that name, or another name in my settings."
            )
        case .suggestionsChannelMistyped:
            Wording(
                "My settings name the channel {name}, which does not exist; before, wishes were made in {channel}. Correct the setting, or create the channel.",
                "I was sent to {name}, o bearer mine, and it is nowhere; before, wishes were made in {channel}. Correct the setting, or create the channel."
            )
        case .suggestionsUnseen:
            Wording(
                "You cannot see the channel in which wishes are posted, so I post none for you. A moderator can give you View Channel there.",
                "Wishes take shape where you cannot see, o bearer mine, so I shape none for you. A moderator can give you View Channel there."
            )
        case .suggestionsReadOnly:
            Wording(
                "You cannot write in {channel}, where wishes are posted, so I post none for you. A moderator can give you Send Messages there.",
                "Your voice does not carry in {channel}, o bearer mine, where wishes take shape. A moderator can give you Send Messages there."
            )
        case .notADreamer:
            Wording(
                "You need one of the roles that may wish.",
                "Your wishes have no voice yet: you need one of the roles that may wish.")
        case .notAModerator:
            Wording("Only moderators may do that.", "That is for moderators alone, o bearer mine.")
        case .attachmentsNotKept:
            Wording(
                "A wish holds text and one picture (PNG, JPEG, GIF or WebP): other files, stickers and polls would be lost. Nothing was deleted; wish again without them, or put a link into the text.",
                "A wish is words and one image (PNG, JPEG, GIF or WebP), o bearer mine: other files, stickers and polls would be lost. Nothing was deleted; speak it again without them, or with a link."
            )
        case .picturesNotKept:
            Wording(
                "A wish holds one picture only, and the others would be lost. Nothing was deleted; wish again with one of them.",
                "One image for one wish, o bearer mine; the others would be lost. Nothing was deleted; speak it again with one of them."
            )
        case .pictureTooLarge:
            Wording(
                "That picture is too large: I can post {count} MB. Nothing was deleted; wish again with a smaller one.",
                "That image is too vast for me, o bearer mine: I can carry {count} MB. Nothing was deleted; speak it again with a smaller one."
            )
        case .pictureUnreachable:
            Wording(
                "Discord did not give me that picture. Nothing was deleted; please wish again, with the picture or without it.",
                "The world withholds that image, o bearer mine. Nothing was deleted; speak the wish again, with the image or without it."
            )
        case .handedBack:
            Wording(
                "Your message and this answer are deleted {time}. Your text:",
                "Your words and mine fade {time}, o bearer mine. Keep yours:")
        case .channelNameRefused:
            Wording("That name is not allowed: {why}.", "That name will not hold, o bearer mine: {why}.")
        case .channelNameEmpty: Wording("it needs at least one letter, digit or emoji")
        case .channelNameTooLong: Wording("it has {count} characters, Discord allows 100")
        case .wordReserved: Wording("the word \"{word}\" is reserved")
        case .channelExists:
            Wording(
                "That channel exists already: {channel}. Nothing was posted.",
                "That place has its shape already, o bearer mine: {channel}. Nothing was posted.")
        case .alreadyWished:
            Wording(
                "That is wished for already; vote for that wish{place}. Nothing was posted.",
                "That is whispered already, o bearer mine; feed that wish{place}. Nothing was posted.")
        case .channelAlreadyWished:
            Wording(
                "{name} is wished for already; vote for that wish{place}. Nothing was posted.",
                "{name} is whispered already, o bearer mine; feed that wish{place}. Nothing was posted.")
        case .alikeWished:
            Wording(
                "That is nearly the same as an open wish, “{what}”; vote for that one{place}. Nothing was posted.",
                "That is whispered already, o bearer mine, or nearly so: “{what}”. Feed that wish{place}. Nothing was posted."
            )
        case .channelIsNear:
            Wording(
                "There is a channel of nearly that name: {channel}. Nothing was posted.",
                "A place of nearly that name has its shape already, o bearer mine: {channel}. Nothing was posted.")
        case .howToInsist:
            Wording(
                "As a moderator you can post it all the same: {form}, or the option `{option}` of {command}.",
                "If you will it all the same, o bearer mine: {form}, or the option `{option}` of {command}.")
        case .tooManyOfMemberOne:
            Wording(
                "You have {count} open wish, as many as a member may have here. When one comes true or is removed, you can wish again.",
                "You hold {count} open wish, o bearer mine, as many as one may hold here. When one takes shape or is removed, whisper again."
            )
        case .tooManyOfMemberOther:
            Wording(
                "You have {count} open wishes, as many as a member may have here. When one comes true or is removed, you can wish again.",
                "You hold {count} open wishes, o bearer mine, as many as one may hold here. When one takes shape or is removed, whisper again."
            )
        case .tooManyOfServerOne:
            Wording(
                "This server has {count} open wish, as many as it may have. Moderators can grant or remove some.",
                "This server holds {count} open wish, o bearer mine, as many as it may hold. Moderators can grant or remove some."
            )
        case .tooManyOfServerOther:
            Wording(
                "This server has {count} open wishes, as many as it may have. Moderators can grant or remove some.",
                "This server holds {count} open wishes, o bearer mine, as many as it may hold. Moderators can grant or remove some."
            )
        case .tooSoonOne:
            Wording(
                "One wish at a time: you can wish again in {count} second. Nothing was posted.",
                "One hunger at a time, o bearer mine: wish again in {count} second. Nothing was posted.")
        case .tooSoonOther:
            Wording(
                "One wish at a time: you can wish again in {count} seconds. Nothing was posted.",
                "One hunger at a time, o bearer mine: wish again in {count} seconds. Nothing was posted.")

        // MARK: Lists
        case .sectionVideo: Wording("Wished videos", "Visions you hunger for")
        case .sectionChannel: Wording("Wished channels", "Places you would dream into being")
        case .sectionOther: Wording("Other wishes", "Other hungers")
        case .shownOf: Wording("{count} of {total}")
        case .pageOf: Wording("page {page} of {pages}")
        case .emptyList:
            Wording("Nothing here yet. Begin with {form}.", "Nothing yet, o bearer mine. Begin with {form}.")
        case .manifestationsTitle: Wording("Wishes that came true", "Wishes that took shape, o bearer mine")
        case .manifestationsTitleVideo: Wording("Videos that came true", "Visions that took shape")
        case .manifestationsTitleChannel: Wording("Channels that came true", "Places that took shape")
        case .manifestationsTitleOther: Wording("Other wishes that came true", "Other hungers, fed")
        case .nothingManifested:
            Wording("No wish has come true yet.", "No wish has taken shape yet, o bearer mine.")
        case .noVideoManifested:
            Wording("No video has come true yet.", "No vision has taken shape yet, o bearer mine.")
        case .noChannelManifested:
            Wording("No channel has come true yet.", "No place has taken shape yet, o bearer mine.")
        case .noOtherManifested:
            Wording("No other wish has come true yet.", "No other hunger was fed yet, o bearer mine.")
        case .grantedBy: Wording("granted by {moderator}", "by the word of {moderator}")
        case .carriedBy: Wording("by {count} of {total} votes")
        case .confirmed: Wording("Confirmed with Discord {time}", "As Discord itself confirmed, {time}")
        case .unconfirmed:
            Wording(
                "Discord could not confirm everything ({why}); {age}.",
                "Discord would not answer for all of it ({why}); {age}.")
        case .numbersAsOf: Wording("numbers as of {time}")
        case .numbersNeverConfirmed: Wording("some numbers were never confirmed")
        case .searchTitle: Wording("Wishes with “{word}”", "What whispers “{word}”")
        case .nothingFound:
            Wording(
                "No wish has all these words. Try fewer, or parts of them.",
                "No wish whispers all of that, o bearer mine. Try fewer words, or parts of them.")
        case .statisticsTitle: Wording("The last twelve weeks", "Twelve weeks of hunger, o bearer mine")
        case .statisticsPosted: Wording("🟦 **{count}** · wishes posted", "🟦 **{count}** · wishes whispered")
        case .statisticsVotes:
            Wording(
                "🟨 **{count}** · votes that the wishes of each week hold", "🟨 **{count}** · how often they were fed")
        case .statisticsGranted:
            Wording("🟩 **{count}** · wishes that came true", "🟩 **{count}** · wishes that took shape")

        // MARK: Reports
        case .weeklyTitle: Wording("The week's wishes", "What you wished for this week, o bearer mine")
        case .weeklyLead: Wording("The favourites of each kind.", "These you fed the most.")
        case .weeklyNothing:
            Wording(
                "There are no open wishes, so there is no summary.",
                "No wish is open; there is nothing to tell, o bearer mine.")
        case .weeklyDuplicate:
            Wording(
                "Posted. An earlier summary is still among the last five messages.",
                "Told, o bearer mine, though an earlier telling is still among the last five messages.")
        case .weeklyPosted: Wording("The summary is posted in {channel}.", "It is told in {channel}, o bearer mine.")
        case .weeklyFailed: Wording("The summary could not be posted: {why}.", "The telling failed: {why}.")
        case .syncTitle: Wording("Synced", "The pattern is in line again, o bearer mine")
        case .syncUpdated: Wording("**{count}** updated")
        case .syncDeleted: Wording("**{count}** deleted")
        case .syncErrors: Wording("**{count}** errors")
        case .syncManifested: Wording("**{count}** manifested")
        case .syncRequestsOne: Wording("{count} request")
        case .syncRequestsOther: Wording("{count} requests")
        case .syncDrift: Wording("drift {count}")

        // MARK: Help
        case .helpTitle: Wording("What you can do", "What you may ask of me, o bearer mine")
        case .helpWish: Wording("{form} — make a wish")
        case .helpWishIn: Wording("{form} in {channel} — make a wish")
        case .helpTop: Wording("{commands} — the favourites")
        case .helpManifestations: Wording("{form} — wishes that came true")
        case .helpSearch: Wording("{form} — find wishes by their words")
        case .helpShow: Wording("{form} — show one wish")
        case .helpStats: Wording("{form} — the last twelve weeks in numbers")
        case .helpWeeklySummary: Wording("{form} — post the summary now")
        case .helpSyncWishes: Wording("{form} — count everything again, now")
        case .helpManifestWish: Wording("{form} — grant a wish by hand")
        case .helpRemoveWish: Wording("{form} — take a wish away, with its message")
        case .helpSetThreshold: Wording("{form} — the share of members, or the votes, that a channel needs")
        case .helpHelp: Wording("{form} — this list")
        case .helpSlash: Wording("As slash commands: {commands}", "Spoken with a slash as well: {commands}")
        case .commandsForRoles:
            Wording(
                "Discord shows the slash commands of moderators only to members with Manage Server. They can show them to a role as well: Server Settings → Integrations → {name} → Commands.",
                "Only those with Manage Server see what a moderator may speak with a slash. They can open it to a role: Server Settings → Integrations → {name} → Commands."
            )

        // MARK: How commands are written
        case .usage: Wording("Write it like this: {form}", "It goes so: {form}")
        case .usageProblem: Wording("Not quite: {why}.", "Speak clearly, o bearer mine: {why}.")
        case .didYouMean: Wording("Did you mean {form}?", "Was it {form} you meant, o bearer mine?")
        case .formWish:
            Wording("`{command} video TEXT`, `{command} other TEXT` or `{command} channel NAME: PURPOSE`")
        case .formSlashWish:
            Wording("`{command} video TEXT`, `{command} other TEXT` or `{command} channel NAME: PURPOSE`")
        case .formWishText: Wording("`{command} {kind} TEXT`")
        case .formWishChannel: Wording("`{command} channel NAME: PURPOSE`")
        case .formTop: Wording("`{command} [1–25]`")
        case .formManifestations: Wording("`{command} [video|channel|other] [1–25]`")
        case .formSearch: Wording("`{command} WORDS`")
        case .formShow: Wording("`{command} ID|LINK`")
        case .formManifestWish: Wording("`{command} ID|LINK [notes]`")
        case .formRemoveWish: Wording("`{command} ID|LINK`")
        case .formSetThreshold: Wording("`{command} [0.10–1.00] [confirm]`, `{command} N votes` or `{command} reset`")
        case .formPlain: Wording("`{command}`")
        case .problemKind: Wording("say first what it is: video, channel or other")
        case .problemText: Wording("the wish itself is missing")
        case .problemChannel: Wording("a channel needs a name and a purpose with a colon between them")
        case .problemCount: Wording("how many should be a whole number from 1 to 25")
        case .problemKindAndCount: Wording("say video, channel or other, and a number from 1 to 25")
        case .problemSearch: Wording("search for a word or more, in at most 80 characters")
        case .problemWish:
            Wording("name one wish by the link to its message, that message's id, or the id in its footer")
        case .problemThreshold:
            Wording("the threshold goes from 0.10 to 1.00, as in 0.67 or 67 %, or is a number, as in 25 votes")
        case .problemThresholdOrReset: Wording("give a threshold or reset, not both")
        case .slower:
            Wording(
                "Slower, please: that is more than {count} commands within ten seconds. I answer again when it is calmer.",
                "Slower, o bearer mine: that is more than {count} commands within ten seconds. I shall listen again when it is calmer."
            )
        case .tooBusy:
            Wording(
                "Too many questions at once: yours is left out. Ask again in a minute.",
                "Too many voices at once, o bearer mine: yours went unheard. Ask again in a minute.")

        // MARK: The threshold
        case .threshold:
            Wording(
                "A channel wish needs the votes of {what}",
                "For a place to take shape, {what} must feed it")
        case .thresholdSet:
            Wording(
                "From now on a channel wish needs the votes of {what}",
                "So be it, o bearer mine: from now on {what} must feed a place")
        case .thresholdReset:
            Wording(
                "From now on the configuration's threshold applies again: {what}",
                "So be it, o bearer mine: what I was told at my making holds again, and {what} must feed a place"
            )
        case .thresholdOverrides:
            Wording(
                "This overrides the configuration, which says {share}; {form} goes back to it.",
                "It overrides the configuration, which says {share}; speak {form} and that holds again.")
        case .thresholdReplaced:
            Wording(
                "`{name}` takes the place of `{option}`, which does not count any more.",
                "`{name}` takes the place of `{option}`, which means nothing now.")
        case .thresholdIsConfigured:
            Wording("It comes from the configuration.", "So the configuration has it.")
        case .thresholdWasSet: Wording("It was set by {moderator}, {time}.", "So {moderator} has spoken, {time}.")
        case .quorumOne: Wording(": now {needed} {emoji} from {count} member.")
        case .quorumOther: Wording(": now {needed} {emoji} from {count} members.")
        case .quorumUnknown:
            Wording(
                ". The number of votes is unknown, and no channel is made, because the members cannot be listed: {why}.",
                ". How many that is I cannot see, and no place takes shape, because the members cannot be listed: {why}."
            )
        case .manyChannels:
            Wording(
                "At {share}, {count} channels would be created at once, so nothing was set. If you want that, use {form}.",
                "At {share}, {count} places would take shape at once, o bearer mine, so nothing was set. If that is your wish, speak {form}."
            )
        case .manyChannelsBySetting:
            Wording(
                "Up to {count} channels could be created at once by that, so nothing was changed. If you want that, use {form}.",
                "Up to {count} places could take shape at once by that, o bearer mine, so nothing was changed. If that is your wish, speak {form}."
            )
        case .withOption: Wording("`{command}` with `{option}`")

        // MARK: Whose votes count
        case .votersAll: Wording("human members")
        case .votersWithRole: Wording("members with the role {name}")
        case .votersInChannel: Wording("members who can see {channel}")
        case .shareOfVoters: Wording("{share} of the {voters}")
        case .votesOfVoters: Wording("{count} {voters}")
        case .voteCountOne: Wording("{count} vote")
        case .voteCountOther: Wording("{count} votes")
        case .quorumUnreachable:
            Wording(
                "That is more than may vote, so no channel can come true.",
                "That is more than may feed it, o bearer mine, so no place can take shape.")
        case .quorumTitle: Wording("What {name} needs", "What {name} hungers for")
        case .quorumMayVote: Wording("**May vote**: {count} {voters}")
        case .quorumWithoutAuthor: Wording("without the one who wished")
        case .quorumNeededShare: Wording("**Needed**: {needed}, which is {share} of them, rounded up")
        case .quorumNeededVotes: Wording("**Needed**: {needed}")
        case .quorumUnderCard: Wording("**Under the card**: {emoji} {count}")
        case .quorumUnderCardMine: Wording("**Under the card**: {emoji} {count}, of which mine does not count")
        case .quorumCounted: Wording("**Count**: {count}")
        case .quorumUncounted: Wording("**Do not count**: {what}")
        case .uncountedBotsOne: Wording("{count} bot")
        case .uncountedBotsOther: Wording("{count} bots")
        case .uncountedLeftOne: Wording("{count} who has left")
        case .uncountedLeftOther: Wording("{count} who have left")
        case .uncountedPendingOne: Wording("{count} who has not accepted the rules yet")
        case .uncountedPendingOther: Wording("{count} who have not accepted the rules yet")
        case .uncountedRoleOne: Wording("{count} without the role")
        case .uncountedRoleOther: Wording("{count} without the role")
        case .uncountedSightOne: Wording("{count} who cannot see the channel")
        case .uncountedSightOther: Wording("{count} who cannot see the channel")
        case .uncountedUnknownOne: Wording("{count} who may not vote")
        case .uncountedUnknownOther: Wording("{count} who may not vote")
        case .uncountedOwn: Wording("1 of the one who wished")
        case .uncountedDoublesOne: Wording("{count} second vote")
        case .uncountedDoublesOther: Wording("{count} second votes")
        case .votesMissingOne: Wording("{count} vote is missing.", "It hungers for {count} more, o bearer mine.")
        case .votesMissingOther: Wording("{count} votes are missing.", "It hungers for {count} more, o bearer mine.")
        case .quorumNothingMissing:
            Wording(
                "Nothing is missing: the channel is about to be made.", "It has fed enough: it is about to take shape.")
        case .quorumStuck:
            Wording(
                "It has enough votes, but its channel cannot be made: {why}.",
                "It has fed enough, and yet the world resists: {why}.")
        case .quorumHidden:
            Wording(
                "I cannot say how many votes this needs now: {why}.",
                "How many must feed this wish is hidden from me, o bearer mine: {why}.")
        case .noQuorumOne:
            Wording(
                "Only wishes for channels have a quorum. This one has {count} vote, and a moderator grants it by hand.",
                "Only places take shape by themselves, o bearer mine. This wish has {count} vote, and a moderator grants it."
            )
        case .noQuorumOther:
            Wording(
                "Only wishes for channels have a quorum. This one has {count} votes, and a moderator grants it by hand.",
                "Only places take shape by themselves, o bearer mine. This wish has {count} votes, and a moderator grants it."
            )
        case .helpQuorum: Wording("{form} — whose votes a channel wish has, and how many are missing")
        case .formQuorum: Wording("`{command} ID|LINK`")
        case .problemThresholdOrVotes: Wording("give a threshold or a number of votes, not both")

        case .howToVoteChannel:
            Wording(
                "Vote with {emoji}: with enough votes the channel is made", "Feed it with {emoji}, and it takes shape")
        case .progressOne: Wording("{total} of {count} member")
        case .progressOther: Wording("{total} of {count} members")
        case .votesHere: Wording("{emoji} {total} here (mine does not count)")
        case .votesHereUncountedOne: Wording("{emoji} {total} here (mine and {count} other do not count)")
        case .votesHereUncountedOther: Wording("{emoji} {total} here (mine and {count} others do not count)")
        // MARK: Settings
        case .helpConfig: Wording("{form} — the settings of this server")
        case .formConfig: Wording("`{command} show`, `{command} set NAME VALUE` or `{command} reset NAME`")
        case .problemConfig: Wording("say show, set or reset")
        case .problemSetting: Wording("name the setting to reset, and nothing else")
        case .problemSettingValue: Wording("name a setting and its new value")
        case .problemValueLength: Wording("a value has 1 to 100 characters")
        case .notAManager:
            Wording(
                "Only members with Manage Server may change settings.",
                "Only those with Manage Server may bend what I am, o bearer mine.")
        case .settingsTitle: Wording("Settings of this server", "What I am to be here, o bearer mine")
        case .settingsHint: Wording("{command} set NAME VALUE · {command} reset NAME")
        case .settingOrigin:
            Wording(
                "set by {moderator} {time}; the configuration says `{word}`",
                "so {moderator} has spoken {time}; the configuration says `{word}`")
        case .setAllTheSame: Wording("Set it all the same", "So be it")
        case .unknownSetting:
            Wording(
                "There is no setting `{word}`. {form} shows all of them.",
                "I know no setting `{word}`, o bearer mine. Speak {form}, and I show all of them.")
        case .unknownSettingNear:
            Wording(
                "There is no setting `{word}`. Did you mean `{name}`?",
                "I know no setting `{word}`, o bearer mine. Was it `{name}` you meant?")
        case .settingInvalid:
            Wording(
                "`{name}` takes {why}. Nothing was changed.",
                "`{name}` takes {why}, o bearer mine. Nothing was changed.")
        case .settingSet:
            Wording(
                "`{name}` is now `{word}`. The configuration says `{what}`; {form} goes back to it.",
                "So be it: `{name}` is `{word}` now. The configuration says `{what}`; speak {form} and that holds again."
            )
        case .settingReset:
            Wording(
                "`{name}` comes from the configuration again: `{word}`.",
                "`{name}` is again what the configuration says: `{word}`. As you wish, o bearer mine.")
        case .settingNotSet:
            Wording(
                "`{name}` comes from the configuration already: `{word}`.",
                "`{name}` never was anything but the configuration's, o bearer mine: `{word}`.")
        case .noTextChannel:
            Wording(
                "I see no text channel `{word}` in this server, so nothing was changed. Create it, or give me View Channel.",
                "I see no place for words called `{word}`, o bearer mine, so nothing was changed. Create it, or give me View Channel."
            )
        case .noCategory:
            Wording(
                "I see no category `{word}` in this server, so nothing was changed. Create it, or give me View Channel.",
                "I see no category `{word}`, o bearer mine, so nothing was changed. Create it, or give me View Channel."
            )
        case .validChannel: Wording("a channel's name or id")
        case .validChannelOrNone: Wording("a channel's name or id, or none")
        case .validEmoji: Wording("one emoji")
        case .validFlag: Wording("on or off")
        case .validNumber: Wording("a whole number from {count} to {total}")
        case .validTime: Wording("a time from 00:00 to 23:59")
        case .validTimeZone: Wording("a time zone's name, such as UTC or Europe/Berlin")
        case .validChoice: Wording("one of {commands}")

        // MARK: Granting and removing
        case .refusedUnknown:
            Wording(
                "I know no such wish in this server.",
                "No such wish was ever whispered in this server, o bearer mine.")
        case .refusedOtherServer:
            Wording("That link leads to another server.", "That link leads to another server, o bearer mine.")
        case .refusedManifesting:
            Wording(
                "Its channel is being made right now. Try again in a minute.",
                "It is taking shape this very moment: its channel is being made. Try again in a minute.")
        case .refusedGranted:
            Wording("That wish was granted already.", "That wish was granted already, o bearer mine.")
        case .refusedRemoved: Wording("That wish was removed.", "That wish was removed, o bearer mine.")
        case .refusedDeleted:
            Wording("That wish's message was deleted.", "That wish is gone: its message was deleted.")
        case .refusedUnreachable:
            Wording(
                "Discord does not answer, so nothing was changed. Please try again.",
                "Discord will not answer, so nothing was changed. Ask again, o bearer mine.")
        case .granted: Wording("Granted: {wish}.", "So be it: {wish} is granted, o bearer mine.")
        case .unmarked: Wording("✅ could not be put under it: {why}.")
        case .unsaid: Wording("The answer under it could not be posted: {why}.")
        case .removed: Wording("Removed: {wish}.", "Unspoken, o bearer mine: {wish} is removed.")
        case .removedBefore: Wording("{wish} was removed before.", "{wish} was removed before, o bearer mine.")
        case .messageDeletedNow: Wording("Its message is deleted now.")
        case .messageStands: Wording("Its message still stands: {why}.")

        // MARK: Slash commands and buttons
        case .nothingToSay: Wording("Done.", "It is done.")
        case .unknownCommand:
            Wording(
                "I no longer know this command. Reload Discord, then try again.",
                "That word has lost its meaning, o bearer mine. Reload Discord, then speak again.")
        case .unknownButton:
            Wording(
                "This button no longer works. Use {command} for a fresh list.",
                "That button is an echo, o bearer mine. Use {command} for a fresh list.")
        case .stillStarting:
            Wording(
                "I am still starting. Try again in a moment.",
                "I am not yet awake, o bearer mine. Try again in a moment.")
        case .notInvited:
            Wording(
                "My commands are here, but I am not: this server has not invited the bot itself. Invite it: {link}",
                "You call me, o bearer mine, but only my words were let in. Invite me as well: {link}")

        // MARK: The moderators' channel
        case .noticeStuck:
            Wording(
                "A wish has its votes, but its channel cannot be made: {why}. I try again when that may have changed. {wish}",
                "Enough have wished, and yet the world resists, o bearer mine: {why}. I try again when that may have changed. {wish}"
            )
        case .noticeDuplicates:
            Wording(
                "More than one channel was made for one wish: {channels}. Delete those that are not wanted. {wish}",
                "One wish, and more than one shape of it: {channels}. Unmake what is not wanted. {wish}")
        case .noticeDrift:
            Wording(
                "A sync corrected counts by {count} in all, although no events were lost. The counts are right now; if this happens again, tell whoever runs the bot. {form} counts anew at any time.",
                "The pattern was off by {count}, though I had missed nothing. It is in line again; if it slips once more, tell whoever runs me. {form} counts anew at any time."
            )
        case .noticeMissedSummary:
            Wording(
                "The weekly summary that was due {time} was not posted: {why}. {form} posts it.",
                "The telling that was due {time} went untold: {why}. Speak {form}, and I tell it.")
        case .noticeLack:
            Wording(
                "Something is missing in this server: {why}.",
                "Something is missing here, o bearer mine: {why}.")

        // MARK: States on cards and in lists
        case .statePlanned: Wording("Planned", "It is foreseen")
        case .statePlannedBy: Wording("Planned by {moderator}", "Foreseen by {moderator}")
        case .stateManifesting:
            Wording("Has its votes; the channel is being made", "Enough have wished; it takes shape")
        case .stateGranted: Wording("Granted", "It is granted")
        case .stateGrantedBy: Wording("Granted by {moderator}", "Granted by the word of {moderator}")
        case .stateCameTrue: Wording("Came true: {channel}", "It took shape: {channel}")
        case .stateDone: Wording("Done", "It is done")
        case .stateDoneBy: Wording("Done by {moderator}", "Done, by the word of {moderator}")
        case .stateDeclined: Wording("Declined", "Refused")
        case .stateDeclinedBy: Wording("Declined by {moderator}", "Refused by {moderator}")
        case .stateWithdrawn: Wording("Withdrawn by its author", "Unspoken by the one who wished it")
        case .stateExpired: Wording("Expired", "It faded unheard")
        case .stateRemoved: Wording("Removed", "Unspoken")
        case .stateRemovedBy: Wording("Removed by {moderator}", "Unspoken by {moderator}")
        case .stateDeleted: Wording("Deleted", "It is gone")
        case .noteHeading: Wording("Note", "What was said of it")
        case .reasonHeading: Wording("Reason", "Why it may not be")

        // MARK: What moderators decide
        case .newsPlanned: Wording("📌 This wish is planned.", "📌 It is foreseen, o bearer mine.")
        case .newsDeclined: Wording("🚫 This wish was declined.", "🚫 It may not be, o bearer mine.")
        case .newsDone: Wording("🏁 This wish is done.", "🏁 It is done, o bearer mine.")
        case .newsRemoved:
            Wording("🗑️ A moderator has removed this wish.", "🗑️ It was unspoken by a moderator, o bearer mine.")
        case .newsExpiredOne:
            Wording(
                "⌛ This wish was open for {count} day and has expired. You can wish for it again.",
                "⌛ It hungered for {count} day and faded, o bearer mine. If you still want it, whisper it again.")
        case .newsExpiredOther:
            Wording(
                "⌛ This wish was open for {count} days and has expired. You can wish for it again.",
                "⌛ It hungered for {count} days and faded, o bearer mine. If you still want it, whisper it again.")
        case .verdictPlanned: Wording("Planned: {wish}.", "Foreseen: {wish}, o bearer mine.")
        case .verdictDeclined: Wording("Declined: {wish}.", "So it may not be: {wish}, o bearer mine.")
        case .verdictDone: Wording("Done: {wish}.", "It is done: {wish}, o bearer mine.")
        case .cardLater:
            Wording("Its card will show that within some hours.", "Its card will tell of that within some hours.")
        case .cardUnchanged: Wording("Its card could not be changed: {why}.", "Its card would not change: {why}.")
        case .directLead: Wording("About your wish {wish} in {name}:", "Of your wish {wish} in {name}, o bearer mine:")
        case .refusedPlanned: Wording("That wish is planned already.", "That wish is foreseen already, o bearer mine.")
        case .refusedDone: Wording("That wish is done already.", "That wish is done already, o bearer mine.")
        case .refusedDeclined: Wording("That wish was declined.", "That wish was refused, o bearer mine.")
        case .refusedWithdrawn:
            Wording("Its author has withdrawn that wish.", "The one who wished it has unspoken it, o bearer mine.")
        case .refusedExpired: Wording("That wish has expired.", "That wish has faded, o bearer mine.")
        case .refusedNow: Wording("That wish cannot be changed now.", "That wish cannot be changed now, o bearer mine.")

        // MARK: Forms
        case .formTitleGrant: Wording("Grant this wish", "Grant this wish, o bearer mine")
        case .formTitleDecline: Wording("Decline this wish", "Refuse this wish, o bearer mine")
        case .formTitleRemove: Wording("Remove this wish and its card", "Unspeak this wish, and its card")
        case .formLabelGrant: Wording("Note", "What to say of it")
        case .formLabelDecline: Wording("Reason", "Why it may not be")
        case .formLabelRemove: Wording("Reason", "Why it must go")
        case .formHintGrant:
            Wording("Optional. Everyone can read it under the wish.", "If you like. All can read it under the wish.")
        case .formHintDecline: Wording("Everyone can read it on the card.", "All can read it on the card.")
        case .formHintRemove:
            Wording("Optional. It is kept in the history of the wish.", "If you like. I keep it with the wish.")
        case .unknownForm:
            Wording(
                "This form no longer works. Give the command again.",
                "That form is an echo, o bearer mine. Give the command again.")

        // MARK: One's own wishes
        case .withdrawn: Wording("Withdrawn: {wish}.", "Unspoken: {wish}. Whisper another, o bearer mine.")
        case .edited: Wording("Changed.", "Respoken, o bearer mine.")
        case .ownWishesTitle: Wording("Your wishes", "What you have whispered, o bearer mine")
        case .noOwnWishes:
            Wording(
                "You have no wishes here. Begin with {form}.",
                "You have whispered nothing here. Begin with {form}.")
        case .ownWishesHint:
            Wording(
                "Withdraw one with {command}, or with 🗑️ under its card",
                "Unspeak one with {command}, or with 🗑️ under its card")
        case .refusedNotYours:
            Wording(
                "Only the author of a wish may do that.",
                "Only the one who whispered it may do that, o bearer mine.")
        case .refusedOthersVoted:
            Wording(
                "Others have voted for that wish as it is, so its text stays. You can withdraw it and wish again.",
                "Others feed that wish as it is, o bearer mine, so its words stay. Unspeak it, and whisper anew.")
        case .refusedTooOldOne:
            Wording(
                "A wish can be edited for {count} minute, and that one is older. You can withdraw it and wish again.",
                "Words stay soft for {count} minute, o bearer mine, and those are older. Unspeak it, and whisper anew.")
        case .refusedTooOldOther:
            Wording(
                "A wish can be edited for {count} minutes, and that one is older. You can withdraw it and wish again.",
                "Words stay soft for {count} minutes, o bearer mine, and those are older. Unspeak it, and whisper anew."
            )
        case .refusedNoEditing:
            Wording("Wishes cannot be edited in this server.", "What is whispered here stays whispered, o bearer mine.")
        case .refusedNoCard:
            Wording("The card of that wish cannot be edited.", "The card of that wish will not change, o bearer mine.")

        // MARK: Their help and forms
        case .helpMyWishes: Wording("{form} — your own wishes")
        case .helpWithdraw: Wording("{form} — take a wish of yours back; 🗑️ under its card does that too")
        case .helpEditWish: Wording("{form} — correct a wish of yours while no one else has voted")
        case .helpPlan: Wording("{form} — say that a wish is going to be fulfilled")
        case .helpDone: Wording("{form} — say that it is")
        case .helpDecline: Wording("{form} — say no, and why")
        case .formVerdict: Wording("`{command} ID|LINK [note]`")
        case .formDecline: Wording("`{command} ID|LINK REASON`")
        case .formWithdraw: Wording("`{command} ID|LINK`")
        case .formEditWish: Wording("`{command} ID|LINK TEXT`")
        case .problemReason: Wording("the reason is missing")
        case .problemNewText: Wording("the new text is missing")

        // MARK: Permissions, as Discord calls them
        case .permissionViewChannel: Wording("View Channel")
        case .permissionSendMessages: Wording("Send Messages")
        case .permissionEmbedLinks: Wording("Embed Links")
        case .permissionReadMessageHistory: Wording("Read Message History")
        case .permissionAddReactions: Wording("Add Reactions")
        case .permissionManageMessages: Wording("Manage Messages")
        case .permissionManageChannels: Wording("Manage Channels")
        case .permissionViewAuditLog: Wording("View Audit Log")
        case .permissionAttachFiles: Wording("Attach Files")
        case .permissionCreatePublicThreads: Wording("Create Public Threads")
        case .permissionManageThreads: Wording("Manage Threads")

        // MARK: Why something did not work
        case .troubleLacking:
            Wording(
                "I lack {permission} in this server; a member with Manage Roles can give it to my role"
            )
        case .troubleLackingIn:
            Wording(
                "I lack {permission} in {name}; a member with Manage Roles can give it to my role"
            )
        case .troubleUnanswered: Wording("Discord did not answer in time")
        case .troubleRefused: Wording("Discord refused it")
        case .troubleMessageGone: Wording("the message is gone")
        case .troubleChannelGone: Wording("the channel is gone")
        case .troublePlaceUnknown: Wording("the channel of its message is not known")
        case .troubleOtherServer: Wording("the channel belongs to another server")
        case .troubleBlocked: Wording("the author has blocked me, and can unblock me")
        case .troubleReactionsFull:
            Wording(
                "the message has as many different reactions as Discord allows; a member with Manage Messages can remove one"
            )
        case .troubleStorage: Wording("my database does not answer; whoever runs me finds the reason in my log")
        case .troubleMembersHidden:
            Wording(
                "Discord does not show me the members; whoever runs me can switch on the Server Members Intent"
            )
        case .troubleVotingChannelHidden:
            Wording(
                "I cannot see the suggestions channel, whose viewers may vote; a member with Manage Channels can show it to me"
            )
        case .troubleNotTried: Wording("not asked yet")
        case .troubleWasDown: Wording("I was not running for more than a day")

        // MARK: Why a channel cannot be made
        case .whyServerFull:
            Wording(
                "the server has 500 channels, as many as Discord allows; a member with Manage Channels can delete some"
            )
        case .whyCategoryFull:
            Wording(
                "the category has 50 channels, as many as Discord allows; a member with Manage Channels can move or delete some"
            )
        case .whyBannedWord: Wording("Discord does not allow a word in the channel's name")
        case .whyNoCategory:
            Wording(
                "there is no category named “{name}” that I can see; a member with Manage Channels can create it, or show it to me"
            )
        case .whyNameTaken: Wording("{channel} has that name already")
        case .whyUnprovedChannel:
            Wording(
                "the topic of {channel} names this wish, but who made the channel cannot be seen; give me View Audit Log, or change the topic, or grant the wish by hand"
            )

        // MARK: What a sync has met
        case .syncServerUnavailable: Wording("this server is not available to me right now")
        case .syncUnderWay: Wording("another count is still under way; ask again in a minute")
        case .syncInterrupted: Wording("the connection was interrupted meanwhile")
        case .syncChannelDeleted:
            Wording(
                "{name} does not exist any more; if the next sync finds the same, its wishes end"
            )
        case .syncChannelUnreadable: Wording("Discord did not show me {name}; I ask again")
        case .syncMessagesUnreadable:
            Wording(
                "Discord sent messages from {name} whose votes cannot be read; the next sync reads them again"
            )
        case .syncChannelUnknown:
            Wording(
                "wishes were imported without their channel_id, and there is no suggestions channel to look in; create it, or import them again with it"
            )
        case .syncNoSuggestionsChannel: Wording("there is no channel named {name}")
        case .syncChannelIsNoText: Wording("{name} is no text channel")
        case .syncImportedElsewhere:
            Wording(
                "wishes were imported without their channel_id and are not in {name}; import them again with it, or remove them with `{command}`"
            )
        case .syncMembersUnlisted: Wording("the members could not be listed, so no channel is made")
        case .syncUnknownCards:
            Wording(
                "my database holds no wish of this server, but {count} of the newest messages are wishes; whoever runs me can restore a backup, or import them from Discord"
            )

        // MARK: What the bot lacks in a server
        case .lackModeratorsChannel:
            Wording(
                "there is no text channel named {name} that I can see, for what moderators should know; create it, or correct its name in my settings"
            )
        case .lackRole: Wording("no role is named {name}; create it, or correct the roles in my settings")
        }
    }

    static func wording(_ word: CommandWord) -> CommandWording {
        switch word {
        case .wish: CommandWording("wish", "Make a wish, in the suggestions channel")
        case .wishVideo: CommandWording("video", "Wish for a video")
        case .wishVideoText: CommandWording("text", "What it is about")
        case .wishChannel: CommandWording("channel", "Wish for a channel: with enough votes it is made")
        case .wishChannelName: CommandWording("name", "What it is called")
        case .wishChannelPurpose: CommandWording("purpose", "What it is for")
        case .wishOther: CommandWording("other", "Wish for something else")
        case .wishOtherText: CommandWording("text", "What you wish for")
        case .wishAnyway: CommandWording("anyway", "Moderators: also when it is wished for already")
        case .wishPicture: CommandWording("picture", "A picture to post with the wish: PNG, JPEG, GIF or WebP")
        case .wishShow: CommandWording("show", "Show a wish, whatever became of it")
        case .top: CommandWording("top", "The favourites, as Discord counts them right now")
        case .topKind: CommandWording("kind", "Which wishes")
        case .topCount: CommandWording("count", "How many on a page; 10 if left out")
        case .kindVideos: CommandWording("videos")
        case .kindChannels: CommandWording("channels")
        case .kindOther: CommandWording("other")
        case .manifestations: CommandWording("manifestations", "The wishes that came true, newest first")
        case .manifestationsKind: CommandWording("kind", "Which wishes; all if left out")
        case .manifestationsCount: CommandWording("count", "How many on a page; 10 if left out")
        case .search: CommandWording("search", "Find wishes by their words, whatever became of them")
        case .searchWords: CommandWording("words", "Words or parts of words, in any order")
        case .stats: CommandWording("stats", "The last twelve weeks: wishes, votes, and what came true")
        case .weeklySummary: CommandWording("weeklysummary", "Post the week's summary in the suggestions channel now")
        case .syncWishes: CommandWording("syncwishes", "Count everything again and say what was off")
        case .manifestWish: CommandWording("manifestwish", "Grant a wish by hand")
        case .manifestWishNotes: CommandWording("notes", "What to say about it")
        case .removeWish: CommandWording("removewish", "Take a wish away, with its message")
        case .wishReference:
            CommandWording("wish", "The link to its message, that message's id, or the id in its footer")
        case .quorum: CommandWording("quorum", "Whose votes count for a channel wish, and how many are missing")
        case .setThresholdVotes: CommandWording("votes", "A number of votes in place of a share")
        case .setThreshold: CommandWording("setthreshold", "The share of the members that a channel wish needs")
        case .setThresholdShare:
            CommandWording("threshold", "From 0.10 to 1.00; leave it out to see which one holds")
        case .setThresholdConfirm: CommandWording("confirm", "Set it even if many channels are made at once")
        case .setThresholdReset: CommandWording("reset", "Go back to the threshold of the bot's configuration")
        case .ownWishes: CommandWording("mywishes", "Your own wishes in this server")
        case .withdraw: CommandWording("withdraw", "Take a wish of yours back")
        case .editWish: CommandWording("editwish", "Correct a wish of yours while no one else has voted")
        case .editWishText: CommandWording("text", "The new text; for a channel its purpose")
        case .plan: CommandWording("plan", "Say that a wish is going to be fulfilled")
        case .done: CommandWording("done", "Say that a wish is fulfilled")
        case .verdictNote: CommandWording("note", "What to say about it")
        case .decline: CommandWording("decline", "Say no to a wish, and why")
        case .declineReason: CommandWording("reason", "Why not")
        case .removeWishReason: CommandWording("reason", "Why; for the history")
        case .menuGrant: CommandWording("Grant wish")
        case .menuDecline: CommandWording("Decline wish")
        case .menuRemove: CommandWording("Remove wish")
        case .config: CommandWording("config", "The settings of this server")
        case .configShow: CommandWording("show", "Show all settings and where they come from")
        case .configSet: CommandWording("set", "Change a setting")
        case .configReset: CommandWording("reset", "Go back to the bot's configuration")
        case .configSetting: CommandWording("setting", "Which setting")
        case .configValue: CommandWording("value", "Its new value")
        case .help: CommandWording("wishhelp", "What you can do")
        }
    }
}
