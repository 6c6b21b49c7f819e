using System.Buffers.Binary;
using System.IO.Hashing;

namespace ZaloBot.Webhooks;

/// <summary>An event as it stands in a spool file: length, lane and checksum before it.</summary>
/// <param name="Lane">The lane it belongs to.</param>
/// <param name="Entry">The inbox entry.</param>
/// <param name="End">Where in the file it ends.</param>
public sealed record SpoolRecord(int Lane, byte[] Entry, long End)
{
    private const int HeaderLength = 12;

    /// <summary>The bytes to append.</summary>
    public static byte[] Write(int lane, byte[] entry)
    {
        var record = new byte[HeaderLength + entry.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, entry.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), lane);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32.HashToUInt32(entry));
        entry.CopyTo(record, HeaderLength);
        return record;
    }

    /// <summary>Every whole record. A torn one at the end was never acknowledged: the process died before its flush returned.</summary>
    public static IEnumerable<SpoolRecord> ReadAll(FileStream file)
    {
        var header = new byte[HeaderLength];
        while (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length < 0 || length > file.Length - file.Position)
            {
                yield break;
            }

            var entry = new byte[length];
            file.ReadExactly(entry);
            if (Crc32.HashToUInt32(entry) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)))
            {
                yield break;
            }

            yield return new SpoolRecord(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4)), entry, file.Position);
        }
    }
}
