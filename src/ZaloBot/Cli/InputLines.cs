using System.Buffers;
using System.Runtime.CompilerServices;

namespace ZaloBot.Cli;

/// <summary>Reads lines as bytes, of any length without holding more than <see cref="MostBytes"/> of one.</summary>
internal static class InputLines
{
    /// <summary>Bytes of a line that are kept; a longer line is told to be too long.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Every line, its number and its bytes without line break and byte order mark. The memory is reused for the next line.</summary>
    public static async IAsyncEnumerable<InputLine> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new ArrayBufferWriter<byte>(4096);
        var buffer = new byte[64 * 1024];
        var number = 0;
        var length = 0L;
        int count;
        while ((count = await input.ReadAsync(buffer, cancellationToken)) > 0)
        {
            var start = 0;
            while (start < count)
            {
                var end = buffer.AsSpan(start, count - start).IndexOf((byte)'\n');
                var piece = end < 0 ? count - start : end;
                length += piece;
                if (line.WrittenCount < MostBytes)
                {
                    line.Write(buffer.AsSpan(start, Math.Min(piece, MostBytes - line.WrittenCount)));
                }

                start += piece;
                if (end >= 0)
                {
                    start++;
                    yield return Make(++number, line, length);
                    line.ResetWrittenCount();
                    length = 0;
                }
            }
        }

        if (length > 0)
        {
            yield return Make(++number, line, length);
        }
    }

    private static InputLine Make(int number, ArrayBufferWriter<byte> line, long length)
    {
        var bytes = line.WrittenMemory;
        if (number == 1 && bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        return new(number, bytes.Span is [.., (byte)'\r'] ? bytes[..^1] : bytes, length > MostBytes);
    }
}

/// <summary>A line of standard input.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">The line, at most <see cref="InputLines.MostBytes"/> of it.</param>
/// <param name="IsTooLong">Whether it was longer.</param>
internal readonly record struct InputLine(int Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong);
