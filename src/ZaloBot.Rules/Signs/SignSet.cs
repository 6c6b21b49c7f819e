using System.Numerics;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Signs;

/// <summary>A set of up to 256 signs.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignSet : IEquatable<SignSet>
{
    /// <summary>How many different signs there can be.</summary>
    public const int Most = 256;

    private ulong _first;
    private ulong _second;
    private ulong _third;
    private ulong _fourth;

    /// <summary>Number of signs in the set.</summary>
    public readonly int Count =>
        BitOperations.PopCount(_first) + BitOperations.PopCount(_second) + BitOperations.PopCount(_third) + BitOperations.PopCount(_fourth);

    /// <summary>True when nothing is in the set.</summary>
    public readonly bool IsEmpty => (_first | _second | _third | _fourth) == 0;

    /// <summary>True when the sign of that number is in the set.</summary>
    public readonly bool Has(int sign) => (Part(sign >> 6) & (1UL << (sign & 63))) != 0;

    /// <summary>Puts a sign in.</summary>
    public void Add(int sign)
    {
        var bit = 1UL << (sign & 63);
        switch (sign >> 6)
        {
            case 0:
                _first |= bit;
                break;
            case 1:
                _second |= bit;
                break;
            case 2:
                _third |= bit;
                break;
            case 3:
                _fourth |= bit;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(sign));
        }
    }

    /// <summary>Puts all signs of another set in.</summary>
    public void Add(in SignSet other)
    {
        _first |= other._first;
        _second |= other._second;
        _third |= other._third;
        _fourth |= other._fourth;
    }

    /// <summary>Takes all signs of another set out.</summary>
    public void Remove(in SignSet other)
    {
        _first &= ~other._first;
        _second &= ~other._second;
        _third &= ~other._third;
        _fourth &= ~other._fourth;
    }

    /// <summary>True when at least one sign is in both.</summary>
    public readonly bool Overlaps(in SignSet other) =>
        ((_first & other._first) | (_second & other._second) | (_third & other._third) | (_fourth & other._fourth)) != 0;

    /// <summary>The signs that are in both.</summary>
    public readonly SignSet Both(in SignSet other) => new()
    {
        _first = _first & other._first,
        _second = _second & other._second,
        _third = _third & other._third,
        _fourth = _fourth & other._fourth,
    };

    /// <summary>Number of signs in both.</summary>
    public readonly int CountIn(in SignSet other) =>
        BitOperations.PopCount(_first & other._first) + BitOperations.PopCount(_second & other._second) + BitOperations.PopCount(_third & other._third)
        + BitOperations.PopCount(_fourth & other._fourth);

    /// <summary>The first sign in the set from a number on; -1 when there is none.</summary>
    public readonly int Next(int from)
    {
        for (var part = from >> 6; part < Most >> 6; part++)
        {
            var bits = Part(part) & (part == from >> 6 ? ulong.MaxValue << (from & 63) : ulong.MaxValue);
            if (bits != 0)
            {
                return (part << 6) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>The sum of the table's entries whose signs are in the set.</summary>
    public readonly float Sum(ReadOnlySpan<float> table)
    {
        var sum = 0f;
        for (var part = 0; part < Most >> 6; part++)
        {
            for (var bits = Part(part); bits != 0; bits &= bits - 1)
            {
                sum += table[(part << 6) + BitOperations.TrailingZeroCount(bits)];
            }
        }

        return sum;
    }

    /// <inheritdoc/>
    public readonly bool Equals(SignSet other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is SignSet other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_first, _second, _third, _fourth);

    /// <summary>Equality by value.</summary>
    public static bool operator ==(SignSet left, SignSet right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(SignSet left, SignSet right) => !left.Equals(right);

    private readonly ulong Part(int index) => index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        3 => _fourth,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };
}
