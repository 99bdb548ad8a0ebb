extension Phrase {
    /// Where a phrase appears, which limits its length.
    ///
    /// Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
    enum Place: Sendable {
        /// A card's title.
        case title
        /// One of the two lines below the text of a wish on its card.
        case cardLine
        /// One of many lines or fields of a card.
        case line
        /// The last line of a card's text.
        case note
        /// A card's footer.
        case footer
        /// The label of a button.
        case button
        /// The heading of a form, or the label of a field in it.
        case formLabel
        /// What a field of a form is for.
        case formHint
        /// A whole message.
        case message
        /// One of at most three sentences of a message.
        case sentence
        /// Words that are filled into another phrase, as that placeholder.
        case filling(Placeholder)

        /// The most UTF-16 units, with everything that is filled in.
        var limit: Int {
            switch self {
            case .title: 256
            case .cardLine: 215
            case .line: 500
            case .note: 1_000
            case .footer: 2_048
            case .button: 80
            case .formLabel: 45
            case .formHint: 100
            case .message: 2_000
            case .sentence: 660
            case .filling(let placeholder): placeholder.longest
            }
        }
    }

    /// Where it appears.
    var place: Place {
        switch self {
        case .votersAll, .votersWithRole, .votersInChannel: .filling(.voters)
        case .shareOfVoters, .votesOfVoters, .uncountedBotsOne, .uncountedBotsOther, .uncountedLeftOne,
            .uncountedLeftOther, .uncountedPendingOne, .uncountedPendingOther, .uncountedRoleOne, .uncountedRoleOther,
            .uncountedSightOne, .uncountedSightOther, .uncountedUnknownOne, .uncountedUnknownOther, .uncountedOwn,
            .uncountedDoublesOne, .uncountedDoublesOther:
            .filling(.what)
        case .voteCountOne, .voteCountOther: .filling(.share)
        case .quorumUnreachable, .quorumStuck: .sentence
        case .quorumTitle: .title
        case .quorumMayVote, .quorumWithoutAuthor, .quorumNeededShare, .quorumNeededVotes, .quorumUnderCard,
            .quorumUnderCardMine, .quorumCounted, .quorumUncounted, .votesMissingOne, .votesMissingOther,
            .quorumNothingMissing, .helpQuorum:
            .line
        case .noQuorumOne, .noQuorumOther, .quorumHidden: .message
        case .formQuorum: .filling(.form)
        case .problemThresholdOrVotes: .filling(.why)
        case .howToVoteChannel: .cardLine
        case .progressOne, .progressOther, .votesHere, .votesHereUncountedOne, .votesHereUncountedOther: .filling(.what)
        case .wishTitleVideo, .wishTitleChannel, .wishTitleOther, .sectionVideo, .sectionChannel, .sectionOther,
            .manifestationsTitle, .manifestationsTitleVideo, .manifestationsTitleChannel, .manifestationsTitleOther,
            .searchTitle, .statisticsTitle, .weeklyTitle, .syncTitle, .helpTitle, .settingsTitle:
            .title
        case .shownOf, .pageOf: .filling(.age)
        case .wishedBy, .howToVote: .cardLine
        case .emptyList, .nothingFound, .statisticsPosted, .statisticsVotes, .statisticsGranted, .helpSearch,
            .helpShow, .helpStats, .nothingManifested, .noVideoManifested, .noChannelManifested, .noOtherManifested,
            .grantedBy, .carriedBy, .weeklyLead, .syncUpdated, .syncDeleted, .syncErrors, .syncManifested,
            .syncRequestsOne, .syncRequestsOther, .syncDrift, .helpWish, .helpWishIn, .helpTop, .helpManifestations,
            .helpWeeklySummary, .helpSyncWishes, .helpManifestWish, .helpRemoveWish, .helpSetThreshold, .helpHelp,
            .helpSlash, .helpConfig, .settingOrigin, .commandsForRoles:
            .line
        case .confirmed, .unconfirmed: .note
        case .settingsHint: .footer
        case .setAllTheSame: .button
        case .formerMember: .filling(.moderator)
        case .suggestionsChannel: .filling(.channel)
        case .numbersAsOf, .numbersNeverConfirmed: .filling(.age)
        case .formWish, .formSlashWish, .formWishText, .formWishChannel, .formTop, .formManifestations, .formSearch,
            .formShow,
            .formManifestWish, .formRemoveWish, .formSetThreshold, .formConfig, .formPlain:
            .filling(.form)
        case .withOption: .filling(.form)
        case .troubleLacking, .troubleLackingIn, .troubleUnanswered, .troubleRefused, .troubleMessageGone,
            .troubleChannelGone, .troublePlaceUnknown, .troubleOtherServer, .troubleBlocked, .troubleReactionsFull,
            .troubleStorage, .troubleMembersHidden, .troubleVotingChannelHidden, .troubleNotTried, .troubleWasDown,
            .whyServerFull, .whyCategoryFull,
            .whyBannedWord, .whyNoCategory, .whyNameTaken, .whyUnprovedChannel, .syncServerUnavailable, .syncUnderWay,
            .syncInterrupted, .syncChannelDeleted, .syncChannelUnreadable, .syncMessagesUnreadable, .syncChannelUnknown,
            .syncNoSuggestionsChannel, .syncChannelIsNoText, .syncImportedElsewhere, .syncMembersUnlisted,
            .syncUnknownCards, .lackModeratorsChannel, .lackRole:
            .filling(.why)
        case .permissionViewChannel, .permissionSendMessages, .permissionEmbedLinks, .permissionReadMessageHistory,
            .permissionAddReactions, .permissionManageMessages, .permissionManageChannels, .permissionViewAuditLog,
            .permissionAttachFiles, .permissionCreatePublicThreads, .permissionManageThreads:
            .filling(.permission)
        case .channelNameEmpty, .channelNameTooLong, .wordReserved, .problemKind, .problemText,
            .problemChannel, .problemCount, .problemKindAndCount, .problemSearch, .problemWish, .problemThreshold,
            .problemThresholdOrReset, .problemConfig, .problemSetting, .problemSettingValue, .problemValueLength,
            .validChannel, .validChannelOrNone, .validEmoji, .validFlag, .validNumber, .validTime, .validTimeZone,
            .validChoice:
            .filling(.why)
        case .handedBack, .alikeWished, .channelIsNear, .howToInsist, .usage, .usageProblem, .threshold, .thresholdSet,
            .thresholdReset, .thresholdOverrides, .thresholdReplaced,
            .thresholdIsConfigured, .thresholdWasSet, .quorumOne, .quorumOther, .quorumUnknown, .granted, .unmarked,
            .unsaid, .removed, .removedBefore, .messageDeletedNow, .messageStands:
            .sentence
        case .manifesting, .manifested, .doubled, .manifestationRefused, .celebration, .wished, .wishFailed,
            .wishDoubtful, .interrupted, .wrongChannel, .noSuggestionsChannel, .suggestionsChannelIsNoText,
            .suggestionsChannelMistyped, .suggestionsUnseen, .suggestionsReadOnly, .notADreamer, .notAModerator,
            .attachmentsNotKept, .picturesNotKept,
            .pictureTooLarge, .pictureUnreachable, .channelNameRefused,
            .channelExists, .alreadyWished, .channelAlreadyWished, .tooManyOfMemberOne, .tooManyOfMemberOther,
            .tooManyOfServerOne, .tooManyOfServerOther, .tooSoonOne, .tooSoonOther, .weeklyNothing, .weeklyDuplicate,
            .weeklyPosted, .weeklyFailed, .didYouMean, .slower, .tooBusy, .manyChannels, .manyChannelsBySetting,
            .refusedUnknown,
            .refusedOtherServer, .refusedManifesting, .refusedGranted, .refusedRemoved, .refusedDeleted,
            .refusedUnreachable, .nothingToSay, .unknownCommand, .unknownButton, .stillStarting, .notInvited,
            .noticeStuck, .noticeDuplicates, .noticeDrift, .noticeMissedSummary, .noticeLack, .notAManager,
            .unknownSetting, .unknownSettingNear, .settingInvalid,
            .settingSet, .settingReset, .settingNotSet, .noTextChannel, .noCategory:
            .message
        case .statePlanned, .statePlannedBy, .stateManifesting, .stateGranted, .stateGrantedBy, .stateCameTrue,
            .stateDone, .stateDoneBy, .stateDeclined, .stateDeclinedBy, .stateWithdrawn, .stateExpired,
            .stateRemoved, .stateRemovedBy, .stateDeleted:
            .cardLine
        case .noteHeading, .reasonHeading, .ownWishesTitle:
            .title
        case .newsPlanned, .newsDeclined, .newsDone, .newsRemoved, .newsExpiredOne, .newsExpiredOther, .refusedPlanned,
            .refusedDone, .refusedDeclined,
            .refusedWithdrawn, .refusedExpired, .refusedNow, .unknownForm, .refusedNotYours, .refusedOthersVoted,
            .refusedTooOldOne, .refusedTooOldOther, .refusedNoEditing, .refusedNoCard:
            .message
        case .verdictPlanned, .verdictDeclined, .verdictDone, .cardLater, .cardUnchanged, .directLead, .withdrawn,
            .edited:
            .sentence
        case .formTitleGrant, .formTitleDecline, .formTitleRemove, .formLabelGrant, .formLabelDecline,
            .formLabelRemove:
            .formLabel
        case .formHintGrant, .formHintDecline, .formHintRemove:
            .formHint
        case .noOwnWishes, .helpMyWishes, .helpWithdraw, .helpEditWish, .helpPlan, .helpDone, .helpDecline:
            .line
        case .ownWishesHint:
            .footer
        case .formVerdict, .formDecline, .formWithdraw, .formEditWish:
            .filling(.form)
        case .problemReason, .problemNewText:
            .filling(.why)
        }
    }
}
