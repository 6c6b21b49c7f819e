using System.Collections.Frozen;
using System.Text.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>
/// Something the platform told the webhook (fact sheet 3). Ids are opaque text: decimal beyond 2^53 or hex of any length.
/// No event says who acted; joins do not say who added, departures not whether somebody was removed.
/// </summary>
public abstract record ZaloEvent
{
    internal static readonly IReadOnlyDictionary<string, JsonElement> Nothing = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary><c>event_name</c> as received, which may be one of several names of the same thing.</summary>
    public string Name { get; init; } = "";

    /// <summary>The app the webhook belongs to; empty when the event does not say.</summary>
    public string AppId { get; init; } = "";

    /// <summary>The OA. One-to-one events carry no <c>oa_id</c>; it is then taken from recipient or sender.</summary>
    public string? OaId { get; init; }

    /// <summary>When the platform sent the event (<c>timestamp</c>), not when the thing happened. A repeated delivery keeps the first time.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>The person's id within the app rather than the OA; only while app and OA are linked.</summary>
    public string? UserIdByApp { get; init; }

    /// <summary>Fields nobody read; those of the message are named <c>message.…</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Unmapped { get; init; } = Nothing;
}
