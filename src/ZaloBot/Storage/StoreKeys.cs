using System.Text;
using StackExchange.Redis;

namespace ZaloBot.Storage;

/// <summary>
/// The names of everything the bot keeps. All share one hash tag, the OA's id, so that a transaction stays in one slot of a
/// cluster (docs/privacy.md says what is kept about people, and how long).
/// </summary>
public sealed class StoreKeys
{
    /// <summary>
    /// Events are spread over this many lanes by group. Fixed: with another number, events of one group that are still
    /// waiting would stand in two lanes and could be worked at the same time.
    /// </summary>
    public const int Lanes = 16;

    private readonly string _prefix;
    private readonly RedisKey[] _inboxes;

    public StoreKeys(string oaId)
    {
        _prefix = $"zalobot:{{{oaId}}}:";

        // Every event names one of these, so they are made, and turned into bytes, once.
        _inboxes = [.. Enumerable.Range(0, Lanes).Select(lane => (RedisKey)Encoding.UTF8.GetBytes($"{_prefix}lane:{lane}:inbox"))];
    }

    /// <summary>What every key of this OA begins with.</summary>
    public string Prefix => _prefix;

    public RedisKey Inbox(int lane) => _inboxes[lane];

    public RedisKey LaneTurn(int lane) => $"{_prefix}lane:{lane}:turn";

    public RedisKey LaneLease(int lane) => $"{_prefix}lane:{lane}:lease";

    public RedisKey Workers => $"{_prefix}workers";

    public RedisKey Done(string eventId) => $"{_prefix}done:{eventId}";

    /// <summary>Present while events of late have borne a time that fits the clock here.</summary>
    public RedisKey PlatformClock => $"{_prefix}platform-clock";

    public RedisKey LastEvent => $"{_prefix}last-event";

    public RedisKey Quarantine => $"{_prefix}quarantine";

    public RedisKey SetupWindow => $"{_prefix}setup-window";

    public RedisKey GroupMemory(string groupId) => $"{_prefix}group:{groupId}:memory";

    public RedisKey Members(string groupId) => $"{_prefix}group:{groupId}:members";

    /// <summary>Who is deputy in a group, as far as events told.</summary>
    public RedisKey Deputies(string groupId) => $"{_prefix}group:{groupId}:deputies";

    /// <summary>Who belonged by position when the roster was last looked at.</summary>
    public RedisKey Roster(string groupId) => $"{_prefix}group:{groupId}:roster";

    /// <summary>The group's name, description and switches as last seen.</summary>
    public RedisKey GroupCopy(string groupId) => $"{_prefix}group:{groupId}:copy";

    /// <summary>Person to the number of the consent by which they belong.</summary>
    public RedisKey Authorised(string groupId) => $"{_prefix}group:{groupId}:authorised";

    /// <summary>Person to the number of the question that is open about them.</summary>
    public RedisKey Asked(string groupId) => $"{_prefix}group:{groupId}:asked";

    /// <summary>Who waits for approval, since when.</summary>
    public RedisKey Pending(string groupId) => $"{_prefix}group:{groupId}:pending";

    /// <summary>That the bot itself is doing something to a person, so that the event that comes of it is recognised.</summary>
    public RedisKey OwnAct(string groupId, string kind, string userId) => $"{_prefix}group:{groupId}:own:{kind}:{userId}";

    public RedisKey Consents => $"{_prefix}consents";

    public RedisKey OpenConsents => $"{_prefix}consents:open";

    public RedisKey AgendaItems => $"{_prefix}agenda:items";

    public RedisKey AgendaQueue => $"{_prefix}agenda:due";

    public RedisKey AgendaLease => $"{_prefix}agenda:lease";

    public RedisKey Removals(DateOnly day) => $"{_prefix}removals:{day:yyyyMMdd}";

    public RedisKey ComparedAt => $"{_prefix}groups:compared-at";

    public RedisKey ComparisonLease => $"{_prefix}groups:comparison-lease";

    public RedisKey DriftReported => $"{_prefix}groups:drift-reported";

    /// <summary>Person to the row of the people file that is theirs.</summary>
    public RedisKey PeopleLinks => $"{_prefix}people:links";

    /// <summary>One-time codes for linking, by their hash.</summary>
    public RedisKey LinkCodes => $"{_prefix}people:codes";

    public RedisKey Compared => $"{_prefix}groups:compared";

    /// <summary>Groups that are in the settings no longer but have books still, and since when that is known.</summary>
    public RedisKey GroupsLeft => $"{_prefix}groups:left";

    public RedisKey UndeclaredGroups => $"{_prefix}groups:undeclared";

    public RedisKey Ladder(string groupId, string userId) => $"{_prefix}group:{groupId}:ladder:{userId}";

    /// <summary>When a member wrote lately in a group.</summary>
    public RedisKey MemberPace(string groupId, string userId) => $"{_prefix}group:{groupId}:pace:{userId}";

    public RedisKey Names => $"{_prefix}names";

    /// <summary>People who have a name and stand in no book of any group, and since when that is known.</summary>
    public RedisKey NamesOfStrangers => $"{_prefix}names:strangers";

    public RedisKey Cases => $"{_prefix}cases";

    public RedisKey Findings => $"{_prefix}findings";

    public RedisKey FindingText(string caseNumber) => $"{_prefix}finding:{caseNumber}:text";

    public RedisKey JudgeBudget(DateOnly day) => $"{_prefix}judge:asked:{day:yyyyMMdd}";

    public RedisKey Lessons => $"{_prefix}lessons";

    public RedisKey LessonsVersion => $"{_prefix}lessons:version";

    public RedisKey RestoredRules => $"{_prefix}lessons:restored";

    public RedisKey OutboxItems => $"{_prefix}outbox:items";

    public RedisKey OutboxUrgent => $"{_prefix}outbox:urgent";

    public RedisKey OutboxRoutine => $"{_prefix}outbox:routine";

    public RedisKey Receipts => $"{_prefix}outbox:receipts";

    public RedisKey Delivered(string conversation, string caseNumber) => $"{_prefix}outbox:delivered:{conversation}:{caseNumber}";

    /// <summary>Groups, people, or private messages as a whole, for which calls pause, and until when.</summary>
    public RedisKey OutboxClosed => $"{_prefix}outbox:closed";

    /// <summary>Whether private messages were free when last told; and that the administrators know they are free no longer.</summary>
    public RedisKey PrivateMessagesFree => $"{_prefix}outbox:private-free";

    public RedisKey PrivateChargeTold => $"{_prefix}outbox:charge-told";

    public RedisKey SenderLease => $"{_prefix}outbox:lease";

    public RedisKey LeaderInbox(string userId) => $"{_prefix}leader:{userId}:inbox";

    /// <summary>That one of the waiting alerts was tried not long ago, because the leader wrote in a group.</summary>
    public RedisKey LeaderTried(string userId) => $"{_prefix}leader:{userId}:tried";

    public RedisKey WaitingLeaders => $"{_prefix}leaders:waiting";

    public RedisKey QuestionAllowance(string userId, DateOnly day) => $"{_prefix}leader:{userId}:questions:{day:yyyyMMdd}";

    public RedisKey AlertAllowance(string userId, DateOnly day) => $"{_prefix}leader:{userId}:alerts:{day:yyyyMMdd}";

    public RedisKey PersonByApp(string userIdByApp) => $"{_prefix}person-by-app:{userIdByApp}";

    /// <summary>Keyed hashes of the ids of people who were erased: what comes in about them later is not kept.</summary>
    public RedisKey Erased => $"{_prefix}erased";

    /// <summary>Counts erasures. What was worked out before one may not be written after it.</summary>
    public RedisKey ErasureEpoch => $"{_prefix}erased:epoch";

    public RedisKey ErasureReceipts => $"{_prefix}erased:receipts";

    /// <summary>Never there: only asked whether it could be written.</summary>
    public RedisKey WriteProbe => $"{_prefix}write-probe";

    public RedisKey DataVersion => $"{_prefix}data-version";

    public RedisKey Token => $"{_prefix}token";

    public RedisKey TokenLock => $"{_prefix}token:lock";

    public RedisKey Consent(string state) => $"{_prefix}oauth:{state}";

    public RedisKey Pace(long minute) => $"{_prefix}pace:{minute}";

    public RedisKey PaceNote => $"{_prefix}pace:note";

    public RedisKey AdminKeyHash => $"{_prefix}admin-key";

    public RedisKey AdminNotices => $"{_prefix}admin:noticed";

    /// <summary>The channel on which a process that kept an event or wrote to the outbox wakes the others.</summary>
    public RedisChannel Nudges => RedisChannel.Literal($"{_prefix}nudge");

    /// <summary>True for marks of events done and for paces: they come up with every message, and little is lost with one.</summary>
    public bool IsPassing(string key) =>
        key.StartsWith($"{_prefix}done:", StringComparison.Ordinal) || (key.StartsWith($"{_prefix}group:", StringComparison.Ordinal) && key.Contains(":pace:", StringComparison.Ordinal));

    /// <summary>The same conversation always gets the same lane, in every process and after every restart.</summary>
    public static int LaneOf(ReadOnlySpan<byte> conversation)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var octet in conversation)
        {
            hash = (hash ^ octet) * 16777619u;
        }

        return (int)(hash % Lanes);
    }
}
