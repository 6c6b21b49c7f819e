using System.Text;
using System.Text.Json;
using ZaloBot.Webhooks;

namespace ZaloBot.Privacy;

/// <summary>
/// Events that still wait as bytes. One that is about the person alone becomes an empty entry, which its worker passes over:
/// taking it out of the list would shift what the worker is about to finish. One about others too keeps them.
/// </summary>
internal static class RawEvents
{
    /// <summary>Stands for somebody who was erased while the event waited: nobody's id, and in JSON both a text and a number.</summary>
    public const string Nobody = "0";

    /// <summary>True for an entry of an inbox; the lease of a lane is none.</summary>
    public static bool IsEntry(byte[] value) => value.AsSpan().IndexOf((byte)' ') > 0;

    /// <summary>The inbox entry without the person; the same bytes when they are not in it.</summary>
    public static byte[] Without(byte[] entry, PersonTrace trace)
    {
        var parsed = InboxEntry.Parse(entry);
        if (!IsIn(parsed.Body, trace))
        {
            return entry;
        }

        return IsAbout(parsed.Body, trace)
            ? new InboxEntry(parsed.ReceivedAt, ReadOnlyMemory<byte>.Empty).ToBytes()
            : new InboxEntry(parsed.ReceivedAt, Encoding.UTF8.GetBytes(trace.Replace(Encoding.UTF8.GetString(parsed.Body.Span), Nobody))).ToBytes();
    }

    /// <summary>True when the person is named anywhere in the body.</summary>
    public static bool IsIn(ReadOnlyMemory<byte> body, PersonTrace trace) => trace.StandsIn(Encoding.UTF8.GetString(body.Span));

    // Sender, recipient or subject; not one of several people in a list, and not somebody mentioned in a text.
    private static bool IsAbout(ReadOnlyMemory<byte> body, PersonTrace trace)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return IsAbout(json.RootElement, trace);
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static bool IsAbout(JsonElement element, PersonTrace trace) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(field => IsAbout(field.Value, trace)),
        JsonValueKind.Array => element.GetArrayLength() == 1 && IsAbout(element[0], trace),
        JsonValueKind.String or JsonValueKind.Number => trace.Is(element.ToString()),
        _ => false,
    };
}
