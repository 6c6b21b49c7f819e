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

    /// <summary>A <c>count</c> above the largest is cut down to it in silence, in place of -210 (5.2, 5.3).</summary>
    public bool CutsLargeCounts { get; set; }

    /// <summary>History comes as <c>data.data</c> in place of <c>data</c> (5.3).</summary>
    public bool NestedHistory { get; set; }

    /// <summary>History begins with the oldest message; newest first is only what the example shows (5.3).</summary>
    public bool OldestFirst { get; set; }

    /// <summary>Rows of history carry no <c>src</c> (5.3).</summary>
    public bool HistoryWithoutSource { get; set; }

    /// <summary>A page of history without rows is an answer without <c>data</c> (5.0).</summary>
    public bool NoDataForNoRows { get; set; }

    /// <summary>The history with one person is there at all; only its path is known (5.0).</summary>
    public bool PrivateHistory { get; set; } = true;

    /// <summary>Lists of members and groups name no <c>total</c> (5.2).</summary>
    public bool ListsWithoutTotal { get; set; }

    /// <summary>What <c>data</c> of a sent message looks like (5.0, 5.4).</summary>
    public SentShape SentShape { get; set; }

    /// <summary>What <c>quota</c> of a sent private message looks like (5.5).</summary>
    public QuotaShape QuotaShape { get; set; }

    /// <summary><c>listrecentchat</c> gives one row a group, in place of simply the latest messages (5.3).</summary>
    public bool OneRecentChatPerGroup { get; set; } = true;

    /// <summary>Ids that a call cannot act on are passed over and the call still says Success (10.16).</summary>
    public bool SilentPartialFailure { get; set; } = true;

    /// <summary>Most <c>member_user_ids</c> a call may carry (10.16); above it -210.</summary>
    public int MostIdsPerCall { get; set; } = 50;

    /// <summary>The OA may remove deputies and its own administrators from a group (10.17).</summary>
    public bool MayRemoveDeputies { get; set; }

    /// <summary><c>updateinfo</c> resets everything it is not given: settings, description, picture (10.19).</summary>
    public bool OmittedSettingsReset { get; set; } = true;

    /// <summary><c>updateinfo</c> does not take the platform's own address of the picture back (10.19).</summary>
    public bool RefusesOwnPicture { get; set; }

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

    /// <summary><c>Content-Type</c> of webhooks; <c>application/json</c> is documented (2.1).</summary>
    public string WebhookContentType { get; set; } = "application/json";

    /// <summary>How <c>timestamp</c> of an event is written; milliseconds are documented, with fewer digits in some examples (2.4).</summary>
    public Func<DateTimeOffset, string>? WritesTime { get; set; }

    /// <summary>Consent comes back without <c>state</c>, as by a link made in the console (5.1).</summary>
    public bool CallbackWithoutState { get; set; }

    /// <summary>Calls must carry <c>appsecret_proof</c>; else -242 (1.4).</summary>
    public bool NeedsAppSecretProof { get; set; }
}

/// <summary>Shapes of <c>data</c> in the answer to a sent message.</summary>
public enum SentShape
{
    /// <summary>As documented.</summary>
    Documented,

    /// <summary>A list of one.</summary>
    List,

    /// <summary>Success, and no <c>data</c>.</summary>
    Nothing,
}

/// <summary>Shapes of <c>quota</c> in the answer to a private message.</summary>
public enum QuotaShape
{
    /// <summary>As documented: an object, absent when money was charged.</summary>
    Documented,

    /// <summary>Empty text in its place.</summary>
    EmptyText,

    /// <summary>An empty list in its place.</summary>
    EmptyList,
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
