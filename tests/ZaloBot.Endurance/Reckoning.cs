using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;
using ZaloBot.Emulator;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Endurance;

/// <summary>Compares what is with what must be. Each line counts differences; none is the only good number.</summary>
internal sealed class Reckoning(Store store, Truth truth, World world)
{
    private const int Chunk = 1_000;

    /// <summary>How many decisions were witnessed; a process killed right behind a commit takes its witness with it.</summary>
    public int Witnessed { get; private set; }

    public async Task<List<Difference>> DrawUpAsync(IReadOnlyList<string> witnesses, IReadOnlyList<byte[]> echoes)
    {
        List<Difference> differences = [];
        differences.AddRange(await EventsAsync(witnesses, echoes));
        differences.AddRange(await CountersAsync());
        differences.AddRange(Words());
        differences.Add(new("events left in the inbox", await InboxAsync(), []));
        differences.Add(new("items left in the outbox", (int)await store.Database.HashLengthAsync(store.Keys.OutboxItems), []));
        differences.Add(new("events in quarantine", (int)await store.Database.ListLengthAsync(store.Keys.Quarantine), []));
        return differences;
    }

    private async Task<List<Difference>> EventsAsync(IReadOnlyList<string> witnesses, IReadOnlyList<byte[]> echoes)
    {
        var identities = truth.Events.Select(made => made.Body).Concat(echoes).Select(body => EventIdentity.Of(ZaloEventReader.Read(body).Event!)).ToHashSet(StringComparer.Ordinal);
        var lost = new List<string>();
        foreach (var chunk in identities.Chunk(Chunk))
        {
            var marks = await store.Database.StringGetAsync([.. chunk.Select(store.Keys.Done)]);
            lost.AddRange(chunk.Where((_, index) => marks[index].IsNull));
        }

        var decided = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in witnesses.Where(File.Exists).SelectMany(File.ReadLines))
        {
            decided[line] = decided.GetValueOrDefault(line) + 1;
        }

        Witnessed = decided.Values.Sum();
        var twice = decided.Where(entry => entry.Value > 1).Select(entry => entry.Key).ToList();
        return
        [
            new("acknowledged events lost", lost.Count, lost),
            new("decisions that nobody witnessed, beyond a tenth", Math.Max(0, (identities.Count * 9 / 10) - Witnessed), []),
            new("events decided more than once", twice.Count, twice),
            new("events decided that nobody sent", decided.Keys.Count(identity => !identities.Contains(identity)), []),
        ];
    }

    private async Task<List<Difference>> CountersAsync()
    {
        var wrongSteps = new List<string>();
        foreach (var chunk in truth.Ladder.Chunk(Chunk))
        {
            var values = await store.Database.StringGetAsync([.. chunk.Select(person => store.Keys.Ladder(person.Group, person.Person))]);
            wrongSteps.AddRange(chunk.Zip(values)
                .Where(pair => Number(pair.Second, "step") != pair.First.Step)
                .Select(pair => $"{pair.First.Group}/{pair.First.Person}: {Number(pair.Second, "step")} for {pair.First.Step}"));
        }

        var wrongCounts = new List<string>();
        foreach (var (group, times) in truth.Said)
        {
            var said = Number(await store.Database.StringGetAsync(store.Keys.GroupMemory(group)), "saidToday");
            if (said != times)
            {
                wrongCounts.Add($"{group}: {said} for {times}");
            }
        }

        var missing = new List<string>();
        foreach (var (group, person) in truth.Joined)
        {
            if (!await store.Database.HashExistsAsync(store.Keys.Members(group), person))
            {
                missing.Add($"{group}/{person}");
            }
        }

        return
        [
            new("people on a wrong step of the ladder", wrongSteps.Count, wrongSteps),
            new("groups whose count of the day is wrong", wrongCounts.Count, wrongCounts),
            new("newcomers missing from the book", missing.Count, missing),
        ];
    }

    private List<Difference> Words()
    {
        var inGroups = new Dictionary<(string Group, string Case), int>();
        var toLeaders = new Dictionary<(string Leader, string Case), int>();
        foreach (var message in world.Messages.All.Where(message => message.IsFromOa))
        {
            var number = CaseNumber.FindLastIn(message.Content.Text) ?? "?";
            if (message.GroupId is { } group)
            {
                inGroups[(group, number)] = inGroups.GetValueOrDefault((group, number)) + 1;
            }
            else if (message.UserId is { } person && person != Truth.Administrator)
            {
                toLeaders[(person, number)] = toLeaders.GetValueOrDefault((person, number)) + 1;
            }
        }

        var unsaid = truth.InGroup.Where(entry => !inGroups.ContainsKey((entry.Value, entry.Key))).Select(entry => entry.Key).ToList();
        var unexpected = inGroups.Keys.Where(said => truth.InGroup.GetValueOrDefault(said.Case) != said.Group).Select(said => said.Case).ToList();
        var told = toLeaders.Keys.ToLookup(alert => alert.Leader, StringComparer.Ordinal);
        var untold = truth.Alerts.Where(entry => told[entry.Key].Count() != entry.Value)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}: {told[entry.Key].Count()} for {entry.Value}")).ToList();
        return
        [
            new("warnings not said", unsaid.Count, unsaid),
            new("warnings said more than once", inGroups.Values.Count(times => times > 1), [.. inGroups.Where(said => said.Value > 1).Select(said => said.Key.Case)]),
            new("words in groups that nothing called for", unexpected.Count, unexpected),
            new("leaders with too few or too many alerts", untold.Count, untold),
            new("alerts told more than once", toLeaders.Values.Count(times => times > 1), [.. toLeaders.Where(alert => alert.Value > 1).Select(alert => alert.Key.Case)]),
        ];
    }

    private async Task<int> InboxAsync()
    {
        var lengths = await Task.WhenAll(Enumerable.Range(0, StoreKeys.Lanes).Select(lane => store.Database.ListLengthAsync(store.Keys.Inbox(lane))));
        return (int)lengths.Sum();
    }

    private static int? Number(RedisValue json, string property)
    {
        if (json.IsNull)
        {
            return null;
        }

        using var document = JsonDocument.Parse((byte[])json!);
        return document.RootElement.TryGetProperty(property, out var value) ? value.GetInt32() : null;
    }
}

/// <summary>One line of the reckoning.</summary>
/// <param name="What">What differs.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">Where, as far as that helps.</param>
internal sealed record Difference(string What, int Count, IReadOnlyList<string> Examples);
