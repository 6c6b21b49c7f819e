using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ZaloBot.Webhooks;

namespace ZaloBot.Endurance;

/// <summary>
/// The events of a run and what must come of them, worked out beforehand and without the bot: every breach is answered once
/// in the group, from a person's third breach on the leader is told once, every newcomer stands in the book.
/// </summary>
internal sealed class Truth
{
    public const string AppId = "1234567890123456789";
    public const string OaId = "4000000000000000001";
    public const string Administrator = "7900000000000000009";

    /// <summary>A phrase of the office's own makes the breach certain; judgement is tested elsewhere.</summary>
    public const string Phrase = "hàng mẫu thử bền";

    private const string Breach = "Em có hàng mẫu thử bền, chị em ai lấy thì nhắn em nha";
    private const string Work = "Dạ em nhận thông tin ạ.";
    private const int People = 25;

    private readonly HashSet<string> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Group, int Person), int> _breaches = [];
    private readonly Dictionary<int, int> _breachesOfGroup = [];
    private readonly long _start = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeMilliseconds();
    private readonly string _run = Guid.CreateVersion7().ToString("N")[20..];

    public Truth(int events, int seed)
    {
        Groups = Math.Clamp(events / 2_500, 8, 80);
        var random = new Random(seed);
        for (var number = 0; number < events; number++)
        {
            Events.Add(Make(number, random));
        }
    }

    public int Groups { get; }

    public List<MadeEvent> Events { get; } = [];

    /// <summary>Case numbers that must be said once in their group.</summary>
    public Dictionary<string, string> InGroup { get; } = new(StringComparer.Ordinal);

    /// <summary>How many alerts each leader must get.</summary>
    public Dictionary<string, int> Alerts { get; } = new(StringComparer.Ordinal);

    /// <summary>The step on which each person must stand at the end.</summary>
    public IEnumerable<(string Group, string Person, int Step)> Ladder => _breaches.Select(entry => (GroupId(entry.Key.Group), PersonId(entry.Key.Group, entry.Key.Person), entry.Value));

    /// <summary>How often something was said in each group.</summary>
    public IEnumerable<(string Group, int Times)> Said => _breachesOfGroup.Select(entry => (GroupId(entry.Key), entry.Value));

    /// <summary>Who joined which group.</summary>
    public List<(string Group, string Person)> Joined { get; } = [];

    public static string GroupId(int group) => string.Create(CultureInfo.InvariantCulture, $"ab12cd34ef56ab{group:x6}");

    public static string LeaderId(int group) => string.Create(CultureInfo.InvariantCulture, $"78{group:d17}");

    public static string PersonId(int group, int person) => string.Create(CultureInfo.InvariantCulture, $"71{(group * 1000) + person:d17}");

    public static IEnumerable<string> PeopleOf(int group) => Enumerable.Range(0, People).Select(person => PersonId(group, person));

    private MadeEvent Make(int number, Random random)
    {
        var group = random.Next(Groups);
        if (random.Next(100) == 0)
        {
            var newcomer = string.Create(CultureInfo.InvariantCulture, $"73{number:d17}");
            Joined.Add((GroupId(group), newcomer));
            return new MadeEvent(number, Join(GroupId(group), newcomer, _start + number));
        }

        var person = random.Next(People);
        var isBreach = random.Next(100) < 4 && _breachesOfGroup.GetValueOrDefault(group) < 900;
        var id = MessageId(number);
        if (isBreach)
        {
            // Case numbers are short. Two alike would blur what is counted here, so the second event gets another id.
            for (var attempt = 0; !_cases.Add(EventIdentity.CaseOf($"m:{id}")); attempt++)
            {
                id = MessageId(number) + attempt.ToString(CultureInfo.InvariantCulture);
            }

            Expect(group, person, EventIdentity.CaseOf($"m:{id}"));
        }

        return new MadeEvent(number, Text(GroupId(group), PersonId(group, person), isBreach ? Breach : Work, id, _start + number));
    }

    private void Expect(int group, int person, string caseNumber)
    {
        InGroup.Add(caseNumber, GroupId(group));
        _breachesOfGroup[group] = _breachesOfGroup.GetValueOrDefault(group) + 1;
        var step = _breaches[(group, person)] = _breaches.GetValueOrDefault((group, person)) + 1;
        if (step >= 3)
        {
            Alerts[LeaderId(group)] = Alerts.GetValueOrDefault(LeaderId(group)) + 1;
        }
    }

    private string MessageId(int number) => string.Create(CultureInfo.InvariantCulture, $"{_run}{number:x8}");

    private static byte[] Text(string group, string person, string text, string id, long at) => Bytes(new JsonObject
    {
        ["event_name"] = "user_send_group_text",
        ["app_id"] = AppId,
        ["oa_id"] = OaId,
        ["sender"] = new JsonObject { ["id"] = person },
        ["recipient"] = new JsonObject { ["id"] = group },
        ["message"] = new JsonObject { ["text"] = text, ["msg_id"] = id },
        ["timestamp"] = at.ToString(CultureInfo.InvariantCulture),
        ["user_id_by_app"] = "8" + person[1..],
    });

    private static byte[] Join(string group, string person, long at) => Bytes(new JsonObject
    {
        ["event_name"] = "user_join_group",
        ["oa_id"] = OaId,
        ["group_id"] = group,
        ["app_id"] = AppId,
        ["users"] = new JsonArray(new JsonObject { ["id"] = person }),
        ["timestamp"] = at.ToString(CultureInfo.InvariantCulture),
    });

    private static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}

/// <summary>An event to be delivered.</summary>
/// <param name="Number">In the order it happened; negative for echoes of what the bot said.</param>
/// <param name="Body">To the byte, at each delivery.</param>
internal sealed record MadeEvent(int Number, byte[] Body);
