/// Everything that the bot says in a server, by name. A new phrase gets a case here, a place in `place`, and its words in
/// `English`, `German` and `Spanish`, each in both voices; the compiler names what is missing.
///
/// The raw values are the keys of `texts` in the configuration, so they stay the same from release to release.
package enum Phrase: String, CaseIterable, Sendable, Codable {
    // MARK: Cards
    case wishTitleVideo = "wish_title_video"
    case wishTitleChannel = "wish_title_channel"
    case wishTitleOther = "wish_title_other"
    case wishedBy = "wished_by"
    case formerMember = "former_member"
    case howToVote = "how_to_vote"

    // MARK: What becomes of a wish
    case manifesting
    case manifested
    case doubled
    case manifestationRefused = "manifestation_refused"
    case celebration

    // MARK: Wishing
    case wished
    case wishFailed = "wish_failed"
    case wishDoubtful = "wish_doubtful"
    case interrupted
    case wrongChannel = "wrong_channel"
    case suggestionsChannel = "suggestions_channel"
    case noSuggestionsChannel = "no_suggestions_channel"
    case suggestionsChannelIsNoText = "suggestions_channel_is_no_text"
    case suggestionsChannelMistyped = "suggestions_channel_mistyped"
    case suggestionsUnseen = "suggestions_unseen"
    case suggestionsReadOnly = "suggestions_read_only"
    case notADreamer = "not_a_dreamer"
    case notAModerator = "not_a_moderator"
    case attachmentsNotKept = "attachments_not_kept"
    case picturesNotKept = "pictures_not_kept"
    case pictureTooLarge = "picture_too_large"
    case pictureUnreachable = "picture_unreachable"
    case handedBack = "handed_back"
    case channelNameRefused = "channel_name_refused"
    case channelNameEmpty = "channel_name_empty"
    case channelNameTooLong = "channel_name_too_long"
    case wordReserved = "word_reserved"
    case channelExists = "channel_exists"
    case alreadyWished = "already_wished"
    case channelAlreadyWished = "channel_already_wished"
    case alikeWished = "alike_wished"
    case channelIsNear = "channel_is_near"
    case howToInsist = "how_to_insist"
    case tooManyOfMemberOne = "too_many_of_member.one"
    case tooManyOfMemberOther = "too_many_of_member.other"
    case tooManyOfServerOne = "too_many_of_server.one"
    case tooManyOfServerOther = "too_many_of_server.other"
    case tooSoonOne = "too_soon.one"
    case tooSoonOther = "too_soon.other"

    // MARK: Lists
    case sectionVideo = "section_video"
    case sectionChannel = "section_channel"
    case sectionOther = "section_other"
    case shownOf = "shown_of"
    case pageOf = "page_of"
    case emptyList = "empty_list"
    case manifestationsTitle = "manifestations_title"
    case manifestationsTitleVideo = "manifestations_title_video"
    case manifestationsTitleChannel = "manifestations_title_channel"
    case manifestationsTitleOther = "manifestations_title_other"
    case nothingManifested = "nothing_manifested"
    case noVideoManifested = "no_video_manifested"
    case noChannelManifested = "no_channel_manifested"
    case noOtherManifested = "no_other_manifested"
    case grantedBy = "granted_by"
    case carriedBy = "carried_by"
    case confirmed
    case unconfirmed
    case numbersAsOf = "numbers_as_of"
    case numbersNeverConfirmed = "numbers_never_confirmed"
    case searchTitle = "search_title"
    case nothingFound = "nothing_found"
    case statisticsTitle = "statistics_title"
    case statisticsPosted = "statistics_posted"
    case statisticsVotes = "statistics_votes"
    case statisticsGranted = "statistics_granted"

    // MARK: Reports
    case weeklyTitle = "weekly_title"
    case weeklyLead = "weekly_lead"
    case weeklyNothing = "weekly_nothing"
    case weeklyDuplicate = "weekly_duplicate"
    case weeklyPosted = "weekly_posted"
    case weeklyFailed = "weekly_failed"
    case syncTitle = "sync_title"
    case syncUpdated = "sync_updated"
    case syncDeleted = "sync_deleted"
    case syncErrors = "sync_errors"
    case syncManifested = "sync_manifested"
    case syncRequestsOne = "sync_requests.one"
    case syncRequestsOther = "sync_requests.other"
    case syncDrift = "sync_drift"

    // MARK: Help
    case helpTitle = "help_title"
    case helpWish = "help_wish"
    case helpWishIn = "help_wish_in"
    case helpTop = "help_top"
    case helpManifestations = "help_manifestations"
    case helpSearch = "help_search"
    case helpShow = "help_show"
    case helpStats = "help_stats"
    case helpWeeklySummary = "help_weekly_summary"
    case helpSyncWishes = "help_sync_wishes"
    case helpManifestWish = "help_manifest_wish"
    case helpRemoveWish = "help_remove_wish"
    case helpSetThreshold = "help_set_threshold"
    case helpConfig = "help_config"
    case helpHelp = "help_help"
    case helpSlash = "help_slash"
    case commandsForRoles = "commands_for_roles"

    // MARK: How commands are written
    case usage
    case usageProblem = "usage_problem"
    case didYouMean = "did_you_mean"
    case formWish = "form_wish"
    case formSlashWish = "form_slash_wish"
    case formWishText = "form_wish_text"
    case formWishChannel = "form_wish_channel"
    case formTop = "form_top"
    case formManifestations = "form_manifestations"
    case formSearch = "form_search"
    case formShow = "form_show"
    case formManifestWish = "form_manifest_wish"
    case formRemoveWish = "form_remove_wish"
    case formSetThreshold = "form_set_threshold"
    case formConfig = "form_config"
    case formPlain = "form_plain"
    case problemKind = "problem_kind"
    case problemText = "problem_text"
    case problemChannel = "problem_channel"
    case problemCount = "problem_count"
    case problemKindAndCount = "problem_kind_and_count"
    case problemSearch = "problem_search"
    case problemWish = "problem_wish"
    case problemThreshold = "problem_threshold"
    case problemThresholdOrReset = "problem_threshold_or_reset"
    case problemConfig = "problem_config"
    case problemSetting = "problem_setting"
    case problemSettingValue = "problem_setting_value"
    case problemValueLength = "problem_value_length"
    case slower
    case tooBusy = "too_busy"

    // MARK: The threshold
    case threshold
    case thresholdSet = "threshold_set"
    case thresholdReset = "threshold_reset"
    case thresholdOverrides = "threshold_overrides"
    case thresholdReplaced = "threshold_replaced"
    case thresholdIsConfigured = "threshold_is_configured"
    case thresholdWasSet = "threshold_was_set"
    case quorumOne = "quorum.one"
    case quorumOther = "quorum.other"
    case quorumUnknown = "quorum_unknown"
    case manyChannels = "many_channels"
    case manyChannelsBySetting = "many_channels_by_setting"
    case withOption = "with_option"

    // MARK: Whose votes count
    case votersAll = "voters_all"
    case votersWithRole = "voters_with_role"
    case votersInChannel = "voters_in_channel"
    case shareOfVoters = "share_of_voters"
    case votesOfVoters = "votes_of_voters"
    case voteCountOne = "vote_count.one"
    case voteCountOther = "vote_count.other"
    case quorumUnreachable = "quorum_unreachable"
    case quorumTitle = "quorum_title"
    case quorumMayVote = "quorum_may_vote"
    case quorumWithoutAuthor = "quorum_without_author"
    case quorumNeededShare = "quorum_needed_share"
    case quorumNeededVotes = "quorum_needed_votes"
    case quorumUnderCard = "quorum_under_card"
    case quorumUnderCardMine = "quorum_under_card_mine"
    case quorumCounted = "quorum_counted"
    case quorumUncounted = "quorum_uncounted"
    case uncountedBotsOne = "uncounted_bots.one"
    case uncountedBotsOther = "uncounted_bots.other"
    case uncountedLeftOne = "uncounted_left.one"
    case uncountedLeftOther = "uncounted_left.other"
    case uncountedPendingOne = "uncounted_pending.one"
    case uncountedPendingOther = "uncounted_pending.other"
    case uncountedRoleOne = "uncounted_role.one"
    case uncountedRoleOther = "uncounted_role.other"
    case uncountedSightOne = "uncounted_sight.one"
    case uncountedSightOther = "uncounted_sight.other"
    case uncountedUnknownOne = "uncounted_unknown.one"
    case uncountedUnknownOther = "uncounted_unknown.other"
    case uncountedOwn = "uncounted_own"
    case uncountedDoublesOne = "uncounted_doubles.one"
    case uncountedDoublesOther = "uncounted_doubles.other"
    case votesMissingOne = "votes_missing.one"
    case votesMissingOther = "votes_missing.other"
    case quorumNothingMissing = "quorum_nothing_missing"
    case quorumStuck = "quorum_stuck"
    case quorumHidden = "quorum_hidden"
    case noQuorumOne = "no_quorum.one"
    case noQuorumOther = "no_quorum.other"
    case helpQuorum = "help_quorum"
    case formQuorum = "form_quorum"
    case problemThresholdOrVotes = "problem_threshold_or_votes"

    // MARK: Progress
    case howToVoteChannel = "how_to_vote_channel"
    case progressOne = "progress.one"
    case progressOther = "progress.other"
    case votesHere = "votes_here"
    case votesHereUncountedOne = "votes_here_uncounted.one"
    case votesHereUncountedOther = "votes_here_uncounted.other"

    // MARK: Settings
    case notAManager = "not_a_manager"
    case settingsTitle = "settings_title"
    case settingsHint = "settings_hint"
    case settingOrigin = "setting_origin"
    case setAllTheSame = "set_all_the_same"
    case unknownSetting = "unknown_setting"
    case unknownSettingNear = "unknown_setting_near"
    case settingInvalid = "setting_invalid"
    case settingSet = "setting_set"
    case settingReset = "setting_reset"
    case settingNotSet = "setting_not_set"
    case noTextChannel = "no_text_channel"
    case noCategory = "no_category"
    case validChannel = "valid_channel"
    case validChannelOrNone = "valid_channel_or_none"
    case validEmoji = "valid_emoji"
    case validFlag = "valid_flag"
    case validNumber = "valid_number"
    case validTime = "valid_time"
    case validTimeZone = "valid_time_zone"
    case validChoice = "valid_choice"

    // MARK: Granting and removing
    case refusedUnknown = "refused_unknown"
    case refusedOtherServer = "refused_other_server"
    case refusedManifesting = "refused_manifesting"
    case refusedGranted = "refused_granted"
    case refusedRemoved = "refused_removed"
    case refusedDeleted = "refused_deleted"
    case refusedUnreachable = "refused_unreachable"
    case granted
    case unmarked
    case unsaid
    case removed
    case removedBefore = "removed_before"
    case messageDeletedNow = "message_deleted_now"
    case messageStands = "message_stands"

    // MARK: Slash commands and buttons
    case nothingToSay = "nothing_to_say"
    case unknownCommand = "unknown_command"
    case unknownButton = "unknown_button"
    case stillStarting = "still_starting"
    case notInvited = "not_invited"

    // MARK: The moderators' channel
    case noticeStuck = "notice_stuck"
    case noticeDuplicates = "notice_duplicates"
    case noticeDrift = "notice_drift"
    case noticeMissedSummary = "notice_missed_summary"

    // MARK: States on cards and in lists
    case statePlanned = "state_planned"
    case statePlannedBy = "state_planned_by"
    case stateManifesting = "state_manifesting"
    case stateGranted = "state_granted"
    case stateGrantedBy = "state_granted_by"
    case stateCameTrue = "state_came_true"
    case stateDone = "state_done"
    case stateDoneBy = "state_done_by"
    case stateDeclined = "state_declined"
    case stateDeclinedBy = "state_declined_by"
    case stateWithdrawn = "state_withdrawn"
    case stateExpired = "state_expired"
    case stateRemoved = "state_removed"
    case stateRemovedBy = "state_removed_by"
    case stateDeleted = "state_deleted"
    case noteHeading = "note_heading"
    case reasonHeading = "reason_heading"

    // MARK: What moderators decide
    case newsPlanned = "news_planned"
    case newsDeclined = "news_declined"
    case newsDone = "news_done"
    case newsRemoved = "news_removed"
    case newsExpiredOne = "news_expired.one"
    case newsExpiredOther = "news_expired.other"
    case verdictPlanned = "verdict_planned"
    case verdictDeclined = "verdict_declined"
    case verdictDone = "verdict_done"
    case cardLater = "card_later"
    case cardUnchanged = "card_unchanged"
    case directLead = "direct_lead"
    case refusedPlanned = "refused_planned"
    case refusedDone = "refused_done"
    case refusedDeclined = "refused_declined"
    case refusedWithdrawn = "refused_withdrawn"
    case refusedExpired = "refused_expired"
    case refusedNow = "refused_now"

    // MARK: Forms
    case formTitleGrant = "form_title_grant"
    case formTitleDecline = "form_title_decline"
    case formTitleRemove = "form_title_remove"
    case formLabelGrant = "form_label_grant"
    case formLabelDecline = "form_label_decline"
    case formLabelRemove = "form_label_remove"
    case formHintGrant = "form_hint_grant"
    case formHintDecline = "form_hint_decline"
    case formHintRemove = "form_hint_remove"
    case unknownForm = "unknown_form"

    // MARK: One's own wishes
    case withdrawn
    case edited
    case ownWishesTitle = "own_wishes_title"
    case noOwnWishes = "no_own_wishes"
    case ownWishesHint = "own_wishes_hint"
    case refusedNotYours = "refused_not_yours"
    case refusedOthersVoted = "refused_others_voted"
    case refusedTooOldOne = "refused_too_old.one"
    case refusedTooOldOther = "refused_too_old.other"
    case refusedNoEditing = "refused_no_editing"
    case refusedNoCard = "refused_no_card"

    // MARK: Their help and forms
    case helpMyWishes = "help_my_wishes"
    case helpWithdraw = "help_withdraw"
    case helpEditWish = "help_edit_wish"
    case helpPlan = "help_plan"
    case helpDone = "help_done"
    case helpDecline = "help_decline"
    case formVerdict = "form_verdict"
    case formDecline = "form_decline"
    case formWithdraw = "form_withdraw"
    case formEditWish = "form_edit_wish"
    case problemReason = "problem_reason"
    case problemNewText = "problem_new_text"
    case noticeLack = "notice_lack"

    // MARK: Permissions, as Discord calls them
    case permissionViewChannel = "permission_view_channel"
    case permissionSendMessages = "permission_send_messages"
    case permissionEmbedLinks = "permission_embed_links"
    case permissionReadMessageHistory = "permission_read_message_history"
    case permissionAddReactions = "permission_add_reactions"
    case permissionManageMessages = "permission_manage_messages"
    case permissionManageChannels = "permission_manage_channels"
    case permissionViewAuditLog = "permission_view_audit_log"
    case permissionAttachFiles = "permission_attach_files"
    case permissionCreatePublicThreads = "permission_create_public_threads"
    case permissionManageThreads = "permission_manage_threads"

    // MARK: Why something did not work
    case troubleLacking = "trouble_lacking"
    case troubleLackingIn = "trouble_lacking_in"
    case troubleUnanswered = "trouble_unanswered"
    case troubleRefused = "trouble_refused"
    case troubleMessageGone = "trouble_message_gone"
    case troubleChannelGone = "trouble_channel_gone"
    case troublePlaceUnknown = "trouble_place_unknown"
    case troubleOtherServer = "trouble_other_server"
    case troubleBlocked = "trouble_blocked"
    case troubleReactionsFull = "trouble_reactions_full"
    case troubleStorage = "trouble_storage"
    case troubleMembersHidden = "trouble_members_hidden"
    case troubleVotingChannelHidden = "trouble_voting_channel_hidden"
    case troubleNotTried = "trouble_not_tried"
    case troubleWasDown = "trouble_was_down"

    // MARK: Why a channel cannot be made
    case whyServerFull = "why_server_full"
    case whyCategoryFull = "why_category_full"
    case whyBannedWord = "why_banned_word"
    case whyNoCategory = "why_no_category"
    case whyNameTaken = "why_name_taken"
    case whyUnprovedChannel = "why_unproved_channel"

    // MARK: What a sync has met
    case syncServerUnavailable = "sync_server_unavailable"
    case syncUnderWay = "sync_under_way"
    case syncInterrupted = "sync_interrupted"
    case syncChannelDeleted = "sync_channel_deleted"
    case syncChannelUnreadable = "sync_channel_unreadable"
    case syncMessagesUnreadable = "sync_messages_unreadable"
    case syncChannelUnknown = "sync_channel_unknown"
    case syncNoSuggestionsChannel = "sync_no_suggestions_channel"
    case syncChannelIsNoText = "sync_channel_is_no_text"
    case syncImportedElsewhere = "sync_imported_elsewhere"
    case syncMembersUnlisted = "sync_members_unlisted"
    case syncUnknownCards = "sync_unknown_cards"

    // MARK: What the bot lacks in a server
    case lackModeratorsChannel = "lack_moderators_channel"
    case lackRole = "lack_role"
}

extension Phrase {
    /// A phrase with one form for the number 1 and one for every other number.
    struct Plural: Sendable {
        let one: Phrase
        let other: Phrase

        static let tooManyOfMember = Plural(one: .tooManyOfMemberOne, other: .tooManyOfMemberOther)
        static let tooManyOfServer = Plural(one: .tooManyOfServerOne, other: .tooManyOfServerOther)
        static let tooSoon = Plural(one: .tooSoonOne, other: .tooSoonOther)
        static let syncRequests = Plural(one: .syncRequestsOne, other: .syncRequestsOther)
        static let refusedTooOld = Plural(one: .refusedTooOldOne, other: .refusedTooOldOther)
        static let voteCount = Plural(one: .voteCountOne, other: .voteCountOther)
        static let uncountedBots = Plural(one: .uncountedBotsOne, other: .uncountedBotsOther)
        static let uncountedLeft = Plural(one: .uncountedLeftOne, other: .uncountedLeftOther)
        static let uncountedPending = Plural(one: .uncountedPendingOne, other: .uncountedPendingOther)
        static let uncountedRole = Plural(one: .uncountedRoleOne, other: .uncountedRoleOther)
        static let uncountedSight = Plural(one: .uncountedSightOne, other: .uncountedSightOther)
        static let uncountedUnknown = Plural(one: .uncountedUnknownOne, other: .uncountedUnknownOther)
        static let uncountedDoubles = Plural(one: .uncountedDoublesOne, other: .uncountedDoublesOther)
        static let votesMissing = Plural(one: .votesMissingOne, other: .votesMissingOther)
        static let noQuorum = Plural(one: .noQuorumOne, other: .noQuorumOther)
        static let progress = Plural(one: .progressOne, other: .progressOther)
        static let votesHereUncounted = Plural(one: .votesHereUncountedOne, other: .votesHereUncountedOther)
        static let newsExpired = Plural(one: .newsExpiredOne, other: .newsExpiredOther)
        static let quorum = Plural(one: .quorumOne, other: .quorumOther)
    }
}
