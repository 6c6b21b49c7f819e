using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Which hashes the model knows, and the row of each. A bucket of four places is chosen by the low bits of a hash, its high sixteen bits are the
/// fingerprint kept in the place; what is in no place is unknown and adds nothing, instead of adding another feature's row.
/// </summary>
internal sealed class FeatureTable
{
    public const int Places = 4;

    private readonly ushort[] _fingerprints;
    private readonly uint _bucketMask;

    public FeatureTable(ushort[] fingerprints)
    {
        _fingerprints = fingerprints;
        _bucketMask = (uint)(fingerprints.Length / Places) - 1;
    }

    /// <summary>Number of rows; a power of two.</summary>
    public int Rows => _fingerprints.Length;

    /// <summary>The fingerprints, as the model file keeps them.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes<ushort>(_fingerprints);

    /// <summary>Gives the places to the most frequent hashes; ties go to the smaller hash.</summary>
    public static FeatureTable Of(IReadOnlyDictionary<uint, int> frequencies, int rows)
    {
        var table = new FeatureTable(new ushort[rows]);
        foreach (var (hash, _) in frequencies.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key))
        {
            var bucket = table.Bucket(hash);
            var place = bucket.IndexOf((ushort)0);
            if (place >= 0 && !bucket.Contains(Fingerprint(hash)))
            {
                bucket[place] = Fingerprint(hash);
            }
        }

        return table;
    }

    /// <summary>Row of a hash, or -1 when the model does not know it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Row(uint hash)
    {
        // The four of a bucket at once: an equal fingerprint differs in nothing, and of four numbers the lowest that is nothing is the lowest whose highest bit is set by taking one from each.
        const ulong Ones = 0x0001_0001_0001_0001, Highest = 0x8000_8000_8000_8000;
        var bucket = (int)(hash & _bucketMask);
        var difference = MemoryMarshal.Cast<ushort, ulong>(_fingerprints)[bucket] ^ (Fingerprint(hash) * Ones);
        var same = (difference - Ones) & ~difference & Highest;
        return same == 0 ? -1 : (bucket * Places) + (BitOperations.TrailingZeroCount(same) / 16);
    }

    /// <summary>The rows of those hashes the model knows, in their order.</summary>
    /// <returns>How many there are.</returns>
    public int RowsOf(ReadOnlySpan<uint> hashes, Span<int> rows)
    {
        var known = 0;
        foreach (var hash in hashes)
        {
            if (Row(hash) is var row and >= 0)
            {
                rows[known++] = row;
            }
        }

        return known;
    }

    /// <summary>True when a hash has the row.</summary>
    public bool IsTaken(int row) => _fingerprints[row] != 0;

    private static ushort Fingerprint(uint hash) => (ushort)Math.Max(hash >> 16, 1);

    private Span<ushort> Bucket(uint hash) => _fingerprints.AsSpan((int)(hash & _bucketMask) * Places, Places);
}
