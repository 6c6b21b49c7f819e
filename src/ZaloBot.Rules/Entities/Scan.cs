using System.Buffers;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Entities;

/// <summary>A text without marks and its tokens, with the few questions the entity readers ask of them.</summary>
internal readonly ref struct Scan(ReadOnlySpan<char> letters, ReadOnlySpan<Token> tokens)
{
    public ReadOnlySpan<char> Letters { get; } = letters;

    public ReadOnlySpan<Token> Tokens { get; } = tokens;

    /// <summary>The letters of a token; empty when there is no such token.</summary>
    public ReadOnlySpan<char> Word(int index) =>
        (uint)index < (uint)Tokens.Length ? Letters.Slice(Tokens[index].Start, Tokens[index].Length) : default;

    public bool IsNumber(int index) => (uint)index < (uint)Tokens.Length && Tokens[index].Kind == TokenKind.Number;

    public bool StartsWithDigit(int index) => (uint)index < (uint)Tokens.Length && char.IsAsciiDigit(Letters[Tokens[index].Start]);

    /// <summary>The value of a number token of at most nine digits, -1 otherwise.</summary>
    public int Value(int index) => IsNumber(index) && Tokens[index].Length <= 9 ? int.Parse(Word(index)) : -1;

    /// <summary>True for a token of digits, some of which may be hidden behind x.</summary>
    public bool IsMaskedNumber(int index) => !Word(index).ContainsAnyExcept(MaskedDigits.All);

    /// <summary>The character just before a token; a space at the start.</summary>
    public char Before(int index) => Tokens[index].Start > 0 ? Letters[Tokens[index].Start - 1] : ' ';

    /// <summary>The character just after a token; a space at the end.</summary>
    public char After(int index) => Tokens[index].End < Letters.Length ? Letters[Tokens[index].End] : ' ';

    /// <summary>True when exactly this one character parts a token from the next.</summary>
    public bool IsFollowedBy(int index, char sign) =>
        index + 1 < Tokens.Length && Tokens[index + 1].Start == Tokens[index].End + 1 && Letters[Tokens[index].End] == sign;

    /// <summary>True when only spaces, or nothing, part a token from the next.</summary>
    public bool IsBeside(int index)
    {
        if (index + 1 >= Tokens.Length)
        {
            return false;
        }

        foreach (var letter in Letters[Tokens[index].End..Tokens[index + 1].Start])
        {
            if (letter != ' ')
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Digits, and the letter people hide digits behind.</summary>
file static class MaskedDigits
{
    public static readonly SearchValues<char> All = SearchValues.Create("0123456789x");
}
