using System.Text.Json;
using System.Text.Json.Serialization;
using ZaloBot.Rules.Classification;

namespace ZaloBot.SecondOpinion;

/// <summary>The structured answer a model is asked for, and its lenient reading: models wrap JSON in words or fences.</summary>
internal sealed record OpinionAnswer(bool? Violation, string? Category, double? Confidence)
{
    /// <summary>The JSON schema of the answer.</summary>
    public static JsonElement Schema { get; } = JsonDocument.Parse("""
        {
          "type": "object",
          "properties": {
            "violation": { "type": "boolean" },
            "category": { "type": "string", "enum": ["none", "personal", "off_topic", "advertising", "unofficial", "uncivil", "scam"] },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 }
          },
          "required": ["violation", "category", "confidence"],
          "additionalProperties": false
        }
        """).RootElement;

    /// <summary>The opinion in an answer; null when there is none to be read.</summary>
    public static Opinion? Read(string answer)
    {
        int start = answer.IndexOf('{', StringComparison.Ordinal), end = answer.LastIndexOf('}');
        if (start < 0 || end < start)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(answer.AsSpan(start, end - start + 1), OpinionJson.Default.OpinionAnswer) is { Violation: { } violation, Confidence: >= 0 and <= 1 } read
                ? new(violation, violation && CategoryNames.TryParse(read.Category, out var category) && category.IsViolation() ? category : null, read.Confidence.Value)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OpinionAnswer))]
internal sealed partial class OpinionJson : JsonSerializerContext;
