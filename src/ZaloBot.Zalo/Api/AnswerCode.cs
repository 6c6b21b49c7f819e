using System.Globalization;
using System.Text.Json;

namespace ZaloBot.Zalo.Api;

/// <summary>The outermost <c>error</c> of an answer, for handlers that act before the answer is read as a whole.</summary>
internal static class AnswerCode
{
    public const int Success = 0;
    public const int RateExceeded = -32;
    public const int TokenInvalid = -216;
    public const int TokenExpired = -220;

    /// <summary>In bytes. An answer is some kilobytes; a list of fifty members with their pictures about twenty.</summary>
    public const long LongestAnswer = 8 * 1024 * 1024;

    /// <summary>Null when the answer is not JSON or carries no number. The answer can still be read afterwards.</summary>
    public static async Task<int?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
        return Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private static int? Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        int? code = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isError = !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual("error"u8);
                reader.Read();
                if (isError && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
                {
                    code = int.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
                }

                reader.Skip();
            }

            return code;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
