using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Messages and notices in one order, as the chat page shows them.</summary>
internal sealed class Timeline : IDisposable
{
    private readonly World _world;
    private readonly Lock _gate = new();
    private readonly IDisposable[] _listening;
    private int _lines;

    public Timeline(World world)
    {
        _world = world;
        var before = world.Messages.All.Select(message => (message.SentAt, Line: Describe(message)))
            .Concat(world.Notices.All.Select(notice => (notice.At, Line: Describe(notice))))
            .OrderBy(line => line.Item1);
        foreach (var (_, line) in before)
        {
            Add(line);
        }

        _listening = [world.Messages.Listen(message => Add(Describe(message))), world.Notices.Listen(notice => Add(Describe(notice)))];
    }

    /// <summary>JSON lines, each with its number <c>n</c>.</summary>
    public Journal<string> Lines { get; } = new(capacity: 2000);

    public void Dispose()
    {
        foreach (var listening in _listening)
        {
            listening.Dispose();
        }
    }

    /// <summary>A chat is a group's id, or <c>p:</c> and the person's id.</summary>
    private static string Chat(string? groupId, string? userId) => groupId ?? "p:" + userId;

    private static JsonObject Describe(Notice notice) => new()
    {
        ["chat"] = Chat(notice.GroupId, notice.UserId),
        ["at"] = notice.At.ToUnixTimeMilliseconds(),
        ["notice"] = notice.Text,
    };

    private JsonObject Describe(WorldMessage message)
    {
        var line = new JsonObject
        {
            ["chat"] = Chat(message.GroupId, message.UserId),
            ["at"] = message.SentAt.ToUnixTimeMilliseconds(),
            ["id"] = message.Id,
            ["from"] = message.SenderId,
            ["oa"] = message.IsFromOa,
            ["kind"] = message.Content.Suffix,
        };
        if (message.AdminId is { } admin)
        {
            line["admin"] = admin;
        }

        if (message.Text is { } text)
        {
            line["text"] = text;
        }

        if (message.QuotedMessageId is { } quoted && _world.Messages.All.FirstOrDefault(said => said.Id == quoted) is { } original)
        {
            line["quote"] = new JsonObject
            {
                ["from"] = original.SenderId,
                ["text"] = original.Text ?? "",
                ["kind"] = original.Content.Suffix,
            };
        }

        if (message.Content.Attachments.Count > 0)
        {
            line["attachments"] = new JsonArray([.. message.Content.Attachments.Select(attachment => (JsonNode)attachment.Payload)]);
        }

        return line;
    }

    private void Add(JsonObject line)
    {
        lock (_gate)
        {
            line["n"] = ++_lines;
            Lines.Add(line.ToJsonString());
        }
    }
}
