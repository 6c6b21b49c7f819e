using System.Globalization;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>
/// Composes the bodies of events, field by field as the examples of fact sheet 3 have them. On purpose it does not use the
/// bot's own event types: a misreading shared by both sides would stay hidden.
/// </summary>
internal sealed class EventBodies(EmulatorOptions options, World world)
{
    public static string Stamp(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Lifecycle of a group: flat, no sender, no actor; <c>users</c> only where the event has it (3.1).</summary>
    public JsonObject Lifecycle(string name, string groupId, IReadOnlyList<string>? users, DateTimeOffset at)
    {
        var body = new JsonObject
        {
            ["event_name"] = name,
            ["oa_id"] = world.Oa.Id,
            ["group_id"] = groupId,
            ["app_id"] = options.AppId,
        };
        if (users is not null)
        {
            body["users"] = new JsonArray([.. users.Select(user => (JsonNode)new JsonObject { ["id"] = user })]);
        }

        body["timestamp"] = Time(at);
        return body;
    }

    /// <summary>A message in a group: the group is <c>recipient.id</c> (3.2).</summary>
    public JsonObject GroupMessage(string name, WorldMessage message)
    {
        var body = new JsonObject
        {
            ["event_name"] = name,
            ["app_id"] = options.AppId,
            ["oa_id"] = world.Oa.Id,
            ["sender"] = Sender(message),
            ["recipient"] = new JsonObject { ["id"] = message.GroupId },
            ["message"] = Message(message),
            ["timestamp"] = Time(message.SentAt),
        };
        AddIdByApp(body, message.IsFromOa ? null : message.SenderId);
        return body;
    }

    /// <summary>A private message in either direction: no <c>oa_id</c> (3.3).</summary>
    public JsonObject PrivateMessage(string name, WorldMessage message)
    {
        var body = new JsonObject { ["app_id"] = options.AppId };
        AddIdByApp(body, message.UserId);
        body["event_name"] = name;
        body["sender"] = Sender(message);
        body["recipient"] = new JsonObject { ["id"] = message.IsFromOa ? message.UserId : world.Oa.Id };
        body["message"] = Message(message);
        body["timestamp"] = Time(message.SentAt);
        return body;
    }

    public JsonObject Received(WorldMessage message, DateTimeOffset at) => new()
    {
        ["app_id"] = options.AppId,
        ["event_name"] = "user_received_message",
        ["sender"] = new JsonObject { ["id"] = world.Oa.Id },
        ["recipient"] = new JsonObject { ["id"] = message.UserId },
        ["message"] = new JsonObject { ["msg_id"] = message.Id },
        ["timestamp"] = Time(at),
    };

    public JsonObject Follow(string name, Person person, DateTimeOffset at)
    {
        var body = new JsonObject { ["oa_id"] = world.Oa.Id, ["follower"] = new JsonObject { ["id"] = person.Id } };
        AddIdByApp(body, person.Id);
        body["event_name"] = name;
        if (name == "follow")
        {
            body["source"] = "oa_profile";
        }

        body["app_id"] = options.AppId;
        body["timestamp"] = Time(at);
        return body;
    }

    public JsonObject ChatPressed(Person person, DateTimeOffset at)
    {
        var body = new JsonObject { ["oa_id"] = world.Oa.Id, ["user_id"] = person.Id };
        AddIdByApp(body, person.Id);
        body["event_name"] = "user_click_chatnow";
        body["app_id"] = options.AppId;
        body["timestamp"] = Time(at);
        return body;
    }

    /// <summary>The newer of the two shapes; the phone is a string here and a number in the older one.</summary>
    public JsonObject InfoSubmitted(Person person, string phone, DateTimeOffset at) => new()
    {
        ["sender"] = new JsonObject { ["id"] = person.Id },
        ["recipient"] = new JsonObject { ["id"] = world.Oa.Id },
        ["event_name"] = "user_submit_info",
        ["app_id"] = options.AppId,
        ["timestamp"] = Time(at),
        ["info"] = new JsonObject
        {
            ["name"] = person.Name,
            ["phone"] = phone,
            ["user_dob"] = "01/02/1990",
            ["gender"] = "Nam",
            ["full_address"] = new JsonObject { ["user_city"] = "Thành phố X", ["user_ward"] = "Phường Y", ["user_address"] = "Số 1" },
        },
    };

    /// <summary>A person's data must be deleted; without a link between app and OA only the app-scoped id is there (3.3).</summary>
    public JsonObject Withdrawal(Person person, bool linked, DateTimeOffset at) => new()
    {
        ["app_id"] = options.AppId,
        ["oa_id"] = linked ? world.Oa.Id : "",
        ["user_id_by_app"] = person.IdByApp,
        ["user_id"] = linked ? person.Id : "",
        ["event_name"] = "user_withdraw",
        ["timestamp"] = Time(at),
    };

    /// <summary>Only the name of this event is known (3.3); the shape is the least one can expect.</summary>
    public JsonObject PermissionRevoked(DateTimeOffset at) => new()
    {
        ["event_name"] = "permission_revoked",
        ["app_id"] = options.AppId,
        ["oa_id"] = world.Oa.Id,
        ["timestamp"] = Time(at),
    };

    private string Time(DateTimeOffset at) => options.Quirks.WritesTime?.Invoke(at) ?? Stamp(at);

    private static JsonObject Sender(WorldMessage message)
    {
        var sender = new JsonObject { ["id"] = message.SenderId };
        if (message.AdminId is { } admin)
        {
            sender["admin_id"] = admin;
        }

        return sender;
    }

    private static JsonObject Message(WorldMessage message)
    {
        var body = new JsonObject();
        if (message.Text is { } text)
        {
            body["text"] = text;
        }

        body["msg_id"] = message.Id;
        if (message.QuotedMessageId is { } quoted)
        {
            body["quote_msg_id"] = quoted;
        }

        if (message.Content.Attachments.Count > 0)
        {
            body["attachments"] = new JsonArray([.. message.Content.Attachments.Select(attachment =>
                (JsonNode)new JsonObject { ["type"] = attachment.Type, ["payload"] = attachment.Payload })]);
        }

        return body;
    }

    private void AddIdByApp(JsonObject body, string? userId)
    {
        if (world.Oa.IsLinked && userId is not null && world.FindPerson(userId) is { } person)
        {
            body["user_id_by_app"] = person.IdByApp;
        }
    }
}
