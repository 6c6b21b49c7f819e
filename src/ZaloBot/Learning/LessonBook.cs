using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Leaders;
using ZaloBot.Moderation;
using ZaloBot.Rules;
using ZaloBot.Rules.Experiences;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;

namespace ZaloBot.Learning;

/// <summary>
/// Keeps leaders' answers. Every change moves a version number in the same transaction; who works with the answers asks for the
/// number first, so an answer counts from the next message on in every process.
/// </summary>
public sealed class LessonBook(Store store, SettingsSource settings, CaseBook cases, AdministratorNotices notices, TimeProvider time)
{
    /// <summary>How many answers are kept; the oldest go first.</summary>
    public const int Capacity = 2_000;

    private sealed record Known(long Version, LearningOptions Options, Lessons Lessons);

    private Known _known = new(0, new(), Lessons.None);

    /// <summary>The answers as they are now.</summary>
    public async Task<Lessons> CurrentAsync() => await AsOfAsync(await store.Database.StringGetAsync(store.Keys.LessonsVersion));

    /// <summary>The answers of a version that was just read, or of a later one.</summary>
    public async Task<Lessons> AsOfAsync(RedisValue counted)
    {
        var options = settings.Current.Learning;
        var version = (long?)counted ?? 0;
        var known = Volatile.Read(ref _known);
        if (known.Version == version && known.Options == options)
        {
            return known.Lessons;
        }

        var lessons = await LoadAsync(store, options);
        Volatile.Write(ref _known, new(version, options, lessons));
        return lessons;
    }

    /// <summary>Reads all answers from a store.</summary>
    public static async Task<Lessons> LoadAsync(Store store, LearningOptions options)
    {
        var restored = (await store.Database.HashGetAllAsync(store.Keys.RestoredRules)).ToDictionary(
            entry => Split(entry.Name.ToString()), entry => DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Value));
        return new(await ReadAsync(store), restored, options);
    }

    /// <summary>Keeps the answer to a case; a later answer replaces an earlier one, in whatever order they arrive.</summary>
    /// <param name="caseNumber">The number under which the leader knows the finding.</param>
    /// <param name="answer">What the leader says.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="sentAt">When the message with the answer was written: messages come late, and again after a crash. Without one it is given now.</param>
    /// <returns>The answer that counts from here on, which may be a later one that was there already; null when there is no such case.</returns>
    public async Task<LessonRecord?> AnswerAsync(string caseNumber, LeaderAnswer answer, string by, DateTimeOffset? sentAt = null)
    {
        if (await cases.FindAsync(caseNumber) is not { } record)
        {
            return null;
        }

        // The platform's clock may be ahead of ours, and nothing was given later than now.
        var now = time.GetUtcNow();
        var before = await CurrentAsync();
        var lesson = new LessonRecord
        {
            Case = record.Case,
            GroupId = record.GroupId,
            UserId = record.UserId,
            Rule = record.Rule,
            WasBreach = record.HeldBack is not (HeldBack.Unsure or HeldBack.Doubtful or HeldBack.Asked),
            WasDoubt = record.HeldBack is HeldBack.Doubtful or HeldBack.Asked,
            Answer = answer,
            By = by,
            At = sentAt < now ? sentAt.Value : now,
            Marks = Teaches(record.Rule) && answer != LeaderAnswer.AllowedOnce ? TextMarks.Of(await cases.TextAsync(record.Case) ?? "") : [],
        };
        var value = JsonSerializer.SerializeToUtf8Bytes(lesson, StorageJson.Default.LessonRecord);
        for (var isKept = false; !isKept;)
        {
            var there = await store.Database.HashGetAsync(store.Keys.Lessons, lesson.Case);
            if (sentAt is not null && !there.IsNull && Read(there) is var other && other.At > lesson.At)
            {
                return other;
            }

            isKept = await ChangeAsync(changes =>
            {
                changes.Require(there.IsNull ? Condition.HashNotExists(store.Keys.Lessons, lesson.Case) : Condition.HashEqual(store.Keys.Lessons, lesson.Case, there));
                changes.Add(transaction => transaction.HashSetAsync(store.Keys.Lessons, lesson.Case, value));
            });
        }

        await TrimAsync();

        var after = await CurrentAsync();
        await TellAsync("stepped-down", lesson, before.IsSteppedDown(lesson.GroupId, lesson.Rule), after.IsSteppedDown(lesson.GroupId, lesson.Rule));
        await TellAsync("not-asked", lesson, before.NotAskedUntil(lesson.GroupId, lesson.Rule) is not null, after.NotAskedUntil(lesson.GroupId, lesson.Rule) is not null);
        return lesson;
    }

    /// <summary>Takes an answer back, and with it all it did. False when there was none.</summary>
    public async Task<bool> TakeBackAsync(string caseNumber)
    {
        if (!await store.Database.HashExistsAsync(store.Keys.Lessons, caseNumber))
        {
            return false;
        }

        await ChangeAsync(changes => changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.Lessons, caseNumber)));
        return true;
    }

    /// <summary>Lets a rule that stepped down work again in a group, and leaders be asked about it again: only answers from now on count towards either.</summary>
    public async Task RestoreAsync(string groupId, RuleName rule)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await ChangeAsync(changes => changes.Add(transaction => transaction.HashSetAsync(store.Keys.RestoredRules, Join(groupId, rule), now)));
    }

    private async Task TellAsync(string what, LessonRecord lesson, bool before, bool after)
    {
        if (after && !before)
        {
            var group = settings.Current.Group(lesson.GroupId)?.Name ?? lesson.GroupId;
            await notices.RaiseAsync($"{what}/{lesson.GroupId}/{lesson.Rule}", what, $"{group}: {Phrases.Of("Matter", lesson.Rule)}");
        }
    }

    // A burst of messages and a newcomer have no text to learn from.
    private static bool Teaches(RuleName rule) => rule is not (RuleName.Flood or RuleName.Membership);

    private static async Task<List<LessonRecord>> ReadAsync(Store store) =>
        [.. (await store.Database.HashGetAllAsync(store.Keys.Lessons)).Select(entry => Read(entry.Value))];

    private static LessonRecord Read(RedisValue value) => JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.LessonRecord)!;

    private async Task TrimAsync()
    {
        if (await store.Database.HashLengthAsync(store.Keys.Lessons) > Capacity)
        {
            RedisValue[] oldest = [.. (await ReadAsync(store)).OrderByDescending(lesson => lesson.At).Skip(Capacity).Select(lesson => (RedisValue)lesson.Case)];
            await ChangeAsync(changes => changes.Add(transaction => transaction.HashDeleteAsync(store.Keys.Lessons, oldest)));
        }
    }

    private async Task<bool> ChangeAsync(Action<Changes> add)
    {
        var changes = new Changes();
        add(changes);
        changes.Add(transaction => transaction.StringIncrementAsync(store.Keys.LessonsVersion));
        return await changes.CommitAsync(store.Database);
    }

    private static string Join(string groupId, RuleName rule) => $"{groupId}/{rule}";

    private static (string Group, RuleName Rule) Split(string key)
    {
        var slash = key.LastIndexOf('/');
        return (key[..slash], Enum.Parse<RuleName>(key.AsSpan(slash + 1)));
    }
}
