using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZaloBot.Zalo.Tests.Infrastructure;

/// <summary>Writes a record down, field by field, so that a test sees every one of them. What is null, false or empty is left out.</summary>
public static class Rendering
{
    public static string Of(object value)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{value.GetType().Name}");
        Fields(text, value, "  ");
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private static void Fields(StringBuilder text, object value, string indent)
    {
        foreach (var property in value.GetType().GetProperties().Where(p => p.Name != "EqualityContract").OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            Field(text, property.Name, property.GetValue(value), indent);
        }
    }

    private static void Field(StringBuilder text, string name, object? value, string indent)
    {
        switch (value)
        {
            case null or false or "" or ICollection { Count: 0 }:
                break;
            case string or ValueType:
                text.AppendLine(CultureInfo.InvariantCulture, $"{indent}{name}: {Scalar(value)}");
                break;
            case IReadOnlyDictionary<string, JsonElement> unmapped:
                foreach (var (key, element) in unmapped.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"{indent}{name}[{key}]: {element.GetRawText().ReplaceLineEndings("").Replace("  ", "")}");
                }

                break;
            case IEnumerable<string> list:
                foreach (var item in list)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"{indent}{name}: {item}");
                }

                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"{indent}{name}:");
                    Fields(text, item!, indent + "  ");
                }

                break;
            default:
                text.AppendLine(CultureInfo.InvariantCulture, $"{indent}{name}:");
                Fields(text, value, indent + "  ");
                break;
        }
    }

    private static string Scalar(object value) => value switch
    {
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text, LooseJson),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static readonly JsonSerializerOptions LooseJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
