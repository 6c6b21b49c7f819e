using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZaloBot.Zalo.Json;

/// <summary>
/// Text of a JSON value, come what may. Half a surrogate pair, as a sender gets by cutting an emoji in two, is legal in
/// JSON's escapes but makes the ordinary reader throw; here it becomes U+FFFD.
/// </summary>
internal static class LooseText
{
    public static string? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadString(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string ReadString(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Mend(value.GetRawText().AsSpan()[1..^1]);
        }
    }

    private static string Mend(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(raw[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var plain => plain });
            }
        }

        // Encoding replaces what is only half there.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
