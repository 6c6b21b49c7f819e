using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>What the chat page needs to know, as JSON.</summary>
internal sealed class Snapshot(ZaloEmulator emulator, EmulatorOptions options, Timeline timeline)
{
    private const int Deliveries = 100;

    public JsonObject Everything() => new()
    {
        ["world"] = World(),
        ["faults"] = FaultControl.Describe(emulator),
        ["lines"] = new JsonArray([.. timeline.Lines.All.Select(line => JsonNode.Parse(line))]),
        ["deliveries"] = new JsonArray([.. emulator.Deliveries.Attempts.All.TakeLast(Deliveries).Select(attempt => (JsonNode)Describe(attempt))]),
    };

    public JsonObject World()
    {
        var world = emulator.World;
        var now = options.TimeProvider.GetUtcNow();
        return new JsonObject
        {
            ["oa"] = new JsonObject { ["id"] = world.Oa.Id, ["name"] = world.Oa.Name },
            ["people"] = new JsonArray([.. world.People.Select(person => (JsonNode)new JsonObject
            {
                ["id"] = person.Id,
                ["name"] = person.Name,
                ["role"] = person.Role,
                ["admin"] = world.Oa.Admins.Contains(person.Id),
                ["follows"] = person.IsFollower,
                ["open"] = Windows.Refusal(person, now) == 0,
            })]),
            ["groups"] = new JsonArray([.. world.Groups.Select(group => (JsonNode)new JsonObject
            {
                ["id"] = group.Id,
                ["name"] = group.Name,
                ["description"] = group.Description,
                ["link"] = group.Link,
                ["members"] = Ids(group.Members),
                ["deputies"] = Ids(group.Deputies),
                ["pending"] = Ids(group.Pending),
                ["disabled"] = world.IsDisabled(group, now),
                ["locked"] = group.Settings.LockSendMsg,
                ["approval"] = group.Settings.JoinAppr,
                ["linkJoin"] = group.Settings.EnableLinkJoin,
            })]),
        };
    }

    public static JsonObject Describe(DeliveryAttempt attempt) => new()
    {
        ["n"] = attempt.Number,
        ["name"] = attempt.EventName,
        ["outcome"] = attempt.Outcome.ToString(),
        ["status"] = attempt.Status,
        ["retry"] = attempt.Retry,
        ["duplicate"] = attempt.IsDuplicate,
        ["at"] = attempt.At.ToUnixTimeMilliseconds(),
        ["body"] = attempt.Body,
    };

    private static JsonArray Ids(IEnumerable<string> ids) => [.. ids.Select(id => (JsonNode)id)];
}
