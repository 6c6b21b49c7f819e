using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZaloBot.Zalo.Json;

// The platform writes the same field once as text and once as a number or a truth value (fact sheet 5.0), so each of these
// takes every spelling. What cannot be understood is absent, never an exception: one odd field must not cost the answer.

/// <summary>Text, or a number or truth value written as one.</summary>
internal sealed class LenientString : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalar.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A whole number, or text that is one.</summary>
internal sealed class LenientInt : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Number(Scalar.Read(ref reader)) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => Scalar.Write(writer, value);
}

/// <summary>A large whole number, or text that is one.</summary>
internal sealed class LenientLong : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Number(Scalar.Read(ref reader));

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => Scalar.Write(writer, value);
}

/// <summary>A truth value, or text or a number that is one.</summary>
internal sealed class LenientBool : JsonConverter<bool?>
{
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Read(ref reader)?.Trim().ToLowerInvariant() switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => null,
        };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } known)
        {
            writer.WriteBooleanValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>A day as the platform writes it, <c>dd/MM/yyyy</c>, zone not given.</summary>
internal sealed class LenientDate : JsonConverter<DateOnly?>
{
    private static readonly string[] Forms = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];

    public override DateOnly? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateOnly.TryParseExact(Scalar.Read(ref reader), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;

    public override void Write(Utf8JsonWriter writer, DateOnly? value, JsonSerializerOptions options)
    {
        if (value is { } known)
        {
            writer.WriteStringValue(known.ToString(Forms[0], CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}

/// <summary>A moment as epoch milliseconds.</summary>
internal sealed class LenientMoment : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EpochTime.Read(Scalar.Number(Scalar.Read(ref reader)));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        Scalar.Write(writer, value?.ToUnixTimeMilliseconds());
}

/// <summary>A part of an answer that may be empty text, a list of one or nothing at all where an object is documented: it is absent then, and the rest stays.</summary>
internal sealed class LenientPart<T> : JsonConverter<T>
    where T : class
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var part = document.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1 ? list[0] : document.RootElement;
        try
        {
            return part.ValueKind == JsonValueKind.Object ? (T?)part.Deserialize(options.GetTypeInfo(typeof(T))) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(typeof(T)));
}

/// <summary>The one way to read a single value of any spelling.</summary>
internal static class Scalar
{
    public static string? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }

    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var broken) && Math.Abs(broken) < 1e18 ? (long)broken
        : null;

    public static void Write(Utf8JsonWriter writer, long? value)
    {
        if (value is { } known)
        {
            writer.WriteNumberValue(known);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
