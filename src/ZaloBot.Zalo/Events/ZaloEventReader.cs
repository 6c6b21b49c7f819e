using System.Text.Json;
using System.Text.Unicode;
using ZaloBot.Zalo.Json;

namespace ZaloBot.Zalo.Events;

/// <summary>
/// Reads a webhook body into an event (fact sheet 3). Names that the sources disagree on are all taken; what is missing,
/// additional or spelled otherwise costs only itself.
/// </summary>
public static class ZaloEventReader
{
    /// <summary>Reads one body. Never throws: what cannot be used yields a sentence.</summary>
    public static EventReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json.Span))
        {
            return EventReading.Unusable(null, "The body is not UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8Json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new JsonFields(document.RootElement))
                : EventReading.Unusable(null, "The body is JSON but not an object.");
        }
        catch (JsonException)
        {
            return EventReading.Unusable(null, "The body is not JSON.");
        }
    }

    private static EventReading Read(JsonFields body)
    {
        if (body.Id("event_name") is not { } name)
        {
            return EventReading.Unusable(null, "event_name is missing.");
        }

        if (EpochTime.Read(Scalar.Number(body.Text("timestamp"))) is not { } sentAt)
        {
            return EventReading.Unusable(name, "timestamp is missing or not a time.");
        }

        var source = new EventSource(name, body);
        var (built, problem) = EventTable.Build(source);
        if (built is null)
        {
            return EventReading.Unusable(name, problem ?? "The event cannot be used.");
        }

        if (built is not (UnknownEvent or PlatformNotice))
        {
            source.TakeSides();
        }

        return EventReading.Of(built with
        {
            Name = name,
            AppId = body.Id("app_id") ?? "",
            OaId = source.OaId ?? built.OaId,
            SentAt = sentAt,
            UserIdByApp = body.Id("user_id_by_app"),
            Unmapped = source.Rest(),
        });
    }
}
