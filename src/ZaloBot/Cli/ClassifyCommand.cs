using System.Buffers;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Cli;

/// <summary>The command <c>classify</c>: JSON lines in, one JSON line out for each.</summary>
internal static class ClassifyCommand
{
    // Vietnamese stays readable; what a terminal or a page could mistake for markup is no concern of a JSON line.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(CommandIo io, SettingsOption settings)
    {
        var group = new Option<string?>("--group") { Description = CliTexts.Get("Classify.Group"), HelpName = "ID" };
        var command = new Command("classify", CliTexts.Get("Classify")) { group };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var judges = CommandJudges.Of(parsed, io, settings, parsed.GetValue(group));
            return judges is null ? ExitCode.BadInput : await RunAsync(io, judges, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandIo io, CommandJudges judges, CancellationToken cancellationToken)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        var exit = ExitCode.Well;
        await foreach (var line in InputLines.ReadAsync(io.Input, cancellationToken))
        {
            if (line.Bytes.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            {
                continue;
            }

            var input = ClassifyInput.Read(line);
            using (var json = new Utf8JsonWriter(output, Readable))
            {
                if (input.Message is { } message)
                {
                    Write(json, input, judges.For(input.Group).Judge(message));
                }
                else
                {
                    exit = ExitCode.BadInput;
                    WriteError(json, line.Number, input.Error!);
                }
            }

            output.Write("\n"u8);

            // A program on the other end of the pipe may wait for this line before it sends the next.
            await io.OutputStream.WriteAsync(output.WrittenMemory, cancellationToken);
            await io.OutputStream.FlushAsync(cancellationToken);
            output.ResetWrittenCount();
        }

        return exit;
    }

    private static void Write(Utf8JsonWriter json, ClassifyInput input, Verdict verdict)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        if (input.Id is { } id)
        {
            id.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("label", verdict.IsViolation ? "violation" : "allowed");
        json.WriteString("category", verdict.Category.Name());
        json.WriteNumber("score", Math.Round(verdict.Score, 4));
        json.WriteStartArray("reasons");
        foreach (var reason in verdict.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteBoolean("public", verdict.IsForPublic);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, int line, string error)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line);
        json.WriteString("error", error);
        json.WriteEndObject();
    }
}
