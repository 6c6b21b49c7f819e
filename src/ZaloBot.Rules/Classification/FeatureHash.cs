using System.Runtime.CompilerServices;

namespace ZaloBot.Rules.Classification;

/// <summary>FNV-1a over UTF-16 units with a final mix: quick, and the same on every machine.</summary>
internal static class FeatureHash
{
    public const uint Seed = 2166136261;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(uint hash, uint unit) => (hash ^ unit) * 16777619;

    /// <summary>Spreads a hash over all bits, apart from the same hash in another <paramref name="space"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(uint hash, uint space)
    {
        var mixed = hash + (space * 0x9E3779B1u);
        mixed ^= mixed >> 16;
        mixed *= 0x85ebca6bu;
        mixed ^= mixed >> 13;
        mixed *= 0xc2b2ae35u;
        return mixed ^ (mixed >> 16);
    }
}
