using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ZaloBot.Webhooks;

/// <summary>An event as it waits in the inbox: when it arrived, and the bytes that were signed.</summary>
/// <param name="ReceivedAt">When the webhook arrived, to the millisecond.</param>
/// <param name="Body">The body as received.</param>
public sealed record InboxEntry(DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Body)
{
    /// <summary>True when the event was erased while it waited; only its place in the list is left.</summary>
    public bool IsErased => Body.IsEmpty;

    /// <summary>The arrival in Unix milliseconds, a space, the body.</summary>
    public byte[] ToBytes()
    {
        Span<byte> head = stackalloc byte[24];
        Utf8Formatter.TryFormat(ReceivedAt.ToUnixTimeMilliseconds(), head, out var length);
        head[length++] = (byte)' ';
        var bytes = new byte[length + Body.Length];
        head[..length].CopyTo(bytes);
        Body.Span.CopyTo(bytes.AsSpan(length));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes were not written by this program.</exception>
    public static InboxEntry Parse(byte[] bytes)
    {
        var space = Array.IndexOf(bytes, (byte)' ');
        return space > 0 && long.TryParse(Encoding.ASCII.GetString(bytes, 0, space), CultureInfo.InvariantCulture, out var milliseconds)
            ? new InboxEntry(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), bytes.AsMemory(space + 1))
            : throw new FormatException("The inbox holds an entry that this program did not write.");
    }
}
