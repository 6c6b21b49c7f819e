using System.Runtime.CompilerServices;

namespace ZaloBot.Rules.Classification;

/// <summary>Tells of most hashes that they were never added, with a bit for each in so little room that it stays in the nearest cache: most lookups can end here.</summary>
internal sealed class HashFilter
{
    private const int Bits = 1 << 16;

    private readonly uint[] _bits = new uint[Bits / 32];

    public void Add(uint hash) => Place(hash) |= Bit(hash);

    /// <summary>False: the hash was never added. True: it was, or another with the same bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHave(uint hash) => (Place(hash) & Bit(hash)) != 0;

    private ref uint Place(uint hash) => ref _bits[(hash % Bits) / 32];

    private static uint Bit(uint hash) => 1u << (int)(hash % 32);
}
