using System.Text.Json;
using System.Text.Json.Serialization;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Evaluation;

/// <summary>
/// Reads a file of labelled messages: UTF-8, a JSON object a line with <c>id</c>, <c>text</c>, <c>label</c> (<c>allowed</c> or <c>violation</c>) and,
/// where known, <c>context</c> (the message before, or a list of those before, the oldest first), <c>category</c>, <c>style</c>, <c>difficulty</c>, <c>group</c>, <c>thread</c>, <c>pair</c>.
/// </summary>
public static class LabelledFile
{
    /// <summary>Every line that is not blank, usable or not, in order.</summary>
    public static IEnumerable<LabelledLine> Read(TextReader reader)
    {
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadLine(number, line);
            }
        }
    }

    private static LabelledLine ReadLine(int number, string line)
    {
        Row? row;
        try
        {
            row = JsonSerializer.Deserialize(line, LabelledJson.Default.Row);
        }
        catch (JsonException fault)
        {
            return new(number, Message: null, $"Not a JSON object of the expected form ({fault.Path ?? "whole line"}).");
        }

        if (row is not { Text: { } text })
        {
            return new(number, Message: null, "No \"text\".");
        }

        if (row.Label is not ("allowed" or "violation"))
        {
            return new(number, Message: null, "\"label\" is neither \"allowed\" nor \"violation\".");
        }

        MessageCategory? category = null;
        if (row.Category is not null)
        {
            if (!CategoryNames.TryParse(row.Category, out var named))
            {
                return new(number, Message: null, $"Unknown \"category\" \"{row.Category}\".");
            }

            category = named;
        }

        if (!TryGetConversation(row.Context, out var before))
        {
            return new(number, Message: null, "\"context\" is neither a text nor a list of texts.");
        }

        var id = row.Id ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(number, new LabelledMessage
        {
            Id = id,
            Text = text,
            Context = before.Count > 0 ? before[^1] : null,
            Earlier = before.Count > 1 ? [.. before.SkipLast(1).Reverse()] : [],
            IsViolation = row.Label == "violation",
            Category = category,
            Style = row.Style ?? "",
            Difficulty = row.Difficulty ?? "",
            Group = row.Group ?? "",
            Pair = row.Pair,
            Kin = row.Thread ?? row.Pair ?? id,
        }, Error: null);
    }

    private static bool TryGetConversation(JsonElement? context, out IReadOnlyList<string> before)
    {
        before = [];
        try
        {
            switch (context?.ValueKind)
            {
                case null or JsonValueKind.Null:
                    return true;
                case JsonValueKind.String:
                    before = [context.Value.GetString()!];
                    return true;
                case JsonValueKind.Array when context.Value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String):
                    before = [.. context.Value.EnumerateArray().Select(text => text.GetString()!)];
                    return true;
                default:
                    return false;
            }
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as \ud83d: JSON allows it, text can not hold it.
            return false;
        }
    }

    internal sealed record Row(
        string? Id, string? Text, string? Label, JsonElement? Context, string? Category, string? Style, string? Difficulty, string? Group, string? Thread,
        string? Pair);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LabelledFile.Row))]
internal sealed partial class LabelledJson : JsonSerializerContext;
