using System.Text.Json;
using System.Text.Unicode;
using ZaloBot.Rules;
using ZaloBot.Words;

namespace ZaloBot.Cli;

/// <summary>A line given to <c>classify</c>: a message to judge, or what is wrong with it.</summary>
/// <param name="Id">The id as given, a text or a number; null when there is none.</param>
/// <param name="Group">Id of the group whose rules are asked for; null for those for all.</param>
/// <param name="Message">The message; null when the line can not be used.</param>
/// <param name="Error">What is wrong, in Vietnamese; null when all is well.</param>
internal sealed record ClassifyInput(JsonElement? Id, string? Group, ChatMessage? Message, string? Error)
{
    public static ClassifyInput Read(InputLine line)
    {
        if (line.IsTooLong)
        {
            return Bad("Line.TooLong", InputLines.MostBytes / 1024);
        }

        if (!Utf8.IsValid(line.Bytes.Span))
        {
            return Bad("Line.NotUtf8");
        }

        try
        {
            return Read(line.Bytes);
        }
        catch (JsonException)
        {
            return Bad("Line.NotJson");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as \ud83d: JSON allows it, text can not hold it.
            return Read(LoneSurrogates.Replace(line.Bytes.Span));
        }
    }

    private static ClassifyInput Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement.Clone());
    }

    private static ClassifyInput Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Bad("Line.NotObject");
        }

        if (!root.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
        {
            return Bad("Line.NoText");
        }

        JsonElement? id = root.TryGetProperty("id", out var given) ? given : null;
        if (id is { ValueKind: not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null) })
        {
            return Bad("Line.BadId");
        }

        // It is repeated in the answer; whether it can be is found out here, where half a character is mended.
        _ = id is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;

        if (!TryGetConversation(root, out var before) || !TryGetText(root, "group", out var group))
        {
            return Bad("Line.BadContext");
        }

        var message = ChatMessage.Of(text.GetString()!, before.Count > 0 ? before[^1] : null) with { Earlier = [.. before.SkipLast(1).Reverse()] };
        return new(id, group, message, Error: null);
    }

    // The message before, or several, the oldest first as they stand in the group.
    private static bool TryGetConversation(JsonElement root, out IReadOnlyList<string> before)
    {
        before = [];
        if (root.TryGetProperty("context", out var value) && value.ValueKind == JsonValueKind.Array)
        {
            before = [.. value.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)];
            return before.Count == value.GetArrayLength();
        }

        var isText = TryGetText(root, "context", out var text);
        before = text is null ? [] : [text];
        return isText;
    }

    private static bool TryGetText(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static ClassifyInput Bad(string error, params object[] values) => new(Id: null, Group: null, Message: null, CliTexts.Get(error, values));
}
