using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZaloBot.Cli;

/// <summary>Answers for programs: one JSON document, names in snake case, Vietnamese as itself.</summary>
internal static class CommandJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void Write<T>(CommandIo io, T answer) => io.Output.WriteLine(JsonSerializer.Serialize(answer, Options));
}
