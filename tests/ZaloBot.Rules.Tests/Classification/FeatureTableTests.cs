using System.Runtime.InteropServices;
using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>Which features a model knows, and that looking four places up at once finds what looking one after the other finds.</summary>
public sealed class FeatureTableTests
{
    private const int Rows = 256;

    [Fact]
    public void Every_hash_is_where_one_place_after_the_other_would_find_it()
    {
        var random = new FixedRandom(1);
        var hashes = Enumerable.Range(0, 400).Select(_ => (uint)random.Next()).ToArray();
        var table = FeatureTable.Of(hashes.ToDictionary(hash => hash, _ => 1), Rows);
        var fingerprints = MemoryMarshal.Cast<byte, ushort>(table.Bytes).ToArray();

        // Others too: such as share a bucket, and such as differ by one bit from what is there.
        uint[] asked = [.. hashes, .. hashes.SelectMany(hash => new[] { hash ^ (1u << 16), hash ^ (1u << 31), hash - (1u << 16), hash & 0xFFFF, hash | 0xFFFF_0000 }), .. Enumerable.Range(0, 5_000).Select(_ => (uint)random.Next())];
        foreach (var hash in asked)
        {
            table.Row(hash).ShouldBe(OneAfterTheOther(fingerprints, hash), $"{hash:x8}");
        }

        hashes.Count(hash => table.Row(hash) >= 0).ShouldBeInRange(Rows / 2, Rows);
        hashes.Where(hash => table.Row(hash) >= 0).ShouldAllBe(hash => table.IsTaken(table.Row(hash)));
    }

    [Fact]
    public void The_most_frequent_are_known()
    {
        // All of one bucket, which has four places.
        var frequencies = Enumerable.Range(1, 9).ToDictionary(number => (uint)number << 20, number => number);
        var table = FeatureTable.Of(frequencies, Rows);
        frequencies.Where(entry => table.Row(entry.Key) >= 0).Select(entry => entry.Value).Order().ShouldBe([6, 7, 8, 9]);
    }

    private static int OneAfterTheOther(ushort[] fingerprints, uint hash)
    {
        var first = (int)(hash % (Rows / FeatureTable.Places)) * FeatureTable.Places;
        for (var place = first; place < first + FeatureTable.Places; place++)
        {
            if (fingerprints[place] == Math.Max(hash >> 16, 1))
            {
                return place;
            }
        }

        return -1;
    }
}
