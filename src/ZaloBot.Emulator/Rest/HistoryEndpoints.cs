using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>What was said, newest first, with the names history has for things (fact sheet 4 and 5.3).</summary>
internal sealed class HistoryEndpoints
{
    private readonly ZaloEmulator _emulator;

    private HistoryEndpoints(ZaloEmulator emulator) => _emulator = emulator;

    private World World => _emulator.World;

    private Quirks Quirks => _emulator.Quirks;

    public static void Map(Routes routes, ZaloEmulator emulator)
    {
        var here = new HistoryEndpoints(emulator);
        routes.Get("/v3.0/oa/group/conversation", Permissions.Groups, here.OfGroup);
        routes.Get("/v3.0/oa/group/listrecentchat", Permissions.Groups, here.RecentInGroups);
        routes.Get("/v2.0/oa/conversation", Permissions.Messages, here.WithPerson);
        routes.Get("/v2.0/oa/listrecentchat", Permissions.Messages, here.RecentInPrivate);
    }

    private JsonNode? OfGroup(ApiRequest request)
    {
        var group = Groups.Owned(World, request.Query("group_id"));
        return Page(request, null, World.MessagesIn(group.Id));
    }

    private JsonNode? RecentInGroups(ApiRequest request) => Page(request, null, Recent(
        [.. World.Messages.All.Where(message => message.GroupId is not null && World.FindGroup(message.GroupId) is not null)], message => message.GroupId!));

    private JsonNode? WithPerson(ApiRequest request)
    {
        var user = ApiRequest.Text(request.Data["user_id"], "user_id");
        return World.FindPerson(user) is null
            ? throw ApiRefusal.Invalid("user_id")
            : Page(request, request.Data, World.PrivateMessagesWith(user));
    }

    private JsonNode? RecentInPrivate(ApiRequest request) => Page(request, request.Data, Recent(
        [.. World.Messages.All.Where(message => message.UserId is not null)], message => message.UserId!));

    private IReadOnlyList<WorldMessage> Recent(IReadOnlyList<WorldMessage> messages, Func<WorldMessage, string> chat) => Quirks.OneRecentChatPerGroup
        ? [.. messages.GroupBy(chat, StringComparer.Ordinal).Select(group => group.Last()).OrderBy(message => message.SentAt)]
        : messages;

    private JsonNode? Page(ApiRequest request, JsonObject? data, IReadOnlyList<WorldMessage> oldestFirst)
    {
        var (offset, count) = request.Page(Quirks.LargestHistoryPage, Quirks, data);
        var ordered = Quirks.OldestFirst ? oldestFirst : oldestFirst.Reverse();
        var rows = new JsonArray([.. ordered.Skip(offset).Take(count).Select(message => (JsonNode)Row(message))]);
        return rows.Count == 0 && Quirks.NoDataForNoRows ? null : Quirks.NestedHistory ? new JsonObject { ["data"] = rows } : rows;
    }

    private JsonObject Row(WorldMessage message)
    {
        var row = new JsonObject
        {
            ["time"] = message.SentAt.ToUnixTimeMilliseconds(),
            ["type"] = Type(message.Content),
        };
        if (!Quirks.HistoryWithoutSource)
        {
            row["src"] = message.IsFromOa ? 0 : 1;
        }

        Describe(row, message.Content);
        row["message_id"] = message.Id;
        row["from_id"] = message.SenderId;
        row["from_display_name"] = message.IsFromOa ? World.Oa.Name : World.Person(message.SenderId).Name;
        row["from_avatar"] = "https://s120.ava.example.zadn.vn/u.jpg";
        if (message.GroupId is { } group)
        {
            row["group_id"] = group;
        }
        else
        {
            var to = message.IsFromOa ? message.UserId! : World.Oa.Id;
            row["to_id"] = to;
            row["to_display_name"] = message.IsFromOa ? World.Person(to).Name : World.Oa.Name;
            row["to_avatar"] = "https://s120.ava.example.zadn.vn/u.jpg";
        }

        return row;
    }

    private static string Type(Content content) => content.Kind switch
    {
        ContentKind.Text => "text",
        ContentKind.Audio => "voice",
        ContentKind.Image => "photo",
        ContentKind.Gif => "GIF",
        ContentKind.Link => content.Attachments.Count > 1 ? "links" : "link",
        ContentKind.Sticker => "sticker",
        ContentKind.Location => "location",

        // The list of types ends here; for the rest the event's own name is as good a guess as any.
        _ => content.Suffix,
    };

    private static void Describe(JsonObject row, Content content)
    {
        if (content.Text is { } text)
        {
            row["message"] = text;
        }

        if (content.Attachments is not [{ Payload: var payload } attachment, ..])
        {
            return;
        }

        switch (attachment.Type)
        {
            case "location":
                row["location"] = payload["coordinates"]!.ToJsonString();
                break;
            case "link":
                row["links"] = new JsonArray([.. content.Attachments.Select(link => (JsonNode)link.Payload)]);
                break;
            default:
                row["thumb"] = payload["thumbnail"]?.DeepClone() ?? "";
                row["url"] = payload["url"]?.DeepClone() ?? "";
                row["description"] = payload["description"]?.DeepClone() ?? "";
                break;
        }
    }
}
