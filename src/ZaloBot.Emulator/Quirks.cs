using System.Collections.Concurrent;

namespace ZaloBot.Emulator;

/// <summary>
/// What the sources contradict each other about or do not know. Each default is the documented behaviour or, where
/// nothing is documented, the one that is harder for a client. All of it may be changed while the emulator runs.
/// </summary>
public sealed class Quirks
{
    /// <summary>Form of <c>X-ZEvent-Signature</c>: <c>mac=…</c> as documented, or the bare digest (fact sheet 2.2).</summary>
    public bool BareSignature { get; set; }

    /// <summary>Webhook bodies with <c>\uXXXX</c> escapes in place of raw UTF-8 (fact sheet 10.3).</summary>
    public bool EscapedBodies { get; set; }

    /// <summary>Repeat a webhook also after an answer other than 2xx or a slow one. The documentation names refused connections only (2.3).</summary>
    public bool RetryRefusedAnswers { get; set; }

    /// <summary>Whether the retry times add up (the last after 1 h 50 min) or all count from the first attempt (the last after 1 h) (2.3).</summary>
    public bool RetryTimesAddUp { get; set; }

    /// <summary>Messages sent by API come back as <c>oa_send_group_*</c> and <c>oa_send_*</c> (3.2).</summary>
    public bool EchoSends { get; set; } = true;

    /// <summary>Send <c>user_received_message</c> for private messages of the OA; only phones do, so off at first (3.3).</summary>
    public bool SendReceipts { get; set; }

    /// <summary>An approval sends <c>accept_request_join_group</c> and <c>user_join_group</c>: two events for one fact (10.5).</summary>
    public bool ApprovalAlsoJoins { get; set; } = true;

    /// <summary>A created group is followed by a join event of its first members (10.8).</summary>
    public bool CreationAlsoJoins { get; set; }

    /// <summary>One leave event for each removed person in place of one that names them all (10.7).</summary>
    public bool OneLeaveEventEach { get; set; }

    /// <summary>Other names for events, keyed by the documented one, e.g. <c>delete_group</c> → <c>disperse_group</c> (3.1).</summary>
    public ConcurrentDictionary<string, string> EventNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Events whose toggle is off in the console, by documented name (1.2).</summary>
    public ConcurrentDictionary<string, bool> SwitchedOffEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>The console's syntax filter: only texts that begin with <c>#</c> are delivered (2.1).</summary>
    public bool OnlyHashTexts { get; set; }

    /// <summary>Numbers arrive now as numbers, now as strings, and booleans too (5.0).</summary>
    public bool WobblingTypes { get; set; } = true;

    /// <summary>OAuth refusals carry no numeric <c>error</c> (5.1).</summary>
    public bool OAuthErrorsWithoutCode { get; set; } = true;

    /// <summary>A renewal kills the old access token at once (5.1).</summary>
    public bool RenewalKillsAccessToken { get; set; } = true;

    /// <summary>Largest <c>count</c> of history (5.3); above it -210.</summary>
    public int LargestHistoryPage { get; set; } = 10;

    /// <summary>Largest <c>count</c> of the other lists (5.2); above it -210.</summary>
    public int LargestListPage { get; set; } = 50;

    /// <summary>History comes as <c>data.data</c> in place of <c>data</c> (5.3).</summary>
    public bool NestedHistory { get; set; }

    /// <summary><c>listrecentchat</c> gives one row a group, in place of simply the latest messages (5.3).</summary>
    public bool OneRecentChatPerGroup { get; set; } = true;

    /// <summary>Ids that a call cannot act on are passed over and the call still says Success (10.16).</summary>
    public bool SilentPartialFailure { get; set; } = true;

    /// <summary>Most <c>member_user_ids</c> a call may carry (10.16); above it -210.</summary>
    public int MostIdsPerCall { get; set; } = 50;

    /// <summary>The OA may remove deputies and its own administrators from a group (10.17).</summary>
    public bool MayRemoveDeputies { get; set; }

    /// <summary><c>updateinfo</c> switches off the settings it is not given (10.19).</summary>
    public bool OmittedSettingsReset { get; set; } = true;

    /// <summary><c>quote_message_id</c> is accepted in groups; else -201 (10.18).</summary>
    public bool GroupQuotes { get; set; }

    /// <summary>Writing in a group opens the private window (10.22).</summary>
    public bool GroupPostOpensWindow { get; set; }

    /// <summary><c>user/detail</c> answers for group members who never dealt with the OA (10.21); else -213.</summary>
    public bool DetailsOfStrangers { get; set; }

    /// <summary>Where the calls seem to come from (1.3).</summary>
    public Origin CallsComeFrom { get; set; }

    /// <summary><c>X-RateLimit-*</c> describe the OA's limit in place of the app's (8).</summary>
    public bool RateHeadersOfOa { get; set; }

    /// <summary>Calls must carry <c>appsecret_proof</c>; else -242 (1.4).</summary>
    public bool NeedsAppSecretProof { get; set; }
}

/// <summary>Where a call's address lies; personal data leave for Viet Nam only (fact sheet 1.3).</summary>
public enum Origin
{
    /// <summary>Viet Nam: everything is answered.</summary>
    VietNam,

    /// <summary>Abroad, the harder reading: <c>user/detail</c> and <c>listmember</c> answer -501.</summary>
    Abroad,

    /// <summary>Abroad, the milder reading: <c>user/detail</c> answers -501, <c>listmember</c> comes without names.</summary>
    AbroadWithoutNames,
}
