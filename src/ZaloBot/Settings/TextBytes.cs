using System.Text.Unicode;

namespace ZaloBot.Settings;

/// <summary>Reads text files as bytes, so that a wrong encoding is told and not guessed away.</summary>
internal static class TextBytes
{
    /// <summary>The bytes without a byte order mark; null when there are more than <paramref name="most"/>.</summary>
    public static byte[]? Read(string file, long most)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > most)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var bytes = buffer.ToArray();
        return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
    }

    /// <summary>Number of the first line that is not UTF-8, from 1.</summary>
    public static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (!Utf8.IsValid(bytes[range]))
            {
                return line;
            }

            line++;
        }

        return line;
    }
}
