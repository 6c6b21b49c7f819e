using System.Text.Json;
using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>The body of one event while it is being read.</summary>
internal sealed class EventSource(string name, JsonFields body)
{
    public string Name => name;

    public JsonFields Body => body;

    /// <summary>The outermost <c>message</c>; empty when there is none, so that asking costs no check.</summary>
    public JsonFields Message { get; } = body.Child("message") ?? JsonFields.None;

    public JsonFields Sender { get; } = body.Child("sender") ?? JsonFields.None;

    public JsonFields Recipient { get; } = body.Child("recipient") ?? JsonFields.None;

    // The bare id in place of the object is not documented and costs nothing to take.
    public string? SenderId => Sender.Id("id", "user_id") ?? body.Id("sender");

    public string? RecipientId => Recipient.Id("id", "user_id") ?? body.Id("recipient");

    public string? OaId { get; } = body.Id("oa_id");

    /// <summary>The OA did it, by the name of the event or by its own id as the sender.</summary>
    public bool IsFromOa => name.StartsWith("oa_", StringComparison.Ordinal) || (SenderId is not null && SenderId == OaId);

    /// <summary>The OA, which one-to-one events name only as one of the two sides.</summary>
    public string? OaSide => OaId ?? (IsFromOa ? SenderId : RecipientId);

    /// <summary>The person of a one-to-one event.</summary>
    public string? PersonSide => body.Id("user_id") ?? (IsFromOa ? RecipientId : SenderId);

    /// <summary>The group of an event other than a message.</summary>
    public string? GroupId => body.Id("group_id");

    /// <summary>The people of an event, each once: objects with an id as documented, or the bare ids.</summary>
    public IReadOnlyList<string> UserIds() => UserIds(body, "users");

    /// <inheritdoc cref="UserIds()"/>
    public static IReadOnlyList<string> UserIds(JsonFields fields, string name) =>
    [
        .. fields.Entries(name)
            .Select(entry => entry.ValueKind == JsonValueKind.Object ? new JsonFields(entry).Id("id", "user_id") : LooseText.Read(entry)?.Trim())
            .OfType<string>()
            .Where(id => id.Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Counts both sides as read: in a known event they are the person and the OA or group, whether each was needed or not.</summary>
    public void TakeSides() => _ = (SenderId, RecipientId);

    public IReadOnlyDictionary<string, JsonElement> Rest()
    {
        var rest = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        body.KeepRest(rest);
        Message.KeepRest(rest, "message.");
        Sender.KeepRest(rest, "sender.");
        Recipient.KeepRest(rest, "recipient.");
        return rest.Count == 0 ? ZaloEvent.Nothing : rest;
    }
}

/// <summary>An event, or why there is none.</summary>
internal readonly record struct Built(ZaloEvent? Event, string? Problem)
{
    public static implicit operator Built(ZaloEvent read) => new(read, null);

    public static implicit operator Built(string problem) => new(null, problem);
}
